// The page's elements, and how new ones are made. Text is only ever set as text.

/** The element with an id. */
export function element(id) {
  return document.getElementById(id);
}

/** A new element with a class and children, elements or strings. */
export function make(tag, className, ...children) {
  const made = document.createElement(tag);
  if (className) made.className = className;
  made.append(...children);
  return made;
}

/** Lets the page paint and answer the person. */
export function pause() {
  return new Promise((resolve) => setTimeout(resolve));
}

/** Shows one line about what went wrong; '' takes it away. */
export function showError(line) {
  element('error').textContent = line;
  element('error').hidden = line === '';
  if (line !== '') element('error').scrollIntoView({ block: 'nearest' });
}
