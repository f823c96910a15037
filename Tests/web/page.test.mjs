// The page in Chromium, served: real clicks and keys, the native tool's scores.

import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { assertQuiet, assertShown, hasResult, openPage, shown, browserTest } from './page.mjs';
import { item, responses } from './responses.mjs';
import { cutModel, kdrun, modelFile, nativeError, nativeScore, ownModel, root, written } from './tool.mjs';

const example = "[document.querySelector('#text').value, document.querySelector('#item').value]";
const select = (id) => `(() => {
  const list = document.querySelector('#item');
  list.value = ${JSON.stringify(id ?? '')};
  list.dispatchEvent(new Event('change', { bubbles: true }));
})()`;

browserTest('an answer that is typed and scored by a click gets the score of the native tool', async (browser, server) => {
  const page = await openPage(browser, `${server.origin}/`);
  for (const response of responses.filter((one) => one.item !== 'no such question')) {
    await page.value(select(response.item));
    await page.click('#clear');
    if (/^[ -~]{0,100}$/.test(response.text)) await page.type(response.text);
    else await page.send('Input.insertText', { text: response.text });
    await page.click('#score');
    await page.wait(hasResult);
    const native = nativeScore(response.text, response.item);
    const seen = await shown(page);
    assertShown(seen, native);
    assert.equal(seen.look === '', native.reason === 'ok', seen.look);
    assert.ok(seen.said.startsWith(seen.label));
    assert.equal(await page.text('#marked') === response.text, native.label !== null);
  }
  assert.match(await page.text('#figures'), /^Scored in 0\.\d+ ms\. Memory for scoring: \d{3} KB/);
  assertQuiet(page, server.origin);
});

browserTest('the examples have a score, without a look', async (browser, server) => {
  const page = await openPage(browser, `${server.origin}/`);
  await page.picture('start');
  for (let index = 0; index < 3; index++) {
    await page.click('#example');
    await page.wait(hasResult);
    const seen = await shown(page);
    assert.equal(seen.look, '');
    assertShown(seen, nativeScore(...await page.value(example)));
    assert.ok(await page.value("document.querySelectorAll('#marked mark').length") > 0);
    assert.match(await page.text('#reasons'), /Speak (for|against)/);
    await page.picture(`example-${index + 1}`);
  }
  assertQuiet(page, server.origin);
});

browserTest('an own model is opened and used; a cut one is refused in one line', async (browser, server) => {
  const page = await openPage(browser, `${server.origin}/`);
  await page.click('#example');
  await page.wait(hasResult);
  await page.choose('#model-file', [cutModel()]);
  await page.wait("!document.querySelector('#error').hidden");
  assert.match(await page.text('#error'), /^cut\.kdm: [^\n]{8,200}$/);
  assert.ok(await page.isInSight('#error'));
  await page.picture('cut-model');
  assert.match(await page.text('#model'), /^beetle-5way\.kdm/);
  const own = ownModel();
  await page.drop('main', [own]);
  await page.wait("document.querySelector('#model').textContent.startsWith('mine.kdm')");
  assert.match(await page.text('#model'), /3 scores apart: 0, 1, 2\.$/);
  assert.ok(await page.value("document.querySelector('#error').hidden && document.querySelector('#item-field').hidden"));
  const text = 'the wood floats because it has less mass in the same volume';
  await page.click('#clear');
  await page.type(text);
  await page.click('#score');
  assertShown(await shown(page), nativeScore(text, undefined, own));
  await page.click('#own');
  await page.wait("document.querySelector('#model').textContent.startsWith('beetle-5way.kdm')");
  assertQuiet(page, server.origin);
});

/** A table with everything that CSV allows, and more rows than a page shows. */
function table(rowCount) {
  const quoted = (text) => `"${text.replaceAll('"', '""')}"`;
  const rows = Array.from({ length: rowCount }, (_, row) => {
    const { item: question = '', text } = responses[row % responses.length];
    const id = row % 3 === 0 ? '' : quoted(`r${row},"x"`);
    return [id, question, quoted(`${text} ${row % 7}`), row % 2 ? 'correct' : 'irrelevant'].join(',');
  });
  return `\ufeffid,item,text,label\r\n${rows.join('\r\n')}\n\n`;
}

/** Saves the sheet of the page and returns its text. */
async function savedSheet(page, folder, name) {
  const saved = join(folder, name);
  await page.click('#save');
  for (let tries = 0; !existsSync(saved) && tries < 100; tries++) await pause(50);
  return readFileSync(saved, 'utf8');
}

async function pageThatSaves(browser, server) {
  const folder = mkdtempSync(join(tmpdir(), 'kdrun-'));
  await browser.send('Browser.setDownloadBehavior', { behavior: 'deny' });
  const page = await openPage(browser, `${server.origin}/`);
  await page.send('Page.setDownloadBehavior', { behavior: 'allow', downloadPath: folder });
  return [page, folder];
}

browserTest('a table comes back as `kdrun score --format csv` gives it, chosen or dropped', async (browser, server) => {
  const [page, folder] = await pageThatSaves(browser, server);
  for (const [name, rowCount] of [['few.csv', 20], ['many.csv', 20000]]) {
    const file = written(name, table(rowCount));
    if (rowCount < 100) await page.choose('#table-file', [file]);
    else await page.drop('main', [file]);
    const said = `${rowCount.toLocaleString('en')} answers scored.`;
    await page.wait(`document.querySelector('#many-said').textContent.startsWith('${said}')`, 60);
    assert.equal(await page.value("document.querySelectorAll('tbody tr').length"), Math.min(rowCount, 200));
    await page.picture(`table-${rowCount}`);
    const sheet = await savedSheet(page, folder, name.replace('.csv', '-scores.csv'));
    assert.equal(sheet, kdrun('score', modelFile, '--data', file, '--format', 'csv'));
  }
  assertQuiet(page, server.origin);
});

/** One sheet in the forms that schools have, as bytes; `columns` where a person has to name them. */
function forms() {
  const rows = responses.filter((one) => one.text.length < 200)
    .map((one, index) => [`s${index}`, one.item ?? '', one.text, index % 2 ? 'correct' : 'irrelevant']);
  const quoted = (cell) => `"${cell.replaceAll('"', '""')}"`;
  const text = (head, delimiter = ',', end = '\n', body = rows) =>
    [head, ...body].map((row) => row.map(quoted).join(delimiter) + end).join('');
  const head = ['id', 'item', 'text', 'label'];
  const utf16 = (value) => Buffer.from(`\ufeff${value}`, 'utf16le');
  const western = rows.map((row) => row.map((cell) => cell.replace(/[^\x00-\xff]/g, '')));
  const moodle = ['Surname', 'First name', 'Question 1', 'Response 1', 'Grade/1.00'];
  return {
    'comma.csv': [text(head)],
    'semicolon.csv': [text(head, ';', '\r\n')],
    'tab.tsv': [text(head, '\t')],
    'separator.csv': [`sep=;\n${text(head, ';')}`],
    'mark.csv': [`\ufeff${text(head)}`],
    'little.csv': [utf16(text(head, ';'))],
    'big.csv': [utf16(text(head)).swap16()],
    'western.csv': [Buffer.from(text(head, ';', '\r\n', western), 'latin1')],
    'title.csv': [`"Class 7b, autumn"\n\n${text(head)}`],
    'forms.csv': [
      text(['Timestamp', 'Email', 'Why does the bulb go out?', 'Score']),
      { text: 'Why does the bulb go out?', label: 'Score' },
    ],
    'moodle.csv': [
      text(moodle, ',', '\n', rows.map((row) => ['Doe', row[0], 'q', row[2], row[3]])),
      { text: 'Response 1', label: 'Grade/1.00' },
    ],
    'packed.csv.gz': [gzipSync(text(head))],
    'workbook.xlsx': [readFileSync(join(root, 'Tests/DataTests/Fixtures/openpyxl.xlsx'))],
  };
}

browserTest('a sheet in thirteen forms is opened as the native tool opens it', async (browser, server) => {
  const [page, folder] = await pageThatSaves(browser, server);
  for (const [name, [contents, columns]] of Object.entries(forms())) {
    const file = written(name, contents);
    await page.choose('#table-file', [file]);
    if (columns) {
      await page.wait("!document.querySelector('#columns').hidden");
      await page.picture(`columns-${name}`);
      await page.value(`(() => {
        document.querySelector('#text-column').value = ${JSON.stringify(columns.text)};
        document.querySelector('#label-column').value = ${JSON.stringify(columns.label)};
      })()`);
      await page.click('#columns button');
    }
    await page.wait("!document.querySelector('#save').hidden", 10)
      .catch(async () => assert.fail(`${name}: ${await page.text('#error')}`));
    const saved = `${name.replace(/\.\w+$/, '')}-scores.${name === 'tab.tsv' ? 'tsv' : 'csv'}`;
    const named = columns ? ['--text-column', columns.text] : [];
    const native = kdrun('score', modelFile, '--data', file, '--format', 'csv', ...named);
    assert.equal(await savedSheet(page, folder, saved), native, name);
    await page.picture(`form-${name}`);
  }
  assertQuiet(page, server.origin);
});

browserTest('answers of a table without a question belong to the chosen one', async (browser, server) => {
  const page = await openPage(browser, `${server.origin}/`);
  await page.value(select(item));
  await page.choose('#table-file', [written('plain.csv', 'text\nthe terminals are separated by a gap\n')]);
  await page.wait("!document.querySelector('#save').hidden");
  const native = nativeScore('the terminals are separated by a gap', item);
  assert.equal(await page.text('tbody td:nth-child(3)'), native.label.replaceAll('_', ' '));
});

browserTest('a wrong table is refused in the words of the native tool', async (browser, server) => {
  const page = await openPage(browser, `${server.origin}/`);
  const cases = {
    'id,text\n1,"a\n': 't.csv:2: a quote is never closed',
    'id,text\n1,"a"b\n': 't.csv:2: text after a closing quote, expected a delimiter or a line end',
    'id,text\n"a\nb",1\n1,2,3\n': 't.csv:4: ragged row, expected 2 fields, got 3',
    '': 't.csv: empty file, expected a header with column "text"',
    '%PDF-1.7\n': 't.csv: a PDF file',
    'a\n1\n': 't.csv:1: no column "text", expected one of that name',
  };
  for (const [contents, message] of Object.entries(cases)) {
    const file = written('t.csv', contents);
    assert.ok(nativeError('score', modelFile, '--data', file, '--keep-columns').includes(message));
    await page.choose('#table-file', [file]);
    const isSaid = `document.querySelector('#error').textContent.startsWith(${JSON.stringify(message)})`;
    await page.wait(isSaid, 5).catch(async () => assert.equal(await page.text('#error'), message));
  }
});
