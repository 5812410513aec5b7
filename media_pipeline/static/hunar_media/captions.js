/* "Play from here" beside each caption. Without it the rows are edited all the same. */
(function () {
  "use strict";
  var player = document.querySelector("[data-hunar-watch]");
  if (!player) return;

  function seconds(text) {
    var parts = text.trim().replace(",", ".").split(":").map(Number);
    return parts.reduce(function (sum, part) { return sum * 60 + part; }, 0);
  }

  function playFrom(at) {
    function go() { player.currentTime = at; player.play(); }
    if (player.readyState > 0) { go(); return; }
    player.addEventListener("loadedmetadata", go, { once: true });
    player.preload = "metadata";
    player.load();
  }

  document.querySelectorAll("[data-hunar-from]").forEach(function (button) {
    button.hidden = false;
    button.addEventListener("click", function () {
      var at = seconds(button.closest("li").querySelector("[name=start]").value);
      if (isFinite(at)) playFrom(at);
    });
  });
})();
