import { type LngLatLike, type Map as GlMap, type MapGeoJSONFeature, Point, Popup } from "maplibre-gl";
import type { Frame } from "./frame";

const REACH = 18; // pixels around a finger
const LAYERS = ["places", "places-dot", "places-line", "places-ground", "areas"];

/** What is pressed, or lies under the cross when Enter is pressed, opens as a link to its page. */
export function startPicking(map: GlMap, frame: Frame): void {
  map.on("click", (event) => pick(map, frame, event.point));
  map.getCanvas().addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    pick(map, frame, map.project(map.getCenter()));
  });
  map.on("moveend", () => {
    const found = document.activeElement === map.getCanvas() && findAt(map, map.project(map.getCenter()));
    if (found) frame.say(frame.word("Middle", { name: String(found.properties.name) }));
  });
}

function pick(map: GlMap, frame: Frame, at: Point): void {
  const found = findAt(map, at);
  if (found) openPopup(map, frame, map.unproject(at), found.properties);
}

/** The place nearest to the finger, else the area under it. */
function findAt(map: GlMap, at: Point): MapGeoJSONFeature | undefined {
  const layers = LAYERS.filter((layer) => map.getLayer(layer));
  const box: [Point, Point] = [new Point(at.x - REACH, at.y - REACH), new Point(at.x + REACH, at.y + REACH)];
  const near = map.queryRenderedFeatures(box, { layers: layers.filter((layer) => layer !== "areas") });
  const away = (feature: MapGeoJSONFeature): number =>
    feature.geometry.type === "Point" ? map.project(feature.geometry.coordinates as [number, number]).dist(at) : REACH;
  const [nearest] = near.sort((one, other) => away(one) - away(other));
  return nearest ?? map.queryRenderedFeatures(at, { layers: layers.filter((layer) => layer === "areas") })[0];
}

export function openPopup(map: GlMap, frame: Frame, at: LngLatLike, said: Record<string, unknown>): void {
  map.getContainer().querySelectorAll(".maplibregl-popup").forEach((old) => old.remove());
  new Popup({ maxWidth: "280px", focusAfterOpen: true }).setLngLat(at).setDOMContent(describe(said)).addTo(map);
  frame.say([said.name, said.text].filter(Boolean).join(". "));
}

function describe(said: Record<string, unknown>): HTMLElement {
  const box = document.createElement("div");
  const title = document.createElement(said.url ? "a" : "strong");
  title.textContent = String(said.name ?? "");
  if (said.url) title.setAttribute("href", String(said.url));
  title.className = "p-geo__name";
  const text = document.createElement("p");
  text.textContent = String(said.text ?? "");
  box.append(title, text);
  return box;
}
