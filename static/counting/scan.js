// Undrawn slips one after another: the field keeps the focus for a USB scanner, a camera reads QR
// codes where the browser can, and the answer is large enough to be seen across the table.

import { camera, canLook } from "../camera.js";

const byId = (id) => document.getElementById(id);
const form = byId("scan");
const field = byId("text");
const answer = byId("answer");
let queue = Promise.resolve();

form.addEventListener("submit", (event) => {
  event.preventDefault();
  take(field.value);
  field.value = "";
  field.focus();
});
document.addEventListener("visibilitychange", () => document.hidden || field.focus());
answer.addEventListener("click", () => field.focus());
field.focus();

// A scanner is faster than a network: slips wait their turn, and none is lost.
function take(text) {
  // Behind a Chinese input method a scanner sends full-width letters.
  const plain = text.normalize("NFKC").trim();
  if (plain) queue = queue.then(() => ask(plain));
}

async function ask(text) {
  const body = new FormData(form);
  body.set("text", text);
  try {
    const sent = { method: "POST", body, headers: { Accept: "application/json" } };
    const got = await fetch(window.location.href, { ...sent, redirect: "error" });
    if (!got.ok) throw new Error(String(got.status));
    show(await got.json());
    byId("late").hidden = true;
  } catch {
    answer.className = "answer no";
    answer.textContent = "✗";
    byId("late").hidden = false;
  }
}

function show(told) {
  answer.className = `answer ${told.good ? "yes" : "no"}`;
  answer.textContent = `${told.good ? "✓" : "✗"} ${told.said}`;
  if (told.count !== null && byId("count")) byId("count").textContent = told.count;
  const toScan = byId("to-scan");
  if (told.count !== null && toScan) toScan.textContent = Math.max(0, toScan.dataset.of - told.count);
  if (byId("left") && told.left !== undefined) {
    byId("left").textContent = told.left;
    // Nothing more is scanned before a 监票人 has agreed again.
    form.hidden = told.left === 0;
    byId("used-up").hidden = told.left > 0;
  }
  if (navigator.vibrate) navigator.vibrate(told.good ? 60 : [200, 100, 200]);
}

// --- the camera ----------------------------------------------------------------------------------

const eye = camera(byId("picture"), take, "environment");

byId("camera-on").hidden = !canLook;
byId("camera-on").addEventListener("click", () => look().catch(() => stop(true)));
byId("camera-off").addEventListener("click", () => stop(false));

async function look() {
  byId("camera").hidden = false;
  byId("dark").hidden = true;
  await eye.on();
}

function stop(failed) {
  eye.off();
  byId("camera").hidden = true;
  byId("dark").hidden = !failed;
  field.focus();
}
