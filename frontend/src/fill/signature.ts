/**
 * A signature drawn with a finger: `[data-p-signature]` holds a canvas, the hidden field that carries the picture as PNG, and a
 * button that clears both. A name typed beside it is enough; the picture is a wish.
 */
export function startSignatures(root: HTMLElement): void {
  root.querySelectorAll<HTMLElement>("[data-p-signature]").forEach((box) => new Signature(box));
}

class Signature {
  private readonly canvas: HTMLCanvasElement;
  private readonly field: HTMLInputElement;
  private readonly pen: CanvasRenderingContext2D;
  private isDown = false;

  constructor(box: HTMLElement) {
    this.canvas = box.querySelector("canvas")!;
    this.field = box.querySelector("input[type=hidden]")!;
    this.pen = this.canvas.getContext("2d")!;
    Object.assign(this.pen, { lineWidth: 2.5, lineCap: "round", lineJoin: "round", strokeStyle: "#1b2a2f" });
    box.hidden = false;
    this.canvas.addEventListener("pointerdown", (event) => this.begin(event));
    this.canvas.addEventListener("pointermove", (event) => this.draw(event));
    for (const name of ["pointerup", "pointercancel"]) this.canvas.addEventListener(name, () => this.end());
    box.querySelector("[data-p-signature-clear]")?.addEventListener("click", () => this.clear());
    void this.redraw();
  }

  private begin(event: PointerEvent): void {
    event.preventDefault();
    this.canvas.setPointerCapture(event.pointerId);
    this.isDown = true;
    this.pen.beginPath();
    this.pen.moveTo(...this.at(event));
  }

  private draw(event: PointerEvent): void {
    if (!this.isDown) return;
    this.pen.lineTo(...this.at(event));
    this.pen.stroke();
  }

  private end(): void {
    if (!this.isDown) return;
    this.isDown = false;
    this.put(this.canvas.toDataURL("image/png"));
  }

  private clear(): void {
    this.pen.clearRect(0, 0, this.canvas.width, this.canvas.height);
    this.put("");
  }

  private put(picture: string): void {
    this.field.value = picture;
    this.field.dispatchEvent(new Event("change", { bubbles: true }));
  }

  /** What this device kept of it, after the page was closed. */
  private async redraw(): Promise<void> {
    if (!this.field.value) return;
    const picture = new Image();
    picture.src = this.field.value;
    await picture.decode().then(() => this.pen.drawImage(picture, 0, 0), () => undefined);
  }

  private at(event: PointerEvent): [number, number] {
    const { width, height } = this.canvas.getBoundingClientRect();
    return [(event.offsetX * this.canvas.width) / width, (event.offsetY * this.canvas.height) / height];
  }
}
