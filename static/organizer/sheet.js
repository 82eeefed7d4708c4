/* The running total of a score sheet, in whole numbers of 10^-40 points, as the server reckons it: base + deductions
   (never beyond a base) + awards, line by line. Only shown; what counts is reckoned when the sheet is saved. */
const PLACES = 40;
const ONE = 10n ** BigInt(PLACES);

/* The number that is typed, also in wide digits; null where it is none. */
function read(text) {
  const plain = text.trim().normalize("NFKC").replace(/^[\u2010-\u2015\u2212\u2796]/, "-");
  const found = /^([+-]?)([0-9]{1,12})(?:\.([0-9]{1,20}))?$/.exec(plain);
  if (!found) return null;
  const value = BigInt(found[2] + (found[3] || "").padEnd(PLACES, "0"));
  return found[1] === "-" ? -value : value;
}

function plain(value) {
  const sign = value < 0n ? "-" : "";
  const digits = String(value < 0n ? -value : value).padStart(PLACES + 1, "0");
  const rest = digits.slice(-PLACES).replace(/0+$/, "");
  return sign + digits.slice(0, -PLACES) + (rest ? "." + rest : "");
}

const times = (one, other) => (one * other) / ONE;
const bigger = (one, other) => (one > other ? one : other);
const signed = (value) => (value > 0n ? "+" : "") + plain(value);

for (const form of document.querySelectorAll("form.score-sheet")) {
  const months = form.querySelector("#months");

  function due(rule) {
    const all = BigInt(rule.dataset.due);
    if (!rule.dataset.proRata) return all * ONE;
    const typed = read((months ? months.value : form.dataset.months) || "12");
    return typed === null ? all * ONE : ((all * (typed / ONE)) / 12n) * ONE;
  }

  /* Two ratings: so many levels up or down, null until both are chosen. */
  function ofRatings(rule, cell) {
    const [before, now] = [...cell.querySelectorAll("select")].map((one) => one.selectedOptions[0].dataset.level);
    if (before === undefined || now === undefined) return null;
    const fell = BigInt(now) - BigInt(before);
    return fell > 0n ? read(rule.dataset.down) * fell : read(rule.dataset.up) * -fell;
  }

  /* What one column of a rule says: points, or null where nothing is typed or it is no number. */
  function pointsOf(rule, side) {
    const cell = rule.querySelector(`[data-side="${side}"]`);
    if (cell.querySelector("[type=checkbox]").checked) return null;
    if (rule.dataset.how === "ratings") return ofRatings(rule, cell);
    const each = read(rule.dataset.points);
    if (rule.dataset.how === "once") {
      const chosen = cell.querySelector("[type=radio]:checked");
      return chosen && (chosen.value === "是" ? each : 0n);
    }
    const typed = [...cell.querySelectorAll("input:not([type=checkbox])")].filter((one) => one.value.trim());
    if (!typed.length || each === null) return null;
    let sum = 0n;
    for (const field of typed) {
      const number = read(field.value);
      if (number === null) return null;
      if (rule.dataset.how === "names") sum += times(read(field.dataset.each), number);
      else if (rule.dataset.how === "missing") sum += times(each, bigger(0n, due(rule) - number));
      else sum += times(each, rule.dataset.how === "whole" ? (number / ONE) * ONE : number);
    }
    return sum;
  }

  function line(card, side) {
    const base = read(card.dataset.base);
    let deducted = 0n;
    let awarded = 0n;
    let typed = false;
    for (const rule of card.querySelectorAll(".rule")) {
      const points = pointsOf(rule, side);
      rule.querySelector(`[data-points-of="${side}"]`).textContent = points === null ? "—" : signed(points);
      typed = typed || points !== null || rule.querySelector(`[data-side="${side}"] [type=checkbox]`).checked;
      if (points !== null && points < 0n) deducted += points;
      else if (points !== null) awarded += points;
    }
    return { points: base + (base ? bigger(deducted, -base) : deducted) + awarded, typed };
  }

  function reckon() {
    for (const [side, others, filled] of [
      ["self", form.dataset.othersSelf, form.dataset.filledSelf],
      ["exam", form.dataset.othersExam, form.dataset.filledExam],
    ]) {
      const lines = [...form.querySelectorAll(".line-card")].map((card) => [card, line(card, side)]);
      const part = lines.reduce((sum, [, one]) => sum + one.points, 0n);
      const whole = part + read(others);
      const floor = form.dataset.floor === "" ? whole : read(form.dataset.floor);
      const shown = filled || lines.some(([, one]) => one.typed);
      for (const [card, one] of lines) {
        const output = card.querySelector(`[data-line="${side}"]`);
        if (output) output.textContent = shown ? plain(one.points) : "—";
      }
      form.querySelector(`[data-part="${side}"]`).textContent = shown ? plain(part) : "—";
      form.querySelector(`[data-total="${side}"]`).textContent = shown ? plain(bigger(whole, floor)) : "—";
    }
  }

  form.addEventListener("input", () => {
    form.querySelector(".unsaved").hidden = false;
    reckon();
  });
  reckon();
}
