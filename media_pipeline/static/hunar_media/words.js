/* Captions, what is said beside the sound, and a search that jumps to the slide. This comes when she reaches for
   them, and begins with what she asked for meanwhile; so does a caption file. */
(function () {
  "use strict";
  const media = document.querySelector("[data-hunar-player]");
  const line = document.querySelector("[data-hunar-line]");
  const chosen = document.querySelector("[data-captions]");
  const said = document.querySelector("[data-hunar-said]");
  const tracks = media ? Array.from(media.querySelectorAll("track")) : [];
  const SMALL = 50000; /* Bytes that a search may cost without being asked. */

  /* ---- Captions ---- */

  /* The browser draws captions on moving pictures, we elsewhere. */
  const drawn = line ? "hidden" : "showing";

  function load(track) {
    if (track.track.mode === "disabled") track.track.mode = "hidden";
    if (track.readyState === 2) return Promise.resolve(track);
    /* What failed comes from another address only. */
    if (track.readyState === 3) track.src = track.src + "#" + Date.now();
    return new Promise((resolve) => track.addEventListener("load", () => resolve(track), { once: true }));
  }

  function plain(cue) { return cue.getCueAsHTML().textContent.replace(/\s+/g, " ").trim(); }

  function draw() {
    const track = tracks[chosen.value];
    if (!line) return;
    line.hidden = !track;
    line.textContent = track ? Array.from(track.track.activeCues || [], plain).join("\n") : "";
    if (track) line.lang = track.srclang;
  }

  function switchOn() {
    tracks.forEach((track, number) => {
      const on = String(number) === chosen.value;
      if (on) load(track);
      track.track.mode = on ? drawn : track.readyState === 2 ? "hidden" : "disabled";
    });
    draw();
  }

  if (chosen) {
    chosen.addEventListener("change", switchOn);
    if (chosen.value) switchOn();
    tracks.forEach((track) => track.track.addEventListener("cuechange", () => { draw(); follow(track); }));
  }

  /* ---- What is said ---- */

  const add = (parent, name, values) => parent.appendChild(Object.assign(document.createElement(name), values));

  function place(seconds, text, word) {
    const item = document.createElement("li");
    const link = add(item, "a", { href: "#" });
    const minutes = Math.floor(seconds / 60);
    link.dataset.at = seconds;
    add(link, "bdi", { dir: "ltr", textContent: minutes + ":" + String(Math.floor(seconds % 60)).padStart(2, "0") });
    const words = add(link, "span", { dir: "auto" });
    if (word) add(words, "b", { textContent: word });
    words.append(word ? " " : "", text);
    return item;
  }

  const list = said && said.querySelector("ol");

  function fill(track) {
    if (list.lang === track.srclang) return;
    list.lang = track.srclang;
    list.replaceChildren(...Array.from(track.track.cues, (cue) => place(cue.startTime, plain(cue))));
    said.querySelector("p").hidden = true;
    follow(track);
  }

  /* Inside its own box: the page stays where she put it. */
  function follow(track) {
    if (list.lang !== track.srclang || !track.track.activeCues.length) return;
    const now = Array.from(track.track.cues).indexOf(track.track.activeCues[0]);
    Array.from(list.querySelectorAll("a"), (link, number) => {
      if (number !== now) link.removeAttribute("aria-current");
      else {
        link.setAttribute("aria-current", "true");
        list.scrollTop = link.offsetTop - list.offsetTop - list.clientHeight / 3;
      }
    });
  }

  const wanted = () => tracks[chosen.value || 0];
  const fillWhenOpen = () => { if (said.open) load(wanted()).then(fill); };
  if (said && tracks.length) {
    said.addEventListener("toggle", fillWhenOpen);
    chosen.addEventListener("change", fillWhenOpen);
    fillWhenOpen();
  }

  /* ---- Search: what looks alike is alike, as on the server ---- */

  const ALIKE = { "ی": "يى", "ک": "كڪ", "ہ": "ةهۀەۂۃ", "و": "ؤ", "ا": "أإٱ" };
  const LETTERS = {};
  Object.keys(ALIKE).forEach((letter) => { Array.from(ALIKE[letter]).forEach((found) => { LETTERS[found] = letter; }); });

  function fold(text) {
    return text.normalize("NFKC")
      .replace(/[\u0640\u200b-\u200f\u061c\ufeff]/g, "")
      .replace(/[۰-۹٠-٩]/g, (digit) => String(digit.charCodeAt(0) & 15))
      .replace(/[\u0600-\u06ff]/g, (letter) => LETTERS[letter] || letter)
      .toLowerCase().replace(/[\u064b-\u065f\u0670]/g, "").replace(/\s+/g, " ").trim();
  }

  function onSlides(words) {
    const slides = Array.from(document.querySelectorAll("[data-hunar-text]"));
    return slides.filter((slide) => fold(slide.textContent).includes(words)).map((slide) => {
      const lines = slide.textContent.split("\n").filter((text) => text.trim());
      const text = lines.find((each) => fold(each).includes(words)) || lines[0];
      return { at: Number(slide.dataset.hunarText), text: text, word: slide.dataset.name };
    });
  }

  /* Words that run over from one caption to the next are found too. */
  function inSpeech(words) {
    const cues = tracks.flatMap((track) => Array.from(track.track.cues || []));
    const texts = cues.map((cue) => fold(plain(cue)));
    return cues.filter((cue, number) => {
      const next = texts[number + 1] || "";
      return (next.includes(words) ? texts[number] : texts[number] + " " + next).includes(words);
    }).map((cue) => ({ at: cue.startTime, text: plain(cue) }));
  }

  const search = document.querySelector("[data-hunar-search]");
  if (!search) return;

  function find() {
    const words = fold(search.querySelector("input").value);
    const found = words ? onSlides(words).concat(inSpeech(words)).sort((one, other) => one.at - other.at) : [];
    const count = search.querySelector("[role=status]");
    count.textContent = words ? (found.length ? count.dataset.found.replace("{count}", found.length) : count.dataset.none) : "";
    search.querySelector("ol").replaceChildren(...found.slice(0, 50).map((each) => place(each.at, each.text, each.word)));
  }

  search.addEventListener("input", find);
  search.addEventListener("submit", () => {
    const cheap = tracks.filter((track) => Number(track.dataset.bytes) <= SMALL);
    Promise.all(cheap.map(load)).then(find);
    find();
  });
  find();
})();
