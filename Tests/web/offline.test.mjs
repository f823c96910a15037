// The page without a server: kept by its service worker, or opened from a folder.

import assert from 'node:assert/strict';
import { mkdtempSync, copyFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { assertQuiet, assertShown, hasResult, isReady, openPage, shown, browserTest } from './page.mjs';
import { built, nativeScore } from './tool.mjs';

async function assertScores(page) {
  await page.click('#example');
  await page.wait(hasResult);
  const [text, item] = await page.value("[document.querySelector('#text').value, document.querySelector('#item').value]");
  assertShown(await shown(page), nativeScore(text, item));
}

browserTest('after the first visit it works without the server', async (browser, server) => {
  const page = await openPage(browser, `${server.origin}/`);
  await page.wait('navigator.serviceWorker.controller !== null');
  await page.wait("caches.keys().then((names) => names.length === 1)");
  const { origin } = server;
  await server.close();
  for (const address of ['/', '/index.html', '/?from=home']) {
    await page.go(`${origin}${address}`);
    await page.wait(isReady);
    await assertScores(page);
  }
  assertQuiet(page, origin);
});

browserTest('it can be installed', async (browser, server) => {
  const page = await openPage(browser, `${server.origin}/`);
  await page.wait('navigator.serviceWorker.controller !== null');
  const { errors, data } = await page.send('Page.getAppManifest');
  assert.deepEqual(errors, []);
  assert.equal(JSON.parse(data).display, 'standalone');
  const { installabilityErrors } = await page.send('Page.getInstallabilityErrors');
  // Chromium installs nothing into the profile of a test.
  assert.deepEqual(installabilityErrors.map((error) => error.errorId).filter((id) => id !== 'in-incognito'), []);
});

browserTest('it works opened from a folder, alone', async (browser) => {
  const folder = mkdtempSync(join(tmpdir(), 'kdrun page '));
  copyFileSync(join(built, 'index.html'), join(folder, 'index.html'));
  const page = await openPage(browser, pathToFileURL(join(folder, 'index.html')).href);
  await assertScores(page);
  // The icon and the manifest are not there; nothing else is asked for.
  assert.ok(page.requests.every((request) => request.startsWith('file://')), page.requests.join(' '));
});
