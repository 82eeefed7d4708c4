// A QR code of version 4, level Q, for at most 67 capitals and digits: a key slip has 56.
// One version, one level, one mask: what is left of ISO/IEC 18004 fits on a page, and the share
// never leaves the phone to be drawn. A test holds it to the codes of the server's library.

const LETTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";
const SIZE = 33;
const DATA = 48; // code words in two blocks of 24,
const BLOCK = 24;
const EXTRA = 26; // each with 26 that mend it
const MOST = 67;
const ALIGNED = 26;
const FORMAT = 0b011101000000110; // level Q with mask 3, as the standard's table has it

/** The modules of the code, row by row, without a quiet zone; true is black. */
export function matrix(text) {
  if (text.length > MOST || [...text].some((one) => !LETTERS.includes(one))) {
    throw new RangeError("qr");
  }
  const black = Array.from({ length: SIZE }, () => Array(SIZE).fill(null));
  drawFixed(black);
  fill(black, interleaved(words(text)));
  return black;
}

/** The code as an SVG element; the style of the page gives its size. */
export function draw(text) {
  const name = "http://www.w3.org/2000/svg";
  const rows = matrix(text);
  const svg = document.createElementNS(name, "svg");
  svg.setAttribute("viewBox", `-4 -4 ${SIZE + 8} ${SIZE + 8}`);
  svg.setAttribute("shape-rendering", "crispEdges");
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS(name, "path");
  const squares = rows.flatMap((row, y) =>
    row.flatMap((on, x) => (on ? [`M${x} ${y}h1v1h-1z`] : [])),
  );
  path.setAttribute("d", squares.join(""));
  svg.append(path);
  return svg;
}

function words(text) {
  let bits = "0010" + text.length.toString(2).padStart(9, "0");
  for (let at = 0; at < text.length; at += 2) {
    const one = LETTERS.indexOf(text[at]);
    const two = LETTERS.indexOf(text[at + 1] || "");
    const pair = at + 1 < text.length;
    bits += (pair ? one * 45 + two : one).toString(2).padStart(pair ? 11 : 6, "0");
  }
  bits = bits.padEnd(Math.min(bits.length + 4, DATA * 8), "0");
  bits = bits.padEnd(Math.ceil(bits.length / 8) * 8, "0");
  const found = bits.match(/.{8}/g).map((byte) => parseInt(byte, 2));
  for (let pad = 0xec; found.length < DATA; pad ^= 0xec ^ 0x11) found.push(pad);
  return found;
}

function interleaved(data) {
  const blocks = [data.slice(0, BLOCK), data.slice(BLOCK)];
  const mending = blocks.map(mend);
  const mixed = (pair, length) =>
    Array.from({ length }, (_, at) => pair.map((block) => block[at])).flat();
  return [...mixed(blocks, BLOCK), ...mixed(mending, EXTRA)];
}

// --- Reed-Solomon over GF(256), x⁸ + x⁴ + x³ + x² + 1 --------------------------------------------

function times(one, two) {
  let product = 0;
  for (let bit = 7; bit >= 0; bit -= 1) {
    product = (product << 1) ^ (product & 128 ? 0x11d : 0);
    if ((two >> bit) & 1) product ^= one;
  }
  return product & 255;
}

function mend(block) {
  let generator = [1];
  for (let at = 0, root = 1; at < EXTRA; at += 1, root = times(root, 2)) {
    const longer = [...generator, 0];
    generator.forEach((factor, place) => (longer[place + 1] ^= times(factor, root)));
    generator = longer;
  }
  const rest = [...block, ...Array(EXTRA).fill(0)];
  for (let at = 0; at < block.length; at += 1) {
    const factor = rest[at];
    generator.forEach((each, place) => (rest[at + place] ^= times(each, factor)));
  }
  return rest.slice(block.length);
}

// --- the square ----------------------------------------------------------------------------------

function drawFixed(black) {
  const set = (y, x, on) => {
    if (y >= 0 && x >= 0 && y < SIZE && x < SIZE) black[y][x] = on;
  };
  const ring = (y, x, most) => {
    for (let dy = -most; dy <= most; dy += 1) {
      for (let dx = -most; dx <= most; dx += 1) {
        const far = Math.max(Math.abs(dy), Math.abs(dx));
        set(y + dy, x + dx, most === 4 ? far !== 2 && far !== 4 : far !== 1);
      }
    }
  };
  for (let at = 8; at < SIZE - 8; at += 1) {
    set(6, at, at % 2 === 0);
    set(at, 6, at % 2 === 0);
  }
  ring(3, 3, 4);
  ring(3, SIZE - 4, 4);
  ring(SIZE - 4, 3, 4);
  ring(ALIGNED, ALIGNED, 2);
  drawFormat(set);
}

function drawFormat(set) {
  for (let bit = 0; bit < 15; bit += 1) {
    const on = ((FORMAT >> bit) & 1) === 1;
    const down = bit < 6 ? bit : bit < 8 ? bit + 1 : SIZE - 15 + bit;
    const along = bit < 8 ? SIZE - 1 - bit : bit < 9 ? 7 : 14 - bit;
    set(down, 8, on);
    set(8, along, on);
  }
  set(SIZE - 8, 8, true);
}

function fill(black, code) {
  let bit = 0;
  let up = true;
  for (let right = SIZE - 1; right > 0; right -= 2) {
    if (right === 6) right -= 1;
    for (let step = 0; step < SIZE; step += 1) {
      const y = up ? SIZE - 1 - step : step;
      for (const x of [right, right - 1]) {
        if (black[y][x] !== null) continue;
        const on = bit < code.length * 8 && ((code[bit >> 3] >> (7 - (bit & 7))) & 1) === 1;
        black[y][x] = on !== ((y + x) % 3 === 0);
        bit += 1;
      }
    }
    up = !up;
  }
}
