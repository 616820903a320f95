// jmap-client-ts: session, mailboxes, creating, querying, changes, errors.
import assert from 'node:assert/strict';
import library from 'jmap-client-ts';
import transport from 'jmap-client-ts/lib/utils/fetch-transport.js';
import { token, url } from './server.mjs';

const client = new library.Client({
  sessionUrl: `${url}/.well-known/jmap`,
  accessToken: token,
  transport: new transport.FetchTransport(fetch),
  // Its fetch transport sends no type, and fetch then says text/plain: docs/quirks.md.
  httpHeaders: { 'Content-Type': 'application/json' },
});
await client.fetchSession();
assert.equal(client.getSession().username, process.env.JMAP_USER);
const accountId = client.getFirstAccountId();

const mailboxes = await client.mailbox_get({ accountId: null, ids: null });
assert.equal(mailboxes.accountId, accountId);
assert.ok(mailboxes.list.some((mailbox) => mailbox.role === 'inbox'));

const made = await client.mailbox_set({
  accountId,
  create: { box: { name: 'Client', parentId: null, role: null } },
});
const box = made.created.box.id;
const grown = await client.mailbox_changes({ accountId, sinceState: mailboxes.state });
assert.deepEqual(grown.created, [box]);

const drafted = await client.email_set({
  accountId,
  create: {
    draft: {
      mailboxIds: { [box]: true },
      keywords: { $draft: true },
      from: [{ name: 'Ann', email: 'ann@example.test' }],
      subject: 'Grüße',
      textBody: [{ partId: 'text', type: 'text/plain' }],
      bodyValues: { text: { value: 'Hello' } },
    },
  },
});
const id = drafted.created.draft.id;
const found = await client.email_query({
  accountId,
  filter: { inMailbox: box },
  sort: [{ property: 'receivedAt', isAscending: false }],
});
assert.deepEqual(found.ids, [id]);
const emails = await client.email_get({ accountId, ids: found.ids, properties: ['subject', 'keywords', 'preview'] });
assert.deepEqual(emails.list, [{ id, subject: 'Grüße', keywords: { $draft: true }, preview: 'Hello' }]);

const marked = await client.email_set({ accountId, update: { [id]: { keywords: { $seen: true } } } });
assert.deepEqual(marked.updated, { [id]: null });
const changed = await client.email_changes({ accountId, sinceState: drafted.newState });
assert.deepEqual([changed.created, changed.updated, changed.destroyed], [[], [id], []]);

await assert.rejects(
  client.email_changes({ accountId, sinceState: 'never' }),
  (error) => error.type === 'cannotCalculateChanges',
);
const refused = await client.mailbox_set({ accountId, destroy: [box] });
assert.equal(refused.notDestroyed[box].type, 'mailboxHasEmail');
const gone = await client.mailbox_set({ accountId, destroy: [box], onDestroyRemoveEmails: true });
assert.deepEqual(gone.destroyed, [box]);
console.log('jmap-client-ts: all steps passed');
