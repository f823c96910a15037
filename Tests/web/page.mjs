// What the tests of the page share.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startBrowser } from './browser.mjs';
import { serve } from './server.mjs';
import { built } from './tool.mjs';

export const isReady = "document.querySelector('#model').textContent.includes('KB')";
export const hasResult = "!document.querySelector('#result').hidden";

/** A test that runs `body` with a browser and a server of the built folder. */
export function browserTest(name, body) {
  test(name, () => withBrowser(body));
}

async function withBrowser(body) {
  const browser = await startBrowser();
  const server = await serve(built);
  try {
    await body(browser, server);
  } finally {
    await server.close();
    await browser.close();
  }
}

/** Opens the page and waits for its model. */
export async function openPage(browser, address, view) {
  const page = await browser.open(address, view);
  await page.wait(isReady);
  return page;
}

/** What the page shows of an answer. */
export async function shown(page) {
  return page.value(`({
    label: document.querySelector('#label').textContent,
    sure: document.querySelector('#sure').textContent,
    look: document.querySelector('#look').hidden ? '' : document.querySelector('#look').textContent,
    bars: [...document.querySelectorAll('#bars li')].map(({ children: [name, number] }) =>
      name.textContent + ' ' + number.textContent),
    said: document.querySelector('#said').textContent,
  })`);
}

/** Compares what is shown with the native tool's score. */
export function assertShown(seen, native) {
  if (native.label === null) {
    assert.equal(seen.label, 'No score');
    assert.deepEqual(seen.bars, []);
    return;
  }
  assert.equal(seen.label, native.label.replaceAll('_', ' '));
  assert.equal(seen.bars.length, Object.keys(native.probs).length);
  for (const [index, [label, share]] of Object.entries(native.probs).entries()) {
    const [, name, number] = /^(.*) ([\d.]+) %$/.exec(seen.bars[index]);
    assert.equal(name, label.replaceAll('_', ' '));
    const tolerance = number.includes('.') ? 0.0501 : 0.501;
    assert.ok(Math.abs(number - 100 * share) <= tolerance, `${seen.bars[index]}, expected ${share}`);
  }
}

/** Nothing went wrong, and nothing was asked of anybody else. */
export function assertQuiet(page, origin) {
  assert.deepEqual(page.complaints, []);
  assert.ok(page.requests.length > 0);
  for (const request of page.requests) {
    assert.ok(request.startsWith(`${origin}/`) || /^(blob|data):/.test(request), request);
  }
}
