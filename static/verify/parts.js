// The parts of a bundle: signed, digested, and each of its form.
const parts = (() => {
  const { whole, text, hex, oneOf, orNull, list, map } = shape;
  const ALWAYS = [
    "close.json", "excluded.json", "frozen.json", "journal.json", "openings.json", "result.json",
    "scheme.toml", "scores.json", "slips.txt",
  ];
  const STATES = ["opened", "no_quorum", "invalid"];
  const OF_RECORD = ["record.json", "record.sig"];
  const MANIFEST = ["manifest.json", "manifest.sig"];

  const isManifest = (value) =>
    shape.isTable(value) &&
    canonical.write(Object.keys(value).sort()) === '["format","key","meeting","parts"]' &&
    value.format === 2 &&
    shape.isTable(value.parts);
  const isResult = (value) =>
    shape.isTable(value) && STATES.includes(value.state);
  const OF_CLOSE = {
    received: whole(0), roots: map(text, hex(32)), slip_states: hex(32), head: hex(32),
  };
  /** Keys besides are for the reader, as in every line. */
  const isClose = (value) =>
    shape.isTable(value) &&
    Object.entries(OF_CLOSE).every(([key, inner]) => key in value && inner(value[key]));
  function isSigned(signature, message, key) {
    try {
      const bytes = octets.fromHex(key);
      return octets.isHex(key, 32) && vendored.ed25519.verify(signature, message, bytes, { zip215: false });
    } catch (error) {
      return false;
    }
  }

  /** The parts by name, signed and digested as the manifest says. */
  function openFile(file) {
    const found = container.open(file);
    require(MANIFEST.every((name) => found.has(name)), "parts", "manifest");
    const [manifest, signature] = MANIFEST.map((name) => found.get(name));
    const told = canonical.read(manifest);
    require(isManifest(told), "form", "manifest.json");
    require(isSigned(signature, manifest, told.key), "signature", "manifest.sig");
    const names = Array.from(found.keys()).filter((name) => !MANIFEST.includes(name));
    const isListed = names.length === Object.keys(told.parts).length;
    require(isListed && names.every((name) => name in told.parts), "parts", "names");
    require(ALWAYS.every((name) => found.has(name)), "parts", "missing");
    for (const name of names) {
      const content = found.get(name);
      const wanted = { sha256: octets.hex(octets.sha256(content)), size: content.length };
      require(canonical.write(told.parts[name]) === canonical.write(wanted), "digest", name);
    }
    return { parts: found, key: told.key, meeting: told.meeting };
  }

  const read = (all, name, isShaped, broken = "form") => {
    const value = canonical.read(all.get(name), broken);
    require(isShaped(value), broken, name);
    return value;
  };

  /** The settings that were made beside the policy's text: they are part of it. */
  function overridesOf(all) {
    const scores = canonical.read(all.get("scores.json"), "scheme");
    require(shape.isTable(scores) && map(text, text)(scores.overrides), "scheme", "overrides");
    return Object.entries(scores.overrides);
  }

  /** The scores that were brought in, one a subject, and what the ranking still lacks of each. */
  function scoresOf(all, { facts }, isOpened) {
    const told = canonical.read(all.get("scores.json"));
    const { objective_scores: scores, waiting, also_measured: also, overrides, ...more } = told;
    const each = isOpened ? facts.subjects.length : 0;
    const isScore = orNull((score) => text(score) && fraction.decimal(score) !== null);
    require(list(isScore)(scores) && scores.length === each, "form", "scores.json");
    // These are there only where they tell something.
    const isTold = (value, inner) =>
      value === undefined ||
      (list(inner)(value) && value.length === each && value.some(({ length }) => length));
    const areNumbers = list((number) => text(number) && /^[1-9][0-9]{5}$/.test(number));
    require(isTold(waiting, text) && isTold(also, areNumbers), "form", "scores.json");
    require(Object.keys(more).length === 0, "form", "scores.json");
    return { scores, waiting: waiting || [], alsoMeasured: also || [] };
  }

  /** What the journal pinned at the close, and its exact bytes. */
  function closeOf(all) {
    const bytes = all.get("close.json");
    return { ...read(all, "close.json", isClose, "journal"), bytes };
  }

  /** Just the parts of that state are there. */
  function requireState({ parts: all }, { told, counted, state }) {
    const isOpened = state === "opened";
    const lists = boxes.namesOf(told, counted);
    const wanted = [...MANIFEST, ...ALWAYS, ...lists, ...(isOpened ? OF_RECORD : [])];
    const isEmpty = all.get("openings.json").length === 2 && !OF_RECORD.some((name) => all.has(name));
    require(isOpened || isEmpty, "early", "openings.json");
    require(all.size === wanted.length && wanted.every((name) => all.has(name)), "parts");
  }

  return { openFile, isSigned, isResult, overridesOf, scoresOf, closeOf, requireState };
})();
