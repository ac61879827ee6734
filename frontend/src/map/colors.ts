const known = new Map<string, string>();
let probe: HTMLElement | null = null;
let theme = "";

/** A colour of the page's theme, as the map's own painter understands it. Asked of the page once a theme: it costs a look at all its styles. */
export function readColor(name: string): string {
  const now = document.documentElement.dataset.bsTheme ?? "";
  if (now !== theme) known.clear();
  theme = now;
  const color = known.get(name) ?? toRgb(resolve(name));
  known.set(name, color);
  return color;
}

function resolve(name: string): string {
  if (!probe) {
    probe = Object.assign(document.createElement("span"), { hidden: true });
    document.body.append(probe);
  }
  probe.style.color = `var(${name})`;
  return getComputedStyle(probe).color;
}

/** A mix of colours is told by the browser in a notation that only it knows. */
function toRgb(color: string): string {
  const brush = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  if (!brush) return "#888";
  brush.fillStyle = color;
  brush.fillRect(0, 0, 1, 1);
  const [red, green, blue] = brush.getImageData(0, 0, 1, 1).data;
  return `rgb(${red},${green},${blue})`;
}

/** Calls `paint` now, and again when the theme changes. */
export function withTheme(paint: () => void): void {
  paint();
  new MutationObserver(paint).observe(document.documentElement, { attributeFilter: ["data-bs-theme"] });
}
