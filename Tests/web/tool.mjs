// The native tool, which the page must equal, and the folders of a test run.

import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

export const root = resolve(import.meta.dirname ?? new URL('.', import.meta.url).pathname, '../..');
export const built = resolve(process.env.KDRUN_WEB ?? join(root, '.build-web'));
export const modelFile = join(root, 'models/beetle-5way.kdm');

/** What `kdrun` prints to standard output. */
export function kdrun(...args) {
  return execFileSync(process.env.KDRUN_TOOL ?? join(root, '.build/release/kdrun'), args, {
    encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'], maxBuffer: 1 << 30,
  });
}

/** What `kdrun` says of what it refuses. */
export function nativeError(...args) {
  const tool = process.env.KDRUN_TOOL ?? join(root, '.build/release/kdrun');
  return spawnSync(tool, args, { encoding: 'utf8' }).stderr;
}

/** What `kdrun score --json --logits` says of one answer. */
export function nativeScore(text, item, model = modelFile) {
  const file = written('one.tsv', `${item ?? ''}\t${text}\n`);
  return JSON.parse(kdrun('score', model, '--data', file, '--input', 'tsv', '--json', '--logits'));
}

/** A new file with a name and contents. */
export function written(name, contents) {
  const file = join(mkdtempSync(join(tmpdir(), 'kdrun-')), name);
  writeFileSync(file, contents);
  return file;
}

/** The shipped model without its last bytes. */
export function cutModel() {
  return written('cut.kdm', readFileSync(modelFile).subarray(0, 30000));
}

/** A model without items that the tool trains on made-up answers; `options` of `kdrun train`. */
export function ownModel(...options) {
  const folder = mkdtempSync(join(tmpdir(), 'kdrun-'));
  kdrun('sample', '--out', join(folder, 'sample'), '--responses', '200');
  const file = join(folder, 'mine.kdm');
  kdrun('train', join(folder, 'sample'), '--epochs', '2', '--out', file, '--force', ...options);
  return file;
}
