// What does not balance, and what else a reader has to know (docs/figures.md, Remarks).
const remarks = (() => {
  const HIGHEST = 100;
  const OF_CLASSES = ["paper_of_class", "returned_of_class"];

  /** The equations of slips and ballots that do not hold, with both sides. */
  function unbalancedOf({ counted, found, facts }) {
    const { handedOut: out, returned, spoiledBefore: before, spoiledAfter: after } = found;
    const isKnown = out !== null;
    const lines = [
      ["issued", counted.printed, out + counted.undrawn + before, (left, right) => !isKnown || left === right],
      ["handed_out", out, returned.total + after + found.notReturned, (left, right) => !isKnown || left === right],
      ["returned_of_handed_out", returned.total, isKnown ? out : counted.printed, (left, right) => left <= right],
      ["paper", returned.paper, counted.exchanged, (left, right) => left <= right],
      ["returned_of_eligible", returned.total, facts.eligible, (left, right) => left <= right],
    ];
    const told = lines
      .filter(([, left, right, holds]) => !holds(left, right))
      .map(([equation, left, right]) => ({ kind: "unbalanced", equation, left, right }));
    const others = found.broken.filter((word) => OF_CLASSES.includes(word));
    return [...told, ...others.map((equation) => ({ kind: "unbalanced", equation }))];
  }

  /** What people counted or left undone. */
  function countedOf({ counted, found }) {
    const { returned, present, handedOut, broken, enteredBy } = found;
    const names = new Set(enteredBy.values());
    return [
      ...(present !== null && returned.total > present
        ? [{ kind: "more_than_present", returned: returned.total, present }]
        : []),
      ...(handedOut === null ? [{ kind: "not_counted", unissued: counted.undrawn }] : []),
      ...(broken.includes("paper_due") ? [{ kind: "paper_missing", exchanged: counted.exchanged }] : []),
      ...(returned.paper > 0 && names.size === 1
        ? [{ kind: "paper_by_one", name: Array.from(names)[0], sheets: returned.paper }]
        : []),
    ];
  }

  /** What was changed after the notice. */
  function changedOf({ corrections, printedThen, printedNow, voided }) {
    const byReason = new Map();
    for (const { spoiled, reason } of voided) {
      const key = canonical.write([spoiled, reason]);
      const before = byReason.get(key) || { kind: "voided", count: 0, spoiled, reason };
      byReason.set(key, { ...before, count: before.count + 1 });
    }
    return [
      ...corrections.map((each) => ({ kind: "corrected", ...each })),
      ...(printedThen === printedNow ? [] : [{ kind: "reprinted", before: printedThen, after: printedNow }]),
      ...byReason.values(),
    ];
  }

  /** The one answer that everybody gave; undefined where there is none. null is 弃权. */
  function ofEverybody(answers, { invalid, numbers, total }) {
    const given = answers.filter(([, count]) => count > 0);
    if (invalid > 0 || given.length + (numbers > 0 ? 1 : 0) !== 1) return undefined;
    if (numbers === 0) return given[0][0];
    const isKnown = numbers === 1 || total === 0 || total === numbers * HIGHEST;
    return isKnown ? String(total / numbers) : undefined;
  }

  /** Where the counts alone tell what somebody chose. */
  function revealedOf({ asked, facts }, { questions }, at) {
    return questions.flatMap((tally, place) => {
      const { options } = asked[place];
      const answers = [...options.map((option, each) => [option, tally.counts[each]]), [null, tally.blank]];
      const of = { subject: facts.subjects[at].name, question: place + 1 };
      const option = ofEverybody(answers, tally);
      if (option !== undefined) return [{ kind: "unanimous", ...of, option }];
      const alone = answers.filter(([, count]) => count === 1).map(([each]) => each);
      return alone.length ? [{ kind: "single", ...of, options: alone }] : [];
    });
  }

  /** Who else measured a subject, and what its counts reveal. */
  function ofSubject({ told, scores }, tally, at) {
    const meetings = scores.alsoMeasured[at] || [];
    const subject = told.facts.subjects[at].name;
    const also = meetings.length ? [{ kind: "also_measured", subject, meetings }] : [];
    return [...also, ...revealedOf(told, tally, at)];
  }

  /** What the account of slips tells, in the order of docs/figures.md. */
  const ofAccount = ({ counted, found, told: { facts } }) => [
    ...unbalancedOf({ counted, found, facts }),
    ...countedOf({ counted, found }),
    ...changedOf(found),
    ...found.restored.map(({ taken, missing }) => ({ kind: "restored", taken, missing })),
    ...found.goneOver.map((each) => ({ kind: "gone_over", ...each })),
  ];

  /** The kinds for which a ranking stops, as they were known at the opening. */
  function stoppingOf({ counted, found, told: { facts }, lines, opening }) {
    const before = lines.filter(({ act, sequence }) => act === "restore" && sequence < opening.sequence);
    const stops = [
      ...unbalancedOf({ counted, found, facts }),
      ...countedOf({ counted, found }).filter(({ kind }) => kind === "more_than_present"),
      ...changedOf(found).filter(({ kind, state }) => kind === "corrected" && state !== "frozen"),
      ...found.restored.slice(0, before.length)
        .filter(({ missing }) => missing !== 0)
        .map(() => ({ kind: "restored" })),
    ];
    return Array.from(new Set(stops.map(({ kind }) => kind)));
  }

  /** All remarks of a result. */
  const of = (facts) => [
    ...ofAccount(facts),
    ...(facts.tallies || []).flatMap((tally, at) => ofSubject(facts, tally, at)),
  ];

  return { of, stoppingOf };
})();
