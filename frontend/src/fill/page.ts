import { Access } from "./access";
import { readPairs, writePairs, writeText } from "./fields";
import { type Manner, Outbox } from "./outbox";
import { PhotoBox } from "./photo-box";
import { startPositions } from "./position";
import { WORDS, confirmProposal, showStand } from "./proposal";
import { startSignatures } from "./signature";
import type { Entry, Pairs, Vault } from "./vault";
import { say, showBanner } from "./words";

const QUIET_FOR = 250;
const SAID = { held: "kept", waiting: "kept", conflict: "conflict", refused: "refused" };

/** The forms of one sheet: what is typed goes into the outbox, and what becomes of it is said beside each question. */
export class FillPage {
  private readonly code: string;
  private readonly access: Access;
  private readonly outbox: Outbox;
  private readonly photos: PhotoBox;
  private readonly pending = new Map<string, { form: HTMLFormElement; timer: number }>();

  constructor(
    private readonly root: HTMLElement,
    vault: Vault | null,
  ) {
    this.code = root.dataset.pSheet ?? "";
    const token = root.querySelector<HTMLInputElement>("input[name=csrfmiddlewaretoken]")?.value ?? "";
    this.access = new Access(vault, root.dataset.pTicket ?? "", token);
    this.photos = new PhotoBox(root, vault, this.access, {
      counted: () => void this.count(),
      emptied: () => void this.outbox.flush(),
    });
    this.outbox = new Outbox(vault, this.code, this.access, {
      changed: (entry) => this.show(entry),
      sent: (question, revision, at) => this.showSent(question, revision, at),
      counted: () => void this.count(),
      elsewhere: () => this.photos.count(),
    });
  }

  async start(): Promise<void> {
    this.root.addEventListener("input", (event) => this.typed(event, QUIET_FOR));
    this.root.addEventListener("change", (event) => this.typed(event, 0));
    this.root.addEventListener("submit", (event) => this.submitted(event));
    this.root.addEventListener("click", (event) => void this.pressed(event));
    window.addEventListener("online", () => void this.outbox.flush());
    window.addEventListener("offline", () => void this.count());
    window.addEventListener("pagehide", () => this.keepPending());
    document.addEventListener("visibilitychange", () => (document.hidden ? this.keepPending() : void this.outbox.flush()));
    this.root.querySelectorAll<HTMLElement>("[data-p-fill-save]").forEach((button) => (button.hidden = true));
    await this.restore();
    startSignatures(this.root);
    startPositions(this.root);
    await this.outbox.flush();
    await this.photos.start();
    this.root.dataset.pReady = "1";
  }

  /** First what this device knows to be saved already, then what it still has to send. */
  private async restore(): Promise<void> {
    const saved = await this.outbox.readSaved();
    for (const [question, pairs] of Object.entries(saved)) this.putBack(question, pairs);
    for (const entry of await this.outbox.list()) {
      this.putBack(entry.question, entry.pairs);
      this.show(entry);
    }
    await this.count();
  }

  private putBack(question: string, pairs: Pairs): void {
    this.withForm(question, (form) => {
      writePairs(form, pairs);
      showStand(form);
    });
  }

  private typed(event: Event, delay: number): void {
    const form = event.target instanceof Element ? event.target.closest<HTMLFormElement>("[data-p-fill-form]") : null;
    if (!form) return;
    if (!WORDS.has((event.target as HTMLInputElement).name)) confirmProposal(form);
    this.keepSoon(form, delay);
  }

  private submitted(event: SubmitEvent): void {
    if (!(event.target instanceof HTMLFormElement) || !event.target.matches("[data-p-fill-form]")) return;
    event.preventDefault();
    if (event.submitter?.dataset.pConfirm !== undefined) confirmProposal(event.target);
    stampTime(event.target);
    if (isLast(event.target)) void this.keep(questionOf(event.target), event.target, { last: true });
    else this.keepSoon(event.target, 0);
  }

  private keepSoon(form: HTMLFormElement, delay: number): void {
    const question = questionOf(form);
    window.clearTimeout(this.pending.get(question)?.timer);
    this.pending.set(question, { form, timer: window.setTimeout(() => void this.keep(question, form), delay) });
    this.say(question, say("keeping"));
  }

  /** The page may be gone in a moment: what was typed last does not wait for its pause. */
  private keepPending(): void {
    for (const [question, { form }] of this.pending) void this.keep(question, form);
  }

  private async keep(question: string, form: HTMLFormElement, manner: Manner = whileTyping(form)): Promise<void> {
    window.clearTimeout(this.pending.get(question)?.timer);
    this.pending.delete(question);
    await this.outbox.put(question, form.action, readPairs(form), manner);
    await this.outbox.flush();
  }

  private async pressed(event: Event): Promise<void> {
    const button = event.target instanceof Element ? event.target.closest<HTMLElement>("button") : null;
    const card = button?.closest<HTMLElement>("[data-p-question]");
    const question = card?.dataset.pQuestion ?? "";
    const form = card?.querySelector<HTMLFormElement>("[data-p-fill-form]");
    if (button?.dataset.pHint && form) this.takeHint(form, button.dataset.pHint);
    if (button?.dataset.pOver && form) await this.keep(question, form, { over: button.dataset.pOver, last: isLast(form) });
    if (button?.dataset.pDrop !== undefined) await this.drop(question);
  }

  private takeHint(form: HTMLFormElement, fields: string): void {
    for (const [name, value] of Object.entries(JSON.parse(fields) as Record<string, string>)) writeText(form, name, value);
    confirmProposal(form);
    this.keepSoon(form, 0);
  }

  private async drop(question: string): Promise<void> {
    await this.outbox.drop(question);
    window.location.reload();
  }

  private show(entry: Entry): void {
    const card = this.card(entry.question);
    const said = card?.querySelector<HTMLElement>("[data-p-fill-said]");
    if (said) said.innerHTML = entry.said;
    said?.querySelector<HTMLElement>("[tabindex]")?.focus();
    this.tell(entry.question, say(entry.last && entry.state === "waiting" ? "lastWaiting" : SAID[entry.state]));
  }

  private showSent(question: string, revision: string, at: string): void {
    const said = this.card(question)?.querySelector<HTMLElement>("[data-p-fill-said]");
    if (said) said.innerHTML = "";
    this.withForm(question, (form) => (isLast(form) ? window.location.reload() : writeText(form, "revision", revision)));
    this.tell(question, `${say("sent")} ${at}`);
  }

  /** What became of an answer is no news while the next one is being typed. */
  private tell(question: string, text: string): void {
    if (!this.pending.has(question)) this.say(question, text);
  }

  private say(question: string, text: string): void {
    const place = this.card(question)?.querySelector<HTMLElement>("[data-p-fill-state]");
    if (place) place.textContent = text;
  }

  private async count(): Promise<void> {
    const entries = await this.outbox.list();
    const asking = entries.filter((entry) => entry.state === "conflict" || entry.state === "refused").length;
    const waiting = entries.filter((entry) => entry.state === "waiting").length;
    const photos = await this.photos.count();
    const parts = [
      this.access.isSignedOut ? say("signIn") : "",
      !navigator.onLine && waiting + photos === 0 ? say("offline") : "",
      waiting > 0 && this.outbox.isStuck && !this.access.isSignedOut ? say("waiting", waiting) : "",
      photos > 0 ? say("photosWaiting", photos) : "",
      asking > 0 ? say("asking", asking) : "",
    ];
    showBanner(this.root, parts.filter(Boolean).join(" "));
  }

  private card(question: string): HTMLElement | null {
    return this.root.querySelector<HTMLElement>(`[data-p-question="${CSS.escape(question)}"]`);
  }

  private withForm(question: string, deed: (form: HTMLFormElement) => void): void {
    const form = this.card(question)?.querySelector<HTMLFormElement>("[data-p-fill-form]");
    if (form) deed(form);
  }
}

/** Hands the sheet over: kept while it is written, sent once it is pressed. */
function isLast(form: HTMLFormElement): boolean {
  return form.matches("[data-p-fill-last]");
}

function whileTyping(form: HTMLFormElement): Manner {
  return { last: isLast(form), held: isLast(form) };
}

function questionOf(form: HTMLFormElement): string {
  return form.closest<HTMLElement>("[data-p-question]")?.dataset.pQuestion ?? "";
}

/** When a button was pressed there, which may be hours before it is sent. */
function stampTime(form: HTMLFormElement): void {
  form.querySelectorAll<HTMLInputElement>("[data-p-now]").forEach((field) => (field.value = new Date().toISOString()));
}
