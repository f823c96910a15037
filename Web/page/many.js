// A table of answers: read, scored piece by piece, shown and saved.

import { element, make, pause, showError } from './dom.js';
import { chosenItem } from './one.js';
import { labelValues, readTable } from './reader.js';
import { addedCells, addedNames, joined } from './sheet.js';
import { labelText, percent, reasonText } from './words.js';

const shownRows = 200;
/** Milliseconds of scoring between two pauses. */
const slice = 12;

/** The table in hand; a newer one ends the work on it. */
let current;

/** Connects the button that saves. */
export function startMany() {
  element('save').addEventListener('click', () => {
    const file = new Blob(current.sheet, { type: 'text/csv' });
    const link = make('a');
    link.href = URL.createObjectURL(file);
    link.download = `${current.name.replace(/\.\w+$/, '')}-scores.${current.delimiter === '\t' ? 'tsv' : 'csv'}`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
  });
}

/** Takes the table away: its scores are another model's. */
export function forgetTable() {
  current = undefined;
  element('many').hidden = true;
  element('columns').hidden = true;
  element('save').hidden = true;
}

/**
 * Scores a table of any form that kdrun reads. Answers without a question belong to the one that is chosen.
 * @param {File} file @param {{text?: string, label?: string}} columns those that a person named
 */
export async function scoreTable(file, model, modelBytes, columns = {}) {
  forgetTable();
  showError('');
  const values = await labelValues(modelBytes);
  const table = await readTable(new Uint8Array(await file.arrayBuffer()), file.name, columns, addedNames(values));
  if (table.columns) {
    return askColumns(table.columns, (chosen) => scoreTable(file, model, modelBytes, chosen));
  }
  const rows = table.lines.filter((line) => line.text !== undefined);
  const work = { name: file.name, delimiter: table.delimiter, sheet: [table.start], look: 0, given: 0, agreed: 0 };
  current = work;
  beginTable(model, rows, table.note);
  const item = chosenItem();
  // Accents may be composed in another way than the model's.
  const ownSpelling = new Map(model.items.map((name) => [name.normalize(), name]));
  let until = performance.now() + slice;
  let index = 0;
  for (const line of table.lines) {
    work.sheet.push(line.cells);
    if (line.text !== undefined) {
      const score = line.isTooLong ? { label: null, probs: {}, reason: 'too_long' }
        : model.score(line.text, { item: ownSpelling.get(line.item?.normalize()) ?? line.item ?? item });
      work.sheet.push(table.delimiter, joined(addedCells(score, model.labels, values), table.delimiter));
      count(work, line, score);
      if (index < shownRows) element('table-box').querySelector('tbody').append(tableRow(model, line, index, score));
      index++;
    }
    work.sheet.push(table.lineEnd);
    if (performance.now() < until) continue;
    element('progress').value = index / rows.length;
    await pause();
    if (current !== work) return;
    until = performance.now() + slice;
  }
  endTable(work, rows);
}

/** Asks which column holds the answers; `goOn` is called with the names. */
function askColumns(names, goOn) {
  const options = () => names.map((name) => new Option(name, name));
  element('text-column').replaceChildren(...options());
  element('label-column').replaceChildren(new Option('None', ''), ...options());
  const likely = names.find((name) => /\?|answer|response|antwort|réponse/i.test(name)) ?? names[0];
  element('text-column').value = likely;
  element('columns').hidden = false;
  element('columns').onsubmit = (event) => {
    event.preventDefault();
    const chosen = { text: element('text-column').value, label: element('label-column').value };
    goOn(chosen).catch((error) => showError(error.message));
  };
  element('columns').scrollIntoView({ block: 'nearest' });
  element('text-column').focus();
}

function count(work, row, score) {
  if (score.reason !== 'ok') work.look++;
  if (row.label === undefined || score.label === null) return;
  work.given++;
  if (row.label === score.label) work.agreed++;
}

function beginTable(model, rows, note) {
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
  element('reading').textContent = note;
  element('reading').hidden = note === '';
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
    make('td', 'text', row.text),
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
