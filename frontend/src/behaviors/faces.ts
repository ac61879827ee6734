/**
 * Boxes around faces, drawn with a mouse or a finger. The fields of the form are what counts; this fills them and shows
 * them, so that the page works without.
 */
const SIDES = ["left", "top", "width", "height"] as const;
const SMALLEST = 0.8; // percent of the page: less is a slip of the hand
const SVG = "http://www.w3.org/2000/svg";

type Side = (typeof SIDES)[number];
type Box = Record<Side, number>;

interface Point {
  x: number;
  y: number;
}

export function startFaces(): void {
  document.querySelectorAll<HTMLFormElement>("[data-p-faces]").forEach(prepare);
}

function prepare(form: HTMLFormElement): void {
  const stage = form.querySelector<HTMLElement>("[data-p-faces-stage]");
  const drawing = stage?.querySelector("svg");
  const rows = form.querySelector<HTMLElement>("[data-p-faces-rows]");
  if (!stage || !drawing || !rows) return;
  form.querySelector("[data-p-faces-hint]")?.removeAttribute("hidden");
  rows.addEventListener("input", () => redraw(drawing, rows));
  drag(stage, drawing, (box) => {
    fill(freeRow(rows), box);
    redraw(drawing, rows);
    form.dispatchEvent(new Event("input", { bubbles: true }));
  });
}

/** From pressing to letting go; a second finger or Escape breaks it off. */
function drag(stage: HTMLElement, drawing: SVGSVGElement, done: (box: Box) => void): void {
  let start: Point | null = null;
  const draft = document.createElementNS(SVG, "rect");
  draft.dataset.draft = "";
  const stop = () => {
    start = null;
    draft.remove();
  };
  stage.addEventListener("pointerdown", (event) => {
    if (!event.isPrimary || event.button !== 0) return stop();
    event.preventDefault();
    stage.setPointerCapture(event.pointerId);
    start = place(stage, event);
  });
  stage.addEventListener("pointermove", (event) => {
    if (!start) return;
    draw(draft, between(start, place(stage, event)));
    drawing.append(draft);
  });
  stage.addEventListener("pointerup", (event) => {
    if (!start) return;
    const box = between(start, place(stage, event));
    stop();
    if (box.width >= SMALLEST && box.height >= SMALLEST) done(box);
  });
  stage.addEventListener("pointercancel", stop);
  document.addEventListener("keydown", (event) => event.key === "Escape" && stop());
}

function place(stage: HTMLElement, event: PointerEvent): Point {
  const frame = stage.getBoundingClientRect();
  const share = (value: number, size: number) => Math.min(Math.max((value / size) * 100, 0), 100);
  return { x: share(event.clientX - frame.left, frame.width), y: share(event.clientY - frame.top, frame.height) };
}

function between(one: Point, other: Point): Box {
  return {
    left: Math.min(one.x, other.x),
    top: Math.min(one.y, other.y),
    width: Math.abs(one.x - other.x),
    height: Math.abs(one.y - other.y),
  };
}

function draw(rect: SVGRectElement, box: Box): void {
  const names = { left: "x", top: "y", width: "width", height: "height" } as const;
  for (const side of SIDES) rect.setAttribute(names[side], box[side].toFixed(2));
}

/** The first empty row; when none is left, another one is made of the last. */
function freeRow(rows: HTMLElement): HTMLElement {
  const all = [...rows.querySelectorAll<HTMLElement>("[data-p-faces-row]")];
  const free = all.find((row) => SIDES.every((side) => field(row, side).value.trim() === ""));
  if (free) return free;
  const next = all.at(-1)?.cloneNode(true) as HTMLElement; // the page has a row at least
  const number = String(all.length + 1);
  const legend = next.querySelector("legend");
  if (legend) legend.textContent = (legend.textContent ?? "").replace(/\d+/, number);
  next.querySelectorAll<HTMLInputElement>("[name=number], [name=gone]").forEach((input) => (input.value = number));
  rows.append(next);
  return next;
}

function fill(row: HTMLElement, box: Box): void {
  for (const side of SIDES) field(row, side).value = box[side].toFixed(2);
  gone(row).checked = false;
}

function redraw(drawing: SVGSVGElement, rows: HTMLElement): void {
  drawing.replaceChildren();
  for (const row of rows.querySelectorAll<HTMLElement>("[data-p-faces-row]")) {
    const box = read(row);
    if (!box || gone(row).checked) continue;
    const rect = document.createElementNS(SVG, "rect");
    draw(rect, box);
    drawing.append(rect);
  }
}

function read(row: HTMLElement): Box | null {
  const values = SIDES.map((side) => Number.parseFloat(field(row, side).value.replace(",", ".")));
  if (values.some(Number.isNaN)) return null;
  const [left = 0, top = 0, width = 0, height = 0] = values;
  return { left, top, width, height };
}

function field(row: HTMLElement, side: Side): HTMLInputElement {
  return row.querySelector<HTMLInputElement>(`[name=${side}]`)!;
}

function gone(row: HTMLElement): HTMLInputElement {
  return row.querySelector<HTMLInputElement>("[name=gone]")!;
}
