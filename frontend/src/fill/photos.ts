import type { Access } from "./access";
import { sendPhoto } from "./photo-sender";
import { asText, shrink } from "./shrink";
import type { Photo, Vault } from "./vault";

const RETRY_AFTER = [3000, 10000, 30000, 60000];

export type PhotoDoor = { address: string; words: Record<string, string>; asked: string };

/** Photos of one sheet on this device: kept encrypted as answers are, each sent once when there is a network. */
export class Photos {
  private attempt = 0;
  private timer = 0;

  constructor(
    private readonly vault: Vault,
    private readonly sheet: string,
    private readonly door: PhotoDoor,
    private readonly access: Access,
    private readonly changed: (photo: Photo, isSent: boolean) => void,
  ) {}

  /** Makes a photo small and keeps it; false for a file that is no picture. */
  async take(question: string, file: File, answer: string, name: string): Promise<boolean> {
    const small = await shrink(file);
    if (!small) return false;
    const { words, asked } = this.door;
    const told = { ...words, pertanyaan: question, [asked]: answer, filename: `${name}.jpg` };
    const id = crypto.randomUUID();
    const photo: Photo = { sheet: this.sheet, question, id, words: told, data: await asText(small), url: "", state: "waiting", said: "" };
    await this.keep(photo);
    void this.flush();
    return true;
  }

  async list(): Promise<Photo[]> {
    return (await this.vault.list("photos")).filter((photo) => photo.sheet === this.sheet);
  }

  async drop(id: string): Promise<void> {
    await this.vault.remove("photos", id);
  }

  async flush(): Promise<void> {
    window.clearTimeout(this.timer);
    await navigator.locks.request(`paripurna-foto-${this.sheet}`, () => this.sendAll());
  }

  private async sendAll(): Promise<void> {
    for (const photo of await this.list()) {
      if (photo.state !== "waiting") continue;
      if (!navigator.onLine || !(await this.sendOne(photo))) return this.tryLater();
    }
    this.attempt = 0;
  }

  /** Returns whether there is a way to the server. */
  private async sendOne(photo: Photo): Promise<boolean> {
    if (!(await this.access.ready())) return false;
    let outcome = await this.send(photo);
    if (outcome.kind === "signed-out" && (await this.access.renew())) outcome = await this.send(photo);
    if (outcome.kind === "refused") await this.keep({ ...photo, state: "refused", said: outcome.said });
    if (outcome.kind === "sent") {
      await this.drop(photo.id);
      this.changed(photo, true);
    }
    return outcome.kind === "sent" || outcome.kind === "refused";
  }

  private send(photo: Photo): ReturnType<typeof sendPhoto> {
    return sendPhoto(photo, this.door.address, this.access.token, (url) => {
      photo.url = url;
      return this.vault.put("photos", photo.id, photo);
    });
  }

  private async keep(photo: Photo): Promise<void> {
    await this.vault.put("photos", photo.id, photo);
    this.changed(photo, false);
  }

  private tryLater(): void {
    const delay = RETRY_AFTER[Math.min(this.attempt, RETRY_AFTER.length - 1)];
    this.attempt += 1;
    this.timer = window.setTimeout(() => void this.flush(), delay);
  }
}
