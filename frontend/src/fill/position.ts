import { say } from "./words";

const PATIENCE = { enableHighAccuracy: true, timeout: 20_000, maximumAge: 60_000 };

/**
 * Where the person stands, only when they press for it and only if they allow it: `[data-p-position]` is the button, and the
 * fields `lon`, `lat`, `accuracy_m` and `located_at` of its form are filled. Taking it back empties them.
 */
export function startPositions(root: HTMLElement): void {
  if (!("geolocation" in navigator)) return;
  root.querySelectorAll<HTMLElement>("[data-p-position]").forEach((box) => {
    box.hidden = false;
    show(box);
    box.querySelector("[data-p-position-take]")?.addEventListener("click", () => take(box));
    box.querySelector("[data-p-position-drop]")?.addEventListener("click", () => put(box, ["", "", "", ""]));
  });
}

function take(box: HTMLElement): void {
  tell(box, say("locating"));
  navigator.geolocation.getCurrentPosition(
    ({ coords, timestamp }) => {
      const at = new Date(timestamp).toISOString();
      put(box, [coords.longitude.toFixed(6), coords.latitude.toFixed(6), String(Math.ceil(coords.accuracy)), at]);
    },
    () => tell(box, say("notLocated")),
    PATIENCE,
  );
}

function put(box: HTMLElement, values: string[]): void {
  fields(box).forEach((field, index) => (field.value = values[index] ?? ""));
  fields(box)[0]?.dispatchEvent(new Event("change", { bubbles: true }));
  show(box);
}

function show(box: HTMLElement): void {
  const [lon, lat, accuracy] = fields(box).map((field) => field.value);
  tell(box, lon ? say("located", Number(accuracy)).replace("{place}", `${lat}, ${lon}`) : "");
}

function tell(box: HTMLElement, text: string): void {
  const place = box.querySelector<HTMLElement>("[data-p-position-said]");
  if (place) place.textContent = text;
}

function fields(box: HTMLElement): HTMLInputElement[] {
  return ["lon", "lat", "accuracy_m", "located_at"].map((name) => box.querySelector<HTMLInputElement>(`input[name=${name}]`)!);
}
