// Reading a key slip, and saying where it was misread. The share never leaves the page that asks.

import * as box from "./box.js";
import { readKeySlip } from "./ceremony.js";

const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
const GROUP = 4;
const WHOLE = 56;
const MISREAD = { 0: "O", 1: "I", 8: "B" };

/** The characters alone, as `readKeySlip` understands them. */
export const plain = (text) =>
  text
    .normalize("NFKC")
    .toUpperCase()
    .replace(/[018]/g, (digit) => MISREAD[digit])
    .replace(/[\s-]/g, "");

/** Groups of four, as they stand on the slip. */
export const grouped = (text) => (plain(text).match(/.{1,4}/g) || []).join(" ");

/**
 * What is wrong with a slip: `{ why, group }`, the group from 1. `letter`: a sign that no slip has;
 * `short`, `long`: so many characters; `group`: one character of that group is wrong, found by
 * trying all; `somewhere`: more than one is. Null where it reads.
 */
export function faultOf(text, vks) {
  const given = plain(text);
  const at = [...given].findIndex((letter) => !LETTERS.includes(letter));
  if (at >= 0) return { why: "letter", group: groupOf(at) };
  if (given.length < WHOLE) return { why: "short", group: groupOf(given.length) };
  if (given.length > WHOLE) return { why: "long", group: groupOf(WHOLE) };
  if (read(given)) return null;
  const found = misread(given, vks);
  return found < 0 ? { why: "somewhere", group: 0 } : { why: "group", group: groupOf(found) };
}

const groupOf = (at) => Math.floor(at / GROUP) + 1;

function read(text) {
  try {
    return readKeySlip(text);
  } catch (error) {
    return null;
  }
}

/** The place of the one character with which the slip becomes a share of this meeting, or −1. */
function misread(given, vks) {
  for (let at = 0; at < WHOLE; at += 1) {
    for (const letter of LETTERS) {
      const share = read(given.slice(0, at) + letter + given.slice(at + 1));
      if (share === null) continue;
      const mine = box.toHex(box.base(box.readScalar(share)).toBytes());
      share.fill(0);
      if (vks.includes(mine)) return at;
    }
  }
  return -1;
}
