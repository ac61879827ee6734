import { type Map as GlMap, Marker } from "maplibre-gl";
import { ARROWS, STEP } from "./arrows";
import { readColor } from "./colors";
import { Fields } from "./fields";
import type { Frame } from "./frame";
import { startSketching } from "./sketch";

/** A position is chosen: pressed on the map, dragged, moved with the arrow keys, or set where the middle of the map is. */
export function startChoosing(map: GlMap, frame: Frame): void {
  const fields = new Fields({ lon: frame.get("pLon"), lat: frame.get("pLat"), position: frame.get("pPosition"), geometry: frame.get("pGeometry") });
  const isDrawing = frame.get("pDraws") ? startSketching(map, frame, fields) : () => false;
  const marker = newMarker(frame);
  const set = (lon: number, lat: number): void => {
    marker.setLngLat([lon, lat]).addTo(map);
    fields.writePosition(lon, lat);
    frame.say(frame.word("Chosen", { lat: lat.toFixed(6), lon: lon.toFixed(6) }));
  };
  map.on("click", ({ lngLat }) => isDrawing() || set(lngLat.lng, lngLat.lat));
  marker.on("dragend", () => set(marker.getLngLat().lng, marker.getLngLat().lat));
  marker.getElement().addEventListener("keydown", (event) => {
    const way = ARROWS[event.key];
    if (!way) return;
    event.preventDefault();
    event.stopPropagation();
    const [far, at] = [event.shiftKey ? STEP * 10 : STEP, marker.getLngLat()];
    set(at.lng + way[0] * far, at.lat + way[1] * far);
  });
  frame.on("here", () => set(map.getCenter().lng, map.getCenter().lat));
  fields.onPosition(() => showWritten(map, marker, fields));
  showWritten(map, marker, fields, true);
}

function newMarker(frame: Frame): Marker {
  const marker = new Marker({ draggable: true, color: readColor("--p-brand-fill") });
  const element = marker.getElement();
  element.tabIndex = 0;
  element.setAttribute("role", "button");
  element.setAttribute("aria-label", frame.word("Marker"));
  return marker;
}

/** What a person wrote by hand is shown too. */
function showWritten(map: GlMap, marker: Marker, fields: Fields, isFirst = false): void {
  const at = fields.readPosition();
  if (!at) return;
  marker.setLngLat(at).addTo(map);
  if (isFirst || !map.getBounds().contains(at)) map.jumpTo({ center: at, zoom: Math.max(map.getZoom(), 15) });
}
