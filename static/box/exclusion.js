// What is left out of the sums where phones seal, in the hands of a 监票人: his browser sees that each
// answer which is left out fails indeed. It mirrors ballot/box/exclusion.py.

import * as box from "./box.js";
import { Refused } from "./box.js";
import { holds, idOf } from "./proofs.js";

const PAIR = 64;
const NUMBER_BITS = 14;
const WHYS = ["proof", "c1_twice"];

const nameOf = (cell, id) => `${cell.join(".")} ${id}`;

/** Whether an entry of the list is one; its place has been looked at. */
export const isExcluded = ({ id, proof, why }) =>
  typeof id === "string" && typeof proof === "string" && WHYS.includes(why);

export function readExcluded({ cell, id, proof, why }) {
  return { cell, proof: box.fromBase64(proof), name: nameOf(cell, box.toHex(box.fromBase64(id))), why };
}

/** The lists without what is left out of the sums. */
export function countedOf(list) {
  const out = new Set(list.excluded.map(({ name }) => name));
  return list.lists.map(({ cell, rows }) => ({
    cell,
    rows: rows.filter(({ key }) => !out.has(nameOf(cell, key))),
  }));
}

/**
 * Refuse a list of which a good answer is left out, or one is counted that shares its c1. What is
 * counted comes without its proof: that one which fails is among them is found by who verifies.
 */
export function checkExcluded(list, fingerprint) {
  if (list.excluded.length > 0) checkFrozen(list, fingerprint);
  const rows = new Map();
  for (const { cell, rows: own } of list.lists) {
    for (const row of own) rows.set(nameOf(cell, row.key), row);
  }
  const names = new Set(list.excluded.map(({ name }) => name));
  const isSo = (each) => rows.has(each.name) && isAsSaid(list, each, rows.get(each.name));
  if (names.size !== list.excluded.length || !list.excluded.every(isSo)) throw new Refused("excluded");
  const ofWhy = (word) => list.excluded.filter(({ why }) => why === word).map(({ name }) => name);
  const failed = new Set(ofWhy("proof"));
  const shared = sharing(Array.from(rows).filter(([name]) => !failed.has(name)));
  if (!ofWhy("c1_twice").every((name) => shared.has(name))) throw new Refused("excluded");
  if (!Array.from(shared).every((name) => names.has(name))) throw new Refused("twice");
}

/** Whether the proof is that of the row, and fails or holds as it is said to. */
function isAsSaid(list, { cell, proof, why }, { id, ct, proofHash }) {
  const place = { run: list.run, pk: list.pk, cell };
  const isOwn = box.isSame(box.sha256(proof), proofHash) && box.isSame(id, idOf(place, ct));
  return isOwn && holds(place, list.asked[cell[1]], { id, ct, proof }) === (why === "c1_twice");
}

/** The names of the rows, [name, row], with a c1 that another of these has, or they twice. */
function sharing(rows) {
  const seen = new Map();
  const found = new Set();
  for (const [name, { ct }] of rows) {
    for (let at = 0; at < ct.length; at += PAIR) {
      const first = box.toHex(ct.subarray(at, at + 32));
      if (seen.has(first)) found.add(name).add(seen.get(first));
      else seen.set(first, name);
    }
  }
  return found;
}

/** The notice says by which key, run and questions a proof is judged: no root holds these. */
function checkFrozen({ frozen, run, pk, asked }, fingerprint) {
  try {
    const facts = JSON.parse(frozen);
    const told = facts.questions.map(({ options, blank }) => ({
      columns: options.length ? options.length + Number(blank) : NUMBER_BITS + Number(blank),
      number: options.length === 0,
    }));
    const isSame = ({ columns, number }, at) =>
      columns === told[at].columns && number === told[at].number;
    const isIts =
      box.toHex(box.sha256(box.utf8(frozen))) === fingerprint &&
      facts.sealing === "phone" &&
      facts.run === box.toHex(run) &&
      facts.pk === box.toHex(pk) &&
      told.length === asked.length &&
      asked.every(isSame);
    if (isIts) return;
  } catch (error) {
    // What is no notice is not the one on the wall.
  }
  throw new Refused("frozen");
}
