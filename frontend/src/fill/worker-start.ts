/** Lets the service worker of this part of the house answer for its pages when there is no network. */
export function watchWorker(address: string): void {
  if (address && "serviceWorker" in navigator) void navigator.serviceWorker.register(address);
}
