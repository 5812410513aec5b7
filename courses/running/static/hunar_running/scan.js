// Reads the squares of attendance cards with the phone's own detector, where the browser has one. Without it, or
// without a camera, the field for the code stays as it is.
(() => {
  const form = document.querySelector("[data-hunar-scan]");
  if (!form || !("BarcodeDetector" in window) || !navigator.mediaDevices) return;
  const button = form.querySelector("[data-scan-start]");
  const video = form.querySelector("video");
  const said = form.querySelector("[data-scan-said]");
  const seen = new Map();
  const PAUSE = 4000;
  button.hidden = false;

  const say = (text, good) => {
    said.textContent = text;
    said.dataset.good = good ? "1" : "";
  };

  const send = async (text) => {
    const last = seen.get(text);
    if (last && Date.now() - last < PAUSE) return;
    seen.set(text, Date.now());
    const body = new FormData(form);
    body.set("card", text);
    try {
      const answer = await fetch(form.action || location.href, { method: "POST", body, headers: { Accept: "application/json" } });
      const found = await answer.json();
      say(found.name ? `${found.name}: ${said.dataset.present}` : found.problem, Boolean(found.name));
    } catch {
      seen.delete(text);
      say(said.dataset.failed, false);
    }
  };

  button.addEventListener("click", async () => {
    try {
      video.srcObject = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } });
    } catch {
      say(said.dataset.dark, false);
      return;
    }
    video.hidden = false;
    button.hidden = true;
    await video.play();
    const detector = new window.BarcodeDetector({ formats: ["qr_code"] });
    const look = async () => {
      const codes = await detector.detect(video).catch(() => []);
      if (codes.length) await send(codes[0].rawValue);
      setTimeout(look, 250);
    };
    look();
  });
})();
