// Learns the names that the sentences about changes need: of mailboxes, and the subjects of messages.
import { keys, subjects } from './words.js';

const MOST_CALLS = 12;

const isOfOneEmail = ({ objectCount, objects }) => objectCount === 1 && objects[0]?.type === 'Email';

/** The names of now: of all mailboxes, and of the messages that a change of one was about. */
export async function learnNames(account, records, signal) {
  const emails = records.filter(isOfOneEmail).map(({ objects }) => objects[0].id).filter((id) => !account.knows('Email', id));
  const calls = [['Mailbox/get', { ids: null, properties: ['name'] }]];
  if (emails.length > 0) {
    calls.push(['Email/get', { ids: [...new Set(emails)], properties: ['subject'] }]);
  }
  const [mailboxes, found] = await account.call(calls, { signal });
  account.learnMailboxes(mailboxes.list);
  account.learnSubjects(found?.list ?? []);
  const told = records.flatMap(({ objects }) => objects).filter(({ type }) => type === 'Mailbox');
  account.learnMailboxes(told.map(({ id, before, after }) => ({ id, name: (after ?? before)?.name })), false);
}

/**
 * The names of what is no more, from moments when it was.
 *
 * @returns whether any were learned
 */
export async function learnGone(account, records, signal) {
  const calls = records.flatMap((record) => missing(account, record)).slice(0, MOST_CALLS);
  if (calls.length === 0) {
    return false;
  }
  const found = await account.call(calls, { signal, lenient: true });
  found.forEach(({ list }, number) => {
    if (calls[number][0] === 'Email/get') {
      account.learnSubjects(list ?? []);
    } else {
      account.learnMailboxes(list ?? [], false);
    }
  });
  return true;
}

/** The calls that tell the names which a sentence about this change lacks. */
function missing(account, record) {
  const [object] = subjects(record);
  if (object?.type !== 'Email') {
    return [];
  }
  const calls = [];
  for (const [told, asOf] of [[object.before, record.stateBefore], [object.after, record.stateAfter]]) {
    const ids = keys(told?.mailboxIds).filter((id) => !account.knows('Mailbox', id));
    if (ids.length > 0) {
      calls.push(['Mailbox/get', { ids, properties: ['name'], asOf }]);
    }
  }
  if (record.objectCount === 1 && !account.knows('Email', object.id)) {
    const asOf = object.before ? record.stateBefore : record.stateAfter;
    calls.push(['Email/get', { ids: [object.id], properties: ['subject'], asOf }]);
  }
  return calls;
}
