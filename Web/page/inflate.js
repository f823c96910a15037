// Unpacks gzip (RFC 1952, RFC 1951): old browsers cannot, and a page opened from a folder may not
// fetch its files.

const lengthBase = [3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115,
  131, 163, 195, 227, 258];
const distanceBase = [1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025,
  1537, 2049, 3073, 4097, 6145, 8193, 12289, 16385, 24577];
const codeLengthOrder = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];

const lengthBits = (index) => (index < 4 || index === 28 ? 0 : (index - 4) >> 2);
const distanceBits = (index) => (index < 2 ? 0 : (index - 2) >> 1);

/** The file of `size` bytes in what `gzip -n` made: its head has ten bytes. */
export function unzip(bytes, size) {
  const output = new Uint8Array(size);
  const input = new Bits(bytes, 10);
  let written = 0;
  let isLast = false;
  while (!isLast) {
    isLast = input.take(1) === 1;
    const kind = input.take(2);
    if (kind === 0) {
      const stored = input.takeStored();
      output.set(stored, written);
      written += stored.length;
    } else {
      const codes = kind === 1 ? fixedCodes() : readCodes(input);
      written = copyBlock(input, codes, output, written);
    }
  }
  return output;
}

function copyBlock(input, [literals, distances], output, written) {
  for (;;) {
    const symbol = literals.next(input);
    if (symbol === 256) return written;
    if (symbol < 256) {
      output[written++] = symbol;
      continue;
    }
    const length = lengthBase[symbol - 257] + input.take(lengthBits(symbol - 257));
    const place = distances.next(input);
    const distance = distanceBase[place] + input.take(distanceBits(place));
    for (const end = written + length; written < end; written++) output[written] = output[written - distance];
  }
}

function fixedCodes() {
  const length = (symbol) => (symbol < 144 ? 8 : symbol < 256 ? 9 : symbol < 280 ? 7 : 8);
  const lengths = Array.from({ length: 288 }, (_, symbol) => length(symbol));
  return [new Code(lengths), new Code(new Array(30).fill(5))];
}

function readCodes(input) {
  const literalCount = input.take(5) + 257;
  const distanceCount = input.take(5) + 1;
  const lengths = new Array(19).fill(0);
  const count = input.take(4) + 4;
  for (let index = 0; index < count; index++) lengths[codeLengthOrder[index]] = input.take(3);
  const code = new Code(lengths);
  const all = [];
  while (all.length < literalCount + distanceCount) {
    const symbol = code.next(input);
    if (symbol < 16) all.push(symbol);
    else if (symbol === 16) repeat(all, all[all.length - 1], 3 + input.take(2));
    else repeat(all, 0, symbol === 17 ? 3 + input.take(3) : 11 + input.take(7));
  }
  return [new Code(all.slice(0, literalCount)), new Code(all.slice(literalCount))];
}

function repeat(list, value, count) {
  for (let index = 0; index < count; index++) list.push(value);
}

/** Bytes, bit by bit, the lowest first. */
class Bits {
  constructor(bytes, position) {
    this.bytes = bytes;
    this.position = position;
    this.held = 0;
    this.count = 0;
  }

  take(count) {
    while (this.count < count) {
      this.held |= this.bytes[this.position++] << this.count;
      this.count += 8;
    }
    const value = this.held & ((1 << count) - 1);
    this.held >>>= count;
    this.count -= count;
    return value;
  }

  takeStored() {
    this.held = 0;
    this.count = 0;
    const length = this.bytes[this.position] | this.bytes[this.position + 1] << 8;
    const start = this.position + 4;
    this.position = start + length;
    return this.bytes.subarray(start, this.position);
  }
}

/** A Huffman code in canonical order, given by the length of each symbol's word. */
class Code {
  constructor(lengths) {
    this.counts = new Array(16).fill(0);
    for (const length of lengths) this.counts[length]++;
    this.counts[0] = 0;
    this.symbols = lengths.map((length, symbol) => ({ length, symbol })).filter((entry) => entry.length > 0)
      .sort((a, b) => a.length - b.length || a.symbol - b.symbol).map((entry) => entry.symbol);
  }

  next(input) {
    let word = 0;
    let first = 0;
    let index = 0;
    for (let length = 1; length < 16; length++) {
      word |= input.take(1);
      const count = this.counts[length];
      if (word - first < count) return this.symbols[index + word - first];
      index += count;
      first = (first + count) << 1;
      word <<= 1;
    }
    throw new Error('the page is damaged: load it again');
  }
}
