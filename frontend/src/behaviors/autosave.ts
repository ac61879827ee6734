import htmx from "htmx.org";
import { type SaveState, showState } from "./save-state";
import { forEach } from "./words";

const QUIET_FOR = 800;
const RETRY_AFTER = [2000, 5000, 15000, 30000];

/**
 * A form with `data-p-autosave` (and `hx-post`, `hx-trigger="submit, p:save"`, `hx-swap="none"`) sends itself
 * when the person pauses or leaves a field. The answer's headers `X-Saved-At` and `X-Revision` are taken over.
 */
export function startAutosave(): void {
  forEach<HTMLFormElement>("form[data-p-autosave]", (form) => new Autosave(form));
}

class Autosave {
  private timer = 0;
  private attempt = 0;
  private version = 0;
  private sent = 0;

  constructor(private readonly form: HTMLFormElement) {
    form.addEventListener("input", () => this.changed(QUIET_FOR));
    form.addEventListener("change", () => this.changed(0));
    form.addEventListener("htmx:configRequest", (event) => this.sending(event as CustomEvent));
    form.addEventListener("htmx:beforeSend", () => this.show("saving"));
    form.addEventListener("htmx:afterRequest", (event) => this.answered(event as CustomEvent));
    form.querySelector("[data-p-save-retry]")?.addEventListener("click", () => this.save());
    window.addEventListener("online", () => this.retryIfDirty());
  }

  private changed(delay: number): void {
    this.version += 1;
    this.attempt = 0;
    this.form.dataset.pDirty = "1";
    this.show("dirty");
    this.later(delay);
  }

  private later(delay: number): void {
    window.clearTimeout(this.timer);
    this.timer = window.setTimeout(() => this.save(), delay);
  }

  private save(): void {
    if (!this.form.isConnected) return;
    if (!this.form.checkValidity()) return this.show("invalid");
    htmx.trigger(this.form, "p:save", {});
  }

  private sending(event: CustomEvent): void {
    if (event.detail.elt !== this.form) return;
    window.clearTimeout(this.timer);
    this.sent = this.version;
    event.detail.headers["X-Autosave"] = "1";
  }

  private answered(event: CustomEvent): void {
    if (event.detail.elt !== this.form) return;
    const { xhr } = event.detail as { xhr: XMLHttpRequest };
    if (xhr.status === 409) return this.show("changed");
    if (xhr.status === 422 || xhr.status === 400) return this.show("invalid");
    const savedAt = xhr.getResponseHeader("X-Saved-At");
    return savedAt === null ? this.failed() : this.saved(savedAt, xhr.getResponseHeader("X-Revision"));
  }

  private saved(at: string, revision: string | null): void {
    const field = this.form.querySelector<HTMLInputElement>("input[name=revision]");
    if (field && revision !== null) field.value = revision;
    this.attempt = 0;
    if (this.sent !== this.version) return this.later(QUIET_FOR);
    delete this.form.dataset.pDirty;
    this.show("saved", at);
  }

  private failed(): void {
    this.show("failed");
    const delay = RETRY_AFTER[this.attempt];
    this.attempt += 1;
    if (delay !== undefined) this.later(delay);
  }

  private retryIfDirty(): void {
    if (this.form.dataset.pDirty && this.form.isConnected) this.save();
  }

  private show(state: SaveState, at = ""): void {
    showState(this.form, state, at);
  }
}
