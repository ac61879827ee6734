import workerUrl from "maplibre-gl/dist/maplibre-gl-worker.mjs?url";
import { fetchFeed } from "../map/feeds";
import { forEach } from "./words";

/** `data-p-map`: a map. What draws it is heavy: it is fetched only where one comes into view, after the page itself. */
export function startMaps(): void {
  const watch = new IntersectionObserver(
    (entries) => {
      for (const entry of entries.filter((each) => each.isIntersecting)) {
        watch.unobserve(entry.target);
        void draw(entry.target as HTMLElement);
      }
    },
    { rootMargin: "300px" },
  );
  forEach<HTMLElement>("[data-p-map]", (element) => watch.observe(element));
}

/** Where the device cannot draw it, the drawing, the table and the fields of the page stay as they are. */
async function draw(element: HTMLElement): Promise<void> {
  await isPainted();
  const opening = import("../map");
  void fetch(new URL(workerUrl, import.meta.url)); // so that it is there when the map asks for it
  const feeds = Promise.all([fetchFeed(element.dataset.pAreas), fetchFeed(element.dataset.pPlaces)]); // all at once: each wait is long on a phone
  feeds.catch(() => null); // told where it is awaited
  const { openMap } = await opening;
  await openMap(element, feeds);
}

/** The page itself comes first: its table, its still map. */
async function isPainted(): Promise<void> {
  await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
}
