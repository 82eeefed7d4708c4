// The page of the door: finds while somebody types, checks in, shows what another tablet has done, and goes on
// after the network was away. Nothing is kept: neither a name in the address or the history, nor a line on the device.
(function () {
  "use strict";
  var main = document.querySelector("main.door");
  var form = document.getElementById("find");
  var asked = document.getElementById("asked");
  var found = document.getElementById("found");
  var done = document.getElementById("done");
  var count = document.getElementById("count");
  var late = document.getElementById("late");
  var PAUSE = 2500;
  var SHORT = 150;
  var SHOWN = 6000;
  var IDLE = 60000;
  var tag = "";
  var lost = false;
  var waiting = {}; // person → the form that has not been taken yet; the last word counts
  var turn = 0;
  var typing;
  var fading;
  var idle;

  function send(sent) {
    var body = new URLSearchParams(new FormData(sent));
    body.append("part", "1");
    return fetch(sent.action, { method: "POST", body: body, credentials: "same-origin", redirect: "error" });
  }

  function tell() {
    var left = Object.keys(waiting).length;
    late.hidden = !lost;
    late.textContent = left ? late.dataset.waits.replace("#", left) : late.dataset.one;
  }

  function connected(is) {
    lost = !is;
    tell();
  }

  function empty() {
    turn += 1;
    clearTimeout(typing);
    if (asked) asked.value = "";
    if (found) found.textContent = "";
  }

  function forget() {
    clearTimeout(fading);
    if (done) done.textContent = "";
  }

  function stir() {
    clearTimeout(idle);
    idle = setTimeout(function () { empty(); forget(); }, IDLE);
  }

  function isPage(answer, text) {
    return !answer.ok && text.trim().charAt(0) === "<";
  }

  // Somebody between answered with a page of his own, or the form is too old: the token of a fresh page goes into
  // every form, and what waits is sent again. The page itself stays, for what waits lies in its memory alone.
  function renew() {
    return fetch(main.dataset.page, { credentials: "same-origin", redirect: "error" })
      .then(function (answer) {
        if (!answer.ok) throw new Error(String(answer.status));
        return answer.text();
      })
      .then(function (text) {
        var fresh = new DOMParser().parseFromString(text, "text/html").querySelector("[name=csrf_token]");
        var forms = Object.keys(waiting).map(function (person) { return waiting[person]; });
        Array.prototype.forEach.call(document.forms, function (each) { forms.push(each); });
        forms.forEach(function (each) {
          if (fresh && each.elements.csrf_token) each.elements.csrf_token.value = fresh.value;
        });
        tag = "";
        throw new Error("to be sent again");
      });
  }

  function look() {
    var mine = ++turn;
    if (!asked.value.trim()) { found.textContent = ""; return; }
    send(form)
      .then(function (answer) {
        return answer.text().then(function (text) {
          if (isPage(answer, text)) return renew();
          connected(true);
          if (mine !== turn) return null;
          if (answer.ok) found.innerHTML = text;
          else found.textContent = text;
          return null;
        });
      })
      .catch(function () { connected(false); });
  }

  function say(text, ok) {
    forget();
    if (ok) done.innerHTML = text;
    else done.textContent = text;
    fading = setTimeout(forget, SHOWN);
  }

  function deliver(person) {
    var sent = waiting[person];
    if (!sent) return;
    send(sent)
      .then(function (answer) {
        if (answer.status >= 500) throw new Error(String(answer.status));
        return answer.text().then(function (text) {
          if (isPage(answer, text)) return renew();
          if (waiting[person] === sent) delete waiting[person];
          connected(true);
          say(text, answer.ok);
          now();
          return null;
        });
      })
      .catch(function () { connected(false); });
  }

  function now() {
    var headers = tag ? { "If-None-Match": tag } : {};
    return fetch(main.dataset.now, { headers: headers, credentials: "same-origin", redirect: "error" })
      .then(function (answer) {
        if (answer.status === 304) { connected(true); return null; }
        if (!answer.ok) throw new Error(String(answer.status));
        connected(true);
        tag = answer.headers.get("ETag") || "";
        return answer.json().then(function (said) {
          var leaves = said.next || said.open !== Boolean(form);
          if (leaves && Object.keys(waiting).length) { tag = ""; return; }
          if (said.next) { window.location.replace(said.next); return; }
          if (leaves) { window.location.reload(); return; }
          count.innerHTML = said.count;
          if (form && asked.value.trim()) look();
        });
      })
      .catch(function () { connected(false); });
  }

  function watch() {
    Object.keys(waiting).forEach(deliver);
    now().then(function () { setTimeout(watch, PAUSE); });
  }

  document.addEventListener("submit", function (event) {
    var sent = event.target;
    event.preventDefault();
    stir();
    if (sent === form) { clearTimeout(typing); look(); return; }
    var person = sent.elements.person.value;
    waiting[person] = sent.cloneNode(true);
    empty();
    forget();
    deliver(person);
    asked.focus();
  });

  if (form) {
    asked.addEventListener("input", function () {
      forget();
      stir();
      clearTimeout(typing);
      typing = setTimeout(look, SHORT);
    });
    asked.focus();
  }
  window.addEventListener("pagehide", function () { empty(); forget(); });
  setTimeout(watch, PAUSE);
})();
