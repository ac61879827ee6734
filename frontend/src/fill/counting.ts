import type { Access } from "./access";
import type { Outbox } from "./outbox";
import { say } from "./words";

/** What the banner tells: who must sign in, what waits, what asks for a decision; "" when there is nothing to tell. */
export async function tellWaiting(outbox: Outbox, access: Access, photos: number): Promise<string> {
  const entries = await outbox.list();
  const asking = entries.filter((entry) => entry.state === "conflict" || entry.state === "refused").length;
  const waiting = entries.filter((entry) => entry.state === "waiting").length;
  const parts = [
    access.isSignedOut ? say("signIn") : "",
    !navigator.onLine && waiting + photos === 0 ? say("offline") : "",
    waiting > 0 && outbox.isStuck && !access.isSignedOut ? say("waiting", waiting) : "",
    photos > 0 ? say("photosWaiting", photos) : "",
    asking > 0 ? say("asking", asking) : "",
  ];
  return parts.filter(Boolean).join(" ");
}
