import type { DetailedError, Upload, UploadOptions } from "tus-js-client";
import { fingerprintOf, memory } from "./upload-memory";

export type TaskState = "waiting" | "sending" | "paused" | "broken" | "checking" | "saved" | "refused" | "failed" | "ended";
export type Outcome = { code: string; state: string; name: string; sentence: string; result: Record<string, string> };
export type Place = { endpoint: string; script: string; metadata: Record<string, string>; page: boolean };
type Told = (state: TaskState, detail: { share?: number; sentence?: string; outcome?: Outcome }) => void;

const PIECE = 2 * 1024 * 1024; // what a cut can cost at most where a proxy holds whole requests back
const SMALL = 64 * 1024;
const DELAYS = [0, 1000, 2000, 4000, 8000, 15000, 15000, 30000, 30000, 60000, 60000, 60000];
const FULL = 507;

/** One file on its way: sent piece by piece, taken up again after every cut, and asked about at the end. */
export class Task {
  state: TaskState = "waiting";
  outcome: Outcome | undefined;
  private upload: Upload | undefined;

  constructor(
    readonly file: File,
    readonly place: Place,
    private readonly told: Told,
  ) {}

  /** Sends, or goes on sending; resolves when nothing more will happen by itself. */
  async run(): Promise<void> {
    this.halted = false;
    this.tell("sending");
    this.upload ??= await this.prepare();
    if (this.halted) return;
    await new Promise<void>((resolve) => {
      Object.assign(this.upload!.options, {
        onSuccess: () => void this.finish().then(resolve),
        onError: (error: Error | DetailedError) => resolve(this.failed(error)),
      });
      this.stop = resolve;
      this.upload!.start();
    });
  }

  async pause(): Promise<void> {
    this.halted = true;
    await this.upload?.abort();
    this.tell("paused");
    this.stop();
  }

  /** Takes back what the server has. Where it cannot be told now, it forgets by itself after a week. */
  async cancel(): Promise<void> {
    this.halted = true;
    await this.upload?.abort(true).catch(() => undefined);
    this.stop();
  }

  private halted = false;
  private stop: () => void = () => undefined;

  private async prepare(): Promise<Upload> {
    const { Upload: Client } = (await import(/* @vite-ignore */ this.place.script)) as { Upload: typeof Upload };
    const upload = new Client(this.file, this.options());
    const [previous] = (await upload.findPreviousUploads()).slice(-1);
    if (previous) upload.resumeFromPreviousUpload(previous);
    return upload;
  }

  private options(): UploadOptions {
    const { endpoint, metadata, page } = this.place;
    return {
      endpoint,
      chunkSize: PIECE,
      retryDelays: DELAYS,
      uploadDataDuringCreation: this.file.size <= SMALL, // a cut during it leaves an upload that nobody can find
      removeFingerprintOnSuccess: true,
      urlStorage: memory,
      fingerprint: (file) => fingerprintOf(file, endpoint, page),
      headers: headers(),
      metadata: { ...metadata, filename: this.file.name, ...(page ? { page: "1" } : {}) },
      onProgress: (sent, total) => this.tell("sending", { share: total ? sent / total : 0 }),
      onShouldRetry: (error) => this.goesOn(error),
    };
  }

  private goesOn(error: DetailedError): boolean {
    const status = error.originalResponse?.getStatus() ?? 0;
    const passes = !hasEnded(error) && (status === 0 || status === 409 || status === 423 || (status >= 500 && status !== FULL));
    if (passes) this.tell("broken");
    return passes;
  }

  /** All bytes are there: the server looks at the file and says what became of it. */
  private async finish(): Promise<void> {
    this.tell("checking");
    for (const delay of DELAYS) {
      const answer = await fetch(`${this.upload!.url}selesai/`, { method: "POST", headers: headers() }).catch(() => null);
      if (answer && answer.redirected) return this.tell("ended");
      if (answer?.ok) return this.settle((await answer.json()) as Outcome);
      if (answer && answer.status !== 423 && answer.status < 500) return this.tell("failed", sentence(await answer.text()));
      if (answer?.status === 503) return this.tell("failed", sentence(await answer.text()));
      await new Promise((resolve) => window.setTimeout(resolve, Math.max(delay, 500)));
    }
    this.tell("failed");
  }

  private settle(outcome: Outcome): void {
    this.outcome = outcome;
    this.tell(outcome.state === "KEPT" ? "saved" : "refused", { sentence: outcome.sentence, outcome });
  }

  private failed(error: Error | DetailedError): void {
    if (hasEnded(error)) return this.tell("ended");
    const answer = "originalResponse" in error ? error.originalResponse : null;
    const refused = answer && answer.getStatus() >= 400 && answer.getStatus() < 500;
    this.tell(refused ? "refused" : "failed", sentence(answer?.getBody() ?? ""));
  }

  private tell(state: TaskState, detail: Parameters<Told>[1] = {}): void {
    this.state = state;
    this.told(state, detail);
  }
}

/** The token of our own pages, as htmx sends it. */
export function headers(): Record<string, string> {
  return JSON.parse(document.body.getAttribute("hx-headers") ?? "{}") as Record<string, string>;
}

export function sentence(body: string): { sentence: string } {
  try {
    return { sentence: String((JSON.parse(body) as { sentence?: string }).sentence ?? "") };
  } catch {
    return { sentence: "" };
  }
}

/** Whether we were led to the sign-in instead. */
function hasEnded(error: Error | DetailedError): boolean {
  const request = "originalResponse" in error ? (error.originalResponse?.getUnderlyingObject() as XMLHttpRequest) : null;
  const signIn = document.body.dataset.pSignIn ?? "";
  if (!request?.responseURL || signIn === "") return false;
  return new URL(request.responseURL).pathname === new URL(signIn, window.location.href).pathname;
}
