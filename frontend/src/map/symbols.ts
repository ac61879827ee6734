import type { ExpressionSpecification, Map as GlMap } from "maplibre-gl";
import { readColor } from "./colors";

/** Shapes in a box of 24, the same as on the still map (`platform/ui/components/maps.py`). */
export const SHAPES: Record<string, string> = {
  circle: "M12 1.5a10.5 10.5 0 1 0 0 21a10.5 10.5 0 1 0 0-21z",
  square: "M3 3h18v18h-18z",
  triangle: "M12 1l11.5 21h-23z",
  diamond: "M12 .5l11.5 11.5l-11.5 11.5l-11.5-11.5z",
  cross: "M3 3h18v18h-18zM3 21l18-18",
};
const SOLID = new Set(["circle", "triangle"]);
const SIZE = 24;
const DENSITY = 2;

/** The name of a picture says all that is drawn: shape, tone, letter. */
export const PICTURE: ExpressionSpecification = ["concat", ["get", "shape"], "/", ["get", "tone"], "/", ["get", "letter"]];

/** Draws the pictures that the features ask for, in the colours of the theme. */
export function drawSymbols(map: GlMap, features: { properties: Record<string, unknown> | null }[]): void {
  const names = new Set(features.map(({ properties }) => `${properties?.shape}/${properties?.tone}/${properties?.letter}`));
  for (const name of names) {
    const picture = drawSymbol(name);
    if (!picture) continue;
    if (map.hasImage(name)) map.updateImage(name, picture);
    else map.addImage(name, picture, { pixelRatio: DENSITY });
  }
}

function drawSymbol(name: string): ImageData | null {
  const [shape = "", tone = "", letter = ""] = name.split("/");
  const brush = newBrush(SIZE);
  if (!brush || !SHAPES[shape]) return null;
  const [color, ground] = [readColor(`--p-${tone}`), readColor("--p-surface")];
  const path = new Path2D(SHAPES[shape]);
  brush.lineJoin = "round";
  brush.fillStyle = SOLID.has(shape) ? color : ground;
  brush.fill(path);
  brush.strokeStyle = SOLID.has(shape) ? ground : color;
  brush.lineWidth = SOLID.has(shape) ? 1 : 2.5;
  brush.stroke(path);
  brush.fillStyle = SOLID.has(shape) ? ground : color;
  brush.font = `700 12px "Inter Variable", system-ui, sans-serif`;
  brush.textAlign = "center";
  brush.textBaseline = "middle";
  brush.fillText(letter, SIZE / 2, shape === "triangle" ? 15.5 : 12.5);
  return brush.getImageData(0, 0, brush.canvas.width, brush.canvas.height);
}

/** Lines for what is not known: grey alone could be read as a class. */
export function drawHatch(map: GlMap): void {
  const brush = newBrush(8);
  if (!brush) return;
  brush.fillStyle = readColor("--p-surface");
  brush.fillRect(0, 0, 8, 8);
  brush.strokeStyle = readColor("--p-line-strong");
  brush.lineWidth = 1.5;
  brush.stroke(new Path2D("M-2 10L10 -2M-2 2L2 -2M6 10L10 6"));
  const picture = brush.getImageData(0, 0, brush.canvas.width, brush.canvas.height);
  if (map.hasImage("hatch")) map.updateImage("hatch", picture);
  else map.addImage("hatch", picture, { pixelRatio: DENSITY });
}

function newBrush(size: number): CanvasRenderingContext2D | null {
  const canvas = Object.assign(document.createElement("canvas"), { width: size * DENSITY, height: size * DENSITY });
  const brush = canvas.getContext("2d", { willReadFrequently: true });
  brush?.scale(DENSITY, DENSITY);
  return brush;
}
