import type { Position } from "geojson";
import type { Map as GlMap } from "maplibre-gl";
import { Corners } from "./corners";
import type { Fields } from "./fields";
import type { Frame } from "./frame";
import { Outline } from "./outline";
import { boxOf, cornersOf, gapFor, middle, shapeOf } from "./shapes";

/** A line or an area is drawn corner by corner, and changed by its corners. Returns whether that is going on. */
export function startSketching(map: GlMap, frame: Frame, fields: Fields): () => boolean {
  const sketch = new Sketch(map, frame, fields);
  frame.on("draw", () => sketch.begin([]));
  frame.on("edit", () => sketch.edit());
  frame.on("undo", () => sketch.takeBack());
  frame.on("drop", () => sketch.removeChosen());
  frame.on("done", () => sketch.end());
  frame.on("erase", () => sketch.erase());
  map.on("click", ({ lngLat }) => sketch.press([lngLat.lng, lngLat.lat]));
  map.getCanvas().addEventListener("keydown", ({ key }) => {
    if (key === "Enter") sketch.press([map.getCenter().lng, map.getCenter().lat]);
    if (key === "Backspace") sketch.takeBack();
    if (key === "Escape") sketch.end();
  });
  return () => sketch.isOpen;
}

class Sketch {
  isOpen = false;
  private isChanging = false; // what was there; otherwise it is drawn from nothing
  private spots: Position[] = [];
  private readonly isArea: boolean;
  private readonly corners: Corners;
  private readonly outline: Outline;

  constructor(
    private readonly map: GlMap,
    private readonly frame: Frame,
    private readonly fields: Fields,
  ) {
    this.isArea = frame.get("pDraws") === "area";
    this.corners = new Corners(map, frame, {
      moved: (index, at) => this.move(index, at),
      removed: (index) => this.remove(index),
    });
    this.outline = new Outline(map);
    this.rest();
  }

  begin(spots: Position[]): void {
    [this.isOpen, this.isChanging, this.spots] = [true, spots.length > 0, spots];
    this.frame.element.classList.add("p-geo--drawing");
    this.draw();
    if (this.isChanging) this.corners.focus(0);
    else this.map.getCanvas().focus();
    this.frame.say(this.frame.word(this.isChanging ? "Change" : "Draw"));
  }

  edit(): void {
    const spots = cornersOf(this.fields.readShape());
    if (!spots.length) return this.frame.say(this.frame.word("Odd"));
    this.map.fitBounds(boxOf(spots), { padding: 48, maxZoom: 17, animate: false });
    this.begin(spots);
  }

  /** A press on the map: the corner that is chosen goes there, else a new one is made. */
  press(at: Position): void {
    if (!this.isOpen) return;
    const { chosen } = this.corners;
    if (chosen !== null) {
      this.move(chosen, at);
      return this.corners.choose(null);
    }
    this.spots.splice(this.isChanging ? gapFor(at, this.spots, this.isArea) : this.spots.length, 0, rounded(at));
    this.draw();
  }

  takeBack(): void {
    if (this.isOpen) this.remove(this.spots.length - 1);
  }

  removeChosen(): void {
    if (this.corners.chosen !== null) this.remove(this.corners.chosen);
  }

  end(): void {
    if (!this.isOpen) return;
    this.isOpen = false;
    const shape = shapeOf(this.spots, this.isArea);
    if (shape) {
      const [lon = 0, lat = 0] = middle(this.spots, this.isArea);
      this.fields.writeShape(shape);
      this.fields.writePosition(lon, lat);
    } else this.frame.say(this.frame.word("Few"));
    this.rest();
  }

  erase(): void {
    this.fields.writeShape(null);
    this.rest();
  }

  private move(index: number, at: Position): void {
    this.spots[index] = rounded(at);
    this.corners.put(index, at);
    this.outline.show(shapeOf(this.spots, this.isArea));
  }

  private remove(index: number): void {
    const isFocused = this.corners.chosen !== null;
    this.spots.splice(index, 1);
    this.draw();
    if (isFocused) this.corners.focus(Math.max(index - 1, 0));
  }

  private draw(): void {
    this.corners.show(this.spots);
    this.outline.show(shapeOf(this.spots, this.isArea));
    this.frame.say(this.frame.word("Corners", { count: this.spots.length }));
  }

  /** What the form holds, without handles. */
  private rest(): void {
    const shape = this.fields.readShape();
    const isDrawn = shape !== null && shape.type !== "Point";
    this.corners.show([]);
    this.outline.show(isDrawn ? shape : null);
    this.frame.element.classList.remove("p-geo--drawing");
    this.frame.element.classList.toggle("p-geo--shaped", isDrawn);
  }
}

function rounded([lon = 0, lat = 0]: Position): Position {
  return [Number(lon.toFixed(6)), Number(lat.toFixed(6))];
}
