/* A button that leads back to the paper, where there is a page to go back to; the sentence that it
   replaces says the same to a browser without script. No address of a slip is in this page, and
   another language takes its place, so that one step back is the paper. ES5. */
(function (d) {
  var said = d.getElementById("b"), button = d.createElement("button");
  if (history.length < 2) return;
  button.innerHTML = said.getAttribute("data-b");
  button.onclick = function () {
    history.back();
  };
  said.parentNode.replaceChild(button, said);
  d.onclick = function (e) {
    var link = e.target;
    if (!link.href) return;
    location.replace(link.href);
    return !1;
  };
})(document);
