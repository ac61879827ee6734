import { word, within } from "./words";

const KEPT = "paripurna-isi";
const UNSENT = ["outbox", "photos"];

/**
 * Signing out takes everything off this device that was kept for filling without a network. Where something is not sent
 * yet, the person is asked first.
 */
export function startLeaving(): void {
  document.addEventListener("submit", (event) => {
    const form = within<HTMLFormElement>(event, "form[data-p-sign-out]");
    if (!form || form.dataset.pCleared) return;
    event.preventDefault();
    void leave(form);
  });
}

async function leave(form: HTMLFormElement): Promise<void> {
  const unsent = await countUnsent().catch(() => 0);
  if (unsent > 0 && !window.confirm(word("unsent").replace("{count}", String(unsent)))) return;
  await forget().catch(() => undefined);
  form.dataset.pCleared = "1";
  form.submit();
}

async function countUnsent(): Promise<number> {
  const known = (await indexedDB.databases?.()) ?? [];
  if (!known.some((each) => each.name === KEPT)) return 0;
  const db = await ask(indexedDB.open(KEPT));
  const stores = UNSENT.filter((name) => db.objectStoreNames.contains(name));
  const counts = await Promise.all(stores.map((name) => ask(db.transaction(name).objectStore(name).count())));
  db.close();
  return counts.reduce((sum, count) => sum + count, 0);
}

async function forget(): Promise<void> {
  indexedDB.deleteDatabase(KEPT);
  for (const name of await caches.keys()) if (name.startsWith(KEPT)) await caches.delete(name);
  for (const worker of await navigator.serviceWorker.getRegistrations()) await worker.unregister();
}

function ask<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}
