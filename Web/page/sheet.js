// The sheet that comes back: its own cells and behind them what the student says, as `kdrun score --format csv`.

/** The names of the columns that are added; the expected score is of grades alone. */
export function addedNames(values) {
  return ['label', ...(values ? ['score'] : []), 'confidence', 'reason'];
}

/** The cells of one score. */
export function addedCells(score, labels, values) {
  if (score.label === null) return ['', ...(values ? [''] : []), '', score.reason];
  // Millionths first, as the native tool has them.
  const shares = labels.map((label) => Math.floor(score.probs[label] * 1e6 + 0.5) / 1e6);
  const expected = values?.reduce((sum, value, index) => sum + value * shares[index], 0);
  return [harmless(score.label), ...(values ? [thousandths(expected)] : []),
    thousandths(shares[labels.indexOf(score.label)]), score.reason];
}

/** Cells as CSV. */
export function joined(cells, delimiter) {
  const mustBeQuoted = (cell) => ['"', '\n', '\r', delimiter].some((mark) => cell.includes(mark));
  return cells.map((cell) => (mustBeQuoted(cell) ? `"${cell.replace(/"/g, '""')}"` : cell)).join(delimiter);
}

/** Three decimals, a half away from zero. */
function thousandths(value) {
  const scaled = Math.abs(value) * 1000;
  const whole = Math.floor(scaled) + (scaled - Math.floor(scaled) >= 0.5 ? 1 : 0);
  const text = `${Math.floor(whole / 1000)}.${String(whole % 1000).padStart(3, '0')}`;
  return value < 0 && whole > 0 ? `-${text}` : text;
}

/** An apostrophe in front of what a spreadsheet would run. */
function harmless(cell) {
  return /^[=+\-@]/.test(cell) && !/^[+-][\d.,]+$/.test(cell) ? `'${cell}` : cell;
}
