// The page for everybody: keyboard, screen reader, small touch screen, dark and light.

import assert from 'node:assert/strict';
import { assertQuiet, assertShown, hasResult, openPage, shown, browserTest } from './page.mjs';
import { item } from './responses.mjs';
import { nativeScore } from './tool.mjs';

const controls = ['button', 'textbox', 'combobox', 'link', 'checkbox'];
const focused = `(() => { const e = document.activeElement; return e.id || e.tagName; })()`;
const shiftKey = 8;

browserTest('every control has a name and a place in the order of the keyboard', async (browser, server) => {
  const page = await openPage(browser, `${server.origin}/`);
  const nodes = await page.accessibleNodes();
  const found = nodes.filter((node) => controls.includes(node.role));
  assert.ok(found.length >= 7);
  for (const node of found) assert.notEqual(node.name.trim(), '', node.role);
  const names = found.map((node) => node.name);
  for (const name of ['Question', 'The student’s answer', 'Score this answer', 'Try an example', 'Clear']) {
    assert.ok(names.includes(name), `${name} in ${names}`);
  }
  assert.deepEqual(nodes.filter((node) => node.role === 'heading').map((node) => node.name),
    ['A second look at written answers', 'One answer', 'Many answers', 'The model', 'What happens to the answers']);
  const order = [];
  for (let count = 0; count < 7; count++) {
    await page.press('Tab');
    order.push(await page.value(focused));
  }
  assert.deepEqual(order, ['item', 'text', 'score', 'example', 'clear', 'table-file', 'model-file']);
});

browserTest('an answer is scored with the keyboard alone, and the score is announced', async (browser, server) => {
  const page = await openPage(browser, `${server.origin}/`);
  const text = 'there is a gap between the terminals';
  await page.press('Tab');
  await page.type(item.slice(0, 18));
  assert.equal(await page.value("document.querySelector('#item').value"), item);
  await page.press('Tab');
  await page.type(text);
  await page.press('Tab');
  await page.press('Enter');
  await page.wait(hasResult);
  const seen = await shown(page);
  assertShown(seen, nativeScore(text, item));
  assert.ok(seen.said.startsWith(`${seen.label}. ${seen.sure}`));
  const roles = { said: 'status', error: 'alert', 'many-said': 'status', model: 'status' };
  for (const [id, role] of Object.entries(roles)) {
    assert.equal(await page.value(`document.getElementById('${id}').getAttribute('role')`), role);
  }
  await page.press('Tab', shiftKey);
  await page.press('a', 2);
  await page.press('Backspace');
  assert.ok(await page.value("document.querySelector('#result').hidden"));
  await page.type('a closed path');
  await page.wait(`document.querySelector('#said').textContent !== ''`, 5);
  assertShown(await shown(page), nativeScore('a closed path', item));
  await page.press('Tab');
  await page.press('Tab');
  await page.press('Space');
  await page.wait("document.querySelectorAll('#marked mark').length > 0");
  const outline = await page.value("getComputedStyle(document.activeElement).outlineWidth");
  assert.equal(outline, '3px');
});

for (const dark of [false, true]) {
  const scheme = dark ? 'dark' : 'light';
  browserTest(`on a small ${scheme} touch screen everything fits and is large enough to touch`, async (browser, server) => {
    const view = { width: 320, height: 640, touch: true, dark, reducedMotion: true };
    const page = await openPage(browser, `${server.origin}/`, view);
    await page.picture(`small-${scheme}-start`, false);
    await page.click('#example', true);
    await page.wait(hasResult);
    await page.picture(`small-${scheme}-score`, false);
    await page.picture(`small-${scheme}`);
    assert.equal(await page.value('document.documentElement.scrollWidth'), 320);
    const small = await page.value(`[...document.querySelectorAll('button, select, textarea, .file input')]
      .filter((e) => e.offsetParent).map((e) => [e.id, e.getBoundingClientRect()])
      .filter(([, box]) => box.width < 44 || box.height < 44).map(([id]) => id)`);
    assert.deepEqual(small, []);
    assert.ok((await shown(page)).said.length > 0);
    // The suggested score is in sight after the tap.
    assert.ok(await page.isInSight('#label'));
    assertQuiet(page, server.origin);
  });

  browserTest(`${scheme} text stands out from its ground`, async (browser, server) => {
    const page = await openPage(browser, `${server.origin}/`, { dark });
    await page.click('#example');
    await page.wait(hasResult);
    await page.picture(`wide-${scheme}`);
    for (const [text, ratio, ground] of await page.value(contrasts)) {
      assert.ok(ratio >= 4.5, `${ratio} for ${text} on ${ground}`);
    }
  });
}

/** Text, its contrast (WCAG 2.2) and its ground, for every element with text of its own. */
const contrasts = `(() => {
  const numbers = (color) => color.match(/[\\d.]+/g).map(Number);
  const linear = (part) => (part /= 255, part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
  const light = ([r, g, b]) => 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b);
  const ground = (element) => {
    for (let e = element; e; e = e.parentElement) {
      const color = numbers(getComputedStyle(e).backgroundColor);
      if (color.length === 3 || color[3] > 0) return color;
    }
    return [255, 255, 255];
  };
  return [...document.body.querySelectorAll('*')]
    .filter((e) => e.offsetParent && [...e.childNodes].some((n) => n.nodeType === 3 && n.data.trim()))
    .map((e) => {
      const back = ground(e);
      const [a, b] = [light(numbers(getComputedStyle(e).color)), light(back)].sort((x, y) => y - x);
      return [e.textContent.trim().slice(0, 30), (a + 0.05) / (b + 0.05), back.join(' ')];
    });
})()`;
