// The opening of the sums by those who hold the key, and the tallies that come of it.
const sums = (() => {
  const { whole, text, orNull, list, table } = shape;
  const isOpening = table({
    subject: whole(0), question: whole(0), class: orNull(whole(0)), number: whole(0), points: text,
    proof: text,
  });

  /** The holders whose partial decryptions open the sums. */
  function holdersOf(told, openers) {
    if (told.facts.custody === "server") {
      return [{ number: 0, vk: { point: told.P, bytes: octets.fromHex(told.facts.pk) } }];
    }
    return openers.map(({ number }) => ({
      number,
      vk: { point: told.vks[number - 1], bytes: octets.fromHex(told.facts.vks[number - 1]) },
    }));
  }

  /** x·c1 of each column out of the partial decryptions of the holders. */
  function combine(holders, given) {
    if (holders.length === 1) return given[0];
    const numbers = holders.slice(0, 2).map(({ number }) => BigInt(number));
    const [i, j] = numbers;
    const weights = [j * group.invert(j - i), i * group.invert(i - j)];
    return given[0].map((_, at) => multiples.combined(weights, [given[0][at], given[1][at]]));
  }

  /** The count of each column of every sum that was opened. */
  function* open(told, wanted, openings, holders, root) {
    require(list(isOpening)(openings), "opening", "openings.json");
    require(openings.length === wanted.length * holders.length, "opening", "number");
    const isEnough = told.facts.custody === "server" || (holders.length >= 2 && holders.length <= 3);
    require(isEnough, "opening", "holders");
    for (const [place, sum] of wanted.entries()) {
      const asked = told.asked[sum.question];
      const pairs = proofs.openedOf(asked, sum.columns);
      const given = holders.map((holder, at) => {
        const opening = openings[at * wanted.length + place];
        const isHere =
          opening.number === holder.number &&
          opening.subject === sum.subject &&
          opening.question === sum.question &&
          opening.class === sum.ofClass &&
          octets.isHex(opening.points, 32 * pairs.length) &&
          octets.isHex(opening.proof, 64 * pairs.length);
        require(isHere, "opening", "place");
        return proofs.requirePartial(holder, root, { run: told.run, ...sum }, pairs, opening);
      });
      requireAgreement(holders, given);
      const covered = combine(holders, given);
      sum.tally = tallyOf(asked, sum, pairs, covered);
      yield {};
    }
  }

  /** Of three holders any two come to the same. */
  function requireAgreement(holders, given) {
    if (holders.length < 3) return;
    const first = combine(holders, given);
    const second = combine(holders.slice(1), given.slice(1));
    require(first.every((point, at) => group.isSame(point, second[at])), "opening", "third");
  }

  function tallyOf(asked, { ballots, invalid }, pairs, covered) {
    const count = (at, limit) =>
      proofs.logarithm(group.difference(pairs[at][1], covered[at]), limit);
    if (asked.isNumber) {
      const blank = count(1, ballots);
      const total = count(0, policy.HIGHEST * ballots);
      require(total <= policy.HIGHEST * (ballots - blank), "opening", "number");
      return { counts: [], blank, invalid, numbers: ballots - blank, total };
    }
    const found = pairs.map((_, at) => count(at, ballots));
    require(found.reduce((all, each) => all + each, 0) === ballots, "opening", "sum");
    const blank = asked.blank ? found.pop() : 0;
    return { counts: found, blank, invalid, numbers: 0, total: 0 };
  }

  /** Of each subject a tally a question, over all voters and class by class, paper included. */
  function talliesOf(told, opened, totals) {
    const isApart = opened.some(({ ofClass }) => ofClass !== null);
    const classes = [...told.facts.classes.keys()];
    const ofCell = (subject, question, of) =>
      opened
        .filter((sum) => sum.subject === subject && sum.question === question)
        .filter((sum) => of === null || sum.ofClass === of)
        .map((sum) => sum.tally)
        .concat(
          (totals || [])
            .filter((each) => each.subject === subject && each.question === question)
            .filter((each) => of === null || each.voter_class === of)
            .map((each) => figures.ofPaper(told.asked[question], each)),
        )
        .reduce(figures.plus, figures.empty(told.asked[question]));
    return told.facts.subjects.map((_, subject) => ({
      questions: told.asked.map((__, question) => ofCell(subject, question, null)),
      byClass: isApart
        ? classes.map((of) => told.asked.map((__, question) => ofCell(subject, question, of)))
        : [],
    }));
  }

  return { holdersOf, open, talliesOf };
})();
