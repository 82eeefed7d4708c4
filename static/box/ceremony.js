// The set-up in the hands of a 监票人: a one-time key pair, the sealed share recovered and checked,
// its proof, its key slip. It mirrors ballot/box/{shares,pickup,keyslip}.py; nothing here touches
// the page, and nothing secret leaves it but what the caller takes.

import * as box from "./box.js";
import { Refused } from "./box.js";

const LABEL = box.utf8("ballot-v1");
const SEALED = 96;
const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
const SECRET_LENGTH = 52;
const CHECK_LENGTH = 4;
const MISREAD = { 0: "O", 1: "I", 8: "B" };

/** A one-time key pair of this page: 32 bytes each. */
export function makePage() {
  const secret = box.randomScalar();
  return { secret: box.writeScalar(secret), public: box.base(secret).toBytes() };
}

/** The six digits that the three compare aloud, of all three public keys in order. */
export function comparisonCode(run, publics) {
  const digest = box.sha256(box.framed(LABEL, box.utf8("compare"), run, ...publics));
  const value = BigInt(`0x${box.toHex(digest)}`) % 1000000n;
  return value.toString().padStart(6, "0");
}

/** The share (32 bytes) out of what was sealed to this page. */
export function recover(run, place, pageSecret, sealed) {
  if (sealed.length !== SEALED) throw new Refused("length");
  const secret = box.readScalar(pageSecret);
  const sender = sealed.subarray(0, 32);
  const covered = sealed.subarray(32, 64);
  const common = box.mul(secret, box.readKey(sender)).toBytes();
  const page = box.base(secret).toBytes();
  const fields = box.framed(LABEL, box.utf8("pickup"), run, box.number(place), sender, page);
  const block = box.hmac(box.sha512, common, fields);
  const tag = box.hmac(box.sha256, block.subarray(32), covered);
  if (!box.isSame(tag, sealed.subarray(64))) throw new Refused("pickup");
  const share = covered.map((byte, at) => byte ^ block[at]);
  box.readScalar(share);
  return share;
}

/** Refuse public halves that lie on no line through pk, or a share that is not behind its vk. */
export function checkShare({ pk, vks }, place, share) {
  const [whole, one, two, three] = [pk, ...vks].map(box.readKey);
  if (vks.length !== 3 || one.equals(two)) throw new Refused("keys");
  const onLine = (left, middle, right) => left.add(right).equals(middle.add(middle));
  if (!onLine(whole, one, two) || !onLine(one, two, three)) throw new Refused("keys");
  if (!box.isSame(box.base(box.readScalar(share)).toBytes(), vks[place - 1])) {
    throw new Refused("share");
  }
}

/** The Schnorr proof (64 bytes) of holding a share, good for one purpose. */
export function prove(run, place, share, purpose) {
  const x = box.readScalar(share);
  const k = box.randomScalar();
  const challenge = box.hashed(
    box.utf8("share"),
    run,
    box.number(place),
    box.base(x).toBytes(),
    purpose,
    box.base(k).toBytes(),
  );
  return box.concat(box.writeScalar(challenge), box.writeScalar(box.response(k, challenge, x)));
}

/** The text of the key slip: fourteen groups of four. */
export function writeKeySlip(share) {
  const text = base32(share).slice(0, SECRET_LENGTH) + check(share);
  return text.match(/.{4}/g).join(" ");
}

/** The share out of a typed or scanned key slip, however spaced, in either case. */
export function readKeySlip(text) {
  const plain = text
    .normalize("NFKC")
    .toUpperCase()
    .replace(/[018]/g, (digit) => MISREAD[digit])
    .replace(/[\s-]/g, "");
  if (plain.length !== SECRET_LENGTH + CHECK_LENGTH) throw new Refused("keyslip");
  const share = unbase32(plain.slice(0, SECRET_LENGTH));
  if (writeKeySlip(share).replace(/ /g, "") !== plain) throw new Refused("keyslip");
  box.readScalar(share);
  return share;
}

const check = (share) =>
  base32(box.sha256(box.framed(LABEL, box.utf8("keyslip"), share))).slice(0, CHECK_LENGTH);

function base32(bytes) {
  let text = "";
  let bits = 0;
  let held = 0;
  for (const byte of bytes) {
    held = (held << 8) | byte;
    for (bits += 8; bits >= 5; bits -= 5) text += LETTERS[(held >> (bits - 5)) & 31];
    held &= 31;
  }
  return bits ? text + LETTERS[(held << (5 - bits)) & 31] : text;
}

function unbase32(text) {
  const bytes = [];
  let bits = 0;
  let held = 0;
  for (const letter of text) {
    const value = LETTERS.indexOf(letter);
    if (value < 0) throw new Refused("keyslip");
    held = ((held << 5) | value) & 4095;
    bits += 5;
    if (bits >= 8) {
      bits -= 8;
      bytes.push((held >> bits) & 255);
    }
  }
  return Uint8Array.from(bytes);
}
