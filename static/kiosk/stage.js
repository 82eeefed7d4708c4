// The kiosk: one page that stays, into which each step of a vote is fetched. So there is no history
// of what anybody chose, nothing to go back to, and nothing is left when the page clears itself.

import { aloud } from "./aloud.js";
import { countdown, idle } from "./clock.js";
import { errands } from "./errands.js";
import { keys } from "./keys.js";
import { scanner } from "./scanner.js";
import { fillScreen } from "./screen.js";
import { camera, canLook } from "../camera.js";

const AFTER_DONE = 5; // seconds until the page clears itself after 「已计入」
const AFTER_REFUSAL = 10; // it is longer, and somebody may have to be called
const FRESH = 5000; // milliseconds between two questions whether one can vote
const SLOW = 400; // before a step says that it is under way
const SETTLES = 600; // before a page that has just come takes a press: a second press meant the one before

const byId = (id) => document.getElementById(id);
const start = byId("start");
const stage = byId("stage");
const slip = byId("slip");
const field = byId("code");
const said = byId("said");
const requests = errands();
let asking = false;
let filmed = false; // the camera was switched on: it looks again for each next one

// --- one slip after another ----------------------------------------------------------------------

slip.addEventListener("submit", (event) => {
  event.preventDefault();
  vote(field.value);
});

keys(field);
field.addEventListener("input", () => (said.textContent = ""));

function vote(text) {
  const body = new FormData();
  body.set("code", text.normalize("NFKC").trim());
  send(slip.action, body);
}

// --- the steps -----------------------------------------------------------------------------------

async function send(address, body) {
  if (asking) return;
  asking = true;
  const slow = setTimeout(() => (byId("busy").hidden = false), SLOW);
  try {
    const got = await requests.go(address, { method: "POST", body });
    if (!got) return;
    if (got.answer.status === 403) return goHome();
    take(got.answer, new DOMParser().parseFromString(got.text, "text/html"));
    byId("lost").hidden = true;
  } catch {
    byId("lost").hidden = false;
    if (!start.hidden) field.select(); // who scans again writes over it
  } finally {
    clearTimeout(slow);
    byId("busy").hidden = true;
    asking = false;
  }
}

// What came; an error of the server or of a machine on the way leaves the page as it is.
function take(answer, page) {
  const form = page.querySelector("main form");
  const title = page.querySelector("main h1");
  if (!title || (answer.status >= 500 && !form)) throw new Error(String(answer.status));
  if (!form && !start.hidden && (answer.status === 404 || answer.status === 429)) {
    said.textContent = title.textContent;
    field.select();
    return;
  }
  show(within(page.body));
  voice.offer(form && stage.querySelector("fieldset") ? stage : null);
  byId("leave").hidden = !form;
  byId("ends").hidden = Boolean(form);
  if (form) ends.stop();
  else ends.start(stage.querySelector("p.n") ? AFTER_DONE : AFTER_REFUSAL);
}

// What a page of a phone holds, without its looks and without the ways that lead to another page.
function within(part) {
  part.querySelectorAll("script, style, link, .n[href], a[lang]").forEach((each) => each.remove());
  return [...part.children];
}

function show(children) {
  stage.replaceChildren(...children);
  stage.hidden = false;
  start.hidden = true;
  dark();
  settle();
  const head = stage.querySelector("h1");
  head.tabIndex = -1;
  head.focus();
  const missing = byId("m"); // the first row that was left out
  if (missing) missing.scrollIntoView();
  else window.scrollTo(0, 0);
}

let settled = null;

function settle() {
  clearTimeout(settled);
  document.body.classList.add("new");
  settled = setTimeout(() => document.body.classList.remove("new"), SETTLES);
}

stage.addEventListener("submit", (event) => {
  event.preventDefault();
  const body = new FormData(event.target);
  const button = event.submitter;
  if (button && button.name) body.set(button.name, button.value);
  send(event.target.getAttribute("action"), body);
});

// Enter sends no ballot but from a button, and that of a scanner not even there.
stage.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && event.target.tagName !== "BUTTON") event.preventDefault();
});

// Who can see what: over the ballot, which stays as it is.
stage.addEventListener("click", async (event) => {
  const link = event.target.closest("a[href]");
  if (!link) return;
  event.preventDefault();
  try {
    const got = await requests.go(link.href);
    if (!got) return;
    const page = new DOMParser().parseFromString(got.text, "text/html");
    byId("more-page").replaceChildren(...within(page.querySelector("main")));
    byId("more").showModal();
  } catch {
    byId("lost").hidden = false;
  }
});
byId("more-end").addEventListener("click", () => byId("more").close());

// --- clearing ------------------------------------------------------------------------------------

// In the language of the house again: the next one has not chosen another.
const translated = new URLSearchParams(window.location.search).has("lang");
const goHome = () => window.location.replace(start.dataset.home);

for (const link of document.querySelectorAll(".bar a")) {
  link.addEventListener("click", (event) => {
    event.preventDefault();
    window.location.replace(link.href);
  });
}

// A browser may keep the page that is left for its Back button: it keeps an empty one.
window.addEventListener("pagehide", () => {
  stage.replaceChildren();
  voice.offer(null);
});
window.addEventListener("pageshow", (event) => event.persisted && goHome());

function clear() {
  wipe();
  if (translated) goHome();
}

function wipe() {
  requests.drop();
  ends.stop();
  for (const open of document.querySelectorAll("dialog[open]")) open.close();
  stage.replaceChildren();
  stage.hidden = true;
  start.hidden = false;
  byId("ends").hidden = byId("leave").hidden = byId("lost").hidden = true;
  field.value = "";
  said.textContent = "";
  voice.offer(null);
  if (filmed) look();
  settle();
  field.focus();
}

const ends = countdown(byId("left"), clear);
const voice = aloud(byId("aloud"));
for (const id of ["end", "leave", "next"]) byId(id).addEventListener("click", clear);
const there = idle(byId("idle"), byId("go-on"), byId("idle-left"), isBusy, clear);
scanner(field, () => !isBusy() || there.ask());

function isBusy() {
  return stage.hidden ? translated || field.value !== "" : byId("ends").hidden;
}

// The next voter need not wait for the page to clear itself, nor touch the field before he scans.
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.key.length !== 1) return;
  if (!byId("ends").hidden && /[\w:/]/.test(event.key)) clear();
  if (!start.hidden && document.activeElement !== field && event.key !== " ") field.focus();
});

// --- whether one can vote now --------------------------------------------------------------------

let tag = "";

async function ask() {
  try {
    const headers = tag ? { "If-None-Match": tag } : {};
    const got = await requests.go(start.dataset.now, { headers });
    if (!got) return;
    if (got.answer.status === 403) return goHome();
    if (got.answer.status === 200) {
      const told = JSON.parse(got.text);
      if (told.goes_on) return window.location.replace(told.goes_on);
      tag = got.answer.headers.get("ETag") || "";
      byId("waits").textContent = told.said;
      byId("waits").hidden = !told.said;
      slip.hidden = Boolean(told.said);
    }
    if (!asking) byId("lost").hidden = true;
  } catch {
    byId("lost").hidden = false;
  }
}

setInterval(() => start.hidden || ask(), FRESH);

// --- the camera ----------------------------------------------------------------------------------

const eye = camera(byId("picture"), (text) => start.hidden || vote(text), "user");

byId("camera-on").hidden = !canLook;
byId("camera-on").addEventListener("click", look);
byId("camera-off").addEventListener("click", () => {
  filmed = false;
  dark();
});

function look() {
  filmed = true;
  byId("dark").hidden = true;
  byId("picture").hidden = byId("camera-off").hidden = byId("by-camera").hidden = false;
  byId("camera-on").hidden = byId("drawing").hidden = byId("by-scanner").hidden = true;
  eye.on().catch(blind);
}

function blind() {
  filmed = false;
  dark();
  byId("dark").hidden = false;
}

function dark() {
  if (!canLook) return;
  eye.off();
  byId("picture").hidden = byId("camera-off").hidden = byId("by-camera").hidden = true;
  byId("camera-on").hidden = byId("drawing").hidden = byId("by-scanner").hidden = false;
  byId("dark").hidden = true;
}

fillScreen(byId("whole"));

// Back leads nowhere.
window.history.pushState(null, "", window.location.href);
window.addEventListener("popstate", () => window.history.pushState(null, "", window.location.href));

wipe();
