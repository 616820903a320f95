// Elements are made by hand: text goes in as text, so mail can never become markup.

/** An element; `props` are attributes, but `on` has listeners and `class`, `text` what they say. */
export function el(tag, props = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (value === null || value === undefined || value === false) {
      continue;
    }
    if (name === 'on') {
      Object.entries(value).forEach(([event, listener]) => made.addEventListener(event, listener));
    } else if (name === 'text') {
      made.textContent = value;
    } else {
      made.setAttribute(name, value === true ? '' : value);
    }
  }
  made.append(...children.filter((child) => child !== null && child !== undefined));
  return made;
}

/** The element with this id. */
export const $ = (id) => document.getElementById(id);

/** What is said instead of a list: nothing there, or something went wrong. */
export function notice(title, detail, button) {
  return el('div', { class: 'notice' }, el('p', { class: 'notice-title', text: title }),
    el('p', { text: detail }), button);
}

/** An error where the content would be, with a way to try again. */
export function failure(error, retry) {
  const again = el('button', { type: 'button', text: 'Try again', on: { click: retry } });
  const shown = notice('This could not be loaded', error.message, again);
  shown.setAttribute('role', 'alert');
  return shown;
}

/** Rows that hold the place of what is still on its way, as high as it will be. */
export function skeleton(rows, kind) {
  const lines = Array.from({ length: rows }, () =>
    el('div', { class: `bone ${kind}` }, el('span'), el('span')));
  return el('div', { class: 'bones', role: 'status' }, el('span', { class: 'unseen', text: 'Loading…' }), ...lines);
}

/** Tells something at the edge of the page for some seconds, and to screen readers. */
export function tell(text) {
  const line = el('p', { text });
  $('told').replaceChildren(line);
  setTimeout(() => line.remove(), 8000);
}

/**
 * Lets the arrow keys move among the rows of a list; only the current row can be reached by Tab.
 * Rows match `selector`; what else is in a row follows in its tab order.
 */
export function roving(list, selector, onMove = () => {}) {
  const rows = () => [...list.querySelectorAll(selector)];
  const reach = (row, tab) => {
    row.tabIndex = tab;
    row.closest('[data-row]')?.querySelectorAll('button, input').forEach((inner) => (inner.tabIndex = tab));
  };
  const settle = (current) => rows().forEach((row) => reach(row, row === current ? 0 : -1));
  list.addEventListener('keydown', (event) => {
    const all = rows();
    const at = all.indexOf(event.target);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: all.length - 1 }[event.key];
    if (at < 0 || to === undefined || event.ctrlKey || event.altKey || event.metaKey) {
      return;
    }
    event.preventDefault();
    const next = all[Math.max(0, Math.min(all.length - 1, to))];
    settle(next);
    next.focus();
    onMove(next);
  });
  list.addEventListener('focusin', (event) => {
    const row = event.target.closest('[data-row]')?.querySelector(selector) ?? event.target.closest(selector);
    if (row) {
      settle(row);
    }
  });
  return { settle: () => settle(rows().find((row) => row.ariaSelected === 'true') ?? rows()[0]) };
}

/** Calls it once nothing came for so many milliseconds. */
export function debounced(wait, call) {
  let timer;
  return (...given) => {
    clearTimeout(timer);
    timer = setTimeout(() => call(...given), wait);
  };
}
