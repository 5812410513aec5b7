/* Sends a recording in pieces that the server keeps one by one (tus 1.0); without this script the form posts it whole. */
(function () {
  "use strict";
  var box = document.querySelector("[data-hunar-upload]");
  if (!box) return;
  var form = box.closest("form"), input = box.querySelector("input[type=file]");
  var standing = box.querySelector(".hunar-upload__standing"), bar = standing.querySelector("progress");
  var status = standing.querySelector("[role=status]"), figures = standing.querySelector(".hunar-upload__figures");
  var turn = standing.querySelector("[data-turn]"), discard = standing.querySelector("[data-discard]");
  var submit = form.querySelector("button[type=submit]");
  var words = JSON.parse(document.getElementById("hunar-upload-words").textContent);

  // The server hashes blocks of this size too; a piece never crosses the border of one, so a cut costs at most one.
  var BLOCK = 5 * 1024 * 1024, SILENCE = 30000, PATIENCE = 120000, LONGEST_PAUSE = 60;
  var file, checksum, address, offset, request, timer, watch, pause = 1, going = false, run = 0, samples = [];

  function say(word, values) {
    var text = words[word] || word;
    Object.keys(values || {}).forEach(function (name) {
      // Kept left-to-right, whatever the language around it.
      text = text.replace("{" + name + "}", "\u2066" + values[name] + "\u2069");
    });
    return text;
  }
  function tell(word, values, stopped) {
    var text = say(word, values);
    standing.hidden = false;
    standing.classList.toggle("hunar-stopped", !!stopped);
    // Read aloud when it changes; the figures, which change all the time, are not.
    if (status.textContent !== text) status.textContent = text;
    figures.textContent = "";
  }
  function megabytes(bytes) { return (bytes / 1e6).toFixed(1); }
  function percent(part) { return Math.floor(100 * part / file.size); }

  function show(sent) {
    var now = Date.now(), rate, left;
    samples.push([now, sent]);
    while (samples.length > 2 && now - samples[0][0] > 15000) samples.shift();
    bar.value = 100 * sent / file.size;
    tell("sending", { name: file.name });
    figures.textContent = say("figures", { here: megabytes(sent), all: megabytes(file.size), percent: percent(sent) });
    rate = (sent - samples[0][1]) / Math.max(1, now - samples[0][0]) * 1000;
    if (now - samples[0][0] < 1000 || rate <= 0) return;
    left = (file.size - sent) / rate;
    figures.textContent += " " + say("speed", {
      speed: (rate / 1e6).toFixed(rate < 1e6 ? 2 : 1),
      left: say(left < 60 ? "seconds" : left < 5400 ? "minutes" : "hours", { number: Math.round(left / (left < 5400 ? 60 : 3600)) })
    });
  }

  /* SHA-256 over the SHA-256 of each block: tells the same file from any other, also in another browser. */
  async function digest(mine) {
    if (!window.crypto || !crypto.subtle) return "";
    var count = Math.ceil(file.size / BLOCK), all = new Uint8Array(32 * count), block, whole;
    for (var number = 0; number < count; number++) {
      if (!going || mine !== run) return;
      block = await file.slice(number * BLOCK, (number + 1) * BLOCK).arrayBuffer();
      all.set(new Uint8Array(await crypto.subtle.digest("SHA-256", block)), 32 * number);
      bar.value = 100 * (number + 1) / count;
      tell("reading", { name: file.name });
    }
    whole = new Uint8Array(await crypto.subtle.digest("SHA-256", all));
    return Array.from(whole, function (byte) { return byte.toString(16).padStart(2, "0"); }).join("");
  }

  function metadata() {
    var said = { filename: file.name, filetype: file.type, checksum: checksum, replaces: box.dataset.replaces || "" };
    ["title", "language", "collection"].forEach(function (name) {
      if (form.elements[name]) said[name] = form.elements[name].value;
    });
    if (form.elements.synthetic_voice) said.synthetic_voice = form.elements.synthetic_voice.checked ? "1" : "0";
    return Object.keys(said).filter(function (key) { return said[key]; }).map(function (key) {
      return key + " " + btoa(String.fromCharCode.apply(null, new TextEncoder().encode(said[key])));
    }).join(",");
  }

  function ask(method, url, headers, body, done) {
    var asked = request = new XMLHttpRequest();
    function quiet() { clearTimeout(watch); watch = setTimeout(function () { asked.abort(); later(); }, SILENCE); }
    asked.open(method, url);
    asked.setRequestHeader("Tus-Resumable", "1.0.0");
    asked.setRequestHeader("X-CSRFToken", form.elements.csrfmiddlewaretoken.value);
    Object.keys(headers).forEach(function (name) { asked.setRequestHeader(name, headers[name]); });
    asked.upload.onprogress = function (event) { quiet(); show(offset + event.loaded); };
    // The last piece is answered after the whole file was checked, which may take its time.
    asked.upload.onload = function () { clearTimeout(watch); if (offset + body.size >= file.size) tell("checking"); };
    asked.onerror = asked.ontimeout = function () { clearTimeout(watch); later(); };
    asked.onload = function () {
      clearTimeout(watch);
      if (asked.status < 300) { pause = 1; done(asked); }
      else if (asked.status === 409) look();
      else if (asked.status >= 500 && asked.status !== 507) later();
      else refused(asked);
    };
    if (body) quiet(); else asked.timeout = PATIENCE;
    asked.send(body);
  }

  function refused(answer) {
    var plain = (answer.getResponseHeader("Content-Type") || "").indexOf("text/plain") === 0;
    // What is refused is not resumed; another file, or the button of the form, begins anew.
    if ([404, 410, 415].indexOf(answer.status) >= 0) address = undefined;
    stop(plain && answer.responseText || (answer.status === 403 ? "signedout" : "gone"));
    turn.hidden = bar.hidden = answer.status < 500;
  }

  function begin() {
    ask("POST", box.dataset.url, { "Upload-Length": file.size, "Upload-Metadata": metadata() }, null, function (answer) {
      address = new URL(answer.getResponseHeader("Location"), location.href).pathname;
      offset = Number(answer.getResponseHeader("Upload-Offset"));
      buttons();
      tell(offset ? "found" : "sending", { name: file.name, here: megabytes(offset) });
      if (offset === file.size) look(); else send();
    });
  }
  function look() { if (going) ask("HEAD", address, {}, null, stood); }
  function stood(answer) {
    var there = answer.getResponseHeader("Content-Location");
    offset = Number(answer.getResponseHeader("Upload-Offset"));
    if (there) {
      going = false;
      // Nothing is unsaved: Wagtail need not ask whether to leave.
      form.setAttribute("data-w-unsaved-confirmation-value", "false");
      location.assign(there);
    } else if (offset === file.size) { address = undefined; stop("gone"); }
    else send();
  }
  function send() {
    if (!going) return;
    var end = Math.min((Math.floor(offset / BLOCK) + 1) * BLOCK, file.size);
    var headers = { "Upload-Offset": offset, "Content-Type": "application/offset+octet-stream" };
    ask("PATCH", address, headers, file.slice(offset, end), stood);
  }

  function later() {
    if (!going) return;
    var left = pause;
    pause = Math.min(2 * pause, LONGEST_PAUSE);
    samples = [];
    (function tick() {
      if (left <= 0) { again(); return; }
      tell("waiting", { number: left-- });
      timer = setTimeout(tick, 1000);
    })();
  }
  function again() { timer = clearTimeout(timer); if (address) look(); else start(); }

  function buttons() {
    turn.textContent = words[going ? "pause" : "resume"];
    turn.hidden = !file;
    discard.hidden = !address;
    input.disabled = submit.disabled = going;
  }
  function stop(word) {
    going = false;
    timer = clearTimeout(timer); clearTimeout(watch);
    if (request) request.abort();
    samples = [];
    tell(word, {}, word !== "paused");
    buttons();
  }
  async function start() {
    var mine = run;
    try {
      if (checksum === undefined) checksum = await digest(mine);
      if (going && mine === run) begin();
    } catch (problem) { stop("unreadable"); }
  }
  function go() {
    going = true; pause = 1; run++;
    bar.hidden = false;
    buttons();
    again();
  }

  function choose() {
    file = input.files[0]; checksum = address = offset = undefined;
    if (!file) return;
    if (form.elements.title && !form.elements.title.value) {
      form.elements.title.value = file.name.replace(/\.[^.]*$/, "").replace(/_/g, " ");
    }
    bar.value = 0;
    bar.hidden = true;
    tell("chosen", { name: file.name, all: megabytes(file.size) });
    buttons();
    turn.hidden = true;
  }

  turn.addEventListener("click", function () { if (going) stop("paused"); else go(); });
  discard.textContent = words.discard;
  discard.addEventListener("click", function () {
    stop("paused");
    ask("DELETE", address, {}, null, function () { input.value = ""; choose(); tell("discarded"); turn.hidden = discard.hidden = true; });
  });
  input.addEventListener("change", choose);
  form.addEventListener("submit", function (event) {
    if (!input.files.length) return;
    event.preventDefault();
    if (!going) go();
  });
  window.addEventListener("online", function () { if (going && timer) again(); });
  ["dragover", "dragleave", "drop"].forEach(function (name) {
    document.addEventListener(name, function (event) {
      event.preventDefault();
      box.classList.toggle("hunar-over", name === "dragover");
      if (name !== "drop" || going || !event.dataTransfer.files.length) return;
      input.files = event.dataTransfer.files;
      choose();
    });
  });
  if (input.files.length) choose();
})();
