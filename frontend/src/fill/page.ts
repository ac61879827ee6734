import { Access } from "./access";
import { Cards, isLast, questionOf, stampTime, stateOf } from "./cards";
import { tellWaiting } from "./counting";
import { readPairs, writePairs, writeText } from "./fields";
import { type Manner, Outbox } from "./outbox";
import { Pauses } from "./pauses";
import { PhotoBox } from "./photo-box";
import { startPositions } from "./position";
import { WORDS, confirmProposal, showStand } from "./proposal";
import { startSignatures } from "./signature";
import type { Entry, Pairs, Vault } from "./vault";
import { say, showBanner } from "./words";

const QUIET_FOR = 250;

/** The forms of one sheet: what is typed goes into the outbox, and what becomes of it is said beside each question. */
export class FillPage {
  private readonly cards: Cards;
  private readonly access: Access;
  private readonly outbox: Outbox;
  private readonly photos: PhotoBox;
  private readonly pauses = new Pauses((question, form) => void this.keep(question, form));

  constructor(
    private readonly root: HTMLElement,
    vault: Vault | null,
  ) {
    this.cards = new Cards(root);
    const token = root.querySelector<HTMLInputElement>("input[name=csrfmiddlewaretoken]")?.value ?? "";
    this.access = new Access(vault, root.dataset.pTicket ?? "", token);
    this.photos = new PhotoBox(root, vault, this.access, {
      counted: () => void this.count(),
      emptied: () => void this.outbox.flush(),
    });
    this.outbox = new Outbox(vault, root.dataset.pSheet ?? "", this.access, {
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
    window.addEventListener("pagehide", () => this.pauses.cutShort());
    document.addEventListener("visibilitychange", () => (document.hidden ? this.pauses.cutShort() : void this.outbox.flush()));
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
    const form = this.cards.formOf(question);
    if (!form) return;
    writePairs(form, pairs);
    showStand(form);
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
    this.pauses.begin(question, form, delay);
    this.cards.say(question, say("keeping"));
  }

  private async keep(question: string, form: HTMLFormElement, manner: Manner = whileTyping(form)): Promise<void> {
    this.pauses.end(question);
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
    if (button?.dataset.pDrop !== undefined) void this.outbox.drop(question).then(() => window.location.reload());
  }

  private takeHint(form: HTMLFormElement, fields: string): void {
    for (const [name, value] of Object.entries(JSON.parse(fields) as Record<string, string>)) writeText(form, name, value);
    confirmProposal(form);
    this.keepSoon(form, 0);
  }

  private show(entry: Entry): void {
    this.cards.show(entry);
    this.tell(entry.question, stateOf(entry));
  }

  private showSent(question: string, revision: string, at: string): void {
    this.cards.clear(question);
    const form = this.cards.formOf(question);
    if (form && isLast(form)) window.location.reload();
    else if (form) writeText(form, "revision", revision);
    this.tell(question, `${say("sent")} ${at}`);
  }

  /** What became of an answer is no news while the next one is being typed. */
  private tell(question: string, text: string): void {
    if (!this.pauses.has(question)) this.cards.say(question, text);
  }

  private async count(): Promise<void> {
    showBanner(this.root, await tellWaiting(this.outbox, this.access, await this.photos.count()));
  }
}

function whileTyping(form: HTMLFormElement): Manner {
  return { last: isLast(form), held: isLast(form) };
}
