/* Puts the player's place into a field, and the player at the place of a field or slide. Without it times are typed. */
(function () {
  "use strict";
  var player = document.querySelector("[data-hunar-watch]");
  if (!player) return;

  function written(seconds) {
    var tenths = Math.floor(seconds * 10 + 0.001);
    var minutes = Math.floor(tenths / 600);
    var rest = tenths % 600;
    var hours = Math.floor(minutes / 60);
    var text = (hours ? hours + ":" + String(minutes % 60).padStart(2, "0") : minutes) + ":" + String(Math.floor(rest / 10)).padStart(2, "0");
    return rest % 10 ? text + "." + rest % 10 : text;
  }

  function seek(seconds) {
    if (player.readyState > 0) { player.currentTime = seconds; return; }
    player.addEventListener("loadedmetadata", function () { player.currentTime = seconds; }, { once: true });
    player.load();
    player.preload = "metadata";
  }

  document.querySelectorAll("[data-hunar-here]").forEach(function (button) {
    button.hidden = false;
    button.addEventListener("click", function () {
      document.getElementById(button.dataset.hunarHere).value = written(player.currentTime);
    });
  });
  document.querySelectorAll(".hunar-slides img").forEach(function (picture) {
    picture.addEventListener("click", function () { seek(parseFloat(picture.dataset.at) / 1000); });
  });
})();
