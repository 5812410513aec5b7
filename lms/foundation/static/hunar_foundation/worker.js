/* The one service worker. It answers only with pages that their own view let be kept, for the person they belong to. */
(() => {
  "use strict";
  const { NAME, send } = self.hunarOutbox;
  const KEPT = "hunar_foundation_kept:";
  const PATIENCE = 15000; /* On a link that hardly moves, what is here is better than a white page. */
  const noteOf = (answer) => JSON.parse(answer.headers.get("Hunar-Keep"));

  addEventListener("install", () => self.skipWaiting());
  addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

  let forgotten = 0; /* How often somebody has left since this worker woke, and who stayed. */
  let stayed = "";

  async function forget(but) {
    const others = (await caches.keys()).filter((name) => name.startsWith(KEPT) && name !== KEPT + but);
    await Promise.all(others.map((name) => caches.delete(name)));
  }

  /* Keeps a page that its view named, with its files; other people's are gone first. */
  async function keep(path, answer) {
    if (!answer.ok || answer.redirected || !noteOf(answer)) return;
    const { person, files } = noteOf(answer);
    const before = forgotten;
    await forget(person);
    const cache = await caches.open(KEPT + person);
    const here = await Promise.all(files.map((file) => cache.match(file)));
    await cache.addAll(files.filter((file, index) => !here[index]));
    await cache.put(path, answer);
    /* She left while it was being kept. */
    if (before !== forgotten && stayed !== person) await caches.delete(KEPT + person);
  }

  async function inCaches(does) {
    for (const name of await caches.keys()) {
      const found = name.startsWith(KEPT) && (await does(await caches.open(name)));
      if (found) return found;
    }
    return null;
  }

  /* What is kept and has its time; what is over is dropped on the way. */
  const kept = (path) => inCaches(async (cache) => {
    const found = await cache.match(path);
    if (!found || !noteOf(found) || noteOf(found).until * 1000 > Date.now()) return found;
    await cache.delete(path);
    return null;
  });

  /* A page that is closed to her now is kept no longer. */
  async function fresh(request, path) {
    const answer = await fetch(request);
    if ([403, 404].includes(answer.status)) await inCaches((cache) => cache.delete(path));
    if (request.method === "GET") await keep(path, answer.clone()).catch(() => {});
    return answer;
  }

  async function page(request) {
    const path = new URL(request.url).pathname;
    const asked = fresh(request, path);
    const late = new Promise((resolve) => { setTimeout(resolve, PATIENCE); }).then(() => kept(path));
    const first = await Promise.race([asked, late]).catch(() => kept(path));
    return first || asked.catch(() => Response.error());
  }

  addEventListener("fetch", (event) => {
    const { request } = event;
    if (new URL(request.url).origin !== location.origin) return;
    if (request.mode === "navigate") event.respondWith(page(request));
    else if (["style", "script"].includes(request.destination)) {
      event.respondWith(inCaches((cache) => cache.match(request)).then((found) => found || fetch(request)));
    }
  });

  async function add(path) {
    const cached = await kept(path);
    if (!cached) await keep(path, await fetch(path, { credentials: "same-origin", cache: "no-store" }));
  }

  /* A page asks; what is over goes in the same round. */
  addEventListener("message", (event) => event.waitUntil((async () => {
    if (event.data.forget) {
      forgotten += 1;
      stayed = event.data.forget;
      await forget(event.data.forget);
      return;
    }
    await inCaches(async (cache) => {
      for (const request of await cache.keys()) await kept(new URL(request.url).pathname);
    });
    await Promise.all(event.data.keep.map((path) => add(path).catch(() => {})));
  })()));

  /* The link came back and perhaps no page is open: the server says whose phone it is now. */
  async function sync() {
    const { inbox } = self.hunar;
    const who = await (await fetch(inbox + "token/", { credentials: "same-origin" })).json();
    const here = indexedDB.databases ? (await indexedDB.databases()).map((each) => each.name) : [];
    if (here.includes(NAME + who.person)) await send({ inbox, person: who.person, csrf: who.csrf });
  }

  addEventListener("sync", (event) => { if (event.tag === "hunar-outbox") event.waitUntil(sync()); });
})();
