// A bundle, verified in the order of docs/bundle.md. The verifier yields after every small piece of
// work, so that whoever runs it may look after his page in between.
const bundle = (() => {
  /** Notice and policy: what was asked, of whom, and by which rules it is counted. */
  function readNotice({ parts: all, key, meeting }) {
    const told = notice.read(all.get("frozen.json"));
    require(told.facts.number === meeting, "form", "meeting");
    require(told.facts.signing_key === key, "signature", "signing_key");
    const isEmpty = octets.isSame(all.get("excluded.json"), octets.utf8("[]"));
    require(told.facts.sealing === "phone" || isEmpty, "form", "excluded.json");
    const rules = notice.readPolicy(told, all.get("scheme.toml"), parts.overridesOf(all));
    return { told, rules };
  }

  /** Journal and ledger: what was done, and where it led. */
  function readJournal(all, told, counted) {
    const closed = parts.closeOf(all);
    const written = journal.read(all.get("journal.json"), told.facts.number);
    const lines = replay.ofTheVote(written);
    const { opening } = journal.requireAnchors(lines, told, closed, counted);
    const lived = replay.read(written, told);
    const excluded = lived.checked === null ? [] : lived.checked.excluded;
    const isSame = octets.isSame(octets.utf8(canonical.write(excluded)), all.get("excluded.json"));
    require(isSame, "journal", "excluded.json");
    const given = canonical.read(all.get("result.json"));
    const found = ledger.read(lines, lived, told, counted);
    require(opening.said.paper === found.returned.paper, "ledger", "paper");
    return { closed, lines, opening, found, given, checked: lived.checked };
  }

  /** The state that follows, which result, journal and parts have too. */
  function stateOf(file, { told, counted, found, given, opening }) {
    const state = ledger.stateOf(found, told, counted);
    require(parts.isResult(given), "form", "result.json");
    require(given.state === state, "state", "result.json");
    require(opening.said.outcome === state, "journal", "outcome");
    parts.requireState(file, { told, counted, state });
    return state;
  }

  /** The lists of sealed answers, as they were pinned at the close. */
  function readLists(all, { told, counted, closed, checked }) {
    const lists = boxes.readLists(all, told, counted);
    const roots = boxes.rootsOf(lists);
    require(canonical.write(roots.byName) === canonical.write(closed.roots), "roots");
    const isChecked = checked === null || checked.root === octets.hex(roots.ofMeeting);
    require(isChecked, "journal", "check_proofs");
    return { lists, roots };
  }

  /** What was signed at the opening is what was found. */
  function requireRecord({ parts: all, key }, record, facts) {
    const { told, counted, found, openers, roots, tallies } = facts;
    const { total, ...returned } = found.returned;
    const wanted = {
      custody: told.facts.custody,
      fingerprint: told.fingerprint,
      format: 2,
      head: facts.opening.head,
      meeting: told.facts.number,
      opened_by: openers,
      paper: record.paper,
      returned,
      roots: roots.byName,
      slip_states: counted.root,
      tallies: tallies.map(({ questions, byClass }) => ({ questions, by_class: byClass })),
      unbalanced: remarks.stoppingOf(facts),
    };
    require(canonical.write(record) === canonical.write(wanted), "record");
    const signed = parts.isSigned(all.get("record.sig"), all.get("record.json"), key);
    require(signed, "signature", "record.sig");
  }

  /** The four values to be compared with the signed paper, in hexadecimal. */
  function valuesOf({ parts: all, key }, { told, roots, closed, opening, state }) {
    const signed = all.get(state === "opened" ? "record.json" : "result.json");
    const value = (mark, first, head) =>
      octets.hex(octets.sha256(Uint8Array.of(mark), octets.framed(first, octets.fromHex(head))));
    return {
      fingerprint: told.fingerprint,
      key,
      sheet: value(4, roots.ofMeeting, closed.head),
      code: value(5, signed, opening.head),
    };
  }

  /** The openings, the papers and the record: the tallies. */
  function* verifyOpened(file, facts, byList) {
    const { told, counted, openers, roots, found } = facts;
    require(told.facts.custody !== "server" || openers.length === 0, "opening", "send_partials");
    const wanted = boxes.sumsOf(told, counted, byList);
    const openings = canonical.read(file.parts.get("openings.json"));
    yield* sums.open(told, wanted, openings, sums.holdersOf(told, openers), roots.ofMeeting);
    yield { step: "paper" };
    const record = canonical.read(file.parts.get("record.json"));
    require(shape.isTable(record) && "paper" in record, "paper", "record.json");
    const totals = papers.read(record.paper, told, found);
    yield { step: "record" };
    facts.tallies = sums.talliesOf(told, wanted, totals);
    requireRecord(file, record, facts);
  }

  /** The result follows from the tallies; with it how each figure came about. */
  function resultOf(file, facts) {
    facts.scores = parts.scoresOf(file.parts, facts.told, facts.state === "opened");
    const result = figures.resultOf(facts);
    require(canonical.write(facts.given) === canonical.write(result), "result");
    const formulas = (facts.tallies || []).map((tally) => figures.formulaOf(facts.rules, tally));
    return { result, formulas, values: valuesOf(file, facts) };
  }

  /**
   * Verifies a file. Yields { step } where a step begins and { done, total } while answers are
   * checked; returns the result, how each figure came about, the number of answers and the four
   * values. Throws Refused.
   */
  function* verify(bytes) {
    yield { step: "file" };
    const file = parts.openFile(bytes);
    const all = file.parts;
    yield { step: "notice" };
    const { told, rules } = readNotice(file);
    yield { step: "slips" };
    const counted = slips.read(all.get("slips.txt"), told);
    yield { step: "journal" };
    const facts = { told, rules, counted, openers: [], ...readJournal(all, told, counted) };
    yield { step: "state" };
    facts.state = stateOf(file, facts);
    yield { step: "answers" };
    const { lists, roots } = readLists(all, facts);
    facts.roots = roots;
    const byList = yield* answers.check(told, lists, facts.checked);
    yield { step: "sums" };
    if (facts.state === "opened") {
      facts.openers = journal.openersOf(facts.lines, roots.ofMeeting);
      yield* verifyOpened(file, facts, byList);
    }
    yield { step: "result" };
    const count = lists.reduce((sum, { rows }) => sum + rows.length, 0);
    return { answers: count, ...resultOf(file, facts) };
  }

  return { verify };
})();
