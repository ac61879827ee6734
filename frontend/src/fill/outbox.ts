import type { Access } from "./access";
import { withText } from "./fields";
import { type Outcome, send } from "./sender";
import type { Entry, Pairs, Vault } from "./vault";

const RETRY_AFTER = [3000, 10000, 30000, 60000];

type Listeners = {
  changed: (entry: Entry) => void;
  sent: (question: string, revision: string, at: string) => void;
  counted: () => void;
  elsewhere: () => Promise<number>; // what else waits to be sent before the last
};
export type Manner = { over?: string; last?: boolean; held?: boolean };

/** What one sheet still has to send: one entry a question or part, the newest content of it. */
export class Outbox {
  private readonly loose = new Map<string, Entry>();
  private attempt = 0;
  private timer = 0;

  constructor(
    private readonly vault: Vault | null,
    private readonly sheet: string,
    private readonly access: Access,
    private readonly listeners: Listeners,
  ) {}

  /** The last try did not reach the server. */
  get isStuck(): boolean {
    return this.attempt > 0;
  }

  async put(question: string, url: string, pairs: Pairs, { over = "", last = false, held = false }: Manner): Promise<void> {
    const stamp = crypto.randomUUID?.() ?? `${Date.now()}-${Math.random()}`;
    const state = held ? "held" : "waiting";
    const entry: Entry = { sheet: this.sheet, question, url, pairs, over, stamp, state, said: "", last };
    await this.keep(entry);
    this.listeners.changed(entry);
    this.listeners.counted();
  }

  async list(): Promise<Entry[]> {
    const all = this.vault ? await this.vault.list("outbox") : [...this.loose.values()];
    return all.filter((entry) => entry.sheet === this.sheet);
  }

  async drop(question: string): Promise<void> {
    this.loose.delete(question);
    await this.vault?.remove("outbox", this.id(question));
  }

  /** What was sent since the copy of the page was kept, by question. */
  async readSaved(): Promise<Record<string, Pairs>> {
    return (await this.vault?.get("pages", this.sheet))?.values ?? {};
  }

  /** Sends what waits, one tab at a time, until the network or the session ends. */
  async flush(): Promise<void> {
    window.clearTimeout(this.timer);
    if (navigator.locks) await navigator.locks.request(`paripurna-isi-${this.sheet}`, () => this.sendAll());
    else await this.sendAll();
    this.listeners.counted();
  }

  private async sendAll(): Promise<void> {
    const waiting = (await this.list()).filter((entry) => entry.state === "waiting" && !entry.last);
    for (const entry of waiting) if (!navigator.onLine || !(await this.sendOne(entry))) return this.tryLater();
    if (!(await this.sendLast())) return this.tryLater();
    this.attempt = 0;
  }

  /** What hands the sheet over waits until nothing else of it is left, also nothing that a person must decide. */
  private async sendLast(): Promise<boolean> {
    const left = await this.list();
    const last = left.find((entry) => entry.last && entry.state === "waiting");
    if (!last || left.length > 1 || (await this.listeners.elsewhere()) > 0) return true;
    return navigator.onLine && this.sendOne(last);
  }

  /** Returns whether there is a way to the server; what it says of the answer is told either way. */
  private async sendOne(entry: Entry): Promise<boolean> {
    if (!(await this.access.ready())) return false;
    const outcome = await send(entry, this.access.token);
    if (outcome.kind !== "signed-out") return this.settle(entry, outcome);
    if (!(await this.access.renew())) return false;
    return this.settle(entry, await send(entry, this.access.token));
  }

  private async settle(entry: Entry, outcome: Outcome): Promise<boolean> {
    if (outcome.kind === "unreachable" || outcome.kind === "signed-out") return false;
    if (outcome.kind === "sent") await this.takeOut(entry, outcome.revision, outcome.at);
    else await this.ask({ ...entry, state: outcome.kind, said: outcome.said });
    return true;
  }

  private async takeOut(entry: Entry, revision: string, at: string): Promise<void> {
    await this.rememberSaved(entry.question, withText(entry.pairs, "revision", revision));
    if (!(await this.isNewest(entry))) return;
    await this.drop(entry.question);
    this.listeners.sent(entry.question, revision, at);
  }

  private async ask(entry: Entry): Promise<void> {
    if (!(await this.isNewest(entry))) return;
    await this.keep(entry);
    this.listeners.changed(entry);
  }

  /** What was typed while the answer was on its way stays, and is sent next. */
  private async isNewest(entry: Entry): Promise<boolean> {
    return (await this.list()).find((each) => each.question === entry.question)?.stamp === entry.stamp;
  }

  private async rememberSaved(question: string, pairs: Pairs): Promise<void> {
    const copy = await this.vault?.get("pages", this.sheet);
    if (copy) await this.vault?.put("pages", this.sheet, { ...copy, values: { ...copy.values, [question]: pairs } });
  }

  private async keep(entry: Entry): Promise<void> {
    if (this.vault) await this.vault.put("outbox", this.id(entry.question), entry);
    else this.loose.set(entry.question, entry);
  }

  private tryLater(): void {
    const delay = RETRY_AFTER[Math.min(this.attempt, RETRY_AFTER.length - 1)];
    this.attempt += 1;
    this.timer = window.setTimeout(() => void this.flush(), delay);
  }

  private id(question: string): string {
    return `${this.sheet}/${question}`;
  }
}
