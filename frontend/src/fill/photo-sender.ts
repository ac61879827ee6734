import { asBytes } from "./shrink";
import type { Photo } from "./vault";

export type PhotoOutcome = { kind: "sent" | "unreachable" | "signed-out" } | { kind: "refused"; said: string };

const TUS = { "Tus-Resumable": "1.0.0" };
const PASSING = new Set([0, 409, 423, 429]);
const GONE = new Set([404, 410]);
const FULL = 507;

/**
 * Sends one kept photo by the house's resumable door: begun once, gone on with after a cut, finished once however often it
 * is asked for. `begun` is told the address of the upload before a byte of the photo goes.
 */
export async function sendPhoto(
  photo: Photo,
  address: string,
  token: string,
  begun: (url: string) => Promise<void>,
): Promise<PhotoOutcome> {
  const bytes = asBytes(photo.data);
  try {
    const url = photo.url || (await begin(address, bytes.length, photo.words, token));
    if (url !== photo.url) await begun(url);
    const offset = await readOffset(url, token);
    if (offset < bytes.length) await append(url, bytes.subarray(offset), offset, token);
    return await finish(url, token);
  } catch (error) {
    if (!(error instanceof Answered)) return { kind: "unreachable" };
    if (GONE.has(error.status) && photo.url) await begun(""); // the server forgot it after a week: from the beginning
    return error.outcome;
  }
}

/** An answer that is not what was hoped for. */
class Answered extends Error {
  constructor(
    readonly status: number,
    private readonly said: string,
    private readonly isElsewhere: boolean,
  ) {
    super(said);
  }

  get outcome(): PhotoOutcome {
    if (this.isElsewhere || this.status === 403) return { kind: "signed-out" };
    const passes = PASSING.has(this.status) || GONE.has(this.status) || this.status >= 500 || this.status === FULL;
    return passes ? { kind: "unreachable" } : { kind: "refused", said: this.said };
  }
}

async function begin(address: string, size: number, words: Record<string, string>, token: string): Promise<string> {
  const said = Object.entries(words).map(([name, value]) => `${name} ${base64(value)}`);
  const headers = { "Upload-Length": String(size), "Upload-Metadata": said.join(",") };
  return (await ask(address, "POST", token, headers)).headers.get("Location") ?? "";
}

async function readOffset(url: string, token: string): Promise<number> {
  return Number((await ask(url, "HEAD", token)).headers.get("Upload-Offset"));
}

async function append(url: string, bytes: Uint8Array<ArrayBuffer>, offset: number, token: string): Promise<void> {
  const headers = { "Upload-Offset": String(offset), "Content-Type": "application/offset+octet-stream" };
  await ask(url, "PATCH", token, headers, bytes);
}

async function finish(url: string, token: string): Promise<PhotoOutcome> {
  const told = (await (await ask(`${url}selesai/`, "POST", token)).json()) as { state: string; sentence: string };
  return told.state === "KEPT" ? { kind: "sent" } : { kind: "refused", said: told.sentence };
}

async function ask(url: string, method: string, token: string, more = {}, body?: BodyInit): Promise<Response> {
  const headers = { ...TUS, "X-CSRFToken": token, ...more };
  const answer = await fetch(url, { method, headers, body, credentials: "same-origin", redirect: "manual" });
  if (answer.ok) return answer;
  throw new Answered(answer.status, await readSentence(answer), answer.type === "opaqueredirect");
}

async function readSentence(answer: Response): Promise<string> {
  return answer.json().then(
    (told: { sentence?: string }) => told.sentence ?? "",
    () => "",
  );
}

function base64(text: string): string {
  return btoa(String.fromCharCode(...new TextEncoder().encode(text)));
}
