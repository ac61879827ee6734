import { type LngLatBoundsLike, Map as GlMap, type MapOptions, setWorkerUrl, type StyleSpecification } from "maplibre-gl";
import "maplibre-gl/dist/maplibre-gl.css";
import workerUrl from "maplibre-gl/dist/maplibre-gl-worker.mjs?url";
import { readColor } from "./colors";
import type { Frame } from "./frame";

setWorkerUrl(new URL(workerUrl, import.meta.url).href);
const CLOSE = 13.5;

/** An empty map in its frame, ready to take layers. Rejects where the device cannot draw one. */
export async function createMap(frame: Frame): Promise<GlMap> {
  const map = new GlMap({
    container: frame.canvas,
    style: bareStyle(frame.get("pTiles")),
    ...beginAt(frame),
    attributionControl: false,
    cooperativeGestures: window.matchMedia("(pointer: coarse)").matches,
    dragRotate: false,
    pitchWithRotate: false,
    touchPitch: false,
    maxPitch: 0,
    fadeDuration: 0,
    locale: words(frame),
  });
  map.touchZoomRotate.disableRotation();
  map.keyboard.disableRotation();
  bindButtons(map, frame);
  await new Promise<void>((resolve, reject) => {
    map.once("load", () => resolve());
    map.once("error", ({ error }) => reject(error));
  });
  return map;
}

function bareStyle(tiles: string): StyleSpecification {
  const style: StyleSpecification = { version: 8, sources: {}, layers: [] };
  style.layers.push({ id: "ground", type: "background", paint: { "background-color": readColor("--p-sunken") } });
  if (tiles) {
    style.sources.tiles = { type: "raster", tiles: [tiles], tileSize: 256 };
    style.layers.push({ id: "tiles", type: "raster", source: "tiles" });
  }
  return style;
}

/** What is shown first: the view that the address names, the whole, or one position. */
function beginAt(frame: Frame): Partial<MapOptions> {
  const start = boundsOf(frame, "pStart");
  if (start) return { bounds: start };
  const bounds = boundsOf(frame);
  return bounds ? { bounds, fitBoundsOptions: { padding: 16 } } : { center: centerOf(frame), zoom: CLOSE };
}

function boundsOf(frame: Frame, name = "pBox"): LngLatBoundsLike | undefined {
  const box = frame.numbers(name);
  return box.length === 4 ? (box as [number, number, number, number]) : undefined;
}

function centerOf(frame: Frame): [number, number] {
  const [lon = 116.85, lat = -1.24] = frame.numbers("pAt");
  return [lon, lat];
}

function words(frame: Frame): Record<string, string> {
  return {
    "Map.Title": frame.word("Title"),
    "Popup.Close": frame.word("Close"),
    "CooperativeGesturesHandler.MobileHelpText": frame.word("Fingers"),
  };
}

function bindButtons(map: GlMap, frame: Frame): void {
  frame.on("in", (originalEvent) => map.zoomIn({}, { originalEvent }));
  frame.on("out", (originalEvent) => map.zoomOut({}, { originalEvent }));
  frame.on("whole", (originalEvent) => showWhole(map, frame, { originalEvent }));
}

function showWhole(map: GlMap, frame: Frame, by: { originalEvent: Event }): void {
  const bounds = boundsOf(frame);
  if (bounds) map.fitBounds(bounds, { padding: 16 }, by);
  else map.easeTo({ center: centerOf(frame), zoom: CLOSE }, by);
}
