/** A bundle that does not hold: `broken` is the word of docs/bundle.md for what is wrong. */
class Refused extends Error {
  constructor(broken, why = "") {
    super(`${broken} ${why}`);
    this.broken = broken;
  }
}

/** Refuses with a word unless something is so. */
function require(isSo, broken, why) {
  if (!isSo) throw new Refused(broken, why);
}
