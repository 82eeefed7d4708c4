// The two clocks of a kiosk: the seconds until a finished page clears itself, and the silence after
// which a page that somebody left is cleared too.

const ASKS = 150; // seconds without a touch until 「还在投票吗?」
const CLEARS = 180; // seconds without a touch until the page is cleared
const SECOND = 1000;

// Counts down in `place`, then calls `over`.
export function countdown(place, over) {
  let left = 0;
  let clock = null;

  function stop() {
    clearInterval(clock);
    clock = null;
  }

  function begin(seconds) {
    stop();
    left = seconds;
    place.textContent = left;
    clock = setInterval(() => {
      left -= 1;
      place.textContent = left;
      if (left > 0) return;
      stop();
      over();
    }, SECOND);
  }

  return { start: begin, stop };
}

// Asks in `dialog` whether anybody is there while `busy()`, and calls `over` where nobody is.
// `ask()` of the answer asks at once.
export function idle(dialog, goOn, place, busy, over) {
  let touched = Date.now();

  function touch() {
    touched = Date.now();
    if (dialog.open) dialog.close();
  }

  function ask() {
    touched = Math.min(touched, Date.now() - ASKS * SECOND);
    look();
  }

  // The silence before a slip was shown to the camera is nobody's.
  function look() {
    if (!busy()) return touch();
    const silent = Math.round((Date.now() - touched) / SECOND);
    if (silent >= CLEARS) {
      over();
      touch();
    } else if (silent >= ASKS) {
      place.textContent = CLEARS - silent;
      if (!dialog.open) dialog.showModal();
    }
  }

  for (const kind of ["pointerdown", "keydown", "input"]) {
    document.addEventListener(kind, () => dialog.open || touch(), true);
  }
  goOn.addEventListener("click", touch);
  dialog.addEventListener("close", () => (touched = Date.now()));

  setInterval(look, SECOND);

  return { ask };
}
