// One answer: its score, and the words that mattered.

import { element, make } from './dom.js';
import { examples, labelText, percent, reasonText, sizeText, timeText } from './words.js';

/** Smaller weights are not shown. */
const leastWeight = 0.03;
const strongWeight = 0.15;
/** How long a person must pause in typing before words are weighed, which takes a score a word. */
const shortPause = 200;
/** And before the score is spoken. */
const longPause = 900;

let weighing = 0;
let speaking = 0;
let nextExample = 0;

/** The question that is chosen, if any. */
export function chosenItem() {
  return element('item').value || undefined;
}

/** Fills the list of questions for a model. */
export function showItems(model) {
  const choices = model.items.map((item) => new Option(item, item));
  element('item').replaceChildren(new Option('Choose the question…', ''), ...choices);
  element('item-field').hidden = choices.length === 0;
}

/** Connects the form; `getModel` gives the model in use. */
export function startOne(getModel) {
  const update = (isWanted) => showScore(getModel(), isWanted);
  element('one').addEventListener('submit', (event) => {
    event.preventDefault();
    update(true);
  });
  element('text').addEventListener('input', () => update(false));
  element('text').addEventListener('keydown', (event) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) update(true);
  });
  element('item').addEventListener('change', () => update(false));
  element('clear').addEventListener('click', () => {
    element('text').value = '';
    update(false);
    element('text').focus();
  });
  element('example').addEventListener('click', () => {
    const example = examples[nextExample++ % examples.length];
    element('text').value = example.text;
    if (getModel()?.items.includes(example.item)) element('item').value = example.item;
    update(true);
  });
}

/** Scores what stands in the form. `isWanted`: a person asked, so say it now, also of an empty answer. */
export function showScore(model, isWanted) {
  clearTimeout(weighing);
  clearTimeout(speaking);
  const text = element('text').value;
  element('result').hidden = !model || (text.trim() === '' && !isWanted);
  if (element('result').hidden) return say('');
  const score = model.score(text, { item: chosenItem() });
  const line = showVerdict(score);
  showBars(score);
  const showDetails = () => {
    showWords(model, text, score);
    showFigures(model, text);
  };
  if (isWanted) {
    showDetails();
    say(line);
    element('label').scrollIntoView({ block: 'nearest' });
  } else {
    weighing = setTimeout(showDetails, shortPause);
    speaking = setTimeout(say, longPause, line);
  }
}

/** Shows the likeliest class and returns it as a line to say. */
function showVerdict(score) {
  const look = reasonText(score.reason, chosenItem() !== undefined);
  const label = score.label === null ? 'No score' : labelText(score.label);
  const sure = score.label === null ? '' : `${percent(score.confidence)} sure`;
  element('label').textContent = label;
  element('sure').textContent = sure;
  element('look').textContent = look;
  element('look').hidden = look === '';
  element('why').hidden = score.label === null;
  return [label, sure, look].filter((part) => part !== '').join('. ');
}

function say(line) {
  element('said').textContent = line;
}

function showBars(score) {
  const bars = Object.entries(score.probs).map(([label, share]) => {
    const bar = make('i');
    bar.style.width = `${100 * share}%`;
    const track = make('span', 'bar', bar);
    track.setAttribute('aria-hidden', 'true');
    return make('li', label === score.label ? 'top' : '', make('span', '', labelText(label)),
      make('span', '', percent(share)), track);
  });
  element('bars').replaceChildren(...bars);
}

function showWords(model, text, score) {
  if (score.label === null) return;
  const words = model.explain(text, { item: chosenItem() });
  const parts = [];
  let end = 0;
  for (const word of words) {
    parts.push(text.slice(end, word.start), marked(word));
    end = word.end;
  }
  element('marked').replaceChildren(...parts, text.slice(end));
  const label = labelText(score.label);
  const unknown = new Set(words.filter((word) => !word.known).map((word) => word.text));
  const lines = [
    [`Speak for “${label}”: `, listed(words.filter((word) => word.weight >= leastWeight))],
    [`Speak against it: `, listed(words.filter((word) => word.weight <= -leastWeight))],
    ['The model does not know: ', [...unknown].join(', ')],
  ].filter(([, list]) => list !== '');
  if (lines.length === 0) lines.push(['No single word mattered much.', '']);
  element('reasons').replaceChildren(...lines.map(([head, list]) => make('li', '', make('b', '', head), list)));
}

function marked(word) {
  if (!word.known) return make('span', 'unknown', word.text);
  if (Math.abs(word.weight) < leastWeight) return word.text;
  const strength = Math.abs(word.weight) >= strongWeight ? 'strong' : '';
  return make('mark', word.weight > 0 ? strength : `against ${strength}`, word.text);
}

/** The words by weight, each once, with how much they matter. */
function listed(words) {
  const weights = new Map();
  for (const { text, weight } of words) {
    if (Math.abs(weight) > Math.abs(weights.get(text) ?? 0)) weights.set(text, weight);
  }
  return [...weights].sort((a, b) => Math.abs(b[1]) - Math.abs(a[1]))
    .map(([text, weight]) => `${text} (${percent(Math.abs(weight))})`).join(', ');
}

/** How long a score takes, on average of some milliseconds: a browser's clock is coarse. */
function showFigures(model, text) {
  const options = { item: chosenItem() };
  const start = performance.now();
  let count = 0;
  let time = 0;
  for (; time < 3; count++) {
    model.score(text, options);
    time = performance.now() - start;
  }
  const { memory } = model;
  element('figures').textContent = `Scored in ${timeText(time / count)}. Memory for scoring: `
    + `${sizeText(memory.total)}, of it the model ${sizeText(memory.model)}.`;
}
