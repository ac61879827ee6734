/** The colours of the page's theme, as the map's own painter understands them. */
export function readColor(name: string): string {
  const probe = document.createElement("span");
  probe.style.color = `var(${name})`;
  document.body.append(probe);
  const color = getComputedStyle(probe).color;
  probe.remove();
  return toRgb(color);
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
