/* The voter's one constant script, squeezed and inlined by web/voter/look.py; the pages work
   without it. A second press within five seconds does not send the form twice, and a page that a browser kept in
   memory is fetched anew, so that nobody sees what the one before him chose. ES5. */
(function (d) {
  var sent;
  d.onsubmit = function () {
    if (sent) return !1;
    sent = 1;
    setTimeout(function () {
      sent = 0;
    }, 5e3);
  };
  onpageshow = function (e) {
    sent = 0;
    if (e.persisted) location.reload();
  };
})(document);
