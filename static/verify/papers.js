// The paper ballots: totals on which two tellers agreed before the box was opened.
const papers = (() => {
  const { whole, list, hex, table, map } = shape;
  const MOST = 100000;

  const isTotals = list(
    table({
      subject: whole(0),
      question: whole(0),
      voter_class: whole(0),
      counts: list(whole(0)),
      blank: whole(0),
      invalid: whole(0),
      sheets: whole(0, MOST),
    }),
  );
  const isPaper = table({ totals: isTotals, salts: map((teller) => /^[12]$/.test(teller), hex(32)) });

  const refuse = (isSo, why) => require(isSo, "paper", why);

  function requireCell(told, cell, total) {
    const { isNumber, options, blank } = told.asked[cell.question];
    const isThere =
      total.subject === cell.subject &&
      total.question === cell.question &&
      total.voter_class === cell.ofClass;
    refuse(isThere && total.counts.length === (isNumber ? 1 : options.length), "cell");
    refuse(blank || total.blank === 0, "blank");
    const rest = total.sheets - total.blank - total.invalid;
    const sum = total.counts.reduce((all, count) => all + count, 0);
    refuse(isNumber ? rest >= 0 && sum <= policy.HIGHEST * rest : sum === rest, "sheets");
  }

  function requireCommitted(told, paper, committed) {
    const rows = paper.totals.map((each) => [
      each.subject, each.question, each.voter_class, each.counts, each.blank, each.invalid, each.sheets,
    ]);
    const text = octets.utf8(JSON.stringify([told.facts.number, told.facts.run, rows]));
    for (const teller of [1, 2]) {
      const salt = paper.salts[teller];
      refuse(salt && committed.has(teller), "teller");
      const sum = octets.sha256(octets.utf8("paper-v1|"), octets.fromHex(salt), text);
      refuse(octets.hex(sum) === committed.get(teller), "commitment");
    }
  }

  /** The totals, cell by cell; null where nobody voted on paper. */
  function read(paper, told, found) {
    if (paper === null) {
      refuse(found.returned.paper === 0 && found.papers.size === 0, "none");
      return null;
    }
    refuse(isPaper(paper), "shape");
    const cells = boxes.cellsOf(told);
    refuse(paper.totals.length === cells.length, "cells");
    const ofClass = new Map();
    cells.forEach((cell, at) => {
      const total = paper.totals[at];
      requireCell(told, cell, total);
      if (!ofClass.has(cell.ofClass)) ofClass.set(cell.ofClass, total.sheets);
      refuse(ofClass.get(cell.ofClass) === total.sheets, "sheets");
    });
    found.papersOf.forEach((each, at) => refuse(ofClass.get(at) === each, "sheets"));
    requireCommitted(told, paper, found.papers);
    return paper.totals;
  }

  return { read };
})();
