// CSV (RFC 4180) as `kdrun score` reads and writes it. Fields stay bytes: a text that is not UTF-8
// must reach the scorer as it is.

const [quote, comma, lineFeed, carriageReturn] = [0x22, 0x2c, 0x0a, 0x0d];
const columns = ['id', 'item', 'text', 'label'];
const fieldDecoder = new TextDecoder();

/** A field as text. */
export function fieldText(field) {
  return fieldDecoder.decode(field);
}

/** @typedef {{id?: string, item?: string, label?: string, text: Uint8Array, line: number}} Row */

/**
 * The rows of a CSV file with a header.
 * @param {Uint8Array} bytes @param {string} name for errors @returns {Row[]}
 * @throws {Error} one line: file, line, what
 */
export function readRows(bytes, name) {
  const records = readRecords(bytes, name);
  if (records.length === 0) throw new Error(`${name}: empty file, expected a header with column "text"`);
  const [header, ...rest] = records;
  const names = header.fields.map(fieldText);
  const places = columns.map((column) => names.indexOf(column));
  if (places[2] < 0) {
    const found = names.map((column) => `"${column}"`).join(', ');
    throw new Error(`${name}:${header.line}: no column "text", got ${found}`);
  }
  return rest.map(({ line, fields }) => {
    if (fields.length !== names.length) {
      throw new Error(`${name}:${line}: ragged row, expected ${names.length} fields, got ${fields.length}`);
    }
    // An empty field says nothing, as if the column were not there.
    const value = (place) => (place < 0 ? undefined : fieldText(fields[place]) || undefined);
    const [id, item, , label] = places.map(value);
    return { id, item, label, line, text: fields[places[2]] };
  });
}

function readRecords(bytes, name) {
  const records = [];
  const hasMark = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  const reader = { bytes, name, position: hasMark ? 3 : 0, line: 1 };
  while (reader.position < bytes.length) {
    const line = reader.line;
    const fields = [];
    do fields.push(readField(reader)); while (reader.more);
    const isBlank = fields.length === 1 && fields[0].length === 0 && !reader.quoted;
    if (!isBlank) records.push({ line, fields });
  }
  return records;
}

/** Reads a field and what ends it; `more` tells whether that was a comma. */
function readField(reader) {
  reader.quoted = reader.bytes[reader.position] === quote;
  const field = reader.quoted ? readQuoted(reader) : readPlain(reader);
  reader.more = reader.bytes[reader.position] === comma;
  if (reader.bytes[reader.position] === lineFeed) reader.line++;
  reader.position++;
  return field;
}

function readPlain(reader) {
  const { bytes, position: start } = reader;
  let end = start;
  while (end < bytes.length && bytes[end] !== comma && bytes[end] !== lineFeed) end++;
  reader.position = end;
  const endsLine = bytes[end] !== comma;
  return bytes.subarray(start, endsLine && end > start && bytes[end - 1] === carriageReturn ? end - 1 : end);
}

function readQuoted(reader) {
  const { bytes, line } = reader;
  const field = [];
  let position = reader.position + 1;
  for (;; position++) {
    if (position >= bytes.length) throw new Error(`${reader.name}:${line}: a quote is never closed`);
    if (bytes[position] === quote && bytes[++position] !== quote) break;
    if (bytes[position] === lineFeed) reader.line++;
    field.push(bytes[position]);
  }
  if (bytes[position] === carriageReturn && bytes[position + 1] === lineFeed) position++;
  if (position < bytes.length && bytes[position] !== comma && bytes[position] !== lineFeed) {
    throw new Error(`${reader.name}:${line}: text after a closing quote, expected a comma or a line end`);
  }
  reader.position = position;
  return Uint8Array.from(field);
}

/** The first line of results. */
export function resultHeader(labels) {
  const names = ['id', 'label', 'confidence', 'reason', ...labels.map((label) => `p_${label}`)];
  return names.map(escaped).join(',');
}

/** One line of results. */
export function resultLine(id, score, labels) {
  const decimals = (value) => (score.label === null ? '' : (Math.floor(value * 1e6 + 0.5) / 1e6).toFixed(6));
  const fields = [escaped(String(id)), escaped(score.label ?? ''), decimals(score.confidence), score.reason];
  return [...fields, ...labels.map((label) => decimals(score.probs[label]))].join(',');
}

function escaped(text) {
  return /[",\r\n]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text;
}
