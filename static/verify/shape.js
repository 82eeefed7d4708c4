// The shape of values out of JSON: what a part may hold, key by key.
const shape = (() => {
  const MOST = 2 ** 32 - 1;
  const whole = (low, high = MOST) => (value) =>
    Number.isInteger(value) && value >= low && value <= high;
  const text = (value) => typeof value === "string";
  const flag = (value) => typeof value === "boolean";
  const hex = (bytes) => (value) => octets.isHex(value, bytes);
  const oneOf = (...words) => (value) => words.includes(value);
  const orNull = (inner) => (value) => value === null || inner(value);
  const list = (inner) => (value) => Array.isArray(value) && value.every(inner);
  const isTable = (value) =>
    value !== null && typeof value === "object" && !Array.isArray(value);

  /** A table of just these keys, each of its own shape. */
  const table = (keys) => (value) =>
    isTable(value) &&
    Object.keys(value).length === Object.keys(keys).length &&
    Object.entries(keys).every(([key, inner]) => key in value && inner(value[key]));

  /** A table whose keys are names of one shape and its values of another. */
  const map = (name, inner) => (value) =>
    isTable(value) && Object.entries(value).every(([key, one]) => name(key) && inner(one));

  const sumOf = (numbers) => numbers.reduce((sum, each) => sum + each, 0);

  return { whole, text, flag, hex, oneOf, orNull, list, isTable, table, map, sumOf };
})();
