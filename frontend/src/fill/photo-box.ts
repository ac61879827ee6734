import type { Access } from "./access";
import { type PhotoDoor, Photos } from "./photos";
import type { Photo, Vault } from "./vault";
import { clock, say } from "./words";

/** The photos beside each question: taken with the camera, said to wait or to be sent. Without a vault they stay away. */
export class PhotoBox {
  private readonly photos: Photos | null = null;

  constructor(
    private readonly root: HTMLElement,
    vault: Vault | null,
    access: Access,
    private readonly listeners: { counted: () => void; emptied: () => void },
  ) {
    const door = JSON.parse(root.dataset.pPhotoDoor || "null") as PhotoDoor | null;
    if (!door || !vault || !navigator.locks) return;
    this.photos = new Photos(vault, root.dataset.pSheet ?? "", door, access, (photo, isSent) => this.changed(photo, isSent));
  }

  async start(): Promise<void> {
    if (!this.photos) return;
    this.root.querySelectorAll<HTMLElement>("[data-p-photo]").forEach((box) => this.open(box));
    window.addEventListener("online", () => void this.photos?.flush());
    for (const photo of await this.photos.list()) this.show(photo);
    this.listeners.counted();
    void this.photos.flush();
  }

  async count(): Promise<number> {
    const kept = (await this.photos?.list()) ?? [];
    return kept.filter((photo) => photo.state === "waiting").length;
  }

  /** Whether a photo shows children is said before it is taken. */
  private open(box: HTMLElement): void {
    const asked = box.querySelector<HTMLSelectElement>("select");
    const input = box.querySelector<HTMLInputElement>("input[type=file]");
    if (!asked || !input) return;
    box.hidden = false;
    const allow = () => (input.disabled = asked.value === "");
    asked.addEventListener("change", allow);
    allow();
    input.addEventListener("change", () => void this.take(box, input, asked.value));
  }

  private async take(box: HTMLElement, input: HTMLInputElement, answer: string): Promise<void> {
    const [file] = [...(input.files ?? [])];
    input.value = "";
    if (!file) return;
    const question = questionOf(box);
    const now = new Date();
    const name = `${say("photoName")} ${question} ${now.toISOString().slice(0, 10)} ${clock(now).replace(":", ".")}`;
    const isTaken = await this.photos!.take(question, file, answer, name).catch(() => false);
    if (!isTaken) this.line(box, "refused").textContent = say("photoUnreadable");
  }

  private changed(photo: Photo, isSent: boolean): void {
    this.show(photo, isSent);
    this.listeners.counted();
    if (isSent) void this.count().then((left) => left === 0 && this.listeners.emptied());
  }

  private show(photo: Photo, isSent = false): void {
    const box = this.root.querySelector<HTMLElement>(`[data-p-question="${CSS.escape(photo.question)}"] [data-p-photo]`);
    if (!box) return;
    const line = this.line(box, photo.id);
    line.textContent = isSent ? `${say("photoSent")} ${clock(new Date())}` : say("photoKept");
    if (photo.state === "refused") line.replaceChildren(`${photo.said || say("refused")} `, this.dropButton(photo, line));
  }

  private dropButton(photo: Photo, line: HTMLElement): HTMLElement {
    const button = Object.assign(document.createElement("button"), { type: "button", className: "btn btn-sm" });
    button.textContent = say("photoDrop");
    button.addEventListener("click", () => void this.photos?.drop(photo.id).then(() => line.remove()));
    return button;
  }

  private line(box: HTMLElement, id: string): HTMLElement {
    const list = box.querySelector<HTMLElement>("[data-p-photo-list]")!;
    const known = list.querySelector<HTMLElement>(`[data-p-photo-id="${CSS.escape(id)}"]`);
    if (known) return known;
    const made = document.createElement("li");
    made.dataset.pPhotoId = id;
    list.append(made);
    return made;
  }
}

function questionOf(box: HTMLElement): string {
  return box.closest<HTMLElement>("[data-p-question]")?.dataset.pQuestion ?? "";
}
