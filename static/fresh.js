// Keeps the figures on a page fresh: asks every 2.5 seconds (or every data-every milliseconds) whether
// they changed, and says so when the line is lost. Where a consent is waited for, the act that was asked
// about goes on as soon as it is given (data-agreed names its form). Whoever is on the way to another page
// (a link pressed, a form sent) is not called back by it. Without this script the page reloads itself.
(function () {
  "use strict";
  var places = document.querySelectorAll("[data-fresh]");
  var note = document.getElementById("late");
  var leaving = 0;
  var LONGEST = 10000; // a download leaves the page where it is: after this the page goes on

  window.addEventListener("beforeunload", function () {
    leaving = Date.now();
  });

  function watch(place) {
    var tag = "";
    var pause = Number(place.dataset.every) || 2500;

    function show(text) {
      place.innerHTML = text;
      var state = place.firstElementChild && place.firstElementChild.dataset.state;
      if (!state || state === place.dataset.state) return;
      if (Date.now() - leaving < LONGEST) {
        tag = "";
        return;
      }
      var form = state === "agreed" && document.getElementById(place.dataset.agreed);
      if (form) form.submit();
      else window.location.reload();
    }

    function ask() {
      var headers = tag ? { "If-None-Match": tag } : {};
      fetch(place.dataset.fresh, { headers: headers, credentials: "same-origin", redirect: "error" })
        .then(function (answer) {
          if (!answer.ok && answer.status !== 304) throw new Error(String(answer.status));
          if (note) note.hidden = true;
          if (answer.status === 304) return null;
          tag = answer.headers.get("ETag") || "";
          return answer.text().then(show);
        })
        .catch(function () {
          if (note) note.hidden = false;
        })
        .then(function () {
          setTimeout(ask, pause);
        });
    }

    setTimeout(ask, pause);
  }

  Array.prototype.forEach.call(places, watch);
})();
