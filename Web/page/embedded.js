// The files that scripts/build-web put into the page, packed: runtime and model.

/** Names of the files whose name ends with `suffix`. */
export function embeddedNames(suffix) {
  return [...document.querySelectorAll('script[data-file]')].map((element) => element.dataset.file)
    .filter((name) => name.endsWith(suffix));
}

/** The bytes of a file. */
export async function embeddedFile(name) {
  const { textContent, dataset } = document.querySelector(`script[data-file="${name}"]`);
  const packed = readDigits(textContent.trim()).subarray(0, Number(dataset.size));
  const unpacked = new Blob([packed]).stream().pipeThrough(new DecompressionStream('gzip'));
  return new Uint8Array(await new Response(unpacked).arrayBuffer());
}

/** Digits to the base of 85, in order. */
const digits = '0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ.-:+=^!/*?&_>()[]{}@%$#';

/** Four bytes for five digits (Z85 of ZeroMQ, with _ for <). */
function readDigits(text) {
  const values = new Map([...digits].map((digit, value) => [digit, value]));
  const words = new DataView(new ArrayBuffer(text.length / 5 * 4));
  let word = 0;
  for (let index = 0; index < text.length; index++) {
    word = word * 85 + values.get(text[index]);
    if (index % 5 < 4) continue;
    words.setUint32((index - 4) / 5 * 4, word);
    word = 0;
  }
  return new Uint8Array(words.buffer);
}
