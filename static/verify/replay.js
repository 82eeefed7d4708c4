// The journal lived through again (docs/journal.md): every line is lawful in the state to which the
// lines before it led, or the bundle is refused.
const replay = (() => {
  const { whole, text, hex, oneOf, map, table, list, sumOf } = shape;
  const BEFORE_OPEN = ["draft", "rehearsal", "frozen"];
  const STATES = [
    "draft", "rehearsal", "frozen", "open", "closed", "opened", "no_quorum", "invalid", "paused", "cancelled",
    "rehearsal_closed", "rehearsal_opened", "rehearsal_no_quorum", "rehearsal_invalid",
  ];
  /** What is tried of a vote has states of its own; their acts are those of the vote. */
  const isRehearsal = (state) => text(state) && state.startsWith("rehearsal");
  const CLOSED = ["closed", "rehearsal_closed"];
  /** What is told of an ended rehearsal all the same. */
  const STAY = ["rehearse", "reset", "restore", "resume"];
  const ENDED = ["opened", "no_quorum", "invalid", "cancelled"];
  const MOST_EXCHANGES = 200;

  const FROM = {
    edit: ["draft"],
    appoint: [...BEFORE_OPEN, "open", ...CLOSED],
    pair_kiosk: [...BEFORE_OPEN, "open"],
    keys: ["draft"],
    issue_slips: BEFORE_OPEN,
    confirm_slips: BEFORE_OPEN,
    void_slip: [...BEFORE_OPEN, "open"],
    rehearse: ["draft"],
    reset: STATES.filter(isRehearsal),
    freeze: ["draft"],
    unfreeze: ["frozen"],
    open: ["frozen"],
    correct_eligible: ["frozen", "open", "closed"],
    exchange_slip: ["open", "rehearsal"],
    consent: STATES,
    close: ["open", "rehearsal"],
    count_hall: ["frozen", "open", "rehearsal", ...CLOSED],
    complain: ["open", "rehearsal", ...CLOSED],
    scan_slip: CLOSED,
    enter_paper: CLOSED,
    override: CLOSED,
    check_proofs: CLOSED,
    settle: CLOSED,
    send_partials: CLOSED,
    open_box: CLOSED,
    round_two: ["no_quorum", "invalid"],
    restore: STATES,
    resume: ["paused", "open"],
    cancel: [...BEFORE_OPEN, "open", "closed", "paused"],
    erase: ENDED,
  };
  const TO = {
    create: "draft", rehearse: "rehearsal", reset: "draft", freeze: "frozen", unfreeze: "draft",
    open: "open", resume: "open", cancel: "cancelled",
  };
  const BEFORE_SETTLING = ["count_hall", "complain", "scan_slip", "enter_paper", "override", "check_proofs", "settle"];
  const AFTER_SETTLING = ["send_partials", "open_box"];
  const WITH_CONSENT = {
    freeze: ["draft"],
    open: ["draft", "frozen"],
    issue_slips: ["frozen"],
    unfreeze: ["frozen"],
    void_slip: ["frozen", "open"],
    exchange_slip: ["open"],
    correct_eligible: ["frozen", "open", "closed"],
    cancel: ["frozen", "open", "closed", "paused"],
    resume: ["paused", "open"],
  };
  const ENTRIES = {
    count_hall: ["handed_out", "present", "on_leave", "scribed"],
    complain: ["complaint", "outcome"],
    override: ["override"],
  };
  const RUN = hex(16);
  const DIGEST = hex(32);
  const CUSTODY = oneOf("server", "scrutineers");
  const isExcluded = list(
    table({
      subject: whole(0), question: whole(0), class: whole(0), id: hex(16),
      why: oneOf("proof", "c1_twice"),
    }),
  );
  const isEntry = table({ position: whole(1), line: text, amount: whole(0), reason: text });
  const isReason = (value) => text(value) && value !== "";
  /** What a line of an act tells, key by key; other keys mean nothing. */
  const TELLS = {
    create: { title: text, scheme: text, custody: CUSTODY, run: RUN },
    edit: { custody: CUSTODY },
    keys: { run: RUN, done: text },
    issue_slips: { batch: whole(1), count: whole(1), voter_class: whole(0) },
    confirm_slips: { batch: whole(1), done: oneOf("confirmed", "void") },
    void_slip: { of_batch: whole(1), spoiled: oneOf("before", "after") },
    rehearse: { run: RUN },
    reset: { run: RUN },
    freeze: { fingerprint: DIGEST, eligible: whole(0), by_class: list(whole(0)) },
    open: { fingerprint: DIGEST },
    correct_eligible: { fingerprint: DIGEST, parts: map(text, whole(0)), by_class: list(whole(0)), reason: isReason },
    consent: { consent: whole(1) },
    close: { received: whole(0), roots: map(text, DIGEST), slip_states: DIGEST, head: DIGEST },
    count_hall: { entry: isEntry },
    complain: { entry: isEntry },
    override: { entry: isEntry, broken: list(text) },
    scan_slip: { unissued: whole(1) },
    enter_paper: { teller: oneOf(1, 2), commitment: DIGEST },
    check_proofs: { root: DIGEST, excluded: isExcluded },
    open_box: {
      outcome: oneOf("opened", "no_quorum", "invalid"),
      received: whole(0),
      paper: whole(0),
      minimum: whole(0),
      slip_states: DIGEST,
    },
    restore: {
      was: oneOf(...STATES),
      state: oneOf(...STATES),
      found: whole(0),
      known: whole(0),
      taken: text,
      kept: whole(0),
      length: whole(0),
      head: DIGEST,
    },
    resume: { known: whole(0) },
  };
  const IF_TOLD = {
    create: { follows: text },
    edit: { run: RUN },
    confirm_slips: { fingerprint: DIGEST },
    keys: { pk: DIGEST, vks: list(DIGEST), place: whole(1, 3) },
  };

  const refuse = (isSo, why) => require(isSo, "journal", why);

  /** A meeting before its first line. */
  const nothing = () => ({
    state: null,
    custody: "server",
    run: "",
    key: { pk: "", vks: [], places: new Set() },
    /** 应参加, class by class. */
    eligible: [],
    settledFor: null,
    batches: new Map(),
    torn: [],
    consents: new Map(),
    asked: new Map(),
    permits: new Map(),
    owesConsent: false,
    entries: [],
    waiting: new Set(),
    scanned: 0,
    resumed: null,
    papers: new Map(),
    checked: null,
    enteredBy: new Map(),
    corrections: [],
    printedThen: 0,
    /** Entries and waiting complaints as the last rehearsal began. */
    before: { entries: [], waiting: [] },
  });

  function requirePossible(so, line) {
    const { act, said } = line;
    refuse((so.state === null) === (act === "create"), act);
    refuse(act === "create" || Object.keys(FROM).includes(act), act);
    refuse(!so.owesConsent || act === "open", "consent");
    const told = Object.entries(TELLS[act] || {});
    refuse(told.every(([key, isShaped]) => key in said && isShaped(said[key])), act);
    const also = Object.entries(IF_TOLD[act] || {}).filter(([key]) => key in said);
    refuse(also.every(([key, isShaped]) => isShaped(said[key])), act);
    if (act === "create") return;
    refuse(FROM[act].includes(so.state), `${act} ${so.state}`);
    refuse(!(so.settledFor === null ? AFTER_SETTLING : BEFORE_SETTLING).includes(act), "settled");
  }

  const needsConsent = ({ custody, state }, act) =>
    custody === "scrutineers" && (WITH_CONSENT[act] || []).includes(state || "draft");

  const countOf = ({ exchanges }) => {
    refuse(whole(1, MOST_EXCHANGES)(exchanges), "exchanges");
    return exchanges;
  };

  /** A 监票人 answers, or an exchange of slips is asked for or taken back. */
  function takeAnswer(so, { actor, said }) {
    const [kind, more] = ["to", "asked", "withdrawn"].filter((word) => word in said);
    refuse(kind && !more, "kind");
    const about = said[kind];
    refuse(needsConsent(so, about), "consent");
    if (kind === "to") {
      refuse(!so.consents.has(said.consent), "answered");
      refuse(["agreed", "refused"].includes(said.answer), "answer");
      const agreed = said.answer === "agreed";
      so.consents.set(said.consent, { to: about, by: actor, left: agreed ? 1 : 0 });
      if (about === "exchange_slip") {
        refuse(so.asked.get(said.consent) === countOf(said), "exchanges");
        so.asked.delete(said.consent);
        if (agreed) so.permits.set(said.consent, { left: said.exchanges, by: actor });
      }
      return;
    }
    refuse(about === "exchange_slip", "consent");
    if (kind === "asked") so.asked.set(said.consent, countOf(said));
    else {
      refuse(so.permits.has(said.consent), "withdrawn");
      so.permits.get(said.consent).left = 0;
    }
  }

  /** An act that a 监票人 agrees to first names his answer, and uses it up. */
  function useConsent(so, { act, said }) {
    if (act === "exchange_slip") {
      const permit = so.permits.get(said.consent);
      refuse(permit && permit.left > 0 && said.scrutineer === permit.by, "exchange_slip");
      permit.left -= 1;
    } else if (act === "freeze" && !("consent" in said)) {
      so.owesConsent = true;
    } else {
      const answer = so.consents.get(said.consent);
      refuse(answer && answer.to === act && answer.left > 0, "consent");
      refuse(said.scrutineer === answer.by, "scrutineer");
      answer.left = 0;
      so.owesConsent = false;
    }
  }

  /** Nothing of a rehearsal counts once it is reset. */
  function takeBack(so) {
    so.entries = so.before.entries;
    so.waiting = new Set(so.before.waiting);
    [so.scanned, so.settledFor, so.checked] = [0, null, null];
    so.papers.clear();
    so.enteredBy.clear();
  }

  function takeRun(so, line) {
    const { act, said } = line;
    const { batches, key } = so;
    if (["create", "edit"].includes(act) && "custody" in said) so.custody = said.custody;
    if (["create", "edit", "rehearse", "reset"].includes(act) && "run" in said) {
      so.run = said.run;
      so.key = { pk: "", vks: [], places: new Set() };
    }
    if (act === "rehearse" || act === "reset") {
      batches.clear();
      so.torn = [];
    }
    if (act === "rehearse") so.before = { entries: [...so.entries], waiting: [...so.waiting] };
    if (act === "reset") takeBack(so);
    if (act === "keys") {
      refuse(said.run === so.run, "run");
      if (said.done === "dealt") so.key = { pk: said.pk, vks: said.vks, places: new Set() };
      else if (said.done === "confirmed") key.places.add(said.place);
      else if (said.done !== "same") so.key = { pk: "", vks: [], places: new Set() };
    }
  }

  const tornOf = (so, batch) => so.torn.filter((slip) => slip.of_batch === batch).length;

  function takeSlips(so, { act, said }) {
    const batch = so.batches.get(said.batch || said.of_batch);
    if (act === "issue_slips") {
      refuse(said.batch === so.batches.size + 1, "batch");
      so.batches.set(said.batch, { ...said, isConfirmed: false, isVoid: false });
    } else if (act === "confirm_slips") {
      refuse(batch && !batch.isVoid, "batch");
      if (said.done === "void") batch.isVoid = true;
      else {
        refuse(!batch.isConfirmed, "confirmed");
        batch.isConfirmed = true;
      }
    } else if (act === "void_slip") {
      refuse(batch && !batch.isVoid && tornOf(so, said.of_batch) < batch.count, "void_slip");
      const isVoting = so.state === "open";
      refuse(!isVoting || (isReason(said.reason)), "reason");
      so.torn.push({ ...said, isVoting });
    } else if (["freeze", "open", "correct_eligible"].includes(act)) {
      const all = Array.from(so.batches.values());
      refuse(all.every(({ isVoid, isConfirmed }) => isVoid || isConfirmed), "unconfirmed");
      refuse(all.some(({ isVoid }) => !isVoid), "slips");
    }
  }

  const printedOf = ({ batches }) =>
    Array.from(batches.values())
      .filter(({ isConfirmed, isVoid }) => isConfirmed && !isVoid)
      .reduce((sum, { count }) => sum + count, 0);

  function takeEntry(so, { act, said, actor }) {
    const { entry } = said;
    refuse(entry.position === so.entries.length + 1, "entry");
    refuse(ENTRIES[act].includes(entry.line), "entry");
    if (entry.line === "complaint") so.waiting.add(entry.position);
    if (entry.line === "outcome") refuse(so.waiting.delete(entry.amount), "outcome");
    if (act === "override") refuse(whole(1, 3)(entry.amount) && said.broken.length > 0, "override");
    so.entries.push({ ...entry, by: actor, broken: said.broken || [] });
  }

  /** Answers that are 无效, by place and id, each once; they are found once. */
  function takeCheck(so, { said }) {
    refuse(so.checked === null, "check_proofs");
    const places = said.excluded.map((row) => [row.subject, row.question, row.class]);
    const isAfter = (at) => {
      const [one, two] = [places[at - 1], places[at]];
      const differs = two.findIndex((part, place) => part !== one[place]);
      if (differs >= 0) return two[differs] > one[differs];
      return said.excluded[at].id > said.excluded[at - 1].id;
    };
    refuse(places.every((_, at) => at === 0 || isAfter(at)), "excluded");
    so.checked = said;
  }

  /** 应参加, class by class: together they are the number of all. */
  function takeEligible(so, byClass, all) {
    refuse(byClass.length > 0 && sumOf(byClass) === all, "by_class");
    so.eligible = byClass;
  }

  function takeCount(so, line) {
    const { act, said } = line;
    if (act in ENTRIES) takeEntry(so, line);
    if (act === "check_proofs") takeCheck(so, line);
    if (act === "scan_slip") {
      so.scanned += 1;
      refuse(said.unissued === so.scanned, "unissued");
    }
    if (act === "enter_paper") {
      so.papers.set(said.teller, said.commitment);
      so.enteredBy.set(said.teller, line.actor);
    }
    if (act === "freeze") {
      takeEligible(so, said.by_class, said.eligible);
      so.corrections = [];
      so.printedThen = printedOf(so);
      refuse(so.custody === "server" || so.key.places.size === 3, "keys");
    }
    if (act === "correct_eligible") {
      const after = sumOf(Object.values(said.parts));
      so.corrections.push({ state: so.state, before: sumOf(so.eligible), after, reason: said.reason });
      takeEligible(so, said.by_class, after);
    }
    if (act === "resume") {
      const isHigher = so.resumed !== null && said.known > so.resumed;
      refuse(so.state === "paused" || isHigher, "known");
      so.resumed = said.known;
    }
    if (act === "settle") so.settledFor = so.eligible;
  }

  /** The state after a line. */
  function next(so, { act, said }) {
    const isTried = isRehearsal(so.state) ? "rehearsal_" : "";
    if (act === "open_box") return `${isTried}${said.outcome}`;
    if (act === "close") return `${isTried}closed`;
    if (act !== "restore") return TO[act] || so.state;
    const to = ["open", "paused"].includes(so.state) ? "paused" : so.state;
    refuse(said.was === so.state && said.state === to, "restore");
    return to;
  }

  function take(so, line) {
    requirePossible(so, line);
    const { act } = line;
    const isNeeded = needsConsent(so, act);
    if (act === "consent") takeAnswer(so, line);
    if (isNeeded) useConsent(so, line);
    takeRun(so, line);
    takeSlips(so, line);
    takeCount(so, line);
    so.state = next(so, line);
  }

  /** The end is that of the notice. */
  function requireEnd(so, { facts }) {
    refuse(["opened", "no_quorum", "invalid"].includes(so.state), so.state);
    refuse(so.run === facts.run && so.custody === facts.custody, "run");
    const ofNotice = facts.classes.map(({ eligible }) => eligible);
    refuse(canonical.write(so.eligible) === canonical.write(ofNotice), "eligible");
    refuse((so.checked === null) === (facts.sealing === "server"), "check_proofs");
    if (so.custody === "scrutineers") {
      refuse(so.key.pk === facts.pk && canonical.write(so.key.vks) === canonical.write(facts.vks), "pk");
    }
    const printed = facts.classes.map((_, at) =>
      Array.from(so.batches.values())
        .filter(({ isConfirmed, isVoid, voter_class: of }) => isConfirmed && !isVoid && of === at)
        .reduce((sum, { count }) => sum + count, 0),
    );
    refuse(printed.every((count, at) => count === facts.classes[at].slips), "slips");
  }

  /** All that the lines tell, or "journal". */
  function read(lines, told) {
    const so = nothing();
    lines.forEach((line, at) => {
      refuse(at === 0 || lines[at - 1].at <= line.at, "at");
      take(so, line);
    });
    requireEnd(so, told);
    const spoiled = so.torn.filter(({ of_batch: batch }) => !so.batches.get(batch).isVoid);
    return { ...so, spoiled };
  }

  /** The lines without those of rehearsals that have ended. */
  function ofTheVote(lines) {
    let found = [];
    let begun = null;
    for (const line of lines) {
      if (line.act === "rehearse") begun = found.length;
      if (line.act === "reset" && begun !== null) {
        const isKept = ({ act }, at) => at < begun || STAY.includes(act);
        found = found.filter(isKept);
        begun = null;
      }
      found.push(line);
    }
    return found;
  }

  return { read, ofTheVote };
})();
