import type { PreviousUpload, UrlStorage } from "tus-js-client";
import { word } from "./words";

const PREFIX = "p:upload:";
const LIVES_FOR = 7 * 24 * 60 * 60 * 1000; // as long as the server keeps what has arrived

/**
 * Remembers where half-sent files lie on the server, so that choosing the same file again goes on where it stopped,
 * also tomorrow. Neither the name of the file nor that of the person is written down.
 */
export const memory: UrlStorage = {
  findAllUploads: async () => list(PREFIX),
  findUploadsByFingerprint: async (fingerprint) => list(PREFIX + fingerprint),
  removeUpload: async (key) => localStorage.removeItem(key),
  addUpload: async (fingerprint, upload) => {
    const key = `${PREFIX}${fingerprint}:${Date.now()}`;
    localStorage.setItem(key, JSON.stringify({ ...upload, metadata: {} }));
    return key;
  },
};

/** What makes a file the same: its name, size and date, brought by the same person to the same place. */
export async function fingerprintOf(file: File, endpoint: string, page: boolean): Promise<string> {
  const words = [document.body.dataset.pPerson, endpoint, file.name, file.size, file.lastModified, page].join("\n");
  if (!window.crypto.subtle) return encodeURIComponent(words);
  const digest = await window.crypto.subtle.digest("SHA-256", new TextEncoder().encode(words));
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

function list(prefix: string): PreviousUpload[] {
  const found: PreviousUpload[] = [];
  for (const key of Object.keys(localStorage).filter((name) => name.startsWith(prefix))) {
    const upload = JSON.parse(localStorage.getItem(key) ?? "{}") as PreviousUpload;
    if (Date.now() - Date.parse(upload.creationTime) > LIVES_FOR) localStorage.removeItem(key);
    else found.push({ ...upload, urlStorageKey: key });
  }
  return found;
}

/** A word with its places filled: `fill("sent", { done: "2 MB" })`. */
export function fill(name: string, places: Record<string, string>): string {
  return word(name).replace(/\{(\w+)\}/g, (_whole, place: string) => places[place] ?? "");
}
