// What one change was about: each object before and after.
import { el } from './dom.js';
import { exact } from './times.js';
import { capital, flips, keys, kind, operation, property, sentence, subjects, turns, value } from './words.js';

/** Objects that the server tells of one change. */
const MOST = 500;

/** @param to what the buttons do: undo(record) or null, moment(moment), history(object) */
export function changeBody(account, record, to) {
  const about = subjects(record);
  const things = el('div', {}, ...about.map((object) => thing(account, record, object, to)));
  const body = el('div', { class: 'one' },
    el('div', { class: 'one-head' },
      el('p', { text: to.undo ? sentence(record, account) : operation(record.operation) }),
      button('Mail before', () => to.moment({ record, isBefore: true })),
      button('Mail after', () => to.moment({ record, isBefore: false })),
      to.undo ? button('Undo only this…', () => to.undo(record)) : null),
    facts(record), things);
  if (record.objectCount > about.length) {
    body.append(rest(account, record, things, to));
  }
  learn(account, record, about, things, to);
  return body;
}

function button(text, click, label = null) {
  return el('button', { type: 'button', class: 'quiet', text, 'aria-label': label, on: { click } });
}

function facts({ at, id, requestId, operation: name }) {
  const all = [['Moment', exact(at)], ['Change', id], ['Event', name], ['Request', requestId]];
  return el('dl', { class: 'facts' }, ...all.filter(([, said]) => said).map(([term, said]) =>
    el('div', {}, el('dt', { text: term }), el('dd', { text: said }))));
}

/** Asks for the objects that were not told at first. */
function rest(account, record, things, to) {
  const all = record.objectCount.toLocaleString('en');
  const place = el('p', { class: 'rest' });
  const more = button(`Show more of ${all}`, async () => {
    more.disabled = true;
    try {
      const { objects } = await account.record(account.number(record), undefined, MOST);
      await learn(account, record, subjects({ objects }), things, to);
      const left = record.objectCount - objects.length;
      place.replaceChildren(left > 0 ? `and ${left.toLocaleString('en')} more` : '');
      things.querySelectorAll('button')[0]?.focus();
    } catch (error) {
      more.disabled = false;
      place.append(` ${error.message}`);
    }
  });
  place.append(more);
  return place;
}

/** Names the messages, also those that are no more: by what they were when this happened. */
async function learn(account, record, about, things, to) {
  const ids = about.filter(({ type, id }) => type === 'Email' && !account.knows('Email', id)).map(({ id }) => id);
  if (ids.length > 0) {
    const asOf = about.some(({ before }) => before) ? record.stateBefore : record.stateAfter;
    const given = { ids, properties: ['subject'] };
    const found = await account.call([['Email/get', given], ['Email/get', { ...given, asOf }]], { lenient: true }).catch(() => []);
    found.forEach(({ list }) => account.learnSubjects(list ?? []));
  }
  things.replaceChildren(...about.map((object) => thing(account, record, object, to)));
}

function thing(account, record, object, to) {
  const { type, id, before, after } = object;
  const name = account.of(type, id, after ?? before);
  const head = el('div', { class: 'thing-head' },
    el('p', {}, el('span', { class: 'kind', text: `${capital(kind(type))} ` }), name ? `“${name}”` : id),
    ['Email', 'Mailbox'].includes(type)
      ? button('Its history', () => to.history({ type, id }), `History of ${kind(type)} ${name || id}`) : null);
  const lines = turns(object).map((turn) => line(account, turn));
  return el('div', { class: 'thing' }, head, el('div', {}, ...lines.filter(Boolean)));
}

function line(account, [name, was, is]) {
  const [before, after] = [value(name, was, account), value(name, is, account)];
  if (before === null && after === null) {
    return null;
  }
  return el('dl', { class: 'turn' }, el('dt', { text: property(name) }),
    side('was', before, name === 'keywords' ? keys(was).length === 0 : false),
    side('is', after, name === 'keywords' ? flips(was, is).came.length === 0 && keys(is).length === 0 : false));
}

function side(which, text, isNone) {
  return text === null || isNone
    ? el('dd', { class: `${which} none`, text: 'none' })
    : el('dd', { class: which, text });
}
