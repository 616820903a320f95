// The changes of one request as one row of the timeline, which opens.
import { el } from './dom.js';
import { changeBody } from './change.js';
import { clock, day, time } from './times.js';
import { sentence } from './words.js';

const SOURCES = { jmap: 'JMAP', import: 'import', serve: 'server', admin: 'administration' };

/** Neighbours that one request brought about, together. */
export function groups(records) {
  const all = [];
  for (const record of records) {
    const last = all.at(-1)?.[0];
    if (last?.requestId && last.requestId === record.requestId && day(last.at) === day(record.at)) {
      all.at(-1).push(record);
    } else {
      all.push([record]);
    }
  }
  return all;
}

/** What a group is called: by its first change, the last in the list. */
export const title = (account, records) => sentence(records.at(-1), account);

/** @param to what its buttons do: choose(is), undo(records), moment(moment), history(object) */
export function groupRow(account, records, to) {
  const [first] = records;
  const words = title(account, records);
  const body = el('div', { class: 'group-body', id: `body-${first.id}`, hidden: true });
  const open = el('button', {
    type: 'button', class: 'open-change', 'aria-expanded': 'false', 'aria-controls': body.id, 'data-id': first.id,
    on: { click: () => toggle() },
  }, time(first.at, clock(first.at)), what(words, records.length), who(first));
  const toggle = () => {
    body.hidden = !body.hidden;
    open.setAttribute('aria-expanded', String(!body.hidden));
    if (!body.hidden && body.childElementCount === 0) {
      body.append(...bodies(account, records, to));
    }
  };
  const escape = (event) => {
    if (event.key === 'Escape' && !body.hidden) {
      toggle();
      open.focus();
    }
  };
  return el('li', { class: 'group', on: { keydown: escape } },
    el('div', { class: 'group-head', 'data-row': true }, pick(account, words, to), open, undo(account, words, () => to.undo(records))),
    body);
}

function what(words, count) {
  return el('span', { class: 'change-what' }, el('span', { class: 'words', text: words }),
    count > 1 ? el('span', { class: 'count', text: `+ ${count - 1} more` }) : null);
}

function who({ actor, source, address, client }) {
  const said = [actor, SOURCES[source] ?? source, address, client].filter(Boolean);
  return el('span', { class: 'change-who' }, ...said.flatMap((text) => [el('span', { text }), ' ']));
}

function pick(account, words, to) {
  const box = el('input', { type: 'checkbox', 'aria-label': `Select: ${words}`,
    on: { change: ({ target }) => to.choose(target.checked) } });
  return el('label', { class: 'pick' }, account.isReadOnly ? null : box);
}

function undo(account, words, click) {
  return account.isReadOnly ? null
    : el('button', { type: 'button', class: 'quiet', text: 'Undo…', 'aria-label': `Undo: ${words}`, on: { click } });
}

function bodies(account, records, { undo: undoAll, moment, history }) {
  const ofOne = records.length > 1 && !account.isReadOnly ? (record) => undoAll([record]) : null;
  return records.map((record) => changeBody(account, record, { undo: ofOne, moment, history }));
}
