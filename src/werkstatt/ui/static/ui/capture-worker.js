// Keeps the page of one table and what it needs, so that it opens without network. Served below the page's own address:
// it reaches this page and no other. What is typed is not kept here but in the page's own queue (capture.js).
"use strict";
const CACHE = "mitschreiben-1";
const PATIENCE = 4000; // milliseconds until a bad network counts as none
const AS_KEPT = { ignoreSearch: true, ignoreVary: true };
const HERE = new URL("./", self.location).pathname;

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

async function kept(request) {
  return (await caches.open(CACHE)).match(request, AS_KEPT);
}

// The page: from the network where there is one, or as it was seen last. A server in trouble counts as no network.
async function page(request) {
  const before = await kept(HERE);
  try {
    const signal = before ? AbortSignal.timeout(PATIENCE) : undefined;
    const answer = await fetch(request, { signal });
    if (answer.ok && !answer.redirected) {
      const copy = answer.clone();
      await (await caches.open(CACHE)).put(HERE, copy);
    }
    return answer.ok || answer.redirected || !before ? answer : before;
  } catch (error) {
    if (before) return before;
    throw error;
  }
}

// Styles, scripts and type carry their content in their name: once kept, they stay true.
async function part(request) {
  const before = await kept(request);
  if (before) return before;
  const answer = await fetch(request);
  if (answer.ok) {
    const copy = answer.clone();
    await (await caches.open(CACHE)).put(request, copy);
  }
  return answer;
}

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const address = new URL(request.url);
  if (request.method !== "GET" || address.origin !== self.location.origin) return;
  if (request.mode === "navigate" && address.pathname === HERE) event.respondWith(page(request));
  else if (address.pathname.startsWith("/static/")) event.respondWith(part(request));
});
