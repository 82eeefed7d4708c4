// The opening in the hands of a 监票人: his browser checks the published list against the root that
// was signed in ink, adds the ciphertexts up, and decrypts the sums with his share and nothing else.
// It mirrors ballot/box/{opening,partial,published}.py. Nothing here touches the page.

import * as box from "./box.js";
import { Refused } from "./box.js";
import { checkExcluded, countedOf, isExcluded, readExcluded } from "./exclusion.js";

const FORMAT = 2;
const PAIR = 64;
const BITS = 7;
const SMALLEST_CLASS = 8;

/** The published list out of its JSON text; what it says of its own root is not believed. */
export function readList(text) {
  try {
    const plain = JSON.parse(text);
    requireShape(plain);
    return {
      meeting: plain.meeting,
      run: box.fromHex(plain.run),
      pk: box.fromHex(plain.pk),
      vks: plain.vks.map(box.fromHex),
      head: box.fromHex(plain.head),
      asked: plain.asked,
      apart: plain.apart,
      excluded: plain.excluded.map(readExcluded),
      frozen: plain.frozen,
      lists: plain.lists.map(readCell).sort(inOrderOfCells),
    };
  } catch (error) {
    throw new Refused("list");
  }
}

function requireShape({ format, asked, apart, sealing, excluded, frozen, lists }) {
  const isWhole = (value, low, high) => Number.isInteger(value) && value >= low && value <= high;
  const isAsked = ({ columns, number }) => isWhole(columns, 2, 22) && typeof number === "boolean";
  const isPlace = (cell) =>
    cell.length === 3 && cell.every((part) => isWhole(part, 0, 2 ** 32 - 1)) && asked[cell[1]];
  const places = new Set(lists.map(({ cell }) => cell.join(".")));
  const isList =
    format === FORMAT &&
    (sealing === "phone" || (sealing === "server" && excluded.length === 0)) &&
    excluded.every((each) => isPlace(each.cell) && isExcluded(each)) &&
    typeof apart === "boolean" &&
    typeof frozen === "string" &&
    asked.every(isAsked) &&
    lists.every(({ cell }) => isPlace(cell)) &&
    places.size === lists.length;
  if (!isList) throw new Refused("list");
}

function readCell(plain) {
  const rows = plain.rows.map((row) => {
    const [id, ct, proofHash] = row.map(box.fromBase64);
    return { id, ct, proofHash, key: box.toHex(id) };
  });
  rows.sort((one, two) => (one.key < two.key ? -1 : 1));
  return { cell: plain.cell, rows };
}

const inOrderOfCells = (one, two) =>
  one.cell[0] - two.cell[0] || one.cell[1] - two.cell[1] || one.cell[2] - two.cell[2];

/** The root of the meeting, 32 bytes, recomputed from every row. */
export function rootOf(list) {
  const fields = list.lists
    .filter(({ rows }) => rows.length > 0)
    .map(({ cell, rows }) => box.concat(...cell.map(box.number), rootOfRows(rows)));
  return box.sha256(box.concat(Uint8Array.of(3), box.framed(...fields)));
}

function rootOfRows(rows) {
  if (new Set(rows.map(({ key }) => key)).size !== rows.length) throw new Refused("twice");
  let level = rows.map(({ id, ct, proofHash }) =>
    box.sha256(box.concat(Uint8Array.of(0), box.framed(id, ct, proofHash))),
  );
  while (level.length > 1) {
    const above = [];
    for (let at = 0; at < level.length; at += 2) above.push(node(level.slice(at, at + 2)));
    level = above;
  }
  return box.sha256(box.concat(Uint8Array.of(2), box.number(rows.length), level[0]));
}

const node = (children) =>
  children.length === 1 ? children[0] : box.sha256(box.concat(Uint8Array.of(1), ...children));

/** How many ballots the list holds: the same for every subject and question. */
export function ballotsOf(list) {
  const counts = {};
  for (const { cell, rows } of list.lists) {
    const place = `${cell[0]}.${cell[1]}`;
    counts[place] = (counts[place] || 0) + rows.length;
  }
  const different = new Set(Object.values(counts));
  if (different.size !== 1) throw new Refused("list");
  return [...different][0];
}

/** What the signed sheet says of the list, 32 bytes: of its root and the journal before the close. */
export function sheetValueOf(list) {
  return box.sha256(box.concat(Uint8Array.of(4), box.framed(rootOf(list), list.head)));
}

/**
 * Refuse a list of another sheet value than the signed one (hex), with too few ballots to open, or one
 * that asks for a small class alone: no root holds its `apart`. Where answers are left out, its notice
 * must be the one of `fingerprint` (hex), which hangs on the wall.
 */
export function checkList(list, sheet, minimum, fingerprint) {
  if (box.toHex(sheetValueOf(list)) !== sheet) throw new Refused("root");
  if (ballotsOf(list) < minimum) throw new Refused("minimum");
  const isSmall = ({ rows }) => rows.length > 0 && rows.length < SMALLEST_CLASS;
  if (list.apart && countedOf(list).some(isSmall)) throw new Refused("class");
  checkExcluded(list, fingerprint);
}

/**
 * The sums that are opened, in the order of their cells. `onProgress` is told the part that is
 * done, 0…1.
 */
export function totalsOf(list, onProgress = () => {}) {
  const counted = countedOf(list);
  const all = counted.reduce((count, { rows }) => count + rows.length, 0);
  const places = new Map();
  let done = 0;
  for (const { cell, rows } of counted) {
    const [subject, question, voterClass] = cell;
    const ofClass = list.apart ? voterClass : null;
    const place = `${subject}.${question}.${ofClass}`;
    const { columns } = list.asked[question];
    if (!places.has(place)) places.set(place, { subject, question, ofClass, sums: nothing(columns) });
    const { sums } = places.get(place);
    for (const { ct } of rows) {
      addTo(sums, ct);
      done += 1;
      onProgress(done / all);
    }
  }
  return Array.from(places.values(), ({ sums, ...place }) => ({
    ...place,
    pairs: list.asked[place.question].number ? collectNumber(sums) : sums,
  }));
}

const nothing = (columns) =>
  Array.from({ length: columns }, () => [box.Point.ZERO, box.Point.ZERO]);

function addTo(sums, ct) {
  if (ct.length !== PAIR * sums.length) throw new Refused("length");
  sums.forEach((sum, column) => {
    for (const half of [0, 1]) {
      const at = PAIR * column + 32 * half;
      sum[half] = sum[half].add(box.readPoint(ct.subarray(at, at + 32)));
    }
  });
}

/** Of a whole number the sum of v and the count of 弃权, out of its 14 or 15 columns. */
function collectNumber(sums) {
  const value = sums
    .slice(0, BITS)
    .reverse()
    .reduce(
      (total, bit) => total.map((point, half) => point.add(point).add(bit[half])),
      [box.Point.ZERO, box.Point.ZERO],
    );
  return [value, sums[2 * BITS] || [box.Point.ZERO, box.Point.ZERO]];
}

/** The number 1…3 of a share (32 bytes) by its public half. */
export function numberOf(list, secret) {
  const mine = box.base(box.readScalar(secret)).toBytes();
  const at = list.vks.findIndex((vk) => box.isSame(vk, mine));
  if (at < 0) throw new Refused("share");
  return at + 1;
}

/** The partial decryption of one total, with a proof a column. */
export function decrypt(list, root, shareNumber, secret, total) {
  const x = box.readScalar(secret);
  const vk = box.base(x).toBytes();
  const sum = box.concat(...total.pairs.flat().map((point) => point.toBytes()));
  const points = [];
  const proofs = [];
  total.pairs.forEach(([c1], column) => {
    const point = box.mul(x, c1).toBytes();
    const k = box.randomScalar();
    const challenge = box.hashed(
      box.utf8("partial"),
      list.run,
      root,
      box.number(total.subject),
      box.number(total.question),
      total.ofClass === null ? new Uint8Array(0) : box.number(total.ofClass),
      box.number(shareNumber),
      box.number(column),
      sum,
      vk,
      point,
      box.concat(box.base(k).toBytes(), box.mul(k, c1).toBytes()),
    );
    points.push(point);
    proofs.push(box.writeScalar(challenge), box.writeScalar(box.response(k, challenge, x)));
  });
  return { points: box.toBase64(box.concat(...points)), proof: box.toBase64(box.concat(...proofs)) };
}

/** All of it: what is sent back as JSON. `sheet` and `fingerprint` are hex, `secret` 32 bytes. */
export function partialsOf(text, { sheet, minimum, fingerprint, secret }, onProgress) {
  const list = readList(text);
  checkList(list, sheet, minimum, fingerprint);
  const root = box.toHex(rootOf(list));
  const shareNumber = numberOf(list, secret);
  const partials = totalsOf(list, onProgress).map((total) =>
    decrypt(list, box.fromHex(root), shareNumber, secret, total),
  );
  return { format: FORMAT, meeting: list.meeting, root, number: shareNumber, partials };
}

/** The same beside the page, which stays alive meanwhile; rejects with Refused. */
export function partialsInWorker(text, order, onProgress = () => {}) {
  const worker = new Worker(new URL("./opening-worker.js", import.meta.url), { type: "module" });
  return new Promise((resolve, reject) => {
    worker.onmessage = ({ data }) => {
      if ("progress" in data) onProgress(data.progress);
      else if ("why" in data) reject(new Refused(data.why));
      else resolve(data.made);
    };
    worker.onerror = () => reject(new Refused("browser"));
    worker.postMessage({ text, order });
  }).finally(() => worker.terminate());
}
