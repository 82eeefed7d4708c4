// The settlement of the slips, worked out again (docs/journal.md, Settlement).
const ledger = (() => {
  const { whole, sumOf } = shape;
  /** Slips and sheets of one meeting. */
  const isCount = whole(0, 100000);
  const refuse = (isSo, why) => require(isSo, "ledger", why);

  /** A figure of the hall as it was last counted; null where nobody counted. */
  function lastOf(entries, name) {
    const counts = entries.filter(({ line }) => line === name);
    return counts.length ? counts[counts.length - 1].amount : null;
  }

  /** Each time that the meeting was put back from a backup, in the words of the result. */
  function restoredOf(lines, received) {
    const found = [];
    for (const { act, said } of lines) {
      if (act === "restore") {
        const { taken, was, found: here, known } = said;
        found.push({ taken, was, found: here, known: Math.max(here, known) });
      } else if (act === "resume") {
        refuse(found.length > 0, "resume");
        const last = found[found.length - 1];
        last.known = Math.max(last.known, said.known);
      }
    }
    refuse(found.every(({ known }) => known <= received), "known");
    return found.map((each) => ({ ...each, missing: each.known - each.found }));
  }

  /** How many sealed answers are 无效, and why. */
  function countOf(checked) {
    const all = checked === null ? [] : checked.excluded;
    const count = (word) => all.filter(({ why }) => why === word).length;
    return { proof: count("proof"), c1_twice: count("c1_twice") };
  }

  /** Whether something is so of a class; without several there is none to look at. */
  const ofAny = (papers, isSo) => papers.length > 1 && papers.some(isSo);

  /** Whether more came back of a class, papers among them, than there are voters of it. */
  const isBeyondClass = (counted, papers, mayVote) =>
    ofAny(papers, (each, at) => counted.spentOf[at] + each > mayVote[at]);

  /** What does not balance, by the words under which it is told. */
  function brokenOf({ out, spoiled, counted, returned, notReturned, so, papers }) {
    const sheets = sumOf(papers);
    const mayVote = so.settledFor;
    refuse(mayVote.length === papers.length, "by_class");
    const after = spoiled.filter((slip) => slip.spoiled === "after").length;
    const before = spoiled.length - after;
    const isBroken = {
      issued: out !== null && counted.printed !== out + counted.undrawn + before,
      handed_out: out !== null && out !== returned + after + notReturned,
      returned_of_handed_out: returned > (out === null ? counted.printed : out),
      paper: sheets > counted.exchanged,
      paper_of_class: ofAny(papers, (each, at) => each > counted.exchangedOf[at]),
      returned_of_eligible: returned > sumOf(mayVote),
      returned_of_class: isBeyondClass(counted, papers, mayVote),
      handed_out_due: out === null,
      complaint_due: so.waiting.size > 0,
      second_teller_due: so.papers.size === 1,
      paper_due: counted.exchanged > 0 && so.papers.size === 0,
      c1_twice: countOf(so.checked).c1_twice > 0,
    };
    return Object.keys(isBroken).filter((word) => isBroken[word]);
  }

  /** The last word of each 监票人, where it goes on over just what is broken. */
  function overridesOf(entries, broken) {
    const last = new Map();
    for (const entry of entries.filter(({ line }) => line === "override")) {
      if (canonical.write(entry.broken) === canonical.write(broken)) last.set(entry.amount, entry);
    }
    return Array.from(last.values())
      .sort((one, two) => one.amount - two.amount)
      .map(({ amount, by, reason }) => ({ scrutineer: amount, name: by, reason }));
  }

  /** Some words keep the slips from being settled at all. */
  function requireSettled(custody, broken, overrides) {
    const isDue = broken.includes("complaint_due") || broken.includes("second_teller_due");
    refuse(!isDue, "due");
    const goesOn = custody === "server" || overrides.length >= 2;
    refuse(broken.length === 0 || goesOn, "strict");
  }

  /** What the settlement says is what follows from the lines before it and from the slips. */
  function read(lines, so, told, counted) {
    const settled = lines.find(({ act }) => act === "settle");
    refuse(settled, "settle");
    const { said } = settled;
    const { papers } = said;
    refuse(shape.list(isCount)(papers) && papers.length === counted.spentOf.length, "papers");
    const paper = sumOf(papers);
    const count = (act) => lines.filter((line) => line.act === act).length;
    refuse(count("exchange_slip") === counted.exchanged, "exchange_slip");
    refuse(so.scanned === counted.undrawn, "scan_slip");
    refuse(isCount(paper) && (paper === 0 || so.papers.size === 2), "paper");
    refuse(so.spoiled.length <= counted.torn, "void_slip");
    const out = lastOf(so.entries, "handed_out");
    refuse(out === null || isCount(out), "handed_out");
    const returned = { phone: counted.phone, kiosk: counted.kiosk, paper };
    const total = counted.spent + paper;
    const rest = counted.printed - total - counted.undrawn - so.spoiled.length;
    const notReturned = out === null ? 0 : Math.max(0, rest);
    const { spoiled } = so;
    const broken = brokenOf({ out, spoiled, counted, returned: total, notReturned, so, papers });
    const overrides = broken.length ? overridesOf(so.entries, broken) : [];
    requireSettled(told.facts.custody, broken, overrides);
    const wanted = {
      returned, papers, slip_states: counted.root, handed_out: out, unissued: counted.undrawn,
      exchanged: counted.exchanged, spoiled: spoiled.length, not_returned: notReturned, broken, overrides,
    };
    refuse(canonical.write(said) === canonical.write(wanted), "settle");
    return {
      handedOut: out,
      notReturned,
      spoiledAfter: spoiled.filter((slip) => slip.spoiled === "after").length,
      spoiledBefore: spoiled.filter((slip) => slip.spoiled === "before").length,
      present: lastOf(so.entries, "present"),
      enteredBy: so.enteredBy,
      corrections: so.corrections,
      printedThen: so.printedThen,
      printedNow: counted.printed,
      voided: so.torn.filter(({ isVoting }) => isVoting),
      broken,
      papers: so.papers,
      papersOf: papers,
      spoiled: spoiled.length,
      returned: { ...returned, total },
      goneOver: overrides.map(({ scrutineer, name, reason }) => ({ number: scrutineer, name, reason })),
      restored: restoredOf(lines, counted.spent),
      excluded: countOf(so.checked),
    };
  }

  /** Where a meeting stands with so many ballots. */
  function stateOf({ returned, papersOf, handedOut }, { facts }, counted) {
    const most = handedOut === null ? counted.printed : handedOut;
    const mayVote = facts.classes.map(({ eligible }) => eligible);
    if (returned.total > facts.eligible || returned.total > most) return "invalid";
    if (isBeyondClass(counted, papersOf, mayVote)) return "invalid";
    return returned.total < facts.minimum ? "no_quorum" : "opened";
  }

  return { read, stateOf };
})();
