// The native tool, which the page must equal, and the folders of a test run.

import { execFileSync } from 'node:child_process';
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

/** What `kdrun score --json --logits` says of one answer. */
export function nativeScore(text, item) {
  const file = written('one.tsv', `${item ?? ''}\t${text}\n`);
  return JSON.parse(kdrun('score', modelFile, '--data', file, '--input', 'tsv', '--json', '--logits'));
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
