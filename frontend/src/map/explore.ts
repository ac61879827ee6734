import type { Map as GlMap } from "maplibre-gl";
import type { Areas } from "./areas";
import { fetchFeed } from "./feeds";
import type { Frame } from "./frame";
import { openPopup } from "./picking";
import type { Points } from "./points";

const PAUSE = 350; // ms after the map has come to rest

/** Map, form and table follow each other: the form's answer redraws the map, the map's view is a field of the form. */
export function startExploring(map: GlMap, frame: Frame, areas: Areas, points: Points): void {
  const form = document.querySelector<HTMLFormElement>(`form:has([data-p-map-view])`);
  form?.removeAttribute("hx-push-url"); // every move of the map would be a step back
  form?.setAttribute("hx-replace-url", "true");
  followView(map, form);
  startTimeSlider(form);
  document.addEventListener("htmx:afterSettle", () => void redraw(map, frame, areas, points));
  document.addEventListener("click", (event) => {
    const button = (event.target as Element).closest<HTMLElement>("[data-p-map-show]");
    if (button) show(button.dataset.pMapShow ?? "", map, frame, areas, points);
  });
  goToChosen(map, frame, areas);
}

/** The table lists what the map shows, once a person has moved it. */
function followView(map: GlMap, form: HTMLFormElement | null): void {
  const field = form?.querySelector<HTMLInputElement>("[data-p-map-view]");
  let waiting = 0;
  map.on("moveend", (event) => {
    if (!field || !event.originalEvent) return; // our own moves are answers, not questions
    window.clearTimeout(waiting);
    waiting = window.setTimeout(() => {
      field.value = map.getBounds().toArray().flat().map((each) => each.toFixed(4)).join(",");
      field.dispatchEvent(new Event("change", { bubbles: true }));
    }, PAUSE);
  });
}

async function redraw(map: GlMap, frame: Frame, areas: Areas, points: Points): Promise<void> {
  const feed = frame.scope.querySelector<HTMLElement>("[data-p-map-feed]")?.dataset.pMapFeed ?? "";
  areas.update();
  if (feed && feed !== frame.get("pPlaces")) {
    frame.element.dataset.pPlaces = feed;
    points.show(await fetchFeed(feed));
  }
  goToChosen(map, frame, areas);
}

/** A region that the page is narrowed to fills the map, once. */
function goToChosen(map: GlMap, frame: Frame, areas: Areas): void {
  const chosen = frame.scope.querySelector<SVGElement>("[data-p-area][data-p-chosen]")?.dataset.pArea ?? "";
  if (chosen === frame.get("pShown")) return;
  frame.element.dataset.pShown = chosen;
  const box = chosen && areas.boxOf(chosen);
  if (box) map.fitBounds(box, { padding: 32, maxZoom: 15 });
}

function show(code: string, map: GlMap, frame: Frame, areas: Areas, points: Points): void {
  const [place, box] = [points.find(code), areas.boxOf(code)];
  if (place?.geometry.type === "Point") {
    const at = place.geometry.coordinates as [number, number];
    map.jumpTo({ center: at, zoom: Math.max(map.getZoom(), 15) });
    openPopup(map, frame, at, place.properties ?? {});
  } else if (box) map.fitBounds(box, { padding: 32 });
  frame.element.scrollIntoView({ block: "nearest" });
}

/** A slider beside the field of the month; the field alone works without scripts. */
function startTimeSlider(form: HTMLFormElement | null): void {
  const field = form?.querySelector<HTMLInputElement>("input[type=month]");
  const slider = form?.querySelector<HTMLInputElement>("[data-p-map-time]");
  if (!field || !slider) return;
  const count = (text: string): number => Number(text.slice(0, 4)) * 12 + Number(text.slice(5, 7)) - 1;
  const write = (month: number): string => `${Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, "0")}`;
  Object.assign(slider, { min: count(field.min), max: count(field.max), value: count(field.value || field.max) });
  const tell = (): void => slider.setAttribute("aria-valuetext", field.value);
  slider.addEventListener("input", (event) => {
    event.stopPropagation();
    field.value = write(Number(slider.value));
    tell();
  });
  field.addEventListener("change", () => Object.assign(slider, { value: count(field.value || field.max) }));
  slider.parentElement?.removeAttribute("hidden");
  tell();
}
