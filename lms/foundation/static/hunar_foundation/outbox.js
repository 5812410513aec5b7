/* What she does is kept on this phone first and sent when there is a link. Pages and the worker share this file. */
(() => {
  "use strict";
  if (self.hunarOutbox) return;
  const NAME = "hunar_foundation_outbox:";
  const MOST = 200;
  const ROOM = 50000; /* Bytes of a call: a dying page may send 64 KB. */

  const done = (request) => new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

  let gone = false; /* After she has left nothing is opened again. */

  /* One database a person: whoever comes next cannot read it even by mistake. */
  async function box(person, mode) {
    if (gone) throw new Error("gone");
    const opening = indexedDB.open(NAME + person);
    opening.onupgradeneeded = () => {
      if (self.document) opening.result.createObjectStore("events", { keyPath: "slot" });
      else opening.transaction.abort(); /* The worker makes none: what is not here was wiped. */
    };
    const found = await done(opening);
    const work = found.transaction("events", mode || "readonly");
    found.onversionchange = work.oncomplete = work.onabort = () => found.close();
    return work.objectStore("events");
  }

  async function kept(person) {
    const rows = await done((await box(person)).getAll());
    return rows.sort((one, other) => one.event.sequence - other.event.sequence);
  }

  function bundle(rows) {
    let bytes = 0;
    return rows.filter((row) => !row.refused).slice(0, MOST).filter((row) => {
      bytes += new Blob([JSON.stringify(row.event)]).size;
      return bytes < ROOM;
    });
  }

  function call(address, body, csrf) {
    const patience = new AbortController();
    setTimeout(() => patience.abort(), 30000);
    const headers = { "Content-Type": "application/json", "X-CSRFToken": csrf };
    const post = body && { method: "POST", body, keepalive: true, headers };
    return fetch(address, { credentials: "same-origin", cache: "no-store", signal: patience.signal, ...post });
  }

  /* A page may be older than its session: a fresh token comes to her alone. */
  async function again(to) {
    const answer = await call(to.inbox + "token/");
    const who = answer.ok ? await answer.json() : {};
    if (who.person !== to.person) throw new Error("signed out");
    to.csrf = who.csrf;
  }

  async function post(to, rows) {
    const { person, inbox } = to;
    const body = JSON.stringify({ person, device: rows[0].device, events: rows.map((row) => row.event) });
    if (!to.csrf) await again(to);
    let answer = await call(inbox, body, to.csrf);
    if (answer.status === 403) {
      await again(to);
      answer = await call(inbox, body, to.csrf);
    }
    if (!answer.ok) throw new Error(answer.status);
    return (await answer.json()).verdicts;
  }

  /* Forgotten here is only what the server holds. Its own fault is tried again, a refusal waits to be read. */
  async function settle(person, rows, verdicts) {
    const store = await box(person, "readwrite");
    rows.forEach(({ slot, quiet }, index) => {
      const { uuid, status, reason, message } = verdicts[index];
      store.get(slot).onsuccess = (event) => {
        const now = event.target.result;
        if (!now || now.event.uuid !== uuid || reason === "fault") return;
        if (status === "refused" && !quiet) store.put({ ...now, refused: message });
        else store.delete(slot);
      };
    });
  }

  async function send(to, heard) {
    for (;;) {
      const rows = bundle(await kept(to.person));
      if (!rows.length) return;
      const verdicts = await post(to, rows);
      await settle(to.person, rows, verdicts);
      if (heard) await heard(verdicts);
      if (rows.some((row, index) => verdicts[index].uuid !== row.event.uuid || verdicts[index].reason === "fault")) throw new Error("fault");
    }
  }

  self.hunarOutbox = { NAME, send };
  if (!self.document) return;

  /* ---- On a page ---- */

  const { person, inbox, leave, keep, worker } = document.currentScript.dataset;
  const to = { person, inbox, csrf: (document.querySelector("[name=csrfmiddlewaretoken]") || {}).value };
  const channel = self.BroadcastChannel ? new BroadcastChannel("hunar_foundation") : {};
  const owner = () => (document.cookie.match(/hunar_foundation_phone=([^.;]*)/) || [])[1];
  let tries = 0;
  let clock = 0;
  let sending = null;

  function bake(name, value, days) {
    const secure = location.protocol === "https:" ? ";secure" : "";
    document.cookie = "hunar_foundation_" + name + "=" + value + ";path=/;samesite=lax;max-age=" + days * 86400 + secure;
  }

  /* All of ours goes, or all but one person's. */
  async function wipe(except) {
    gone = !except;
    const { serviceWorker } = navigator;
    if (serviceWorker) (await serviceWorker.getRegistrations()).forEach(({ active }) => active && active.postMessage({ forget: except || "all" }));
    const ours = (name) => name.startsWith("hunar_") && !(except && name.endsWith(":" + except));
    const boxes = indexedDB.databases ? (await indexedDB.databases()).map((each) => each.name) : [NAME + owner()];
    await Promise.all(boxes.filter(ours).map((name) => done(indexedDB.deleteDatabase(name))));
    if (self.caches) await Promise.all((await caches.keys()).filter(ours).map((name) => caches.delete(name)));
    Object.keys(localStorage).filter(ours).forEach((name) => localStorage.removeItem(name));
    if (except) return;
    bake("phone", "", 0);
    bake("left", 1, 30); /* Until the server has heard of it. */
  }

  const ready = (owner() === person ? Promise.resolve() : wipe(person).catch(() => {}).then(() => bake("phone", person + ".0", 90)));

  /* Says on the page, and to the server's next page, what waits here. */
  async function tell(verdicts) {
    const rows = await kept(person);
    const refused = rows.filter((row) => row.refused);
    const waiting = rows.length - refused.length;
    bake("phone", person + "." + waiting, 90);
    document.querySelectorAll("[data-hunar-waiting]").forEach((sign) => {
      sign.hidden = !waiting;
      sign.querySelector("[data-count]").textContent = waiting;
    });
    document.querySelectorAll("[data-hunar-sent]").forEach((sign) => { sign.hidden = rows.length > 0; });
    document.dispatchEvent(new CustomEvent("hunar-outbox", { detail: { waiting, refused, rows, verdicts: verdicts || [] } }));
    return waiting;
  }

  /* Resolves to how many still wait. Without a link it tries again by itself, later each time. */
  function flush() {
    clearTimeout(clock);
    sending = sending || ready.then(() => send(to, tell)).then(() => { tries = 0; }, () => { tries += 1; }).then(() => {
      sending = null;
      return tell();
    }).then((waiting) => {
      if (waiting) clock = setTimeout(flush, tries && Math.min(300, Math.pow(2, tries) + Math.random()) * 1000);
      return waiting;
    });
    return sending;
  }

  function random() {
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    bytes[6] = (bytes[6] & 15) | 64;
    bytes[8] = (bytes[8] & 63) | 128;
    return Array.from(bytes, (byte) => (byte + 256).toString(16).slice(1)).join("");
  }

  /* Both go with a wipe, so that no order begins again under an old name. */
  function own(name, next) {
    const value = next(localStorage.getItem("hunar_foundation_" + name));
    localStorage.setItem("hunar_foundation_" + name, value);
    return value;
  }

  const device = () => own("device", (known) => known || random());
  const order = () => own("sequence", (last) => Math.max(Number(last) + 1, Date.now()));

  /* Resolves to the event's id once it is safe on this phone. `slot` takes the place of what is not sent yet under
     that name; `quiet`: nobody need read a refusal. */
  async function put(verb, payload, { slot, sequence, quiet } = {}) {
    await ready;
    const uuid = random().replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
    const event = { uuid, verb, sequence: sequence || order(), at: new Date().toISOString(), payload };
    const row = { slot: slot || uuid, event, device: device(), quiet };
    await done((await box(person, "readwrite")).put(row));
    await tell();
    flush();
    prepare().catch(() => {});
    return uuid;
  }

  async function drop(slot) {
    await done((await box(person, "readwrite")).delete(slot));
    return tell();
  }

  /* The worker keeps the page that asks for it and the one that leaves, and sends when the link comes back. */
  async function prepare() {
    const { serviceWorker } = navigator;
    const folders = [keep, leave].filter(Boolean);
    if (!serviceWorker || !folders.length) return;
    await ready;
    const found = await Promise.all(folders.map((scope) => serviceWorker.register(worker, { scope })));
    const last = found.pop();
    const at = last.active || last.waiting || last.installing;
    at.postMessage({ keep: [keep && location.pathname, leave].filter(Boolean) });
    if (last.sync && last.active) await last.sync.register("hunar-outbox");
  }

  self.hunarOutbox = { NAME, send, put, drop, flush, tell, wipe, call, device, ready, channel, person, inbox };

  document.addEventListener("submit", async (event) => {
    const form = event.target;
    if (new URL(form.action).pathname !== leave || "hunarLeave" in form.dataset) return;
    event.preventDefault();
    const waiting = await tell().catch(() => 0);
    if (waiting || !navigator.onLine) location.assign(leave);
    else wipe().catch(() => {}).then(() => form.submit());
  });
  channel.onmessage = () => location.reload();
  addEventListener("online", flush);
  document.addEventListener("visibilitychange", () => { if (!document.hidden) flush(); });
  /* What comes back out of the browser's memory may belong to somebody who left. */
  addEventListener("pageshow", (event) => { if (event.persisted && owner() !== person) location.reload(); });
  flush();
  if (keep) prepare().catch(() => {});
})();
