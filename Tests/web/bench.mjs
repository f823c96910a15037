// Nanoseconds of one score of 15 tokens, from token ids, in the native tool and in Chromium, in turn: each
// one's quickest of three medians, since other programs only make it longer.
// Prints the ratio; the aim is 3. Nothing fails, since a busy machine slows one more than the other.

import { startBrowser } from './browser.mjs';
import { serve } from './server.mjs';
import { kdrun, modelFile } from './tool.mjs';

const tokenCount = 15;
const responseCount = 256;

/** Runs in the page: the median of many blocks, each long enough for a browser's clock. */
async function measure(runtime, words, items, tokenCount, responseCount) {
  const fetched = async (name) => new Uint8Array(await (await fetch(name)).arrayBuffer());
  const model = await fetched('/beetle-5way.kdm');
  const { instance: { exports: wasm } } = await WebAssembly.instantiate(await fetched(runtime), {});
  let end = wasm.__heap_base.value;
  const take = (size) => {
    const place = Math.ceil(end / 64) * 64;
    end = place + size;
    while (wasm.memory.buffer.byteLength < end) wasm.memory.grow(1);
    return place;
  };
  const number = (place) => new Uint32Array(wasm.memory.buffer, place, 1)[0];
  const [bytes, answer] = [take(model.length), take(4)];
  new Uint8Array(wasm.memory.buffer).set(model, bytes);
  wasm.kdrun_arena_size(bytes, model.length, 1, answer, 0);
  const size = number(answer);
  const arena = take(size);
  if (wasm.kdrun_open(bytes, model.length, 1, arena, size, answer, 0) !== 0) throw new Error('no scorer');
  const scorer = number(answer);
  const ids = take(2 * tokenCount * responseCount);
  const [result, probabilities, logits] = [take(16), take(256), take(256)];
  // An item, then words, drawn by a generator of 32 bits.
  let state = 1;
  const below = (count) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor(state / 2 ** 32 * count);
  };
  const tokens = new Uint16Array(wasm.memory.buffer, ids, tokenCount * responseCount);
  for (let index = 0; index < tokens.length; index++) {
    tokens[index] = index % tokenCount === 0 ? 1 + words + below(items) : 1 + below(words);
  }
  const block = (rounds) => {
    const start = performance.now();
    for (let round = 0; round < rounds; round++) {
      for (let at = ids; at < ids + 2 * tokens.length; at += 2 * tokenCount) {
        wasm.kdrun_score_tokens(scorer, at, tokenCount, result, probabilities, logits);
      }
    }
    return 1e6 * (performance.now() - start) / rounds / responseCount;
  };
  const warm = block(40);
  const rounds = Math.max(4, Math.round(12e6 / (warm * responseCount)));
  const times = Array.from({ length: 31 }, () => block(rounds)).sort((a, b) => a - b);
  return times[15];
}

const native = () => JSON.parse(kdrun('bench', modelFile, '--json', '--kernel', 'simd128').split('\n')[0]).p50_ns;
const { words, items } = JSON.parse(kdrun('inspect', modelFile, '--json'));
const browser = await startBrowser();
const server = await serve(process.env.KDRUN_WEB ?? '.build-web');
try {
  const page = await browser.open(`${server.origin}/manifest.webmanifest`);
  const counts = [words, items.length, tokenCount, responseCount];
  const inChromium = (runtime) => page.value(`(${measure})(${[`'${runtime}'`, ...counts]})`);
  const times = [];
  for (let round = 0; round < 3; round++) {
    times.push([native(), await inChromium('/kdrun.wasm'), await inChromium('/kdrun-plain.wasm')]);
  }
  const [nativeTime, time, plainTime] = [0, 1, 2].map((kind) => Math.min(...times.map((round) => round[kind])));
  const ratio = time / nativeTime;
  console.log(`15 tokens, p50: native simd128 ${nativeTime.toFixed(0)} ns, Chromium ${time.toFixed(0)} ns, `
    + `${ratio.toFixed(2)} times; without vectors ${plainTime.toFixed(0)} ns`);
} finally {
  await server.close();
  await browser.close();
}
