// A teller goes through the papers sheet by sheet. What stands on a sheet stays in this page and is
// forgotten with it; the totals alone are sent, in the fields that the page has without a script.

const byId = (id) => document.getElementById(id);
const cells = [...document.querySelectorAll(".cell")];
const kind = byId("class");
const all = Number(byId("counter").dataset.sheets);
const marks = []; // every mark so far, so that it can be undone: {cell, field, by}
let place = 0; // which row of the sheet comes next

byId("counter").hidden = false;
byId("by-hand").open = false;
if (kind) kind.addEventListener("change", show);
byId("blank").addEventListener("click", () => mark("b", 1));
byId("invalid").addEventListener("click", () => mark("i", 1));
byId("undo").addEventListener("click", undo);
byId("point-done").addEventListener("click", points);
byId("point").addEventListener("keydown", (event) => event.key === "Enter" && points());
document.addEventListener("keydown", keyed);

const voters = () => (kind ? kind.value : "1");
const rows = () => cells.filter((one) => one.dataset.class === voters());
const inputs = (cell) => [...cell.querySelectorAll('input[name^="c"]')];
const of = (cell, letter) => cell.querySelector(`input[name^="${letter}"]`);

function keyed(event) {
  if (/^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName) || event.ctrlKey || event.metaKey) return;
  const cell = rows()[place];
  const digit = /^[1-9]$/.test(event.key) ? Number(event.key) : 0;
  if (digit && cell.dataset.number === "no" && digit <= inputs(cell).length) choose(digit - 1);
  else if (event.key === "0") mark("b", 1);
  else if (event.key === "x" || event.key === "X") mark("i", 1);
  else if (event.key === "Backspace") undo();
  else return;
  event.preventDefault();
}

function choose(at) {
  add(inputs(rows()[place])[at], 1);
}

function points() {
  const said = byId("point").value.normalize("NFKC").trim();
  if (!/^\d{1,3}$/.test(said) || Number(said) > 100) {
    byId("point").focus();
    return;
  }
  byId("point").value = "";
  add(inputs(rows()[place])[0], Number(said));
}

function mark(letter, by) {
  const field = of(rows()[place], letter);
  if (field) add(field, by);
}

function add(field, by) {
  const sheets = byId(`n${voters()}`);
  const ends = place === rows().length - 1;
  marks.push({ field, by, place, voters: voters(), ends });
  field.value = Number(field.value || 0) + by;
  if (ends) sheets.value = Number(sheets.value || 0) + 1;
  place = ends ? 0 : place + 1;
  show();
}

function undo() {
  const last = marks.pop();
  if (!last) return;
  if (kind) kind.value = last.voters;
  const sheets = byId(`n${last.voters}`);
  last.field.value = Number(last.field.value) - last.by;
  if (last.ends) sheets.value = Number(sheets.value) - 1;
  place = last.place;
  show();
}

function show() {
  const cell = rows()[place];
  const isNumber = cell.dataset.number === "yes";
  const done = marks.filter((one) => one.ends).length;
  byId("sheet").textContent = done < all ? done + 1 : done;
  byId("asked").textContent = cell.dataset.said;
  byId("blank").hidden = cell.dataset.blank === "no";
  byId("undo").disabled = marks.length === 0;
  if (kind) kind.disabled = place > 0;
  byId("send").disabled = place > 0;
  byId("points").hidden = !isNumber;
  byId("choices").hidden = isNumber;
  byId("choices").replaceChildren(...(isNumber ? [] : inputs(cell).map(button)));
  if (isNumber) byId("point").focus();
}

function button(field, at) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "button";
  made.append(field.parentElement.firstChild.textContent, " ");
  const key = document.createElement("kbd");
  key.textContent = at + 1;
  made.append(key);
  made.addEventListener("click", () => choose(at));
  return made;
}

show();
