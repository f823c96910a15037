// kdrun in JavaScript: scores written answers in a browser or in Node, without a network.
//
//     import { loadModel } from './kdrun.js';
//     const model = await loadModel('beetle-5way.kdm');
//     const score = model.score('the terminals are separated by a gap', { item: model.items[0] });
//     console.log(score.label, score.confidence);
//
// Beside this file belong kdrun.wasm and, for engines without vectors, kdrun-plain.wasm.

const here = import.meta.url;

// Numbers of Tiny/include/kdrun.h.
const abiVersion = 1;
const foldOption = 1;
const badArgument = 1;
const longestText = 1 << 20;
const sizeOf = { error: 256, result: 16, word: 24 };

/** Why a model cannot be loaded or a call is wrong: one line that says what, where, expected, got. */
export class KdrunError extends Error {
  /** @param {string} message @param {number} status a KDRUN_ number of kdrun.h */
  constructor(message, status) {
    super(message);
    this.name = 'KdrunError';
    this.status = status;
  }
}

/**
 * @typedef {object} Score the outcome of one answer
 * @property {?string} label name of the likeliest class; null when not scored
 * @property {number} confidence its probability; 0 when not scored
 * @property {Object<string, number>} probs probability of every class; {} when not scored
 * @property {string} reason 'ok'; anything else asks a person to look: 'invalid_utf8',
 *   'mostly_unknown', 'truncated', 'unknown_item' (scored), 'empty', 'too_long' (not scored)
 * @property {number[]} logits exact integers over 2^model.logitBits; [] when not scored
 * @property {number} tokens words that were read, the item included
 * @property {number} unknown how many of them the model does not know
 *
 * @typedef {object} Word one word of an answer and what it did for the label
 * @property {string} text the word as written
 * @property {number} start where it begins in the answer, as answer.slice counts
 * @property {number} end where it ends
 * @property {number} weight probability that the label loses without it; negative when it gains
 * @property {boolean} known whether the model knows the word
 */

/** Whether this engine has the 128-bit vectors that kdrun.wasm needs. */
export function hasVectors() {
  // A function that returns a vector.
  return WebAssembly.validate(Uint8Array.of(
    0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0, 10, 8, 1, 6, 0, 65, 0, 253, 15, 11));
}

/**
 * Loads a student.
 * @param {ArrayBuffer|Uint8Array|Blob|URL|string} source bytes of a .kdm file, or where they are
 * @param {object} [options]
 * @param {boolean} [options.fold] a table for twice the speed, more memory, the same scores [true]
 * @param {ArrayBuffer|Uint8Array|Blob|URL|string|WebAssembly.Module} [options.wasm] the runtime
 *   [the one beside this file that the engine can run]
 * @returns {Promise<Model>}
 * @throws {KdrunError} when the file is no model
 */
export async function loadModel(source, { fold = true, wasm } = {}) {
  const [bytes, runtime] = await Promise.all([readBytes(source), compiled(wasm)]);
  const instance = await WebAssembly.instantiate(runtime, {});
  return new Model(instance.exports, bytes, fold ? foldOption : 0);
}

/** A student that scores answers; `loadModel` makes it. */
export class Model {
  #wasm;
  #heap;
  #places;
  #scorer;
  #sizes;
  #reasons = [];

  /** @private */
  constructor(wasm, bytes, options) {
    if (wasm.kdrun_abi_version() !== abiVersion) {
      throw new KdrunError(`runtime: expected ABI ${abiVersion}, got ${wasm.kdrun_abi_version()}`, badArgument);
    }
    this.#wasm = wasm;
    this.#heap = new Heap(wasm.memory, wasm.__heap_base.value);
    this.#scorer = this.#open(bytes, options);
    /** Names of the classes. @type {string[]} */
    this.labels = this.#names(wasm.kdrun_label_count(this.#scorer), wasm.kdrun_label);
    /** Ids of the items (questions) that the model tells apart; [] when it needs none. @type {string[]} */
    this.items = this.#names(wasm.kdrun_item_count(this.#scorer), wasm.kdrun_item);
    /** A logit over 2 to this power is the real one. @type {number} */
    this.logitBits = wasm.kdrun_logit_bits(this.#scorer);
    /** Words of an answer that are read. @type {number} */
    this.maxTokens = wasm.kdrun_max_tokens(this.#scorer);
    const heap = this.#heap;
    this.#places = {
      result: heap.take(sizeOf.result),
      probabilities: heap.take(8 * this.labels.length),
      logits: heap.take(4 * this.labels.length),
      words: heap.take(sizeOf.word * this.maxTokens),
      count: heap.take(4),
    };
  }

  /** Bytes: the model file, what a scorer adds, and all memory of the runtime. */
  get memory() {
    return { ...this.#sizes, total: this.#wasm.memory.buffer.byteLength };
  }

  /**
   * Scores one answer.
   * @param {string|Uint8Array} text the answer; bytes are taken for UTF-8
   * @param {{item?: string}} [options] the question, for a model with items
   * @returns {Score}
   */
  score(text, { item } = {}) {
    const { result, probabilities, logits } = this.#places;
    const input = this.#input(text, item);
    this.#check(this.#wasm.kdrun_score(this.#scorer, ...input, result, probabilities, logits), 'score');
    return this.#result();
  }

  /**
   * The words that mattered: scores the answer, then once without each of its words.
   * @param {string|Uint8Array} text
   * @param {{item?: string}} [options]
   * @returns {Word[]} in the order of the answer; of bytes, start and end count bytes
   */
  explain(text, { item } = {}) {
    const { result, words, count } = this.#places;
    const input = this.#input(text, item);
    this.#check(
      this.#wasm.kdrun_explain(this.#scorer, ...input, result, words, this.maxTokens, count), 'explain');
    const view = this.#heap.view();
    const offset = typeof text === 'string' ? stringOffsets(text) : (byte) => byte;
    const found = Math.min(view.getUint32(count, true), this.maxTokens);
    return Array.from({ length: found }, (_, index) => {
      const at = words + sizeOf.word * index;
      const first = view.getUint32(at, true);
      const start = offset(first);
      const end = offset(first + view.getUint32(at + 4, true));
      const known = view.getInt32(at + 8, true) !== 0;
      const written = text.slice(start, end);
      return {
        text: typeof written === 'string' ? written : decoder.decode(written),
        start, end, weight: view.getFloat64(at + 16, true), known,
      };
    });
  }

  /**
   * Scores the answers that the model's author put into the file with their exact logits.
   * @returns {{count: number, failed: number}} failed must be 0
   */
  selfTest() {
    const { count, result } = this.#places;
    this.#wasm.kdrun_self_test(this.#scorer, count, result);
    const view = this.#heap.view();
    return { count: view.getUint32(count, true), failed: view.getUint32(result, true) };
  }

  #open(bytes, options) {
    const wasm = this.#wasm;
    const heap = this.#heap;
    const error = heap.take(sizeOf.error);
    const answer = heap.take(4);
    const model = heap.take(bytes.length);
    heap.bytes().set(bytes, model);
    const check = (status) => {
      if (status !== 0) throw new KdrunError(heap.text(error + 4), status);
      return heap.view().getUint32(answer, true);
    };
    const size = check(wasm.kdrun_arena_size(model, bytes.length, options, answer, error));
    this.#sizes = { model: bytes.length, arena: size };
    const arena = heap.take(size);
    return check(wasm.kdrun_open(model, bytes.length, options, arena, size, answer, error));
  }

  #names(count, name) {
    const size = this.#heap.take(4);
    return Array.from({ length: count }, (_, index) => {
      const start = name(this.#scorer, index, size);
      return this.#heap.text(start, this.#heap.view().getUint32(size, true));
    });
  }

  /** Puts item and text behind everything else; returns the four arguments that say where. */
  #input(text, item) {
    const heap = this.#heap;
    const id = item === undefined || item === null ? undefined : encoder.encode(item);
    const bytes = typeof text === 'string' ? encoder.encode(text) : text;
    if (!(bytes instanceof Uint8Array)) {
      throw new KdrunError(`text: expected a string or Uint8Array, got ${typeof text}`, badArgument);
    }
    // One byte too many is as good as all of them.
    const read = bytes.subarray(0, longestText + 1);
    const place = heap.room((id?.length ?? 0) + read.length + 1);
    const memory = heap.bytes();
    if (id) memory.set(id, place);
    const start = place + (id?.length ?? 0);
    memory.set(read, start);
    return [start, read.length, id ? place : 0, id?.length ?? 0];
  }

  #result() {
    const { result, probabilities, logits } = this.#places;
    const view = this.#heap.view();
    const label = view.getInt32(result, true);
    const values = label < 0 ? [] : this.labels;
    const probability = (index) => view.getFloat64(probabilities + 8 * index, true);
    return {
      label: label < 0 ? null : this.labels[label],
      confidence: label < 0 ? 0 : probability(label),
      probs: Object.fromEntries(values.map((name, index) => [name, probability(index)])),
      reason: this.#reason(view.getInt32(result + 4, true)),
      logits: values.map((_, index) => view.getInt32(logits + 4 * index, true)),
      tokens: view.getUint32(result + 8, true),
      unknown: view.getUint32(result + 12, true),
    };
  }

  #reason(number) {
    this.#reasons[number] ??= this.#heap.text(this.#wasm.kdrun_reason(number));
    return this.#reasons[number];
  }

  #check(status, call) {
    if (status !== 0) throw new KdrunError(`kdrun_${call}: status ${status}`, status);
  }
}

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** The runtime's memory from its heap on, given out once and never taken back. */
class Heap {
  #memory;
  #end;

  constructor(memory, start) {
    this.#memory = memory;
    this.#end = start;
  }

  /** The address of `size` bytes that stay the caller's. */
  take(size) {
    const place = this.room(size);
    this.#end = place + size;
    return place;
  }

  /** The same until the next call. */
  room(size) {
    const place = Math.ceil(this.#end / 64) * 64;
    const missing = place + size - this.#memory.buffer.byteLength;
    if (missing > 0) this.#memory.grow(Math.ceil(missing / 65536));
    return place;
  }

  // Growing replaces the buffer: neither may be kept.
  bytes() { return new Uint8Array(this.#memory.buffer); }
  view() { return new DataView(this.#memory.buffer); }

  /** Text of `size` bytes, or up to its NUL. */
  text(start, size) {
    const bytes = this.bytes();
    return decoder.decode(bytes.subarray(start, size === undefined ? bytes.indexOf(0, start) : start + size));
  }
}

/** Turns ascending offsets in the UTF-8 of `text` into offsets in `text`. */
function stringOffsets(text) {
  let byte = 0;
  let index = 0;
  return (wanted) => {
    while (byte < wanted) {
      const code = text.codePointAt(index);
      byte += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
      index += code < 0x10000 ? 1 : 2;
    }
    return index;
  };
}

/** One compiled runtime serves all models. */
let ownRuntime;

function compiled(wasm) {
  if (wasm instanceof WebAssembly.Module) return wasm;
  if (wasm !== undefined) return readBytes(wasm).then((bytes) => WebAssembly.compile(bytes));
  ownRuntime ??= compiled(new URL(hasVectors() ? 'kdrun.wasm' : 'kdrun-plain.wasm', here));
  return ownRuntime;
}

async function readBytes(source) {
  if (source instanceof Uint8Array) return source;
  if (source instanceof ArrayBuffer) return new Uint8Array(source);
  if (typeof Blob !== 'undefined' && source instanceof Blob) return new Uint8Array(await source.arrayBuffer());
  const isNode = typeof process !== 'undefined' && process.versions?.node !== undefined;
  if (isNode && !/^https?:/.test(String(source))) {
    const { readFile } = await import('node:fs/promises');
    return readFile(source);
  }
  const response = await fetch(source);
  if (!response.ok) throw new KdrunError(`${source}: expected a file, got HTTP ${response.status}`, 4);
  return new Uint8Array(await response.arrayBuffer());
}
