import type { Feature, FeatureCollection } from "geojson";

const EMPTY: FeatureCollection = { type: "FeatureCollection", features: [] };

/** A GeoJSON of our own by its address; without an address, nothing. */
export async function fetchFeed(url = ""): Promise<FeatureCollection> {
  if (!url) return EMPTY;
  const answer = await fetch(url, { headers: { Accept: "application/geo+json" } });
  if (!answer.ok) throw new Error(`${url}: ${answer.status}`);
  return (await answer.json()) as FeatureCollection;
}

export function collect(features: Feature[]): FeatureCollection {
  return { type: "FeatureCollection", features };
}
