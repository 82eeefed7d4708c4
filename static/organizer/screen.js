// The screen of the hall: what stands on it is fetched into the page, so that a browser that fills the
// screen stays so. Without this script the page reloads itself, and its links turn the pages.

import { fillScreen } from "../kiosk/screen.js";

const PAUSE = 2500; // milliseconds between two questions
const byId = (id) => document.getElementById(id);
const stage = byId("stage");
const asked = new URLSearchParams(window.location.search);
let tag = "";
let turning = null;
let waiting = null;

async function ask() {
  clearTimeout(waiting);
  try {
    const headers = tag ? { "If-None-Match": tag } : {};
    const page = String(asked) ? `?${asked}` : "";
    const answer = await fetch(stage.dataset.fresh + page, { headers, redirect: "error" });
    if (!answer.ok && answer.status !== 304) throw new Error(String(answer.status));
    if (answer.status === 200) {
      tag = answer.headers.get("ETag") || "";
      show(await answer.text());
    }
    byId("late").hidden = true;
  } catch {
    byId("late").hidden = false;
  }
  waiting = setTimeout(ask, PAUSE);
}

function show(text) {
  stage.innerHTML = text;
  const scene = stage.firstElementChild;
  offer(scene.dataset.state || "");
  turn(Number(scene.dataset.turn));
}

// The button that puts the result on the screen, or takes it down.
function offer(state) {
  const form = byId("show");
  if (!form) return;
  const button = form.querySelector("button");
  const shown = state.startsWith("opened-");
  form.hidden = !state.startsWith("opened");
  button.value = shown ? "0" : "1";
  button.textContent = shown ? button.dataset.off : button.dataset.on;
}

function turn(seconds) {
  clearTimeout(turning);
  const next = stage.querySelector('[data-key="ArrowRight"]');
  if (seconds && next) turning = setTimeout(() => go("page", next.dataset.go), seconds * 1000);
}

function go(name, value) {
  asked.set(name, value);
  tag = "";
  ask();
}

stage.addEventListener("click", (event) => {
  const link = event.target.closest("a");
  if (!link) return;
  event.preventDefault();
  if (link.dataset.go) go("page", link.dataset.go);
  else go("turns", link.dataset.turns);
});

document.addEventListener("keydown", (event) => {
  const link = stage.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
  if (link) link.click();
});

document.addEventListener("submit", async (event) => {
  event.preventDefault();
  const body = new FormData(event.target, event.submitter);
  await fetch(event.target.action, { method: "POST", body }).catch(() => {});
  ask();
});

function tell() {
  byId("clock").textContent = new Date().toTimeString().slice(0, 5);
}

setInterval(tell, 5000);
tell();
fillScreen(byId("whole"));
turn(Number(stage.firstElementChild.dataset.turn));
waiting = setTimeout(ask, PAUSE);
