import type { Feature, FeatureCollection } from "geojson";
import type { ExpressionSpecification, GeoJSONSource, Map as GlMap } from "maplibre-gl";
import { readColor, withTheme } from "./colors";
import { collect } from "./feeds";
import type { Frame } from "./frame";
import { drawHatch } from "./symbols";

type Expression = ExpressionSpecification;
const TONES = ["none", "part", "most", "full"];
const SHORT = ["case", ["==", ["get", "tone"], "plain"], ["get", "name"], ["get", "value"]] as Expression;
const LABEL = ["step", ["zoom"], SHORT, 12.5, ["concat", ["get", "name"], "\n", ["get", "value"]]] as Expression;
const IS_UNKNOWN: Expression = ["==", ["get", "tone"], "unknown"];
const IS_CHOSEN: Expression = ["==", ["get", "isChosen"], "1"];

/** Kelurahan and other regions: their borders from a feed, their tones from the still map of the page or the feed itself. */
export class Areas {
  private features: Feature[] = [];

  constructor(
    private readonly map: GlMap,
    private readonly frame: Frame,
  ) {}

  show({ features }: FeatureCollection): void {
    this.features = features;
    this.map.addSource("areas", { type: "geojson", data: collect([]), promoteId: "code" });
    const source = "areas";
    this.map.addLayer({ id: "areas", type: "fill", source });
    drawHatch(this.map);
    this.map.addLayer({ id: "areas-unknown", type: "fill", source, filter: IS_UNKNOWN, paint: { "fill-pattern": "hatch" } });
    this.map.addLayer({ id: "areas-line", type: "line", source });
    this.map.addSource("areas-label", { type: "geojson", data: collect([]) });
    this.map.addLayer({ id: "areas-label", type: "symbol", source: "areas-label", layout: { "text-field": LABEL, "text-size": 12 } });
    withTheme(() => this.paint());
    this.update();
  }

  /** Reads the tones anew from the areas that the page has drawn. */
  update(): void {
    const described = this.features.map((feature) => ({ ...feature, properties: this.describe(feature) }));
    this.map.getSource<GeoJSONSource>("areas")?.setData(collect(described));
    this.map.getSource<GeoJSONSource>("areas-label")?.setData(collect(described.map(labelOf)));
  }

  /** The west, south, east and north of an area. */
  boxOf(code: string): [number, number, number, number] | null {
    const found = this.features.find((feature) => feature.properties?.code === code);
    if (!found || !("coordinates" in found.geometry)) return null;
    const numbers = (found.geometry.coordinates as unknown[]).flat(Infinity) as number[];
    const [lons, lats] = [numbers.filter((_, at) => at % 2 === 0), numbers.filter((_, at) => at % 2 === 1)];
    return [Math.min(...lons), Math.min(...lats), Math.max(...lons), Math.max(...lats)];
  }

  private describe(feature: Feature): Record<string, unknown> {
    const code = String(feature.properties?.code ?? "");
    const drawn = this.frame.scope.querySelector<SVGElement>(`[data-p-area="${CSS.escape(code)}"]`);
    const { pTone, pValue, pText, pUrl, pChosen } = drawn?.dataset ?? {};
    const own = { tone: pTone, value: pValue, text: pText, url: pUrl, isChosen: pChosen };
    const said = Object.fromEntries(Object.entries(own).filter(([, value]) => value !== undefined));
    return { tone: "plain", value: "", text: "", url: "", ...feature.properties, ...said };
  }

  private paint(): void {
    const [ground, ink] = [readColor("--p-surface"), readColor("--p-ink")];
    const tones = TONES.flatMap((tone) => [tone, readColor(`--p-map-${tone}`)]);
    this.map.setPaintProperty("ground", "background-color", readColor("--p-sunken"));
    this.map.setPaintProperty("areas", "fill-color", ["match", ["get", "tone"], ...tones, ground] as unknown as Expression);
    this.map.setPaintProperty("areas-line", "line-color", ["case", IS_CHOSEN, ink, readColor("--p-control")]);
    this.map.setPaintProperty("areas-line", "line-width", ["case", IS_CHOSEN, 3, 0.8]);
    this.map.setPaintProperty("areas-label", "text-color", ink);
    this.map.setPaintProperty("areas-label", "text-halo-color", ground);
    this.map.setPaintProperty("areas-label", "text-halo-width", 1.5);
    drawHatch(this.map);
  }
}

/** What is written in an area stands where its source says, not where a tile happens to cut it. */
function labelOf(feature: Feature): Feature {
  const { label_lon, label_lat } = feature.properties ?? {};
  return { ...feature, geometry: { type: "Point", coordinates: [label_lon, label_lat] } };
}
