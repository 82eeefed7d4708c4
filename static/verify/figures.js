// From counts to figures, by the policy's text: satisfaction, final score, and the result.
const figures = (() => {
  const SMALLEST_CLASS = 8;

  const NOTHING = { blank: 0, invalid: 0, numbers: 0, total: 0 };

  /** An empty tally of a question. */
  const empty = ({ options }) => ({ ...NOTHING, counts: options.map(() => 0) });

  const plus = (one, two) => ({
    counts: one.counts.map((count, at) => count + two.counts[at]),
    blank: one.blank + two.blank,
    invalid: one.invalid + two.invalid,
    numbers: one.numbers + two.numbers,
    total: one.total + two.total,
  });

  /** The totals of the papers of a cell as a tally. */
  function ofPaper({ isNumber }, { counts, blank, invalid, sheets }) {
    if (!isNumber) return { ...NOTHING, counts, blank, invalid };
    return { counts: [], blank, invalid, numbers: sheets - blank - invalid, total: counts[0] };
  }

  const sum = (numbers) => numbers.reduce((all, each) => all + each, 0);
  const validOf = ({ counts, numbers }) => sum(counts) + numbers;
  const returnedOf = (tally) => validOf(tally) + tally.blank + tally.invalid;

  /** What a figure is divided by. */
  function divisorOf(denominator, tally) {
    if (denominator === "returned") return returnedOf(tally);
    return validOf(tally) + (denominator === "valid_and_blank" ? tally.blank : 0);
  }

  /** The best and the worst answer left out where the policy says so and enough count. */
  function trimmed(rule, tally) {
    if (rule.trimAbove === null || divisorOf(rule.denominator, tally) <= rule.trimAbove) return tally;
    const counts = tally.counts.slice();
    const given = [...counts.keys()].filter((at) => counts[at] > 0);
    if (given.length && sum(counts) > 1) {
      counts[given[0]] -= 1;
      counts[given[given.length - 1]] -= 1;
    }
    return { ...tally, counts };
  }

  /** The figure of a tally, exact, with what it was divided by; null where that is 0. */
  function figureOf(rule, whole) {
    const tally = trimmed(rule, whole);
    const below = divisorOf(rule.denominator, tally);
    if (below === 0) return null;
    const above = rule.weights.length
      ? tally.counts
          .map((count, at) => fraction.multiply(fraction.of(count), rule.weights[at]))
          .reduce(fraction.add, fraction.of(0))
      : fraction.of(tally.total, 100);
    return { value: fraction.multiply(above, fraction.of(1, below)), denominator: below };
  }

  /** The figure of a subject, or why there is none. */
  function satisfactionOf({ items, classes }, { questions, byClass }) {
    const chosen = items.find(({ figure }) => figure);
    if (!chosen) return { denominator: returnedOf(questions[0]) };
    const rule = chosen.figure;
    const tally = questions[rule.question];
    const denominator = divisorOf(rule.denominator, tally);
    if (classes.length === 0) {
      const figure = figureOf(rule, tally);
      return figure ? { ...figure, rule } : { denominator, withheld: "nobody_voted" };
    }
    const parts = byClass.map((each) => each[rule.question]);
    if (parts.length === 0 || parts.some((part) => returnedOf(part) < SMALLEST_CLASS)) {
      return { denominator, withheld: "small_class" };
    }
    const found = parts.map((part) => figureOf(rule, part));
    if (found.includes(null)) return { denominator, withheld: "nobody_voted" };
    const weighted = found.map(({ value }, at) => fraction.multiply(classes[at].weight, value));
    return {
      value: weighted.reduce(fraction.add),
      denominator: sum(found.map((each) => each.denominator)),
      rule,
      parts: found,
    };
  }

  const DENOMINATORS = {
    returned: "投票数",
    valid_and_blank: "有效票数与弃权票数之和",
    valid: "有效票数",
  };
  const timesOf = (weight) => (fraction.exact(weight) === "1" ? "" : `×${fraction.plain(weight)}`);

  /** How a figure came out of those of the classes of voters. */
  function formulaOfClasses({ classes }, { rule, value, parts }) {
    const sign = rule.inPoints ? "" : " %";
    const weights = classes.map(({ weight }) => `${fraction.plain(fraction.multiply(weight, fraction.of(100)))}%`);
    const words = classes.map(({ name }, at) => `${name}×${weights[at]}`).join("+");
    const numbers = parts.map((each, at) => `${fraction.percent(each.value)}${sign}×${weights[at]}`).join("+");
    const clause = rule.clause ? `(${rule.clause})` : "";
    return `${rule.name} = ${words} = ${numbers} = ${fraction.percent(value)}${sign}${clause}`;
  }

  /** How a figure came out of its counts, in the words of the policy; null where there is none. */
  function formulaOf(rules, tally) {
    const figure = satisfactionOf(rules, tally);
    const { rule, value, denominator } = figure;
    if (!value) return null;
    if (rules.classes.length) return formulaOfClasses(rules, figure);
    const counted = trimmed(rule, tally.questions[rule.question]);
    const { options } = rules.questions[rule.question];
    const terms = [...rule.weights.keys()].filter((at) => rule.weights[at].above !== 0n);
    const words = terms.map((at) => `${options[at]}票数${timesOf(rule.weights[at])}`).join("+");
    const numbers = terms.map((at) => `${counted.counts[at]}${timesOf(rule.weights[at])}`).join("+");
    const above = rule.weights.length ? `(${words})` : "各票打分之和";
    const clause = rule.clause ? `(${rule.clause})` : "";
    const shown = `${fraction.percent(value)}${rule.inPoints ? "" : " %"}`;
    return (
      `${rule.name} = ${above}÷${DENOMINATORS[rule.denominator]} = ` +
      `${rule.weights.length ? `(${numbers})` : counted.total}÷${denominator} = ${shown}${clause}`
    );
  }

  /** The final score of a product of the figure and one score that is brought in. */
  function finalOf({ items, total }, { value }, score) {
    const others = items.filter(({ isBallot }) => !isBallot);
    const isProduct = total.how === "product" && items.length === 2 && others.length === 1;
    if (!isProduct || !value || score === null) return null;
    return fraction.multiply(fraction.decimal(score), value);
  }

  function subjectOf(told, rules, at, tally, { scores, waiting }) {
    const { name, unit, village } = told.facts.subjects[at];
    const figure = satisfactionOf(rules, tally);
    const final = finalOf(rules, figure, scores[at]);
    const counts = (question, asked) =>
      Object.fromEntries(asked.options.map((option, place) => [option, question.counts[place]]));
    const isOneChoice = told.asked.length === 1 && !told.asked[0].isNumber;
    const [first] = tally.questions;
    return {
      name,
      ...(unit ? { unit } : {}),
      ...(village ? { village } : {}),
      counts: counts(first, told.asked[0]),
      blank: first.blank,
      invalid: first.invalid,
      denominator: figure.denominator,
      satisfaction: figure.value ? shareOf(figure.value) : null,
      objective_score: scores[at],
      final_score: final ? { exact: fraction.exact(final), shown: fraction.shown(final) } : null,
      ...(waiting[at] ? { waiting: waiting[at] } : {}),
      ...(isOneChoice ? {} : { questions: tally.questions.map((each, place) =>
        questionOf(told.asked[place], each, counts)) }),
      ...byClassOf(rules, tally, told, counts),
      ...(figure.withheld ? { withheld: figure.withheld } : {}),
    };
  }

  const shareOf = (value) => ({ exact: fraction.exact(value), percent: fraction.percent(value) });

  /** Class by class the answers to the question of the figure, where all were opened apart. */
  function byClassOf({ items, classes }, { byClass }, told, counts) {
    const chosen = items.find(({ figure }) => figure);
    if (!chosen || classes.length === 0 || byClass.length === 0) return {};
    const { question } = chosen.figure;
    const parts = byClass.map((each) => each[question]);
    if (parts.some((part) => returnedOf(part) < SMALLEST_CLASS)) return {};
    return {
      by_class: parts.map((part, at) => {
        const figure = figureOf(chosen.figure, part);
        const { text, ...counted } = questionOf(told.asked[question], part, counts);
        return { name: classes[at].name, figure: figure ? shareOf(figure.value) : null, ...counted };
      }),
    };
  }

  const questionOf = (asked, tally, counts) => ({
    text: asked.text,
    counts: counts(tally, asked),
    blank: tally.blank,
    invalid: tally.invalid,
    ...(asked.isNumber ? { numbers: tally.numbers, total: tally.total } : {}),
  });

  /** The classes of voters with what came back of each. */
  function classesOf({ facts }, { classes }, counted, { papersOf }) {
    if (classes.length === 0) return {};
    return {
      classes: classes.map(({ name, weight }, at) => ({
        name,
        weight: fraction.exact(weight),
        eligible: facts.classes[at].eligible,
        issued: facts.classes[at].slips,
        returned: counted.spentOf[at] + papersOf[at],
      })),
    };
  }

  /** The whole result, as `ballot result --json` gives it. */
  function resultOf(given) {
    const { told, rules, counted, found, state, openers, tallies, scores } = given;
    const { facts } = told;
    const quorum = {
      rule: policy.ruleText(rules.quorum),
      required: policy.required(rules.quorum, facts.eligible),
      met: found.returned.total >= policy.required(rules.quorum, facts.eligible),
    };
    return {
      meeting: facts.number,
      title: facts.title,
      round: facts.round,
      follows: facts.follows,
      scheme: { id: rules.id, sha256: facts.scheme_sha256 },
      ...(facts.item ? { item: facts.item } : {}),
      custody: facts.custody,
      transport: facts.transport,
      state,
      eligible: facts.eligible,
      issued: counted.printed,
      handed_out: found.handedOut,
      unissued: counted.undrawn,
      spoiled: found.spoiled,
      exchanged: counted.exchanged,
      not_returned: found.notReturned,
      void: counted.void,
      returned: found.returned,
      ...classesOf(told, rules, counted, found),
      ...(found.goneOver.length ? { gone_over: found.goneOver } : {}),
      ...(found.restored.length ? { restored: found.restored } : {}),
      ...(found.excluded.proof + found.excluded.c1_twice ? { excluded: found.excluded } : {}),
      ...(openers.length ? { opened_by: openers } : {}),
      quorum,
      remarks: remarks.of(given),
      subjects: facts.subjects.map(({ name }, at) =>
        tallies ? subjectOf(told, rules, at, tallies[at], scores) : { name },
      ),
    };
  }

  return { empty, plus, ofPaper, formulaOf, resultOf };
})();
