// node training.mjs trainer.wasm FOLDER STARTS EPOCHS SEED OUT.kdm: distils the folder's train.csv,
// dev.csv and teacher.jsonl in WebAssembly and writes the model.
import fs from 'node:fs';

const [wasm, folder, starts, epochs, seed, out] = process.argv.slice(2);
let memory;
const bytes = (start, count) => new Uint8Array(memory.buffer, start, count);
const text = (start, count) => new TextDecoder().decode(bytes(start, count));
const { instance } = await WebAssembly.instantiate(fs.readFileSync(wasm), {
  env: { number: (start, count) => Number(text(start, count)) },
});
const trainer = instance.exports;
memory = trainer.memory;

/** Copies into the module's memory. */
function put(data) {
  const start = trainer.kdweb_allocate(data.length + 1);
  bytes(start, data.length).set(data);
  return [start, data.length];
}
for (const name of ['train.csv', 'dev.csv', 'teacher.jsonl']) {
  trainer.kdtrain_add_file(...put(new TextEncoder().encode(name)), ...put(fs.readFileSync(`${folder}/${name}`)));
}
const isTrained = trainer.kdtrain_run(Number(starts), Number(epochs), Number(seed));
const [start, count] = [trainer.kdtrain_result(), trainer.kdtrain_result_count()];
if (!isTrained) {
  console.error(`training.mjs: ${text(start, count)}`);
  process.exit(1);
}
fs.writeFileSync(out, bytes(start, count));
console.log(`${out}: ${count} bytes, ${Math.round(memory.buffer.byteLength / 1048576)} MiB of memory`);
