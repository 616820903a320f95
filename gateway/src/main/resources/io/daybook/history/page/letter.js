// One message as it was at a moment. Its text is shown as text, whatever is in it.
import { el, skeleton } from './dom.js';
import { exact } from './times.js';

const MOST = 200_000;
const PROPERTIES = ['id', 'subject', 'from', 'to', 'cc', 'receivedAt', 'keywords', 'mailboxIds', 'textBody', 'bodyValues', 'preview', 'attachments'];

/** @param at { asOf: arguments that name the moment, since: what became of it, actions, signal } */
export async function letter(place, account, { id, subject }, { asOf, since, actions, signal }) {
  place.replaceChildren(skeleton(5, 'mail'));
  const [{ list: [email] }] = await account.call([['Email/get', {
    ids: [id], properties: PROPERTIES, fetchTextBodyValues: true, maxBodyValueBytes: MOST, ...asOf,
  }]], { signal });
  if (!email) {
    throw new Error(`“${subject}” is not there any more. Go to another moment.`);
  }
  const facts = [
    ['From', people(email.from)],
    ['To', people(email.to)],
    ['Cc', people(email.cc)],
    ['Received', exact(email.receivedAt)],
    ['In', Object.keys(email.mailboxIds).map((box) => account.mailbox(box)).join(', ')],
    ['Keywords', Object.keys(email.keywords).join(', ')],
    ['Attached', (email.attachments ?? []).map(({ name, type }) => name || type).join(', ')],
  ].filter(([, text]) => text);
  const texts = parts(email);
  place.replaceChildren(el('article', { class: 'letter' },
    since ? el('p', {}, el('span', { class: 'since', text: since })) : null,
    el('h3', { text: email.subject || '(no subject)' }),
    el('dl', {}, ...facts.flatMap(([term, text]) => [el('dt', { text: term }), el('dd', { text })])),
    el('div', { class: 'buttons' }, ...actions),
    el('pre', { text: texts || email.preview || '(no text)' }),
    texts ? null : el('p', { class: 'hint', text: 'This message has no plain text; this is its beginning.' })));
}

function people(list) {
  return (list ?? []).map(({ name, email }) => (name ? `${name} <${email}>` : email)).join(', ');
}

function parts({ textBody, bodyValues }) {
  return (textBody ?? []).filter(({ type }) => type === 'text/plain')
    .map(({ partId }) => bodyValues?.[partId]?.value ?? '').join('\n').trim();
}
