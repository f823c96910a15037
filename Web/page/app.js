// The page: which model is in use, files that are chosen or dropped, and the offline copy.

import { hasVectors, loadModel } from '../kdrun.js';
import { element, showError } from './dom.js';
import { embeddedFile, embeddedNames } from './embedded.js';
import { forgetTable, scoreTable, startMany } from './many.js';
import { showItems, showScore, startOne } from './one.js';
import { labelText, sizeText } from './words.js';

let model;
let modelBytes;
let runtime;

async function useModel(bytes, name) {
  runtime ??= embeddedFile(hasVectors() ? 'kdrun.wasm' : 'kdrun-plain.wasm').then(WebAssembly.compile);
  model = await loadModel(bytes, { wasm: await runtime });
  modelBytes = bytes;
  forgetTable();
  showError('');
  showItems(model);
  const items = model.items.length > 0 ? ` It knows ${model.items.length} questions.` : '';
  element('model').textContent = `${name}, ${sizeText(bytes.length)}. `
    + `It tells ${model.labels.length} scores apart: ${model.labels.map(labelText).join(', ')}.${items}`;
  showScore(model, false);
}

async function useSupplied() {
  const [name] = embeddedNames('.kdm');
  await useModel(await embeddedFile(name), name);
  element('own').hidden = true;
}

async function open(file) {
  if (!/\.kdm$/i.test(file.name)) return scoreTable(file, model, modelBytes);
  try {
    await useModel(new Uint8Array(await file.arrayBuffer()), file.name);
  } catch (error) {
    throw new Error(`${file.name}: ${error.message}`);
  }
  element('own').hidden = false;
}

/** Runs what may fail and shows why in one line. */
function attempt(work) {
  return work().catch((error) => showError(error.message));
}

function startFiles() {
  for (const input of [element('model-file'), element('table-file')]) {
    input.addEventListener('change', () => {
      const [file] = input.files;
      if (file) attempt(() => open(file));
      // So that the same file can be chosen again.
      input.value = '';
    });
  }
  const root = document.documentElement;
  const mark = (isDropping) => document.body.classList.toggle('dropping', isDropping);
  root.addEventListener('dragover', (event) => {
    event.preventDefault();
    mark(true);
  });
  root.addEventListener('dragleave', (event) => mark(event.relatedTarget !== null));
  root.addEventListener('drop', (event) => {
    event.preventDefault();
    mark(false);
    const [file] = event.dataTransfer.files;
    if (file) attempt(() => open(file));
  });
  element('own').addEventListener('click', () => attempt(useSupplied));
}

/** A copy for later, when the page comes from a server and may keep one. */
function keepOffline() {
  if (location.protocol.startsWith('http') && 'serviceWorker' in navigator) {
    navigator.serviceWorker.register('sw.js').catch(() => {});
  }
}

startOne(() => model);
startMany();
startFiles();
attempt(useSupplied);
keepOffline();
