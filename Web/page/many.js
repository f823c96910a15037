// A table of answers: read, scored piece by piece, shown and saved.

import { fieldText, readRows, resultHeader, resultLine } from './csv.js';
import { element, make, pause, showError } from './dom.js';
import { chosenItem } from './one.js';
import { labelText, percent, reasonText } from './words.js';

const shownRows = 200;
/** Milliseconds of scoring between two pauses. */
const slice = 12;

/** The table in hand; a newer one ends the work on it. */
let current;

/** Connects the button that saves. */
export function startMany() {
  element('save').addEventListener('click', () => {
    const file = new Blob([`${current.lines.join('\n')}\n`], { type: 'text/csv' });
    const link = make('a');
    link.href = URL.createObjectURL(file);
    link.download = current.name.replace(/(\.csv)?$/i, '-scores.csv');
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
  });
}

/** Takes the table away: its scores are another model's. */
export function forgetTable() {
  current = undefined;
  element('many').hidden = true;
  element('save').hidden = true;
}

/** Scores a CSV file. Answers without a question belong to the one that is chosen. */
export async function scoreTable(file, model) {
  forgetTable();
  showError('');
  const rows = readRows(new Uint8Array(await file.arrayBuffer()), file.name);
  const work = { name: file.name, lines: [resultHeader(model.labels)], look: 0, given: 0, agreed: 0 };
  current = work;
  beginTable(model, rows);
  const item = chosenItem();
  let until = performance.now() + slice;
  for (const [index, row] of rows.entries()) {
    const score = model.score(row.text, { item: row.item ?? item });
    work.lines.push(resultLine(row.id ?? index + 1, score, model.labels));
    count(work, row, score);
    if (index < shownRows) element('table-box').querySelector('tbody').append(tableRow(model, row, index, score));
    if (performance.now() < until) continue;
    element('progress').value = index / rows.length;
    await pause();
    if (current !== work) return;
    until = performance.now() + slice;
  }
  endTable(work, rows);
}

function count(work, row, score) {
  if (score.reason !== 'ok') work.look++;
  if (row.label === undefined || score.label === null) return;
  work.given++;
  if (row.label === score.label) work.agreed++;
}

function beginTable(model, rows) {
  const hasLabels = rows.some((row) => row.label !== undefined);
  const names = ['Id', 'Answer', 'Suggested score', 'Sure', ...(hasLabels ? ['Your score'] : []), 'Please look',
    ...(model.items.length > 0 ? ['Question'] : [])];
  const head = make('tr', '', ...names.map((name) => {
    const cell = make('th', '', name);
    cell.scope = 'col';
    return cell;
  }));
  element('table-box').querySelector('thead').replaceChildren(head);
  element('table-box').querySelector('tbody').replaceChildren();
  element('table-box').hidden = rows.length === 0;
  element('many').hidden = false;
  element('progress').hidden = false;
  element('progress').value = 0;
  element('many-said').textContent = `Scoring ${rows.length.toLocaleString('en')} answers…`;
  element('more').textContent = '';
  element('many').dataset.hasLabels = hasLabels;
}

function tableRow(model, row, index, score) {
  const hasLabels = element('many').dataset.hasLabels === 'true';
  const item = row.item ?? chosenItem();
  return make('tr', score.reason === 'ok' ? '' : 'look',
    make('td', '', row.id ?? String(index + 1)),
    make('td', 'text', fieldText(row.text)),
    make('td', '', score.label === null ? 'No score' : labelText(score.label)),
    make('td', 'number', score.label === null ? '' : percent(score.confidence)),
    ...(hasLabels ? [make('td', '', labelText(row.label ?? ''))] : []),
    make('td', '', reasonText(score.reason, item !== undefined)),
    ...(model.items.length > 0 ? [make('td', '', item ?? '')] : []));
}

function endTable(work, rows) {
  const number = (value) => value.toLocaleString('en');
  const parts = [`${number(rows.length)} answers scored.`];
  if (work.look > 0) {
    parts.push(`Please look at ${number(work.look)} of them: the column “Please look” says why.`);
  }
  if (work.given > 0) {
    const share = percent(work.agreed / work.given);
    parts.push(`Of ${number(work.given)} with your own score, ${number(work.agreed)} got the same (${share}).`);
  }
  element('many-said').textContent = parts.join(' ');
  element('progress').hidden = true;
  element('save').hidden = false;
  if (rows.length > shownRows) {
    element('more').textContent = `The first ${shownRows} are shown; the saved file has all, ${number(rows.length)}.`;
  }
}
