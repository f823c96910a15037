// The ES module, in Node.

import assert from 'node:assert/strict';
import { copyFileSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { item, responses } from './responses.mjs';
import { built, cutModel, modelFile, nativeScore, ownModel } from './tool.mjs';

// Node takes a .js file for a module only where a package says so; a browser needs no such thing.
const folder = mkdtempSync(join(tmpdir(), 'kdrun-'));
for (const name of ['kdrun.wasm', 'kdrun-plain.wasm']) copyFileSync(join(built, name), join(folder, name));
copyFileSync(join(built, 'kdrun.js'), join(folder, 'kdrun.mjs'));
const { KdrunError, hasVectors, loadModel } = await import(pathToFileURL(join(folder, 'kdrun.mjs')));

test('a score is that of the native tool, with every runtime, folded or not', async () => {
  for (const wasm of [undefined, join(folder, 'kdrun.wasm'), join(folder, 'kdrun-plain.wasm')]) {
    for (const fold of [true, false]) {
      const model = await loadModel(modelFile, { wasm, fold });
      for (const response of responses) {
        const expected = nativeScore(response.text, response.item);
        const score = model.score(response.text, response);
        assert.deepEqual(score.logits, expected.logits, response.text);
        assert.equal(score.label, expected.label);
        assert.equal(score.reason, expected.reason);
        for (const [label, share] of Object.entries(expected.probs)) {
          assert.ok(Math.abs(score.probs[label] - share) <= 0.5000001e-6, label);
        }
      }
    }
  }
});

test('models of every kind score as the native tool does', async () => {
  const text = 'the wood floats because it has less mass in the same volume';
  for (const own of [ownModel(), ownModel('--item-token'), ownModel('--architecture', 'ann')]) {
    for (const name of ['kdrun.wasm', 'kdrun-plain.wasm']) {
      const model = await loadModel(own, { wasm: join(folder, name) });
      assert.equal(model.selfTest().failed, 0);
      assert.deepEqual(model.labels, ['0', '1', '2']);
      const options = { item: model.items[0] };
      assert.deepEqual(model.score(text, options).logits, nativeScore(text, options.item, own).logits);
    }
  }
});

test('a model tells what it is', async () => {
  const model = await loadModel(readFileSync(modelFile));
  assert.ok(hasVectors());
  assert.deepEqual(model.labels, ['contradictory', 'correct', 'irrelevant', 'non_domain', 'partially_correct_incomplete']);
  assert.equal(model.items.length, 47);
  assert.equal(model.items[0], item);
  assert.equal(model.maxTokens, 200);
  assert.equal(model.memory.model, readFileSync(modelFile).length);
  assert.ok(model.memory.arena < 400_000 && model.memory.total < 1_000_000);
  assert.deepEqual(model.selfTest(), { count: 8, failed: 0 });
});

test('a word weighs what its absence changes', async () => {
  const model = await loadModel(modelFile);
  const text = 'Positive “battery” 😀 terminal is separated by a gap from terminal 1, qwertz';
  const words = model.explain(text, { item });
  assert.deepEqual(words.map((word) => word.text),
    ['Positive', 'battery', 'terminal', 'is', 'separated', 'by', 'a', 'gap', 'from', 'terminal', '1', 'qwertz']);
  const score = model.score(text, { item });
  for (const word of words) {
    assert.equal(text.slice(word.start, word.end), word.text);
    assert.equal(word.known, word.text !== 'qwertz');
    const without = model.score(text.slice(0, word.start) + text.slice(word.end), { item });
    assert.ok(Math.abs(word.weight - (score.confidence - without.probs[score.label])) < 1e-12, word.text);
  }
  assert.deepEqual(model.explain('', { item }), []);
});

test('bytes that are not UTF-8, and texts of any length', async () => {
  const model = await loadModel(modelFile);
  assert.equal(model.score(Uint8Array.of(0x61, 0xff, 0x62), { item }).reason, 'invalid_utf8');
  assert.equal(model.score('a '.repeat(600_000), { item }).reason, 'too_long');
  assert.equal(model.score('a '.repeat(500_000), { item }).reason, 'truncated');
  assert.deepEqual(model.selfTest(), { count: 8, failed: 0 });
});

test('what is wrong is said in one line', async () => {
  const refused = (source) => assert.rejects(loadModel(source), (error) => {
    assert.ok(error instanceof KdrunError);
    assert.equal(error.status, 2);
    assert.match(error.message, /^[^\n]{10,250}$/);
    return true;
  });
  await refused(cutModel());
  await refused(new Uint8Array(0));
  await refused(new TextEncoder().encode('hello'));
  const model = await loadModel(modelFile);
  assert.throws(() => model.score(5), /expected a string or Uint8Array, got number/);
});
