import type { Position } from "geojson";
import { type Map as GlMap, Marker } from "maplibre-gl";
import { ARROWS, STEP } from "./arrows";
import type { Frame } from "./frame";

/** What becomes of a corner that a person takes hold of. */
export interface Hands {
  moved(index: number, at: Position): void;
  removed(index: number): void;
}

/** The corners of what is drawn, as handles: dragged, moved with the arrow keys, removed with Delete or the button of the map. */
export class Corners {
  chosen: number | null = null;
  private handles: Marker[] = [];

  constructor(
    private readonly map: GlMap,
    private readonly frame: Frame,
    private readonly hands: Hands,
  ) {}

  show(corners: Position[]): void {
    this.handles.forEach((handle) => handle.remove());
    this.handles = corners.map((at, index) => this.newHandle(at, index, corners.length));
    this.choose(null);
  }

  put(index: number, [lon = 0, lat = 0]: Position): void {
    this.handles[index]?.setLngLat([lon, lat]);
  }

  focus(index: number): void {
    this.handles[index]?.getElement().focus({ preventScroll: true });
  }

  choose(index: number | null): void {
    this.chosen = index;
    this.handles.forEach((handle, each) => handle.getElement().classList.toggle("p-geo__corner--chosen", each === index));
    this.frame.element.classList.toggle("p-geo--cornered", index !== null);
  }

  private newHandle([lon = 0, lat = 0]: Position, index: number, count: number): Marker {
    const element = document.createElement("button");
    element.type = "button";
    element.className = "p-geo__corner";
    element.setAttribute("aria-label", this.frame.word("Corner", { number: index + 1, count }));
    element.addEventListener("focus", () => this.choose(index));
    element.addEventListener("click", (event) => {
      event.stopPropagation(); // the map below would take it for a new corner
      element.focus();
    });
    element.addEventListener("keydown", (event) => this.pressed(event, index));
    const handle = new Marker({ element, draggable: true }).setLngLat([lon, lat]).addTo(this.map);
    element.setAttribute("aria-label", this.frame.word("Corner", { number: index + 1, count })); // the library writes its own
    handle.on("dragstart", () => this.focus(index));
    handle.on("drag", () => this.hands.moved(index, handle.getLngLat().toArray()));
    return handle;
  }

  private pressed(event: KeyboardEvent, index: number): void {
    const way = ARROWS[event.key];
    const isRemoving = event.key === "Delete" || event.key === "Backspace";
    if (!way && !isRemoving) return;
    event.preventDefault();
    event.stopPropagation();
    if (isRemoving) return this.hands.removed(index);
    const { lng, lat } = this.handles[index]?.getLngLat() ?? { lng: 0, lat: 0 };
    const far = event.shiftKey ? STEP * 10 : STEP;
    if (way) this.hands.moved(index, [lng + way[0] * far, lat + way[1] * far]);
  }
}
