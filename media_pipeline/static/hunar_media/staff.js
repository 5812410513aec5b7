/* Shows how the processing goes, and the new previews as soon as there are any. */
(function () {
  "use strict";
  var box = document.querySelector("[data-hunar-standing]");
  if (!box || !box.dataset.url) return;

  function look() {
    fetch(box.dataset.url, { credentials: "same-origin" }).then(function (reply) {
      return reply.ok ? reply.json() : null;
    }).then(function (now) {
      if (!now) return;
      if (now.over || String(now.renditions) !== box.dataset.renditions) { location.reload(); return; }
      box.querySelector("strong").textContent = now.sentence;
      box.querySelector("progress").value = now.percent;
    }).catch(function () { /* The next look may succeed. */ });
  }
  setInterval(look, 3000);
})();
