// The policy of a meeting (docs/writing-a-scheme.md): what its text says of questions, rules, the
// least number of ballots, and of the figures that follow from the counts.
const policy = (() => {
  const NOT_RULES = ["examples", "examples_same"];
  const NAMES = ["name", "no", "column", "grade", "text"];
  const HIGHEST = 100;
  const isTable = (value) =>
    value !== null && typeof value === "object" && !Array.isArray(value) && !(value instanceof Date);

  /** A number of a policy, exact: 5, 0.5, "2/3" or "30%"; refuses any other. */
  function number(value) {
    if (typeof value === "number" || typeof value === "bigint") return fraction.decimal(`${value}`);
    const found = /^\s*([^%]*?)\s*(%?)\s*$/.exec(value);
    const [above, below = "1", more] = found[1].split("/").map((part) => part.trim());
    const [one, two] = [fraction.decimal(above), fraction.decimal(below)];
    require(more === undefined && one && two && two.above !== 0n, "scheme", "number");
    const share = fraction.multiply(one, { above: two.below, below: two.above });
    return found[2] ? fraction.multiply(share, fraction.of(1, 100)) : share;
  }

  /** Every value that may be set besides the text, with the keys by which it may be called. */
  function* places(table, path, named) {
    for (const [name, value] of Object.entries(table)) {
      if (NOT_RULES.includes(name)) continue;
      const key = path ? `${path}.${name}` : name;
      const called = named ? `${named}.${name}` : name;
      if (isTable(value)) yield* places(value, key, called);
      else if (Array.isArray(value) && value.length && value.every(isTable)) {
        for (const [at, one] of value.entries()) {
          const title = NAMES.find((word) => word in one);
          const last = title ? one[title] : at + 1;
          yield* places(one, `${key}[${at + 1}]`, `${called}.${last}`);
        }
      }
      yield { keys: [key, called, name], holder: table, name };
    }
  }

  function set(table, key, text) {
    const found = Array.from(places(table, "", "")).filter(({ keys }) => keys.includes(key));
    require(found.length === 1, "scheme", key);
    let value = text;
    try {
      value = vendored.toml(`value = ${text}`).value;
    } catch (error) {
      // What TOML does not read is a text.
    }
    found[0].holder[found[0].name] = value;
  }

  function questionsOf(table) {
    return (table.questions || []).map(({ text, options = [], blank }) => ({
      text: text.trim(),
      options,
      blank,
    }));
  }

  function rulesOf({ ballot = {} }) {
    const least = ballot.at_least_below;
    return {
      at_most_first: ballot.at_most_first || null,
      not_all_alike: ballot.not_all_alike || false,
      least_below: least ? [least.answers, least.bound] : null,
    };
  }

  function quorumOf({ quorum }) {
    if (!quorum) return { share: fraction.of(0), strict: false, floor: 1 };
    const strict = "more_than" in quorum;
    const least = quorum.at_least;
    const floor = Math.max(quorum.floor || 0, Number.isInteger(least) ? least : 0);
    const hasShare = strict || ("at_least" in quorum && !Number.isInteger(least));
    const share = hasShare ? number(strict ? quorum.more_than : least) : fraction.of(0);
    return { share, strict, floor };
  }

  /** The figure that an item of kind "ballot" makes of the tally of its question. */
  function figureOf(item, questions) {
    const asked = questions[(item.question || 1) - 1];
    return {
      name: item.name.trim(),
      question: (item.question || 1) - 1,
      weights: asked.options.map((option) => number(item.weights[option])),
      denominator: item.denominator,
      trimAbove: "trim_above" in item ? item.trim_above : null,
      inPoints: item.in_points || false,
      clause: item.clause || "",
    };
  }

  /** The one figure that a meeting fills where its notice names one: its question stands alone. */
  function narrowed(read, name) {
    const chosen = read.items.find(
      ({ item, figure }) => figure && (item.name.trim() === name || name in (item.parts || {})),
    );
    require(chosen, "scheme", name);
    const { figure, item } = chosen;
    const items = read.items.map((each) => ({
      ...each,
      figure: each === chosen ? { ...figure, name, question: 0 } : null,
      name: each === chosen ? name : each.name,
    }));
    return { ...read, items, questions: [read.questions[figure.question]], item };
  }

  function read(bytes, overrides, name) {
    try {
      const table = vendored.toml(octets.text(bytes).replace(/^\ufeff/, ""));
      for (const [key, text] of overrides) set(table, key, text);
      const questions = questionsOf(table);
      const whole = {
        id: table.id.trim(),
        questions,
        rules: rulesOf(table),
        quorum: quorumOf(table),
        classes: ((table.voters || {}).classes || []).map((each) => ({
          name: each.name.trim(),
          weight: number(each.weight),
        })),
        items: table.items.map((item) => ({
          item,
          name: item.name.trim(),
          isBallot: item.kind === "ballot",
          figure: item.kind === "ballot" ? figureOf(item, questions) : null,
        })),
        total: table.total,
      };
      return name ? narrowed(whole, name) : whole;
    } catch (error) {
      throw error instanceof Refused ? error : new Refused("scheme", String(error));
    }
  }

  /** The smallest number of returned ballots that meets the quorum. */
  function required({ share, strict, floor }, eligible) {
    const due = BigInt(eligible) * share.above;
    const byShare = strict ? due / share.below + 1n : (due + share.below - 1n) / share.below;
    return Math.max(Number(byShare), floor);
  }

  /** "≥ 2/3", "> 1/2", "≥ 20", "≥ 2/3, ≥ 20". */
  function ruleText({ share, strict, floor }) {
    const byShare = `${strict ? ">" : "≥"} ${fraction.exact(share)}`;
    const parts = share.above !== 0n || !floor ? [byShare] : [];
    return [...parts, ...(floor ? [`≥ ${floor}`] : [])].join(", ");
  }

  return { HIGHEST, read, required, ruleText };
})();
