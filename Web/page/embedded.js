// The files that scripts/build-web put into the page, packed: runtime and model.

import { unzip } from './inflate.js';

/** Names of the files whose name ends with `suffix`. */
export function embeddedNames(suffix) {
  return [...document.querySelectorAll('script[data-file]')].map((element) => element.dataset.file)
    .filter((name) => name.endsWith(suffix));
}

/** The bytes of a file. */
export function embeddedFile(name) {
  const packed = atob(document.querySelector(`script[data-file="${name}"]`).textContent.trim());
  return unzip(Uint8Array.from(packed, (character) => character.charCodeAt(0)));
}
