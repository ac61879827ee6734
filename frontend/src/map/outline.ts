import type { Geometry } from "geojson";
import type { GeoJSONSource, Map as GlMap } from "maplibre-gl";
import { readColor, withTheme } from "./colors";

const LAYERS = [["outline-area", "fill"], ["outline-line", "line"]] as const;

/** The shapes that are being drawn, over everything else. */
export class Outline {
  constructor(private readonly map: GlMap) {
    const source = "outline";
    map.addSource(source, { type: "geojson", data: { type: "FeatureCollection", features: [] } });
    map.addLayer({ id: "outline-area", type: "fill", source, filter: ["==", ["geometry-type"], "Polygon"], paint: { "fill-opacity": 0.25 } });
    map.addLayer({ id: "outline-line", type: "line", source, paint: { "line-width": 3 } });
    withTheme(() => LAYERS.forEach(([layer, kind]) => map.setPaintProperty(layer, `${kind}-color`, readColor("--p-brand"))));
  }

  show(shape: Geometry | null): void {
    const features = shape ? [{ type: "Feature" as const, properties: {}, geometry: shape }] : [];
    this.map.getSource<GeoJSONSource>("outline")?.setData({ type: "FeatureCollection", features });
  }
}
