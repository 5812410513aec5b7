/* Leaving: says what is not sent, and forgets everything also where there is no link. */
(() => {
  "use strict";
  const box = self.hunarOutbox;
  const form = document.querySelector("form.card[data-hunar-leave]");
  const waits = document.querySelector("[data-hunar-waits]");
  if (!box || !form || !waits) return;
  const part = (name) => document.querySelector("[data-" + name + "]");
  let rows = [];
  let safe = false; /* Nothing waits, or she has it in a file, or she threw it away. */

  document.addEventListener("hunar-outbox", (event) => {
    rows = event.detail.rows;
    waits.hidden = !rows.length || safe;
    form.hidden = !waits.hidden;
    part("count").textContent = rows.length;
  });

  const bytes = (text) => Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0));
  const base64 = (buffer) => btoa(Array.from(new Uint8Array(buffer), (each) => String.fromCharCode(each)).join(""));
  const utf8 = (text) => new TextEncoder().encode(text);

  /* Only the server can open it, and only for her: see the reference of the inbox. */
  async function seal(call) {
    const { subtle } = crypto;
    const [key, point] = waits.dataset.seal.split(":");
    const curve = { name: "ECDH", namedCurve: "P-256" };
    const site = await subtle.importKey("raw", bytes(point), curve, false, []);
    const own = await subtle.generateKey(curve, false, ["deriveBits"]);
    const salt = await subtle.exportKey("raw", own.publicKey);
    const shared = await subtle.deriveBits({ name: "ECDH", public: site }, own.privateKey, 256);
    const base = await subtle.importKey("raw", shared, "HKDF", false, ["deriveKey"]);
    const draw = { name: "HKDF", hash: "SHA-256", salt, info: utf8("hunar-sealed-1") };
    const secret = await subtle.deriveKey(draw, base, { name: "AES-GCM", length: 256 }, false, ["encrypt"]);
    const iv = crypto.getRandomValues(new Uint8Array(12));
    const closed = { name: "AES-GCM", iv, additionalData: utf8(box.person) };
    const data = await subtle.encrypt(closed, secret, utf8(JSON.stringify(call)));
    return { format: "hunar-sealed-1", key, point: base64(salt), nonce: base64(iv), data: base64(data) };
  }

  function download(text) {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([text], { type: "application/json" }));
    link.download = "not-sent.hunar";
    link.click();
  }

  /* Ends the session at the server, or leaves a note that it must end there before anything else. */
  async function go() {
    const here = await box.call(box.inbox + "token/").catch(() => null);
    await box.wipe();
    if (here) {
      form.submit();
      return;
    }
    waits.hidden = form.hidden = true;
    part("left").hidden = false;
    if (box.channel.postMessage) box.channel.postMessage("left");
    const workers = await navigator.serviceWorker.getRegistrations();
    workers.filter((worker) => worker.active && worker.active.scriptURL.endsWith("/hunar-worker.js")).forEach((worker) => worker.unregister());
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    go();
  });
  waits.addEventListener("click", async (event) => {
    const does = event.target.closest("button[name]");
    if (!does) return;
    event.preventDefault();
    part("nolink").hidden = true;
    if (does.name === "send" && (await box.flush())) part("nolink").hidden = false;
    if (does.name === "file") {
      download(JSON.stringify(await seal({ device: box.device(), events: rows.map((row) => row.event) })));
      safe = true;
      part("infile").hidden = false;
      await box.tell();
    }
    if (does.name === "anyway") go();
  });
  part("file").hidden = !(self.crypto && crypto.subtle);
  box.tell();
})();
