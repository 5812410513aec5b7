// Saves an answer when it is chosen. The saved sign is drawn from the server's verdict and from nothing else;
// without this file, or when a save fails, the form saves by its button.
(() => {
  const form = document.querySelector("form[data-quiz]");
  if (!form || !window.fetch) return;
  const saved = form.querySelector("[data-saved]");
  const unsaved = form.querySelector("[data-unsaved]");
  const boxes = [...form.querySelectorAll("[name=options]")];
  const chosen = () => boxes.filter((box) => box.checked).map((box) => box.value);
  const same = (a, b) => a.length === b.length && a.every((each) => b.includes(each));
  let busy = false;

  const newId = () => {
    const hex = [...crypto.getRandomValues(new Uint8Array(16))];
    hex[6] = (hex[6] & 15) | 64;
    hex[8] = (hex[8] & 63) | 128;
    return hex.map((byte) => byte.toString(16).padStart(2, "0")).join("");
  };

  const show = (answered) => {
    boxes.forEach((box) => box.closest(".opt").classList.toggle("on", box.checked));
    const cell = document.querySelector(".map [aria-current]");
    cell.classList.toggle("s", answered);
    cell.querySelector("[data-if-saved]").hidden = !answered;
    cell.querySelector("[data-if-open]").hidden = answered;
    document.querySelector("[data-answered]").textContent = document.querySelectorAll(".map .s").length;
  };

  const sign = (options) => {
    const isSaved = options !== null && same(options, chosen());
    saved.hidden = !isSaved || !options.length;
    unsaved.hidden = isSaved;
    if (isSaved) show(options.length > 0);
    return isSaved;
  };

  const save = async () => {
    if (busy) return;
    busy = true;
    const sent = chosen();
    const event = {
      uuid: newId(),
      verb: "quiz.answer",
      sequence: Number(form.elements.sequence.value),
      at: new Date().toISOString(),
      payload: { attempt: form.dataset.attempt, question: form.dataset.question, options: sent },
    };
    form.elements.sequence.value = event.sequence + 1;
    let held = null;
    try {
      const reply = await fetch(form.dataset.inbox, {
        method: "POST",
        headers: { "Content-Type": "application/json", "X-CSRFToken": form.elements.csrfmiddlewaretoken.value },
        body: JSON.stringify({ device: "page", events: [event] }),
      });
      const verdict = (await reply.json()).verdicts[0];
      if (reply.ok && (verdict.status === "stored" || verdict.status === "duplicate")) held = verdict.reply.options;
    } catch (error) {
      held = null;
    }
    busy = false;
    if (!sign(held) && !same(sent, chosen())) save();
  };

  form.addEventListener("change", () => {
    sign(null);
    save();
  });
})();
