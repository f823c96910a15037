#!/usr/bin/env node
// Tests/web/digest.mjs RESPONSES.tsv MODEL.kdm: scores item TAB response a line in Chromium and
// prints the logits, one line a response, with blanks between; an empty line when not scored.
// Both runtimes must give the same, or nothing is printed and the exit status is 1.

import { readFileSync } from 'node:fs';
import { startBrowser } from './browser.mjs';
import { serve } from './server.mjs';

const [responses, model] = process.argv.slice(2);
if (!model) {
  console.error('usage: Tests/web/digest.mjs RESPONSES.tsv MODEL.kdm');
  process.exit(64);
}

/** Runs in the page. */
async function logits(runtime) {
  const { loadModel } = await import('/kdrun.js');
  const model = await loadModel('/model', { wasm: runtime });
  const bytes = new Uint8Array(await (await fetch('/responses')).arrayBuffer());
  const decoder = new TextDecoder();
  const lines = [];
  for (let start = 0; start < bytes.length;) {
    const feed = bytes.indexOf(0x0a, start);
    const end = feed < 0 ? bytes.length : feed;
    const line = bytes.subarray(start, bytes[end - 1] === 0x0d ? end - 1 : end);
    const tab = line.indexOf(0x09);
    const item = tab > 0 ? decoder.decode(line.subarray(0, tab)) : undefined;
    lines.push(model.score(line.subarray(tab + 1), { item }).logits.join(' '));
    start = end + 1;
  }
  return lines.join('\n');
}

const browser = await startBrowser();
const server = await serve(process.env.KDRUN_WEB ?? '.build-web', {
  '/model': readFileSync(model), '/responses': readFileSync(responses),
});
try {
  const page = await browser.open(`${server.origin}/manifest.webmanifest`);
  const simd = await page.value(`(${logits})('/kdrun.wasm')`);
  const plain = await page.value(`(${logits})('/kdrun-plain.wasm')`);
  if (simd === plain) {
    console.log(simd);
  } else {
    console.error('Chromium: the two runtimes give different logits');
    process.exitCode = 1;
  }
} finally {
  await server.close();
  await browser.close();
}
