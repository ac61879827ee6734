import type { Geometry, Position } from "geojson";

/** The shape that corners make, or nothing where they are too few. */
export function shapeOf(corners: Position[], isArea: boolean): Geometry | null {
  const [first] = corners;
  if (!first || corners.length < (isArea ? 3 : 2)) return null;
  if (isArea) return { type: "Polygon", coordinates: [[...corners, first]] };
  return { type: "LineString", coordinates: corners };
}

/** The corners of a shape of one line or one ring; of several, or with holes, none: that is not changed by hand. */
export function cornersOf(shape: Geometry | null): Position[] {
  if (shape?.type === "LineString") return [...shape.coordinates];
  if (shape?.type === "Polygon" && shape.coordinates.length === 1) return (shape.coordinates[0] ?? []).slice(0, -1);
  return [];
}

/** West, south, east and north of corners. */
export function boxOf(corners: Position[]): [number, number, number, number] {
  const [lons, lats] = [corners.map(([lon = 0]) => lon), corners.map(([, lat = 0]) => lat)];
  return [Math.min(...lons), Math.min(...lats), Math.max(...lons), Math.max(...lats)];
}

/** Where a new corner belongs: between the two whose side passes nearest to it. */
export function gapFor(at: Position, corners: Position[], isArea: boolean): number {
  const ends = isArea ? [...corners, ...corners.slice(0, 1)] : corners;
  const away = ends.slice(1).map((end, index) => distance(at, ends[index] ?? end, end));
  return away.length ? away.indexOf(Math.min(...away)) + 1 : corners.length;
}

/** Somewhere on the line, or the mean of the corners of an area: the server says which kelurahan that is. */
export function middle(corners: Position[], isArea: boolean): Position {
  const half = corners[Math.floor(corners.length / 2)] ?? [0, 0];
  if (!isArea) return half;
  const sum = corners.reduce(([lon = 0, lat = 0], [x = 0, y = 0]) => [lon + x, lat + y], [0, 0]);
  return sum.map((each) => each / corners.length);
}

/** From a position to a side, in degrees: enough to compare sides of one shape near the equator. */
function distance([x = 0, y = 0]: Position, [fromX = 0, fromY = 0]: Position, [toX = 0, toY = 0]: Position): number {
  const [width, height] = [toX - fromX, toY - fromY];
  const along = ((x - fromX) * width + (y - fromY) * height) / (width * width + height * height || 1);
  const share = Math.min(Math.max(along, 0), 1);
  return Math.hypot(x - fromX - share * width, y - fromY - share * height);
}
