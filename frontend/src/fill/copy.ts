/** A page as the server drew it, without the token of its session. */
export function bareCopy(root: HTMLElement): string {
  const copy = root.cloneNode(true) as HTMLElement;
  copy.querySelectorAll("input[name=csrfmiddlewaretoken]").forEach((field) => field.remove());
  return copy.outerHTML;
}

/** The page of a sheet out of what was kept or sent; null where there is none. */
export function readPage(html: string): HTMLElement | null {
  return new DOMParser().parseFromString(html, "text/html").querySelector<HTMLElement>("[data-p-fill]");
}

/** The page of a sheet, asked for so that it can be kept; null where it is not to be had now. */
export async function fetchPage(address: string): Promise<HTMLElement | null> {
  try {
    const answer = await fetch(address, { credentials: "same-origin", redirect: "manual" });
    return answer.ok ? readPage(await answer.text()) : null;
  } catch {
    return null;
  }
}
