import { forEach } from "./words";

/** In a list with `data-p-current` the link of the page that is shown stands out, also after htmx has changed the address. */
export function startCurrent(): void {
  forEach<HTMLElement>("[data-p-current]", mark);
  for (const event of ["htmx:pushedIntoHistory", "popstate"]) {
    document.addEventListener(event, () => document.querySelectorAll<HTMLElement>("[data-p-current]").forEach(mark));
  }
}

function mark(list: HTMLElement): void {
  list.querySelectorAll("a[aria-current]").forEach((link) => link.removeAttribute("aria-current"));
  const found = [...list.querySelectorAll<HTMLAnchorElement>("a[href]")].find((link) => link.pathname === location.pathname);
  found?.setAttribute("aria-current", "page");
  found?.closest("details")?.setAttribute("open", "");
  found?.scrollIntoView({ block: "nearest" });
}
