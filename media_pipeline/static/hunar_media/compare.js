/* Lays the two pictures over each other, with a slider between them. Without it they stand side by side. */
(function () {
  "use strict";
  var box = document.querySelector("[data-hunar-compare]");
  if (!box) return;
  var slider = box.querySelector("input");

  function show() { box.style.setProperty("--seen", slider.value + "%"); }

  box.classList.add("hunar-over");
  slider.closest("label").hidden = false;
  slider.addEventListener("input", show);
  show();
})();
