import { Access } from "./access";
import { bareCopy, fetchPage, readPage } from "./copy";
import { Outbox } from "./outbox";
import { type PhotoDoor, Photos } from "./photos";
import type { Entry, Photo, Vault } from "./vault";
import { say, showBanner } from "./words";

/**
 * A list of sheets that are filled on one day. With a network every open sheet of it is kept on this device, and what waits of
 * any of them is sent from here; without one the list says which are here and what waits.
 */
export class FillList {
  constructor(
    private readonly root: HTMLElement,
    private readonly vault: Vault | null,
  ) {}

  async start(): Promise<void> {
    const items = this.listItems();
    window.addEventListener("online", () => void this.bringAll(items));
    window.addEventListener("offline", () => showBanner(this.root, say("offline")));
    await this.bringAll(items);
    this.root.dataset.pReady = "1";
  }

  private listItems(): ListItem[] {
    const { root, vault } = this;
    return vault ? [...root.querySelectorAll<HTMLElement>("[data-p-fill-item]")].map((item) => new ListItem(item, vault)) : [];
  }

  private async bringAll(items: ListItem[]): Promise<void> {
    showBanner(this.root, navigator.onLine ? "" : say("offline"));
    for (const item of items) await item.bring();
    if (items.some((item) => item.isSignedOut)) showBanner(this.root, say("signIn"));
  }
}

class ListItem {
  isSignedOut = false;
  private readonly sheet: string;

  constructor(
    private readonly item: HTMLElement,
    private readonly vault: Vault,
  ) {
    this.sheet = item.dataset.pSheet ?? "";
  }

  /** First what waits goes, then the page comes as it is now: no copy is taken that is older than what was sent. */
  async bring(): Promise<void> {
    if (navigator.onLine && (await this.countWaiting()) > 0) await this.send();
    if (navigator.onLine) await this.keepPage();
    await this.show();
  }

  /** Where it is all sent stands on the copy of the page, which is here since before anything was written. */
  private async send(): Promise<void> {
    const page = readPage((await this.vault.get("pages", this.sheet))?.html ?? "");
    if (!page) return;
    const access = new Access(this.vault, page.dataset.pTicket ?? "", "");
    const show = () => void this.show();
    const elsewhere = async () => (await this.listPhotos()).length;
    const outbox = new Outbox(this.vault, this.sheet, access, { changed: show, sent: show, counted: show, elsewhere });
    await outbox.flush();
    const door = JSON.parse(page.dataset.pPhotoDoor || "null") as PhotoDoor | null;
    if (door && navigator.locks) await new Photos(this.vault, this.sheet, door, access, show).flush();
    await outbox.flush();
    this.isSignedOut = access.isSignedOut;
  }

  private async keepPage(): Promise<void> {
    const page = await fetchPage(this.item.dataset.pAddress ?? "");
    if (page?.dataset.pOpen) await this.vault.put("pages", this.sheet, { html: bareCopy(page), values: {} });
    else if (page) await this.vault.remove("pages", this.sheet);
  }

  private async show(): Promise<void> {
    const place = this.item.querySelector<HTMLElement>("[data-p-fill-kept]");
    if (!place) return;
    const [waiting, asking] = [await this.countWaiting(), await this.countAsking()];
    const left = [waiting > 0 ? say("waitingHere", waiting) : "", asking > 0 ? say("asking", asking) : ""];
    const isKept = (await this.vault.get("pages", this.sheet)) !== null;
    place.textContent = left.filter(Boolean).join(" ") || (isKept ? say("keptHere") : "");
  }

  private async countWaiting(): Promise<number> {
    return (await this.listEntries()).filter((entry) => entry.state === "waiting").length + (await this.listPhotos()).length;
  }

  private async countAsking(): Promise<number> {
    return (await this.listEntries()).filter((entry) => entry.state === "conflict" || entry.state === "refused").length;
  }

  private async listEntries(): Promise<Entry[]> {
    return (await this.vault.list("outbox")).filter((entry) => entry.sheet === this.sheet);
  }

  private async listPhotos(): Promise<Photo[]> {
    const photos = await this.vault.list("photos");
    return photos.filter((photo) => photo.sheet === this.sheet && photo.state === "waiting");
  }
}
