import type { FeatureCollection } from "geojson";
import { Marker } from "maplibre-gl";
import { Areas } from "./map/areas";
import { createMap } from "./map/canvas";
import { startChoosing } from "./map/choose";
import { readColor } from "./map/colors";
import { startExploring } from "./map/explore";
import { Frame } from "./map/frame";
import { startPicking } from "./map/picking";
import { Points } from "./map/points";

/** What the page has begun to fetch: areas and places. */
type Feeds = Promise<[FeatureCollection, FeatureCollection]>;

/** Draws the map of a `data-p-map` element and starts what its mode asks for: `show`, `choose` or `explore`. */
export async function openMap(element: HTMLElement, feeds: Feeds): Promise<void> {
  const frame = new Frame(element);
  try {
    await draw(frame, feeds);
    frame.show(true);
  } catch (problem) {
    console.warn("map", problem); // the still map and the table say the same
  }
}

async function draw(frame: Frame, feeds: Feeds): Promise<void> {
  const map = await createMap(frame);
  const [areas, points] = [new Areas(map, frame), new Points(map)];
  const [borders, places] = await feeds;
  areas.show(borders);
  points.show(places);
  const at = frame.numbers("pAt");
  if (at.length === 2 && frame.get("pMode") === "show") {
    new Marker({ color: readColor("--p-brand-fill") }).setLngLat(at as [number, number]).addTo(map);
  }
  if (frame.get("pMode") === "choose") startChoosing(map, frame);
  else startPicking(map, frame);
  if (frame.get("pMode") === "explore") startExploring(map, frame, areas, points);
  frame.element.dataset.pReady = "1";
}
