// A picture of the page made smaller, for the repository: 256 colours are enough for what is mostly letters on even
// ground, and browsers write PNG quickly, not tightly.

import { crc32, deflateSync, inflateSync } from "node:zlib";

const headBytes = 8;

type Chunk = { type: string; data: Buffer };

function chunksOf(png: Buffer): Chunk[] {
  const chunks: Chunk[] = [];
  for (let at = headBytes; at < png.length; ) {
    const length = png.readUInt32BE(at);
    chunks.push({ type: png.toString("latin1", at + 4, at + 8), data: png.subarray(at + 8, at + 8 + length) });
    at += length + 12;
  }
  return chunks;
}

function written({ type, data }: Chunk): Buffer {
  const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
}

/** What PNG's filters guess a byte from: its left, upper and upper left neighbours. */
function guess(filter: number, left: number, up: number, upLeft: number): number {
  if (filter === 4) {
    const [toLeft, toUp, toUpLeft] = [up - upLeft, left - upLeft, left + up - 2 * upLeft].map(Math.abs) as number[];
    if (Number(toLeft) <= Number(toUp) && Number(toLeft) <= Number(toUpLeft)) return left;
    return Number(toUp) <= Number(toUpLeft) ? up : upLeft;
  }
  return [0, left, up, (left + up) >> 1][filter] ?? 0;
}

/** Rows of a filter's number and the differences to its guesses, to rows of "no filter" and the bytes themselves. */
function unfiltered(rows: Buffer, rowBytes: number, pixelBytes: number): Buffer {
  const plain = Buffer.alloc(rows.length);
  const at = (row: number, column: number): number =>
    row < 0 || column < 0 ? 0 : (plain[row * (rowBytes + 1) + 1 + column] ?? 0);
  for (let row = 0; row * (rowBytes + 1) < rows.length; row++) {
    const start = row * (rowBytes + 1);
    const filter = rows[start] ?? 0;
    for (let column = 0; column < rowBytes; column++) {
      const left = column - pixelBytes;
      const guessed = guess(filter, at(row, left), at(row - 1, column), at(row - 1, left));
      plain[start + 1 + column] = (rows[start + 1 + column] ?? 0) + guessed;
    }
  }
  return plain;
}

type Color = { rgb: number; count: number };

const distance = (one: number, other: number): number =>
  [16, 8, 0].reduce((sum, shift) => sum + (((one >> shift) & 255) - ((other >> shift) & 255)) ** 2, 0);

/** The colours that are seen most, and for each colour of the picture the number of the nearest of them. */
function paletteOf(pixels: Uint32Array): { palette: number[]; numbers: Map<number, number> } {
  const counts = new Map<number, Color>();
  for (const rgb of pixels) {
    const color = counts.get(rgb) ?? { rgb, count: 0 };
    color.count += 1;
    counts.set(rgb, color);
  }
  const byCount = [...counts.values()].sort((a, b) => b.count - a.count || a.rgb - b.rgb);
  const palette = byCount.slice(0, 256).map(({ rgb }) => rgb);
  const nearest = (rgb: number): number =>
    palette.reduce((best, one, at) => (distance(one, rgb) < distance(palette[best] ?? 0, rgb) ? at : best), 0);
  return { palette, numbers: new Map(byCount.map(({ rgb }) => [rgb, nearest(rgb)])) };
}

/** Rows without a filter to the colours of their pixels; what shines through is of no account in a page. */
function colorsOf(plain: Buffer, rowBytes: number, pixelBytes: number): Uint32Array {
  const width = rowBytes / pixelBytes;
  const pixels = new Uint32Array((plain.length / (rowBytes + 1)) * width);
  for (let at = 0; at < pixels.length; at++) {
    pixels[at] = plain.readUIntBE(Math.floor(at / width) * (rowBytes + 1) + 1 + (at % width) * pixelBytes, 3);
  }
  return pixels;
}

/** The same picture in 256 colours, compressed as well as zlib can. */
export function tightened(png: Buffer): Buffer {
  const chunks = chunksOf(png);
  const head = Buffer.from(chunks[0]?.data ?? []);
  const width = head.readUInt32BE(0);
  const pixelBytes = head[9] === 6 ? 4 : 3;
  const rows = inflateSync(Buffer.concat(chunks.filter(({ type }) => type === "IDAT").map(({ data }) => data)));
  const plain = unfiltered(rows, width * pixelBytes, pixelBytes);
  const pixels = colorsOf(plain, width * pixelBytes, pixelBytes);
  const { palette, numbers } = paletteOf(pixels);
  const colors = Buffer.alloc(palette.length * 3);
  for (const [at, rgb] of palette.entries()) colors.writeUIntBE(rgb, at * 3, 3);
  const numbered = Buffer.alloc((pixels.length / width) * (width + 1));
  for (const [at, rgb] of pixels.entries())
    numbered[Math.floor(at / width) * (width + 1) + 1 + (at % width)] = numbers.get(rgb) ?? 0;
  // Eight bits for a pixel, which are a number in the palette.
  head.set([8, 3], 8);
  const all = [
    { type: "IHDR", data: head },
    { type: "PLTE", data: colors },
    { type: "IDAT", data: deflateSync(numbered, { level: 9, memLevel: 9 }) },
    { type: "IEND", data: Buffer.alloc(0) },
  ];
  return Buffer.concat([png.subarray(0, headBytes), ...all.map(written)]);
}
