/// <reference lib="webworker" />

/** Written before this script by the server: the shell's address, and the built files that it asks for. */
declare const KEPT: { shell: string; files: string[] };

/**
 * Answers for the pages that are filled without a network. It keeps the shell and the files of the shell, all without a
 * word of anybody's data, and nothing else; with a network every page comes from the server.
 */
const worker = self as unknown as ServiceWorkerGlobalScope;
const STORE = `paripurna-isi-${KEPT.files.join("|").replace(/[^0-9A-Za-z]+/g, "-").slice(-200)}`;

worker.addEventListener("install", (event) => event.waitUntil(keepFiles()));
worker.addEventListener("activate", (event) => event.waitUntil(dropOlder()));
worker.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.mode === "navigate") event.respondWith(fetch(request).catch(() => findShell()));
  else if (isKept(request)) event.respondWith(findFile(request));
});

async function keepFiles(): Promise<void> {
  const store = await caches.open(STORE);
  await store.addAll([KEPT.shell, ...KEPT.files]);
  await worker.skipWaiting();
}

async function dropOlder(): Promise<void> {
  const names = await caches.keys();
  const older = names.filter((name) => name.startsWith("paripurna-isi-") && name !== STORE);
  await Promise.all(older.map((name) => caches.delete(name)));
  await worker.clients.claim();
}

function isKept(request: Request): boolean {
  return request.method === "GET" && KEPT.files.includes(new URL(request.url).pathname);
}

async function findShell(): Promise<Response> {
  return (await caches.match(KEPT.shell)) ?? Response.error();
}

async function findFile(request: Request): Promise<Response> {
  return (await caches.match(request, { ignoreVary: true })) ?? fetch(request);
}
