// Every sealed answer: its id, its proof, and whether it is counted.
const answers = (() => {
  const keyOf = ({ facts, P }) => ({
    bytes: octets.fromHex(facts.pk), point: P, table: multiples.table(P),
  });

  /** Whether an answer is lawful; where the server seals it must be. Its pairs, or null. */
  function pairsOf(key, place, asked, row, sealing) {
    proofs.requireId(place, row);
    try {
      return proofs.requireAnswer(key, place, asked, row);
    } catch (error) {
      if (!(error instanceof Refused) || sealing === "server") throw error;
      return null;
    }
  }

  /** Adds the columns of an answer up, or takes them away again. */
  function count({ columns }, pairs, isTakenAway = false) {
    columns.forEach((sum, at) =>
      sum.forEach((point, half) => group.addTo(point, pairs[at][half], isTakenAway)),
    );
  }

  /** Every answer's id and proof; yields how many are done. Returns the sums by list. */
  function* check(told, lists, checked) {
    const key = keyOf(told);
    const { sealing } = told.facts;
    const sums = new Map();
    const total = lists.reduce((all, { rows }) => all + rows.length, 0);
    const failed = new Set();
    let done = 0;
    for (const { subject, question, ofClass, name, rows } of lists) {
      const asked = told.asked[question];
      const place = { run: told.run, subject, question, ofClass };
      const sum = { columns: boxes.nothing(asked.columns), invalid: 0 };
      for (const row of rows) {
        const pairs = pairsOf(key, place, asked, row, sealing);
        if (pairs === null) failed.add(row);
        else count(sum, pairs);
        done += 1;
        yield { done, total };
      }
      sums.set(name, sum);
    }
    leaveOut(told, lists, failed, checked, sums);
    return sums;
  }

  /** Takes out of the sums what is 无效 for a c1 that occurs twice; tells how many are left. */
  function leaveOut(told, lists, failed, checked, sums) {
    const twice = requireExcluded(lists, failed, checked);
    for (const { name, rows } of lists) {
      const sum = sums.get(name);
      for (const row of rows.filter((each) => twice.has(each))) {
        count(sum, proofs.pairsOf(row.ct), true);
      }
      sum.invalid = rows.filter((row) => failed.has(row) || twice.has(row)).length;
      sum.ballots = rows.length - sum.invalid;
    }
  }

  /** `excluded.json` names just the answers that are 无效; those that share a c1 are returned. */
  function requireExcluded(lists, failed, checked) {
    if (checked === null) return new Set();
    const valid = lists.flatMap(({ rows }) => rows).filter((row) => !failed.has(row));
    const twice = boxes.sharing(valid);
    const found = lists.flatMap(({ subject, question, ofClass, rows }) =>
      rows
        .filter((row) => failed.has(row) || twice.has(row))
        .map((row) => ({
          subject, question, class: ofClass, id: octets.hex(row.id),
          why: failed.has(row) ? "proof" : "c1_twice",
        })),
    );
    require(canonical.write(found) === canonical.write(checked.excluded), "proof", "excluded.json");
    return twice;
  }

  return { check };
})();
