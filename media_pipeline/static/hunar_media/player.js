/* Keeps slides in step with the voice and the place on the server. Without it all slides stand in a row, times beside. */
(function () {
  "use strict";
  var player = document.querySelector("[data-hunar-player]");
  var stage = document.querySelector("[data-hunar-slides]");
  var figures = stage ? Array.prototype.slice.call(stage.querySelectorAll("figure")) : [];
  var links = Array.prototype.slice.call(document.querySelectorAll(".when a[data-at]"));
  var shown = -1;

  function at(element) { return parseFloat(element.dataset.at); }

  function show(index) {
    if (index === shown) return;
    shown = index;
    figures.forEach(function (figure, number) { figure.hidden = number !== index; });
    links.forEach(function (link, number) {
      if (number === index) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    });
    if (status) status.textContent = stage.dataset.text.replace("{number}", index + 1).replace("{all}", figures.length);
  }

  function follow() {
    var index = 0;
    figures.forEach(function (figure, number) { if (at(figure) <= player.currentTime + 0.1) index = number; });
    show(index);
    var next = figures[index + 1];
    /* Fetched a little early, so that the slide is there when the voice gets to it. */
    if (next && !player.paused && at(next) - player.currentTime < 8) next.querySelector("img").loading = "eager";
  }

  var status = null;
  if (figures.length) {
    status = document.createElement("p");
    status.className = "soft small";
    stage.after(status);
    show(0);
    links.forEach(function (link, number) {
      link.addEventListener("click", function (event) {
        event.preventDefault();
        show(number);
        stage.scrollIntoView({ block: "nearest" });
        if (player) seek(at(link));
      });
    });
  }
  if (!player) return;

  /* A place asked for before anything is loaded waits until the length is known: nothing is fetched for it. */
  var wanted = parseFloat(player.dataset.start) || 0;
  function seek(seconds) {
    if (player.readyState > 0) player.currentTime = seconds;
    else wanted = seconds;
  }
  player.addEventListener("loadedmetadata", function () {
    if (wanted > 0 && wanted < player.duration - 2) player.currentTime = wanted;
    wanted = 0;
  });
  if (figures.length) player.addEventListener("timeupdate", follow);
  if (figures.length && wanted) {
    figures.forEach(function (figure, number) { if (at(figure) <= wanted) show(number); });
  }

  var tools = document.querySelector("template[data-hunar-tools]");
  if (tools) {
    tools.after(tools.content.cloneNode(true));
    document.querySelectorAll("[data-skip]").forEach(function (button) {
      button.addEventListener("click", function () { seek(Math.max(0, player.currentTime + parseFloat(button.dataset.skip))); });
    });
    var speeds = [1, 1.25, 1.5, 0.75];
    var button = document.querySelector("[data-speed]");
    button.addEventListener("click", function () {
      var speed = speeds[(speeds.indexOf(player.playbackRate) + 1) % speeds.length];
      player.playbackRate = player.defaultPlaybackRate = speed;
      button.querySelector("bdi").textContent = speed + "×";
    });
  }

  /* The place. A device's clock and numbers are hints; the server decides which place is the latest. */
  var data = player.dataset;
  if (!data.url) return;
  var sent = -1;
  var sentAt = 0;

  function random() {
    var bytes = crypto.getRandomValues(new Uint8Array(16));
    bytes[6] = (bytes[6] & 15) | 64;
    bytes[8] = (bytes[8] & 63) | 128;
    var hex = Array.prototype.map.call(bytes, function (byte) { return (byte + 256).toString(16).slice(1); }).join("");
    return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
  }

  function device() {
    try {
      var known = localStorage.getItem("hunar_foundation_device") || random();
      localStorage.setItem("hunar_foundation_device", known);
      return known;
    } catch (error) {
      return "page";
    }
  }

  function send() {
    var seconds = Math.round(player.currentTime * 10) / 10;
    if (Math.abs(seconds - sent) < 3) return;
    sent = seconds;
    sentAt = Date.now();
    var payload = { enrolment: data.enrolment, activity: data.activity, seconds: seconds, rung: data.rung };
    var event = { uuid: random(), verb: "lecture.place", sequence: Date.now(), at: new Date().toISOString(), payload: payload };
    fetch(data.url, {
      method: "POST", credentials: "same-origin", keepalive: true,
      headers: { "Content-Type": "application/json", "X-CSRFToken": data.csrf },
      body: JSON.stringify({ device: device(), events: [event] })
    }).catch(function () { sent = -1; });
  }

  player.addEventListener("pause", send);
  player.addEventListener("ended", send);
  player.addEventListener("timeupdate", function () { if (!player.paused && Date.now() - sentAt > 60000) send(); });
  player.addEventListener("play", function () { if (!sentAt) sentAt = Date.now(); });
  document.addEventListener("visibilitychange", function () { if (document.hidden && player.currentTime > 0) send(); });
})();
