/** What scripts say, written by the page in its language (`ui/page_words.html`). */
export function word(name: string): string {
  const words = document.querySelector<HTMLElement>("[data-p-words]");
  return words?.dataset[name] ?? "";
}

/** Calls `start` for every element that matches, now and whenever htmx brings new ones. */
export function forEach<T extends HTMLElement>(selector: string, start: (element: T) => void): void {
  const scan = (root: ParentNode) => {
    if (root instanceof HTMLElement && root.matches(selector)) start(root as T);
    root.querySelectorAll<T>(selector).forEach(start);
  };
  scan(document);
  document.addEventListener("htmx:load", (event) => {
    if (event.target instanceof HTMLElement && event.target !== document.body) scan(event.target);
  });
}

/** The element with the selector that an event happened in, if any. */
export function within<T extends HTMLElement>(event: Event, selector: string): T | null {
  return event.target instanceof Element ? event.target.closest<T>(selector) : null;
}
