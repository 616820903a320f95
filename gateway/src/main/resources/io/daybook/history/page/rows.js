// The rows of the lists of mailboxes and messages: options that a click or Enter chooses.
import { el } from './dom.js';
import { brief, time } from './times.js';

const ROLES = ['inbox', 'drafts', 'sent', 'archive', 'junk', 'trash'];

function row(kind, isSelected, choose, ...inside) {
  const pressed = (event) => {
    if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      choose();
    }
  };
  return el('div', { class: `row ${kind}`, role: 'option', tabindex: -1, 'aria-selected': String(isSelected),
    on: { click: choose, keydown: pressed } }, ...inside);
}

const badge = (text) => (text ? el('span', { class: 'since', text }) : null);

/** @param since what became of it, empty for nothing */
export function mailboxRow({ name, depth, totalEmails, unreadEmails }, { isSelected, since, choose }) {
  return row(`mailbox deep-${Math.min(depth, 3)}`, isSelected, choose, el('span', { class: 'name', text: name }), badge(since),
    el('span', { class: 'number', text: totalEmails.toLocaleString('en'), title: `${unreadEmails} unread` }));
}

/** @param since what became of it, empty for nothing */
export function mailRow({ id, from, subject, preview, keywords, receivedAt }, { isSelected, since, choose }) {
  const sender = from?.[0]?.name || from?.[0]?.email || 'Unknown sender';
  const made = row(`mail${keywords.$seen ? '' : ' unread'}`, isSelected, choose,
    el('p', { class: 'line' }, el('span', { class: 'from', text: sender }), time(receivedAt, brief(receivedAt))),
    el('p', { class: 'subject', text: subject || '(no subject)' }),
    el('p', { class: 'preview' }, badge(since), preview ?? ''));
  made.dataset.id = id;
  return made;
}

/** Parents before their children, each with its depth; those with a role first, as people know them. */
export function tree(list) {
  const rank = ({ role }) => (ROLES.includes(role) ? ROLES.indexOf(role) : ROLES.length);
  const sorted = [...list].sort((one, other) =>
    rank(one) - rank(other) || one.sortOrder - other.sortOrder || one.name.localeCompare(other.name));
  const ids = new Set(list.map(({ id }) => id));
  const below = (parent, depth) => sorted
    .filter(({ parentId }) => (ids.has(parentId) ? parentId : null) === parent)
    .flatMap((box) => [{ ...box, depth }, ...below(box.id, depth + 1)]);
  return below(null, 0);
}
