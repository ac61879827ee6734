import { type DBSchema, type IDBPDatabase, openDB } from "idb";

export const NAME = "paripurna-isi";

/** Whose data this device keeps, in which session and until when. */
export type Session = { person: string; session: string; until: string };

export type Pairs = [string, string][];
export type Copy = { html: string; values: Record<string, Pairs> };
/** "held" is written and not pressed yet; `last` goes after everything else of its sheet. */
export type Entry = {
  sheet: string;
  question: string;
  url: string;
  pairs: Pairs;
  over: string;
  stamp: string;
  state: "held" | "waiting" | "conflict" | "refused";
  said: string;
  last?: boolean;
};
/** A photo that proves an answer: made small, as text, with where the server keeps what has arrived of it. */
export type Photo = {
  sheet: string;
  question: string;
  id: string;
  words: Record<string, string>;
  data: string;
  url: string;
  state: "waiting" | "refused";
  said: string;
};
type Kept = { pages: Copy; outbox: Entry; photos: Photo };
type Store = keyof Kept;
type Sealed = { iv: Uint8Array<ArrayBuffer>; data: ArrayBuffer };
type Lock = Session & { key: CryptoKey };

interface Schema extends DBSchema {
  locks: { key: string; value: Lock };
  pages: { key: string; value: Sealed };
  outbox: { key: string; value: Sealed };
  photos: { key: string; value: Sealed };
}

const VERSION = 2; // of 2: photos
const STORES: Store[] = ["pages", "outbox", "photos"];

/**
 * What a device keeps of sheets: encrypted, by a key that no script can read out, for one person.
 * The key belongs to a session: another person's sign-in wipes everything, the same person's next session changes the key.
 */
export class Vault {
  private constructor(private readonly db: IDBPDatabase<Schema>) {}

  /** Null where a browser cannot keep secrets: an address without https, or a private window. */
  static async open(): Promise<Vault | null> {
    if (!globalThis.crypto?.subtle || !("indexedDB" in globalThis)) return null;
    const upgrade = (db: IDBPDatabase<Schema>) => {
      const missing = (["locks", ...STORES] as const).filter((store) => !db.objectStoreNames.contains(store));
      missing.forEach((store) => db.createObjectStore(store));
    };
    const blocking = (_old: number, _new: number | null, event: IDBVersionChangeEvent) => {
      (event.target as IDBDatabase).close(); // another page signs out, or comes with a newer version
    };
    return openDB<Schema>(NAME, VERSION, { upgrade, blocking }).then((db) => new Vault(db), () => null);
  }

  /** Called on a page of the server, which knows who is signed in. */
  async enter(session: Session): Promise<void> {
    const lock = await this.db.get("locks", "own");
    if (lock?.person !== session.person) await this.wipe();
    const isSame = lock?.person === session.person && lock.session === session.session;
    if (isSame) await this.db.put("locks", { ...lock, until: session.until }, "own");
    else await this.changeLock(session, lock?.person === session.person ? lock.key : null);
  }

  async isOpen(now: Date): Promise<boolean> {
    const lock = await this.db.get("locks", "own");
    return lock !== undefined && now < new Date(lock.until);
  }

  async put<S extends Store>(store: S, id: string, value: Kept[S]): Promise<void> {
    await this.db.put(store, await seal(await this.key(), store, id, value), id);
  }

  async get<S extends Store>(store: S, id: string): Promise<Kept[S] | null> {
    const sealed = await this.db.get(store, id);
    return sealed ? unseal(await this.key(), store, id, sealed) : null;
  }

  async list<S extends Store>(store: S): Promise<Kept[S][]> {
    const ids = await this.db.getAllKeys(store);
    const found = await Promise.all(ids.map((id) => this.get(store, id)));
    return found.filter((value): value is NonNullable<typeof value> => value !== null);
  }

  async remove(store: Store, id: string): Promise<void> {
    await this.db.delete(store, id);
  }

  async wipe(): Promise<void> {
    await Promise.all([this.db.clear("locks"), ...STORES.map((store) => this.db.clear(store))]);
  }

  private async key(): Promise<CryptoKey> {
    const lock = await this.db.get("locks", "own");
    if (!lock) throw new Error("nothing is kept for anybody");
    return lock.key;
  }

  /** Everything is sealed anew before the key is put, all in one transaction: a cut leaves either the old or the new. */
  private async changeLock(session: Session, old: CryptoKey | null): Promise<void> {
    const key = await crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
    const moved = old ? await this.reseal(old, key) : [];
    const change = this.db.transaction(["locks", ...STORES], "readwrite");
    for (const [store, id, sealed] of moved) void change.objectStore(store).put(sealed, id);
    void change.objectStore("locks").put({ ...session, key }, "own");
    await change.done;
  }

  private async reseal(old: CryptoKey, key: CryptoKey): Promise<[Store, string, Sealed][]> {
    const moved: [Store, string, Sealed][] = [];
    for (const store of STORES) {
      for (const id of await this.db.getAllKeys(store)) {
        const sealed = await this.db.get(store, id);
        if (sealed) moved.push([store, id, await seal(key, store, id, await unseal(old, store, id, sealed))]);
      }
    }
    return moved;
  }
}

async function seal(key: CryptoKey, store: Store, id: string, value: unknown): Promise<Sealed> {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const text = new TextEncoder().encode(JSON.stringify(value));
  return { iv, data: await crypto.subtle.encrypt(method(iv, store, id), key, text) };
}

async function unseal<S extends Store>(key: CryptoKey, store: S, id: string, sealed: Sealed): Promise<Kept[S]> {
  const text = await crypto.subtle.decrypt(method(sealed.iv, store, id), key, sealed.data);
  return JSON.parse(new TextDecoder().decode(text)) as Kept[S];
}

/** A sealed value fits its own place only. */
function method(iv: Uint8Array<ArrayBuffer>, store: Store, id: string): AesGcmParams {
  return { name: "AES-GCM", iv, additionalData: new TextEncoder().encode(`${store}/${id}`) };
}
