import type { Feature, FeatureCollection } from "geojson";
import type { ExpressionSpecification, GeoJSONSource, Map as GlMap, SymbolLayerSpecification } from "maplibre-gl";
import { readColor, withTheme } from "./colors";
import { collect } from "./feeds";
import { drawSymbols, PICTURE } from "./symbols";

const KINDS = ["green", "brand", "red", "amber", "quiet"];
const IS_POINT: ExpressionSpecification = ["==", ["geometry-type"], "Point"];

/** Places: a dot each, and over it the symbol of state and kind wherever there is room. */
export class Points {
  features: Feature[] = [];

  constructor(private readonly map: GlMap) {}

  show({ features }: FeatureCollection): void {
    this.features = features;
    drawSymbols(this.map, features);
    const source = this.map.getSource<GeoJSONSource>("places");
    if (source) source.setData(collect(features));
    else this.addLayers();
  }

  find(code: string): Feature | undefined {
    return this.features.find((feature) => feature.properties?.code === code && feature.geometry.type === "Point");
  }

  private addLayers(): void {
    const source = "places";
    this.map.addSource(source, { type: "geojson", data: collect(this.features) });
    this.map.addLayer({ id: "places-ground", type: "fill", source, filter: ["==", ["geometry-type"], "Polygon"], paint: { "fill-opacity": 0.25 } });
    this.map.addLayer({ id: "places-line", type: "line", source, filter: ["!", IS_POINT], paint: { "line-width": 3 } });
    this.map.addLayer({ id: "places-dot", type: "circle", source, filter: IS_POINT, paint: { "circle-radius": 4, "circle-stroke-width": 1 } });
    this.map.addLayer({ id: "places", type: "symbol", source, filter: IS_POINT, layout: this.layout() });
    withTheme(() => this.paint());
  }

  private layout(): SymbolLayerSpecification["layout"] {
    const size: ExpressionSpecification = ["interpolate", ["linear"], ["zoom"], 10, 0.75, 14, 1.1];
    return { "icon-image": PICTURE, "icon-size": size, "icon-padding": 0, "symbol-sort-key": ["get", "rank"] };
  }

  private paint(): void {
    const color = ["match", ["get", "tone"], ...KINDS.flatMap((tone) => [tone, readColor(`--p-${tone}`)]), readColor("--p-ink")] as unknown as ExpressionSpecification;
    this.map.setPaintProperty("places-ground", "fill-color", color);
    this.map.setPaintProperty("places-line", "line-color", color);
    this.map.setPaintProperty("places-dot", "circle-color", color);
    this.map.setPaintProperty("places-dot", "circle-stroke-color", readColor("--p-surface"));
    drawSymbols(this.map, this.features);
  }
}
