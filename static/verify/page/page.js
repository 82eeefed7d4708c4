// The page: a file in, each step as it is done, the result, and the four values beside the paper.
const page = (() => {
  const spoken = words.speaking(
    words.languageOf({ search: location.search, languages: navigator.languages || [] }),
  );
  const { say } = spoken;
  const byId = (id) => document.getElementById(id);

  /** An element with its class, text and children. */
  function element(tag, { className = "", text = "", ...more } = {}, ...children) {
    const made = document.createElement(tag);
    if (className) made.className = className;
    made.textContent = text;
    Object.assign(made, more);
    made.append(...children);
    return made;
  }

  function showWords() {
    document.documentElement.lang = spoken.language === "en" ? "en" : "zh-CN";
    document.title = say("title");
    document.querySelectorAll("[data-say]").forEach((each) => {
      each.textContent = say(each.dataset.say);
    });
    byId("language").href = `?lang=${spoken.language === "en" ? "zh" : "en"}`;
  }

  function showSteps() {
    byId("steps").replaceChildren(
      ...words.steps.map((name) => {
        const [title, proves] = spoken.step(name);
        return element(
          "li",
          { id: `step-${name}` },
          element("span", { className: "mark" }),
          element("strong", { text: title }),
          element("span", { className: "proves", text: proves }),
          element("span", { className: "progress" }),
        );
      }),
    );
  }

  const MARKS = { now: "…", good: "✓", bad: "✗", skipped: "–" };

  function mark(name, state) {
    const step = byId(`step-${name}`);
    step.className = state;
    step.querySelector(".mark").textContent = MARKS[state];
    if (state !== "now") step.querySelector(".progress").textContent = "";
    if (state === "skipped") step.querySelector(".proves").textContent = say("skipped");
  }

  function inputOf(name) {
    const { name: title, paper } = spoken.value(name);
    const input = element("input", { id: `value-${name}`, type: "text", autocomplete: "off", spellcheck: false });
    input.addEventListener("input", compare);
    return element(
      "div",
      { className: "value" },
      element("label", { htmlFor: input.id, text: title }, element("span", { className: "soft", text: ` ${say("on", paper)}` })),
      input,
      element("p", { className: "told", id: `told-${name}` }),
      element("p", { className: "digits", id: `found-${name}`, hidden: true }),
    );
  }

  let found = null;

  const grouped = (digits) => digits.match(/.{1,4}/g).join(" ");

  /** Holds what was typed against what the file has, value by value. */
  function compare() {
    if (!found) return;
    const outcomes = words.values.map((name) => {
      const typed = byId(`value-${name}`).value.replace(/\s/g, "").toLowerCase();
      const told = byId(`told-${name}`);
      const isSame = typed === found.values[name];
      told.textContent = typed ? say(isSame ? "same" : "different") : "";
      told.className = `told ${isSame ? "good" : "bad"}`;
      return typed ? isSame : null;
    });
    const next = byId("next");
    const isBad = outcomes.includes(false);
    const given = outcomes.filter((each) => each !== null).length;
    next.textContent = say(
      isBad ? "notSame" : given === outcomes.length ? "allSame" : given ? "someSame" : "compare",
    );
    byId("verdict").className = isBad ? "bad" : "good";
    byId("verdict").querySelector("strong").textContent = say(isBad ? "notSigned" : "holds");
  }

  function showValues() {
    for (const name of words.values) {
      const shown = byId(`found-${name}`);
      shown.textContent = `${say("found")} ${grouped(found.values[name])}`;
      shown.hidden = false;
    }
  }

  function tableOf(rows) {
    return element(
      "table",
      {},
      element("tbody", {}, ...rows.map(([name, count]) =>
        element("tr", {}, element("th", { scope: "row", text: name }), element("td", { text: String(count) })),
      )),
    );
  }

  function questionOf({ text, counts, blank, invalid, numbers, total }) {
    const rows = Object.entries(counts).concat([[say("blank"), blank], [say("void"), invalid]]);
    const points = numbers === undefined ? [] : [element("p", { text: say("number", numbers, total) })];
    return element("div", {}, ...(text ? [element("p", { text })] : []), ...points, tableOf(rows));
  }

  function subjectOf(subject, formula) {
    const { name, questions, satisfaction, final_score: final, withheld } = subject;
    const asked = questions || (subject.counts ? [subject] : []);
    const lines = [
      ...(formula ? [formula] : satisfaction ? [`${satisfaction.percent} %`] : []),
      ...(withheld ? [say(withheld)] : []),
      ...(final ? [`${say("final")}:${final.shown}`] : []),
    ];
    return element(
      "section",
      {},
      element("h3", { text: name }),
      ...asked.map(questionOf),
      ...lines.map((text) => element("p", { className: "formula", text })),
    );
  }

  function remarksOf({ transport, state, excluded, remarks: told }) {
    return [
      ...(transport === "plain" ? [say("plain")] : []),
      ...(state === "opened" ? [] : [say(state)]),
      ...(excluded && excluded.proof ? [say("excludedProof", excluded.proof)] : []),
      ...(excluded && excluded.c1_twice ? [say("excludedTwice", excluded.c1_twice)] : []),
      ...told.map(spoken.remark),
    ];
  }

  function showResult() {
    const { result, formulas, answers } = found;
    byId("result").replaceChildren(
      element("h2", { text: say("result") }),
      element("p", { className: "what", text: `${result.title}(${result.meeting})` }),
      element("p", { text: say("returned", result.eligible, result.returned.total) }),
      element("p", { className: "soft", text: say("answers", answers) }),
      ...remarksOf(result).map((text) => element("p", { className: "remark", text })),
      ...result.subjects.map((subject, at) => subjectOf(subject, formulas[at])),
    );
    byId("result").hidden = false;
  }

  function showVerdict(isGood, title, next) {
    const verdict = byId("verdict");
    verdict.className = isGood ? "good" : "bad";
    verdict.replaceChildren(
      element("strong", { text: title }),
      element("p", { id: "next", text: next }),
    );
    verdict.hidden = false;
  }

  /** What came out of it, on the page. */
  function show(outcome, step) {
    if (outcome.found) {
      found = outcome.found;
      words.steps.forEach((name) => {
        if (byId(`step-${name}`).className === "") mark(name, "skipped");
      });
      mark(step, "good");
      showVerdict(true, say("holds"), say("compare"));
      showResult();
      showValues();
      compare();
    } else if (outcome.broken) {
      mark(step, "bad");
      const [title] = spoken.step(step);
      showVerdict(false, say("refused"), `${spoken.broken(outcome.broken)}${say("at", title)}`);
    } else {
      showVerdict(false, say("failed"), "");
    }
    byId("verdict").dataset.broken = outcome.broken || "";
  }

  function begin() {
    found = null;
    showSteps();
    byId("result").hidden = true;
    byId("verdict").hidden = false;
    byId("verdict").className = "";
    delete byId("verdict").dataset.broken;
    byId("verdict").textContent = say("working");
    words.values.forEach((name) => {
      byId(`found-${name}`).hidden = true;
      byId(`told-${name}`).textContent = "";
    });
  }

  /** Verifies the bytes of a file and shows it; resolves to the outcome. */
  function verify(script, bytes) {
    let step = "file";
    begin();
    const tell = (told) => {
      if (told.step) {
        if (told.step !== step) mark(step, "good");
        step = told.step;
        mark(step, "now");
      } else {
        byId(`step-${step}`).querySelector(".progress").textContent = say("progress", told.done, told.total);
      }
    };
    return run.verify(script, bytes, tell).then((outcome) => {
      show(outcome, step);
      return outcome;
    });
  }

  function start(script) {
    showWords();
    showSteps();
    byId("values").append(...words.values.map(inputOf));
    byId("file").addEventListener("change", ({ target }) => {
      if (!target.files.length) return;
      const reader = new FileReader();
      reader.onload = () => verify(script, new Uint8Array(reader.result));
      reader.onerror = () => showVerdict(false, say("unread"), "");
      reader.readAsArrayBuffer(target.files[0]);
      byId("name").textContent = target.files[0].name;
    });
  }

  return { start };
});
