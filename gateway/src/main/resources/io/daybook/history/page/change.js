// What one change was about: each object before and after.
import { el } from './dom.js';
import { exact } from './times.js';
import { capital, flips, keys, kind, operation, property, sentence, subjects, turns, value } from './words.js';

const SHOWN = 10;

/** @param to what the buttons do: undo(record) or null, moment(moment), history(object) */
export function changeBody(account, record, to) {
  const about = subjects(record);
  const things = el('div', {}, ...about.slice(0, SHOWN).map((object) => thing(account, record, object, to)));
  const body = el('div', { class: 'one' },
    el('div', { class: 'one-head' },
      el('p', { text: to.undo ? sentence(record, account) : operation(record.operation) }),
      button('Mail before', () => to.moment({ record, isBefore: true })),
      button('Mail after', () => to.moment({ record, isBefore: false })),
      to.undo ? button('Undo only this…', () => to.undo(record)) : null),
    facts(record), things);
  if (about.length > SHOWN) {
    body.append(rest(about, things, (object) => thing(account, record, object, to)));
  }
  learn(account, record, about.slice(0, SHOWN), things, to);
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

/** The objects that were not shown at first, fifty with each press. */
function rest(about, things, show) {
  let shown = SHOWN;
  const more = button('', () => {
    things.append(...about.slice(shown, shown + 50).map(show));
    shown += 50;
    said();
  });
  const said = () => {
    more.hidden = shown >= about.length;
    more.textContent = `Show more of ${about.length.toLocaleString('en')}`;
  };
  said();
  return more;
}

/** Messages that are no more are named by what they were when this happened. */
async function learn(account, record, about, things, to) {
  const ids = about.filter(({ type, id }) => type === 'Email' && !account.knows('Email', id)).map(({ id }) => id);
  if (ids.length === 0) {
    return;
  }
  try {
    const wasThere = about.some(({ before }) => before);
    const asOf = account.state(record, wasThere);
    const [found] = await account.call([['Email/get', { ids, asOf, properties: ['subject'] }]]);
    account.learnSubjects(found.list);
    things.replaceChildren(...about.map((object) => thing(account, record, object, to)));
  } catch (error) {
    things.prepend(el('p', { class: 'hint', text: `The subjects are not known: ${error.message}` }));
  }
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
