/** The element of a map as the page wrote it: what to load, where to draw, which words to say. */
export class Frame {
  readonly canvas: HTMLElement;
  private readonly says: HTMLElement | null;

  constructor(readonly element: HTMLElement) {
    this.canvas = element.querySelector<HTMLElement>("[data-p-map-canvas]") ?? element;
    this.says = element.querySelector<HTMLElement>("[data-p-map-says]");
  }

  /** The part of the page in which the still map, its table and its form lie. */
  get scope(): ParentNode {
    return this.element.closest(".p-geo-page") ?? this.element;
  }

  get(name: string): string {
    return this.element.dataset[name] ?? "";
  }

  /** A sentence in the language of the page; `{name}` is filled in. */
  word(name: string, values: Record<string, string | number> = {}): string {
    return this.get(`word${name}`).replace(/\{(\w+)\}/g, (whole, key: string) => String(values[key] ?? whole));
  }

  /** Tells those who do not see the map. */
  say(sentence: string): void {
    if (this.says && this.says.textContent !== sentence) this.says.textContent = sentence;
  }

  numbers(name: string): number[] {
    const numbers = this.get(name).split(",").map(Number);
    return this.get(name) && numbers.every(Number.isFinite) ? numbers : [];
  }

  /** Whether the drawn map has taken the place of the still one. */
  show(isLive: boolean): void {
    this.element.classList.toggle("p-geo--live", isLive);
    if (this.scope instanceof HTMLElement) this.scope.classList.toggle("p-geo-page--live", isLive);
  }

  on(does: string, act: (event: Event) => void): void {
    this.element.querySelector(`[data-p-map-do="${does}"]`)?.addEventListener("click", act);
  }
}
