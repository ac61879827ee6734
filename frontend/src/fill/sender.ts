import type { Entry, Session } from "./vault";

export type Outcome =
  | { kind: "sent"; revision: string; at: string }
  | { kind: "conflict" | "refused"; said: string }
  | { kind: "signed-out" }
  | { kind: "unreachable" };
export type Ticket = Session & { token: string };

const UNREADABLE = 422;
const CLOSED = 423;
const CONFLICT = 409;

/** Sends one kept answer. The same content twice is written once by the server, so a cut may be answered by sending again. */
export async function send(entry: Entry, token: string): Promise<Outcome> {
  const body = new URLSearchParams(entry.pairs);
  if (entry.over) body.set("over", entry.over);
  const headers = { "X-CSRFToken": token, "X-Autosave": "1" };
  try {
    const answer = await fetch(entry.url, { method: "POST", body, headers, credentials: "same-origin" });
    return await read(answer);
  } catch {
    return { kind: "unreachable" };
  }
}

async function read(answer: Response): Promise<Outcome> {
  if (answer.status === CONFLICT) return { kind: "conflict", said: await answer.text() };
  if (answer.status === UNREADABLE || answer.status === CLOSED) return { kind: "refused", said: await answer.text() };
  const at = answer.headers.get("X-Saved-At");
  if (at !== null) return { kind: "sent", revision: answer.headers.get("X-Revision") ?? "", at };
  return { kind: answer.status >= 500 ? "unreachable" : "signed-out" };
}

/** Who is signed in now, and the token to send with; "signed-out", or "unreachable" without a network. */
export async function askTicket(address: string): Promise<Ticket | "signed-out" | "unreachable"> {
  try {
    const answer = await fetch(address, { credentials: "same-origin", redirect: "manual" });
    if (answer.ok) return (await answer.json()) as Ticket;
    return answer.status >= 500 ? "unreachable" : "signed-out";
  } catch {
    return "unreachable";
  }
}
