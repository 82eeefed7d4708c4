// The button that opens the printer's dialogue.
document.querySelectorAll("[data-print]").forEach(function (button) {
  "use strict";
  button.hidden = false;
  button.addEventListener("click", function () {
    window.print();
  });
});
