// A browser names the button of a file in its own language; here it has the page's. The field itself
// lies over it, unseen, and keeps its focus, its keys and what is dropped on it.
(function () {
  "use strict";

  function dress(field) {
    var frame = document.createElement("span");
    var name = document.createElement("span");
    frame.className = "pick-file";
    frame.setAttribute("data-choose", field.getAttribute("data-choose"));
    name.setAttribute("aria-hidden", "true");
    field.parentNode.insertBefore(frame, field);
    frame.appendChild(field);
    frame.appendChild(name);

    function tell() {
      var chosen = Array.prototype.map.call(field.files, function (each) { return each.name; });
      name.textContent = chosen.join(" ") || field.getAttribute("data-none");
    }

    field.addEventListener("change", tell);
    tell();
  }

  Array.prototype.forEach.call(document.querySelectorAll("input[type=file][data-choose]"), dress);
})();
