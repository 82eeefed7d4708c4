// The page on which a 监票人 takes a share of the key, from the one-time key pair to the proof.
// It goes on by itself: it asks every two seconds how far the three have come.

import * as box from "../box/box.js";
import * as ceremony from "../box/ceremony.js";
import { draw } from "../box/qr.js";

const root = document.getElementById("keys");
const room = `keys-${root.dataset.number}`;
const byId = (id) => document.getElementById(id);
const AGAIN = 2000;

let last = null; // what the server said last
let share = null; // 32 bytes, while the slip is shown

byId("cannot").remove();

// --- what this page keeps until the share is confirmed: its one-time key pair ---------------------

function kept(run) {
  const found = JSON.parse(sessionStorage.getItem(room) || "null");
  return found && found.run === run ? found : null;
}

function keep(run) {
  const made = ceremony.makePage();
  const pair = { run, secret: box.toHex(made.secret), public: box.toHex(made.public) };
  sessionStorage.setItem(room, JSON.stringify(pair));
  return pair;
}

// --- talking to the server -----------------------------------------------------------------------

async function ask(address, body) {
  const headers = { "Content-Type": "application/json", "X-CSRFToken": root.dataset.token };
  const how = body && { method: "POST", headers, body: JSON.stringify(body) };
  const answer = await fetch(address, { credentials: "same-origin", redirect: "error", ...how });
  const sent = await answer.json().catch(() => ({}));
  if (answer.ok) return sent;
  const refused = new Error(sent.said || String(answer.status));
  refused.said = sent.said;
  throw refused;
}

async function send(address, body) {
  const buttons = root.querySelectorAll("button");
  buttons.forEach((button) => (button.disabled = true));
  try {
    fail("");
    show(await ask(address, body));
  } catch (error) {
    fail(error.said || byId("late").textContent);
  } finally {
    buttons.forEach((button) => (button.disabled = false));
  }
}

function fail(said) {
  byId("failed").textContent = said;
  byId("failed").hidden = !said;
}

async function watch() {
  try {
    show(await ask(root.dataset.now));
    byId("late").hidden = true;
  } catch {
    byId("late").hidden = false;
  }
  setTimeout(watch, AGAIN);
}

// --- one step after another ----------------------------------------------------------------------

function show(now) {
  last = now;
  now.people.forEach(showPerson);
  stage(next(now));
}

function showPerson(person) {
  const line = root.querySelector(`[data-place="${person.place}"]`);
  if (!line) return;
  const said = line.querySelector("em");
  const how = person.confirmed ? "done" : person.same ? "same" : person.page ? "page" : "none";
  said.textContent = said.dataset[how];
  line.className = (how === "none" ? "" : "on ") + (person.place === last.place ? "me" : "");
}

function stage(name) {
  if (name !== root.dataset.at) fail("");
  root.dataset.at = name;
  for (const section of root.querySelectorAll("[data-stage]")) {
    section.hidden = section.dataset.stage !== name;
  }
}

function next(now) {
  const mine = now.people.find((person) => person.place === now.place);
  if (mine.confirmed) return finish(now);
  if (now.state !== "draft") return "not-now";
  const pair = kept(now.run);
  if (now.dealt) return pair ? slip(now, pair) : "lost";
  share = null;
  const listed = now.publics[now.pages.indexOf(now.place)];
  if (!listed) {
    bring(now.run);
    return "wait-pages";
  }
  if (!pair || pair.public !== listed) return "not-mine";
  if (now.pages.length < 3) return "wait-pages";
  const code = ceremony.comparisonCode(box.fromHex(now.run), now.publics.map(box.fromHex));
  byId("code").textContent = byId("code-again").textContent = `${code.slice(0, 3)} ${code.slice(3)}`;
  return mine.same ? "wait-same" : "compare";
}

/** A fresh pair at every beginning: a pair that was used once seals nothing again. */
function bring(run) {
  sessionStorage.removeItem(room);
  send(root.dataset.page, { key: keep(run).public });
}

function slip(now, pair) {
  if (share) return "slip";
  try {
    const keys = { pk: box.fromHex(now.pk), vks: now.vks.map(box.fromHex) };
    const run = box.fromHex(now.run);
    const found = ceremony.recover(run, now.place, box.fromHex(pair.secret), box.fromHex(now.sealed));
    ceremony.checkShare(keys, now.place, found);
    share = found;
  } catch {
    return "broken";
  }
  showSlip(now);
  return "slip";
}

function showSlip(now) {
  const text = ceremony.writeKeySlip(share);
  const mine = now.people.find((person) => person.place === now.place);
  byId("keyslip").querySelector(".who").textContent = `${root.dataset.number} · ${mine.name}`;
  const groups = text.split(" ").map((group) => {
    const item = document.createElement("li");
    item.textContent = group;
    return item;
  });
  empty();
  byId("groups").append(...groups);
  byId("square").append(draw(text.replace(/ /g, "")));
}

function empty() {
  byId("groups").textContent = "";
  byId("square").textContent = "";
}

function finish(now) {
  share = null;
  sessionStorage.removeItem(room);
  empty();
  byId("whole").hidden = !now.people.every((person) => person.confirmed);
  return "done";
}

// --- the buttons ---------------------------------------------------------------------------------

function say(same) {
  const publics = last.publics.map(box.fromHex);
  const keys = box.toHex(box.sha256(box.framed(box.utf8("pages-v1"), ...publics)));
  return send(root.dataset.same, { keys, same });
}

byId("same").addEventListener("click", () => say(true));
byId("differ").addEventListener("click", () => say(false));
byId("again").addEventListener("click", () => bring(last.run));
byId("print").addEventListener("click", () => window.print());
byId("confirm").addEventListener("click", () => {
  const run = box.fromHex(last.run);
  const proof = ceremony.prove(run, last.place, share, box.utf8("confirm"));
  return send(root.dataset.confirm, { proof: box.toHex(proof) });
});

watch();
