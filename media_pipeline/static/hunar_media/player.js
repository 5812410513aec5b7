/* Slides in step with the voice, the place on the server, a weak link. Without it all slides stand in a row. */
(function () {
  "use strict";
  const media = document.querySelector("[data-hunar-player]");
  const stage = document.querySelector("[data-hunar-slides]");
  const figures = stage ? Array.from(stage.querySelectorAll("figure")) : [];
  const links = Array.from(document.querySelectorAll("[data-hunar-list] a"));
  const at = (link) => Number(link.dataset.at);

  /* ---- Slides ---- */

  const AHEAD = 12; /* Seconds. */
  let shown = -1;
  let pictures = true;

  function show(index) {
    if (index === shown || !links[index]) return;
    shown = index;
    figures.forEach((figure, number) => { figure.hidden = number !== index; });
    links.forEach((link, number) => {
      if (number === index) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    });
    dress();
    turns.forEach((button) => {
      const number = index + Number(button.dataset.turn);
      button.disabled = !links[number];
      button.querySelector("span").textContent = links[number] ? button.dataset.text.replace("{number}", number + 1) : button.dataset.end;
    });
  }

  /* While she listens only, no picture comes. */
  function dress() {
    const figure = figures[shown];
    if (figure) figure.querySelector("picture").hidden = !pictures && !figure.querySelector("img").naturalWidth;
  }

  function slideAt(seconds) {
    let found = 0;
    links.forEach((link, number) => { if (at(link) <= seconds + 0.1) found = number; });
    return found;
  }

  function follow() {
    show(slideAt(place()));
    const next = figures[shown + 1];
    const near = next && at(links[shown + 1]) - media.currentTime < AHEAD * media.playbackRate;
    if (near && pictures && !media.paused) next.querySelector("img").loading = "eager";
  }

  function turn(by) {
    const link = links[shown + by];
    if (link) go(at(link));
  }

  /* ---- The place in the sound ---- */

  /* Before anything is loaded a place waits. */
  let wanted = (media && Number(media.dataset.start)) || null;
  const place = () => wanted ?? media.currentTime;

  function go(seconds) {
    show(slideAt(seconds));
    if (!media) return;
    if (media.readyState > 0) media.currentTime = Math.max(0, seconds);
    else wanted = Math.max(0, seconds);
  }

  function slideOfAddress() {
    const link = links[location.hash.replace("#slide-", "") - 1];
    if (link) go(at(link));
  }

  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-at]");
    if (!link) return;
    event.preventDefault();
    go(at(link));
    (figures[shown] || media).scrollIntoView({ block: "nearest" });
  });
  addEventListener("hashchange", slideOfAddress);

  /* ---- Words: a template stands for their script until she reaches for them ---- */

  const words = document.querySelector("[data-hunar-words]");
  const search = document.querySelector("[data-hunar-search]");

  function reach(event) {
    if (!words.isConnected || !event.target.closest(".find,[data-hunar-said],[data-captions]")) return;
    const script = words.content.firstChild.cloneNode();
    script.onerror = () => script.replaceWith(words);
    words.replaceWith(script);
  }

  if (words) ["focusin", "change", "toggle"].forEach((name) => addEventListener(name, reach, true));
  if (search) {
    search.hidden = false;
    search.addEventListener("submit", (event) => event.preventDefault());
  }

  if (stage && media) media.before(stage);
  const tools = document.querySelector("[data-hunar-tools]");
  if (tools) tools.after(tools.content.cloneNode(true));
  const turns = document.querySelectorAll("[data-turn]");
  turns.forEach((button) => button.addEventListener("click", () => turn(Number(button.dataset.turn))));
  show(slideAt(wanted || 0));
  slideOfAddress();
  if (stage) stage.dataset.hunarSlides = "one";
  if (!media) return;

  media.addEventListener("loadedmetadata", () => {
    if (wanted !== null) media.currentTime = Math.min(wanted, media.duration);
    wanted = null;
  });
  if (links.length) media.addEventListener("timeupdate", follow);

  /* ---- Steps, speed, keys ---- */

  const speed = document.querySelector("[data-speed]");
  const skip = (seconds) => go(place() + seconds);
  const toggle = () => { if (media.paused) media.play(); else media.pause(); };

  function quicken(by) {
    speed.selectedIndex = Math.min(speed.options.length - 1, Math.max(0, speed.selectedIndex + by));
    media.playbackRate = media.defaultPlaybackRate = Number(speed.value);
  }

  speed.addEventListener("change", () => quicken(0));
  document.querySelectorAll("[data-skip]").forEach((button) => {
    button.addEventListener("click", () => skip(Number(button.dataset.skip)));
  });

  function caption() {
    const chosen = document.querySelector("[data-captions]");
    if (!chosen) return;
    chosen.value = chosen.value ? "" : "0";
    chosen.dispatchEvent(new Event("change"));
  }

  const KEYS = {
    " ": toggle, k: toggle, KeyK: toggle, ArrowLeft: () => skip(-10), ArrowRight: () => skip(10),
    "[": () => turn(-1), BracketLeft: () => turn(-1), "]": () => turn(1), BracketRight: () => turn(1),
    "<": () => quicken(-1), ">": () => quicken(1), c: caption, KeyC: caption
  };
  document.addEventListener("keydown", (event) => {
    const own = event.key.length > 1 || event.key === " " ? ",a,button,summary,audio,video" : "";
    if (event.ctrlKey || event.altKey || event.metaKey || event.target.closest("input,select,textarea" + own)) return;
    const does = KEYS[event.key] || KEYS[event.code];
    if (!does) return;
    event.preventDefault();
    does();
  });

  /* ---- A weak link ---- */

  const PATIENCE = 10000; /* Milliseconds of silence. */
  const says = document.querySelector("[data-hunar-says]");
  const ladder = Array.from(document.querySelectorAll("[data-hunar-lighter]"));
  let going = false; /* What she wants: a link that breaks pauses too. */
  let arrived = 0;
  let silence = 0;
  let tries = 0;

  function say(name) {
    const text = name && document.querySelector("[data-note=" + name + "]");
    says.replaceChildren(...(text ? [text.content.cloneNode(true)] : []));
  }

  const clones = (holder) => Array.from(holder.querySelectorAll("source"), (source) => source.cloneNode());

  /* A store elsewhere gives minutes only: we come back for more. */
  function marked(found) {
    if ("redirect" in media.dataset) found.forEach((source) => { source.src = source.src.replace(/(#|$)/, "?redirect$1"); });
    return found;
  }

  function play(found, on) {
    wanted = place();
    if (found) {
      media.querySelectorAll("source").forEach((source) => source.remove());
      media.prepend(...found);
    }
    media.load();
    if (on) media.play().catch(() => {});
  }

  function stepDown() {
    const step = ladder.shift();
    if (!step) return;
    const before = clones(media);
    const lighter = marked(clones(step.content));
    if (lighter.length) play(lighter, true);
    else pictures = false;
    dress();
    says.replaceChildren(step.content.querySelector(".note").cloneNode(true));
    says.querySelector("button").addEventListener("click", () => {
      /* Her choice: nothing is changed without her. */
      ladder.length = 0;
      pictures = true;
      dress();
      if (lighter.length) play(before, !media.paused);
      say("");
    });
  }

  function listen() {
    clearTimeout(silence);
    const known = arrived;
    silence = setTimeout(() => {
      if (media.paused || media.readyState > 2) return;
      if (arrived > known) stepDown();
      else probe();
      listen();
    }, PATIENCE);
  }

  /* Nothing comes: ask the door. When it answers and the sound still stands, the connection died unseen. */
  function probe() {
    const known = arrived;
    return fetch(media.currentSrc, { method: "HEAD", credentials: "same-origin", cache: "no-store" }).then((answer) => {
      if (!answer.ok) { say("closed"); return; }
      setTimeout(() => { if (known === arrived && (media.error || media.readyState < 3)) play(null, going); }, 3000);
    }, () => {
      say("nolink");
      if (media.error) setTimeout(probe, Math.min(30000, 1000 * Math.pow(2, tries++)));
    });
  }

  function failed() {
    /* The first source may be of a kind she cannot play: only when all have failed it is the link. */
    if (media.error ? media.error.code !== 2 : media.networkState !== 3) return;
    if (tries++ < 8) probe();
    else say("closed");
  }

  media.addEventListener("play", () => { going = true; });
  media.addEventListener("pause", () => { going = going && !!media.error; });
  media.addEventListener("progress", () => { arrived += 1; });
  media.addEventListener("waiting", listen);
  media.addEventListener("error", () => setTimeout(failed, 200), true);
  media.addEventListener("playing", () => {
    clearTimeout(silence);
    tries = 0;
    if (says.querySelector("[data-passing]")) say("");
  });
  addEventListener("online", () => { if (media.error) probe(); });
  if ("redirect" in media.dataset) play(marked(clones(media)), false);

  /* ---- The place on the server, and what was played: our clock is a hint ---- */

  const data = media.dataset;
  if (!data.url) return;
  let sent = -1;
  let sentAt = 0;

  /* What was played, in whole seconds of the lecture; a jump ends a stretch. */
  let from = null;
  let until = 0;
  let played = [];

  function cut() {
    if (from !== null && Math.round(until) > Math.round(from)) played.push([Math.round(from), Math.round(until)]);
    from = null;
  }

  media.addEventListener("timeupdate", () => {
    if (media.seeking) return;
    until = media.currentTime;
    from ??= until;
  });
  ["seeking", "emptied", "pause"].forEach((name) => media.addEventListener(name, cut));

  /* What keeps all this comes with the first sound: until then she pays for the picture alone. */
  media.addEventListener("play", () => {
    const asked = document.querySelector("[data-hunar-outbox]");
    if (asked && !self.hunarOutbox) document.body.append(asked.content.firstChild.cloneNode());
  }, { once: true });

  function send() {
    const outbox = self.hunarOutbox;
    if (!outbox) return;
    cut();
    if (!media.paused && !media.seeking) from = until;
    const seconds = Math.round(place() * 10) / 10;
    const stretches = played.splice(0, 200);
    if (Math.abs(seconds - sent) < 3 && !stretches.length) return;
    sent = seconds;
    sentAt = Date.now();
    const about = { enrolment: data.enrolment, activity: data.activity };
    /* Of places not sent yet only the last is of use; of stretches every one. */
    outbox.put("lecture.place", { ...about, seconds, rung: data.rung }, { slot: "place:" + data.activity, quiet: true }).catch(() => { sent = -1; });
    if (!stretches.length) return;
    outbox.put("lecture.watched", { ...about, stretches }, { quiet: true }).catch(() => { played = stretches.concat(played); });
  }

  media.addEventListener("pause", send);
  media.addEventListener("ended", send);
  media.addEventListener("timeupdate", () => { if (!media.paused && Date.now() - sentAt > 60000) send(); });
  media.addEventListener("play", () => { if (!sentAt) sentAt = Date.now(); });
  document.addEventListener("visibilitychange", () => { if (document.hidden && media.currentTime > 0) send(); });
})();
