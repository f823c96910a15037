// What the page says.

/** Why a person should look, by the reason that the scorer gives. */
const reasonWords = {
  ok: '',
  invalid_utf8: 'The text holds characters that cannot be read; they were skipped.',
  mostly_unknown: 'The model does not know most of these words. Please read the answer yourself.',
  truncated: 'The answer is long: only its first words were read.',
  unknown_item: 'The model does not know this question, so the score means little.',
  empty: 'There are no words to score.',
  too_long: 'The text is too long to score.',
};

export function reasonText(reason, hasItem) {
  if (reason === 'unknown_item' && !hasItem) return 'No question is chosen, so the score means little.';
  return reasonWords[reason] ?? reason;
}

/** A class's name for people. */
export function labelText(label) {
  return label.replace(/_/g, ' ');
}

export function percent(share) {
  return `${(100 * share).toFixed(share > 0.995 || share < 0.095 ? 1 : 0)} %`;
}

/** Bytes for people. */
export function sizeText(bytes) {
  return bytes < 1e6 ? `${Math.round(bytes / 1e3)} KB` : `${(bytes / 1e6).toFixed(1)} MB`;
}

/** Time for people. */
export function timeText(milliseconds) {
  return `${milliseconds.toFixed(milliseconds < 0.1 ? 3 : 1)} ms`;
}

/** Answers to try, for the model that comes with the page. */
export const examples = [
  { item: 'BULB_C_VOLTAGE_EXPLAIN_WHY1', text: 'positive battery terminal is separated by a gap from terminal 1' },
  { item: 'SWITCH_OPEN_EXPLAIN_Q', text: 'the bulb goes out because the open switch leaves a gap in its path' },
  { item: 'VOLTAGE_DEFINE_Q', text: 'voltage is how fast the electricity runs through the wire' },
];
