// The sealed box in a browser: bytes, challenges, and ristretto255 by @noble/curves.
// It mirrors ballot/box/{group,transcript,shares}.py; tests hold the two together both ways.
// No function here touches the page, the network or a store.

import { hmac, ristretto255, sha256, sha512 } from "../vendor/noble-curves-2.4.0.js";

export { hmac, sha256, sha512 };

export const Point = ristretto255.Point;
export const ORDER = Point.Fn.ORDER;

/** A fact that makes an act impossible; `why` is a word that the page translates. */
export class Refused extends Error {
  constructor(why) {
    super(why);
    this.why = why;
  }
}

// --- bytes ---------------------------------------------------------------------------------------

export const utf8 = (text) => new TextEncoder().encode(text);

export const toHex = (bytes) => Array.from(bytes, (b) => b.toString(16).padStart(2, "0")).join("");

export function fromHex(text) {
  if (!/^([0-9a-f]{2})*$/.test(text)) throw new Refused("list");
  return Uint8Array.from(text.match(/../g) || [], (pair) => parseInt(pair, 16));
}

export function toBase64(bytes) {
  let text = "";
  for (const byte of bytes) text += String.fromCharCode(byte);
  return btoa(text);
}

export function fromBase64(text) {
  const raw = atob(text);
  const bytes = new Uint8Array(raw.length);
  for (let at = 0; at < raw.length; at += 1) bytes[at] = raw.charCodeAt(at);
  return bytes;
}

export function concat(...parts) {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

export const isSame = (one, two) =>
  one.length === two.length && one.reduce((rest, byte, at) => rest | (byte ^ two[at]), 0) === 0;

/** A whole number 0…2³²−1 in four bytes, the highest first. */
export function number(value) {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setUint32(0, value);
  return bytes;
}

/** The fields, each after its length in four bytes. */
export const framed = (...fields) =>
  concat(...fields.flatMap((field) => [number(field.length), field]));

// --- scalars and points --------------------------------------------------------------------------

const modulo = (value) => ((value % ORDER) + ORDER) % ORDER;

function littleEndian(bytes) {
  let value = 0n;
  for (let at = bytes.length - 1; at >= 0; at -= 1) value = (value << 8n) | BigInt(bytes[at]);
  return value;
}

export function readScalar(bytes) {
  const value = littleEndian(bytes);
  if (bytes.length !== 32 || value >= ORDER) throw new Refused("scalar");
  return value;
}

export function writeScalar(value) {
  const bytes = new Uint8Array(32);
  let rest = value;
  for (let at = 0; at < 32; at += 1, rest >>= 8n) bytes[at] = Number(rest & 255n);
  return bytes;
}

/** 64 bytes as a scalar. */
export const reduce = (bytes) => littleEndian(bytes) % ORDER;

/** A uniform scalar that is not nought, from the browser's randomness. */
export function randomScalar() {
  const drawn = reduce(crypto.getRandomValues(new Uint8Array(64)));
  return drawn === 0n ? randomScalar() : drawn;
}

/** left + challenge · secret. */
export const response = (left, challenge, secret) => modulo(left + challenge * secret);

export function readPoint(bytes) {
  try {
    return Point.fromBytes(bytes);
  } catch (error) {
    throw new Refused("point");
  }
}

export function readKey(bytes) {
  const point = readPoint(bytes);
  if (point.is0()) throw new Refused("identity");
  return point;
}

/** by · point; the library itself refuses nought. */
export const mul = (by, point) =>
  by === 0n || point.is0() ? Point.ZERO : point.multiply(by);

export const base = (by) => mul(by, Point.BASE);

/** SHA-512 over the label and the framed fields, reduced to a scalar. */
export const hashed = (...fields) => reduce(sha512(framed(utf8("ballot-v1"), ...fields)));
