// The notice: what was frozen before voting, and the policy that it names.
const notice = (() => {
  const { whole, text, flag, hex, oneOf, orNull, list, table } = shape;
  const NUMBER_BITS = 14;
  const MOST_SLIPS = 100000;
  const LONGEST_POLICY = 1024 * 1024;
  const SMALLEST_CLASS = 8;
  const number = (value) => /^[1-9][0-9]{5}$/.test(value);

  const isNotice = table({
    format: oneOf(2),
    number,
    run: hex(16),
    round: whole(1, 2),
    follows: orNull(number),
    rehearsal: flag,
    title: text,
    place: text,
    custody: oneOf("server", "scrutineers"),
    pk: hex(32),
    vks: list(hex(32)),
    scheme: text,
    scheme_sha256: hex(32),
    subjects: list(table({ name: text, unit: text, village: text })),
    questions: list(table({ text, options: list(text), blank: flag })),
    rules: table({
      at_most_first: orNull(whole(1)),
      not_all_alike: flag,
      least_below: orNull((value) => list(whole(1))(value) && value.length === 2),
    }),
    classes: list(
      table({ name: text, eligible: whole(0), slips: whole(0, MOST_SLIPS), slip_root: hex(32) }),
    ),
    eligible: whole(0),
    minimum: whole(0),
    item: text,
    signing_key: hex(32),
    transport: oneOf("local", "https", "plain"),
    sealing: oneOf("server", "phone"),
    journal_head: hex(32),
  });

  const point = (digits) => {
    const found = group.decode(octets.fromHex(digits));
    require(found && !group.isIdentity(found), "form", "point");
    return found;
  };

  /** P and vk1…vk3 of a dealing lie on a line. */
  function requireLine(P, vks) {
    require(vks.length === 3, "form", "vks");
    const [one, two, three] = vks;
    const isLine =
      group.isSame(group.sum([P, two]), group.sum([one, one])) &&
      group.isSame(group.sum([one, three]), group.sum([two, two]));
    require(isLine, "form", "line");
  }

  /** The columns of a sealed answer to a question. */
  const columnsOf = ({ options, blank }) =>
    options.length === 0 ? NUMBER_BITS + (blank ? 1 : 0) : options.length + (blank ? 1 : 0);

  /** Phones seal only where 监票人 hold the key, the network is no plain one, and no rule binds rows. */
  const isSealedLawfully = ({ sealing, custody, transport, rules }) =>
    sealing === "server" ||
    (custody === "scrutineers" &&
      transport !== "plain" &&
      rules.at_most_first === null &&
      !rules.not_all_alike &&
      rules.least_below === null);

  function read(bytes) {
    const facts = canonical.read(bytes);
    require(isNotice(facts), "form", "frozen.json");
    require(!facts.rehearsal, "form", "rehearsal");
    require(facts.subjects.length && facts.questions.length && facts.classes.length, "form");
    const eligible = facts.classes.reduce((sum, each) => sum + each.eligible, 0);
    const mayVote = facts.classes.every((each) => each.eligible >= SMALLEST_CLASS && each.slips > 0);
    require(facts.classes.length === 1 || mayVote, "form", "classes");
    require(eligible === facts.eligible, "form", "eligible");
    require(isSealedLawfully(facts), "form", "sealing");
    const P = point(facts.pk);
    const vks = facts.vks.map(point);
    if (facts.custody === "scrutineers") requireLine(P, vks);
    else require(vks.length === 0, "form", "vks");
    return {
      facts,
      P,
      vks,
      run: octets.fromHex(facts.run),
      fingerprint: octets.hex(octets.sha256(bytes)),
      asked: facts.questions.map((question) => ({
        ...question,
        isNumber: question.options.length === 0,
        columns: columnsOf(question),
      })),
    };
  }

  /** The policy, whose digest, questions, rules, classes and quorum are those of the notice. */
  function readPolicy({ facts }, bytes, overrides) {
    require(bytes.length <= LONGEST_POLICY, "scheme", "long");
    require(octets.hex(octets.sha256(bytes)) === facts.scheme_sha256, "scheme", "digest");
    const found = policy.read(bytes, overrides, facts.item);
    const isSame = (one, two) => canonical.write(one) === canonical.write(two);
    require(found.id === facts.scheme, "scheme", "id");
    require(isSame(found.questions, facts.questions), "scheme", "questions");
    require(isSame(found.rules, facts.rules), "scheme", "rules");
    const names = found.classes.length ? found.classes.map(({ name }) => name) : [""];
    require(isSame(names, facts.classes.map(({ name }) => name)), "scheme", "classes");
    const minimum = policy.required(found.quorum, facts.eligible);
    require(minimum === facts.minimum, "scheme", "minimum");
    return found;
  }

  return { read, readPolicy };
})();
