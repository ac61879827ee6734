/** What this page's script says, written by the page in its language (`sheets/fill_words.html`). */
export function say(name: string, count?: number): string {
  const words = document.querySelector<HTMLElement>("[data-p-fill-words]");
  return (words?.dataset[name] ?? "").replace("{count}", String(count ?? ""));
}

export function showBanner(root: ParentNode, text: string): void {
  const banner = root.querySelector<HTMLElement>("[data-p-fill-banner]");
  if (!banner) return;
  banner.textContent = text;
  banner.hidden = text === "";
}

/** 10.42, as the house writes the time of day. */
export function clock(at: Date): string {
  const mark = document.documentElement.lang === "en" ? ":" : ".";
  return [at.getHours(), at.getMinutes()].map((part) => String(part).padStart(2, "0")).join(mark);
}
