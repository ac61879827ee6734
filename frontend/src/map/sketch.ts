import type { Geometry, Position } from "geojson";
import type { GeoJSONSource, Map as GlMap } from "maplibre-gl";
import { readColor, withTheme } from "./colors";
import type { Fields } from "./fields";
import type { Frame } from "./frame";

/** A line or an area is drawn corner by corner, by pressing the map or with Enter in its middle. Returns whether one is being drawn. */
export function startSketching(map: GlMap, frame: Frame, fields: Fields): () => boolean {
  const sketch = new Sketch(map, frame, fields);
  frame.on("draw", () => sketch.begin());
  frame.on("undo", () => sketch.take(-1));
  frame.on("done", () => sketch.end());
  frame.on("erase", () => sketch.erase());
  map.on("click", ({ lngLat }) => sketch.add([lngLat.lng, lngLat.lat]));
  map.getCanvas().addEventListener("keydown", ({ key }) => {
    if (key === "Enter") sketch.add([map.getCenter().lng, map.getCenter().lat]);
    if (key === "Backspace") sketch.take(-1);
    if (key === "Escape") sketch.end();
  });
  return () => sketch.isOpen;
}

class Sketch {
  isOpen = false;
  private corners: Position[] = [];
  private readonly isArea: boolean;

  constructor(
    private readonly map: GlMap,
    private readonly frame: Frame,
    private readonly fields: Fields,
  ) {
    this.isArea = frame.get("pDraws") === "area";
    this.addLayers(fields.readShape());
  }

  begin(): void {
    this.isOpen = true;
    this.corners = [];
    this.map.getCanvas().focus();
    this.frame.say(this.frame.word("Draw"));
    this.frame.element.classList.add("p-geo--drawing");
  }

  add([lon = 0, lat = 0]: Position): void {
    if (!this.isOpen) return;
    this.corners.push([Number(lon.toFixed(6)), Number(lat.toFixed(6))]);
    this.draw();
  }

  take(count: number): void {
    if (!this.isOpen) return;
    this.corners.splice(count);
    this.draw();
  }

  end(): void {
    if (!this.isOpen) return;
    this.isOpen = false;
    this.frame.element.classList.remove("p-geo--drawing");
    const shape = this.shape();
    if (!shape) return this.frame.say(this.frame.word("Few"));
    this.fields.writeShape(shape);
    const [lon = 0, lat = 0] = middle(this.corners, this.isArea);
    this.fields.writePosition(lon, lat);
  }

  erase(): void {
    this.corners = [];
    this.fields.writeShape(null);
    this.draw();
  }

  private draw(): void {
    const points: Geometry = { type: "MultiPoint", coordinates: this.corners };
    const shape = this.shape();
    this.show(shape ? [shape, points] : [points]);
    this.frame.say(this.frame.word("Corners", { count: this.corners.length }));
  }

  private shape(): Geometry | null {
    const [first] = this.corners;
    if (!first || this.corners.length < (this.isArea ? 3 : 2)) return null;
    if (this.isArea) return { type: "Polygon", coordinates: [[...this.corners, first]] };
    return { type: "LineString", coordinates: this.corners };
  }

  private show(shapes: Geometry[]): void {
    const features = shapes.map((geometry) => ({ type: "Feature" as const, properties: {}, geometry }));
    this.map.getSource<GeoJSONSource>("sketch")?.setData({ type: "FeatureCollection", features });
  }

  private addLayers(shape: Geometry | null): void {
    const source = "sketch";
    this.map.addSource(source, { type: "geojson", data: { type: "FeatureCollection", features: [] } });
    this.map.addLayer({ id: "sketch-area", type: "fill", source, filter: ["==", ["geometry-type"], "Polygon"], paint: { "fill-opacity": 0.25 } });
    this.map.addLayer({ id: "sketch-line", type: "line", source, paint: { "line-width": 3 } });
    this.map.addLayer({ id: "sketch-corner", type: "circle", source, filter: ["==", ["geometry-type"], "Point"], paint: { "circle-radius": 5 } });
    withTheme(() => {
      for (const [layer, kind] of [["area", "fill"], ["line", "line"], ["corner", "circle"]] as const)
        this.map.setPaintProperty(`sketch-${layer}`, `${kind}-color`, readColor("--p-brand"));
    });
    if (shape && shape.type !== "Point") this.show([shape]);
  }
}

/** Somewhere on the line, or the mean of the corners of an area: the server says which kelurahan that is. */
function middle(corners: Position[], isArea: boolean): Position {
  const half = corners[Math.floor(corners.length / 2)] ?? [0, 0];
  if (!isArea) return half;
  const sum = corners.reduce(([lon = 0, lat = 0], [x = 0, y = 0]) => [lon + x, lat + y], [0, 0]);
  return sum.map((each) => each / corners.length);
}
