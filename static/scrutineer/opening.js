// The page on which a 监票人 opens the box: he compares the root, gives his key, and the phone does
// the rest. The key is forgotten as soon as the phone has calculated; what is sent holds none of it.

import { Refused } from "../box/box.js";
import { readKeySlip } from "../box/ceremony.js";
import { faultOf, grouped } from "../box/keyslip.js";
import { partialsInWorker } from "../box/opening.js";

const root = document.getElementById("opening");
const byId = (id) => document.getElementById(id);
const words = (name) => root.querySelector(`[data-words="${name}"]`).textContent;
const key = byId("key");
const vks = root.dataset.vks.split(" ");
const LOOK = 250;

let made = null; // what is sent: no secret
let camera = null;

byId("cannot").remove();
stage("compare");

function stage(name) {
  for (const section of root.querySelectorAll("[data-stage]")) {
    section.hidden = section.dataset.stage !== name;
  }
}

function fail(said) {
  byId("failed").textContent = said;
  byId("failed").hidden = !said;
  if (said) byId("failed").scrollIntoView({ block: "nearest" });
}

// --- the sheet -----------------------------------------------------------------------------------

byId("same").addEventListener("click", () => {
  stage("key");
  byId("scan").hidden = !("BarcodeDetector" in window && navigator.mediaDevices);
});
byId("differ").addEventListener("click", () => stage("foreign"));

// --- the key -------------------------------------------------------------------------------------

key.addEventListener("blur", () => {
  key.value = grouped(key.value);
});

byId("scan").addEventListener("click", () => scan().catch(() => stopCamera(words("camera"))));
byId("stop-scan").addEventListener("click", () => stopCamera(""));

async function scan() {
  const picture = byId("picture");
  camera = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } });
  picture.srcObject = camera;
  byId("camera").hidden = false;
  await picture.play();
  const detector = new window.BarcodeDetector({ formats: ["qr_code"] });
  while (camera) {
    const found = await detector.detect(picture);
    const text = found.map((one) => one.rawValue).find((one) => faultOf(one, []) === null);
    if (text) {
      key.value = grouped(text);
      stopCamera("");
      return;
    }
    await new Promise((resolve) => setTimeout(resolve, LOOK));
  }
}

function stopCamera(said) {
  if (camera) camera.getTracks().forEach((track) => track.stop());
  camera = null;
  byId("picture").srcObject = null;
  byId("camera").hidden = true;
  fail(said);
}

byId("give").addEventListener("submit", (event) => {
  event.preventDefault();
  fail("");
  const fault = faultOf(key.value, vks);
  if (fault) {
    fail(words(fault.why).replace("00", fault.group));
    key.focus();
    return;
  }
  open(readKeySlip(key.value));
});

// --- what the phone does -------------------------------------------------------------------------

async function open(secret) {
  stopCamera("");
  stage("work");
  try {
    made = await calculate(secret);
    key.value = "";
  } catch (error) {
    refuse(error);
    return;
  } finally {
    secret.fill(0);
  }
  await send();
}

/** A lost line costs nobody a second typing; after any other refusal the key is forgotten too. */
function refuse(error) {
  const isOurs = error instanceof Refused;
  if (isOurs) key.value = "";
  const isKnown = isOurs && root.querySelector(`[data-words="${error.why}"]`);
  fail(words(isKnown ? error.why : isOurs ? "browser" : "late"));
  stage("key");
}

async function calculate(secret) {
  const { list, sheet, minimum, fingerprint } = root.dataset;
  const answer = await fetch(list, { credentials: "same-origin", redirect: "error" });
  if (!answer.ok) throw new Error(String(answer.status));
  const text = await answer.text();
  const order = { sheet, minimum: Number(minimum), fingerprint, secret };
  return partialsInWorker(text, order, show);
}

function show(done) {
  byId("bar").value = done;
  byId("percent").textContent = `${Math.floor(done * 100)}%`;
}

async function send() {
  try {
    const headers = { "Content-Type": "application/json", "X-CSRFToken": root.dataset.token };
    const how = { method: "POST", headers, body: JSON.stringify(made), credentials: "same-origin" };
    const answer = await fetch(root.dataset.made, { redirect: "error", ...how });
    const sent = await answer.json().catch(() => ({}));
    if (answer.ok) {
      window.location.replace(sent.next);
      return;
    }
    made = null;
    fail(sent.said || words("late"));
    stage("key");
  } catch (error) {
    stage("again");
  }
}

byId("again").addEventListener("click", () => {
  stage("work");
  send();
});
