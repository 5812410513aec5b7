// Keeps an answer when it is chosen. The saved sign is drawn from the server's verdict and from nothing else;
// without this file, or where nothing can be kept, the form saves by its button.
(() => {
  const form = document.querySelector("form[data-quiz]");
  if (!form) return;
  const saved = form.querySelector("[data-saved]");
  const unsaved = form.querySelector("[data-unsaved]");
  const boxes = [...form.querySelectorAll("[name=options]")];
  const chosen = () => boxes.filter((box) => box.checked).map((box) => box.value);
  const same = (a, b) => a.length === b.length && a.every((each) => b.includes(each));
  let latest = "";

  // The outbox waits in a template until she answers; later pages of a phone that has it carry it from the start.
  const outbox = () => new Promise((resolve, reject) => {
    const asked = document.querySelector("[data-hunar-outbox]");
    if (window.hunarOutbox || !asked) {
      resolve(window.hunarOutbox);
      return;
    }
    const script = asked.content.firstChild.cloneNode();
    script.onload = () => resolve(window.hunarOutbox);
    script.onerror = () => {
      script.remove();
      reject(new Error("no link"));
    };
    document.body.append(script);
  });

  const show = (answered) => {
    boxes.forEach((box) => box.closest(".opt").classList.toggle("on", box.checked));
    const cell = document.querySelector(".map [aria-current]");
    cell.classList.toggle("s", answered);
    cell.querySelector("[data-if-saved]").hidden = !answered;
    cell.querySelector("[data-if-open]").hidden = answered;
    document.querySelector("[data-answered]").textContent = document.querySelectorAll(".map .s").length;
  };

  const sign = (options, kept) => {
    const isSaved = options !== null && same(options, chosen());
    saved.hidden = !isSaved || !options.length;
    unsaved.hidden = isSaved;
    unsaved.querySelector("[data-if-kept]").hidden = !kept;
    unsaved.querySelector("[data-if-not]").hidden = Boolean(kept);
    if (isSaved) show(options.length > 0);
  };

  const keep = async () => {
    const sequence = Number(form.elements.sequence.value);
    form.elements.sequence.value = sequence + 1;
    const { attempt, question } = form.dataset;
    const payload = { attempt, question, options: chosen() };
    const slot = `answer:${attempt}:${question}`;
    const uuid = await (await outbox()).put("quiz.answer", payload, { slot, sequence });
    if (same(payload.options, chosen()) && saved.hidden) sign(null, true);
    return uuid;
  };

  form.addEventListener("change", () => {
    sign(null);
    latest = keep().catch(() => "");
  });
  form.addEventListener("pointerdown", () => outbox().catch(() => {}), { once: true });
  addEventListener("online", () => {
    if (!unsaved.hidden && !window.hunarOutbox) latest = keep().catch(() => "");
  });
  document.addEventListener("hunar-outbox", async ({ detail }) => {
    const uuid = await latest;
    const verdict = detail.verdicts.find((each) => each.uuid === uuid);
    if (!verdict) return;
    const held = verdict.status === "stored" || verdict.status === "duplicate" ? verdict.reply.options : null;
    sign(held);
  });
})();
