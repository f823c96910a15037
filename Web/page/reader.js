// Tables in every form that kdrun reads: its reader in WebAssembly, unpacked when the first table is opened.

import { embeddedFile } from './embedded.js';

let readerModule;

/** A fresh reader: it takes no memory back. */
async function startReader() {
  readerModule ??= embeddedFile('kdrun-reader.wasm').then(WebAssembly.compile);
  let memory;
  const bytes = (start, count) => new Uint8Array(memory.buffer, start, count);
  const text = (start, count) => new TextDecoder().decode(bytes(start, count));
  const number = (start, count) => Number(text(start, count));
  const { exports } = await WebAssembly.instantiate(await readerModule, { env: { number } });
  memory = exports.memory;
  return {
    exports,
    /** Start and length of a copy in the reader's memory. */
    put(data) {
      const copied = typeof data === 'string' ? new TextEncoder().encode(data) : data;
      const start = exports.kdweb_allocate(copied.length + 1);
      bytes(start, copied.length).set(copied);
      return [start, copied.length];
    },
    result: () => JSON.parse(text(exports.kdread_result(), exports.kdread_result_count())),
  };
}

/**
 * @typedef {{cells: string, text?: string, id?: string, item?: string, label?: string, isTooLong?: true}} Line
 *   `cells` is what the line had, as CSV; a line without a text is a title or names the columns.
 * @typedef {{note: string, start: string, delimiter: string, lineEnd: string, lines: Line[]}} Table
 */

/**
 * Reads a table whose answers are in the column `columns.text`, and people's scores in `columns.label`.
 * @param {Uint8Array} bytes @param {string} name for messages
 * @param {{text?: string, label?: string}} columns the standard names unless given
 * @param {string[]} added names of the columns that will be added
 * @returns {Promise<Table | {columns: string[]}>} `columns`: the table has these, not the answers' one
 * @throws {Error} one line: file, line, what
 */
export async function readTable(bytes, name, columns, added) {
  const reader = await startReader();
  reader.exports.kdread_table(...reader.put(bytes), ...reader.put(name),
    ...reader.put(`${columns.text ?? ''}\0${columns.label ?? ''}`), ...reader.put(added.join('\0')));
  const table = reader.result();
  if (table.error !== undefined && !(table.columns?.length > 1)) throw new Error(table.error);
  return table;
}

/** The value of each label of a model file, or null where they are classes without an order. */
export async function labelValues(bytes) {
  const reader = await startReader();
  reader.exports.kdread_values(...reader.put(bytes));
  return reader.result();
}
