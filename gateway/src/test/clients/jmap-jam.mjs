// jmap-jam: session, mailboxes, import, references, changes, snippets, upload and download, events, errors.
import assert from 'node:assert/strict';
import { EventSource } from 'eventsource';
import { JamClient } from 'jmap-jam';
import { message, token, url, within } from './server.mjs';

// The EventSource of browsers cannot set headers; this one goes through fetch, which can.
globalThis.EventSource = class extends EventSource {
  constructor(where) {
    super(where, {
      fetch: (input, init) =>
        fetch(input, { ...init, headers: { ...init.headers, Authorization: `Bearer ${token}` } }),
    });
  }
};

const jam = new JamClient({ sessionUrl: `${url}/.well-known/jmap`, bearerToken: token });
const session = await jam.session;
const accountId = await jam.getPrimaryAccount();
assert.ok(session.accounts[accountId], 'the primary account is among the accounts');

const [echo, meta] = await jam.request(['Core/echo', { hello: 'world' }]);
assert.deepEqual(echo, { hello: 'world' });
assert.equal(meta.sessionState, session.state);

const [before] = await jam.api.Mailbox.get({ accountId });
assert.ok(before.list.some((mailbox) => mailbox.role === 'inbox'));
const [made] = await jam.api.Mailbox.set({ accountId, create: { box: { name: 'Jam', parentId: null } } });
const box = made.created.box.id;

const original = message('Jam and bread', 'Quinces make the best jam.');
const blob = await jam.uploadBlob(accountId, new Blob([original], { type: 'message/rfc822' }));
assert.equal(blob.size, original.length);
assert.equal(blob.type, 'message/rfc822');

const [imported] = await jam.api.Email.import({
  accountId,
  emails: { k: { blobId: blob.blobId, mailboxIds: { [box]: true }, keywords: {} } },
});
const email = imported.created.k;

const downloaded = await jam.downloadBlob({
  accountId,
  blobId: email.blobId,
  mimeType: 'message/rfc822',
  fileName: 'jam.eml',
});
assert.equal(await downloaded.text(), original);

const [found] = await jam.requestMany((t) => {
  const query = t.Email.query({ accountId, filter: { inMailbox: box }, sort: [{ property: 'receivedAt' }] });
  const emails = t.Email.get({
    accountId,
    ids: query.$ref('/ids'),
    properties: ['id', 'subject', 'from', 'threadId', 'textBody', 'bodyValues'],
    fetchTextBodyValues: true,
  });
  const threads = t.Thread.get({ accountId, ids: emails.$ref('/list/*/threadId') });
  const snippets = t.SearchSnippet.get({ accountId, filter: { text: 'quinces' }, emailIds: query.$ref('/ids') });
  return { query, emails, threads, snippets };
});
assert.deepEqual(found.query.ids, [email.id]);
const [fetched] = found.emails.list;
assert.equal(fetched.subject, 'Jam and bread');
assert.deepEqual(fetched.from, [{ name: 'Ann', email: 'ann@example.test' }]);
assert.match(Object.values(fetched.bodyValues)[0].value, /best jam/);
assert.deepEqual(found.threads.list[0].emailIds, [email.id]);
assert.match(found.snippets.list[0].preview, /<mark>Quinces<\/mark>/);

const events = await jam.connectEventSource({ types: ['Email'], ping: 30 });
await within(30, new Promise((resolve) => events.addEventListener('open', resolve, { once: true })), 'open');
const pushed = new Promise((resolve) => events.addEventListener('state', resolve, { once: true }));
const [marked] = await jam.api.Email.set({ accountId, update: { [email.id]: { 'keywords/$seen': true } } });
assert.ok(email.id in marked.updated);
const change = JSON.parse((await within(30, pushed, 'a state event')).data);
assert.equal(change.changed[accountId].Email, marked.newState);
events.close();

const [changes] = await jam.api.Email.changes({ accountId, sinceState: marked.oldState });
assert.deepEqual(changes.updated, [email.id]);
assert.equal(changes.newState, marked.newState);

await assert.rejects(
  jam.api.Email.get({ accountId, ids: 'not a list' }),
  (error) => error.type === 'invalidArguments',
);
await assert.rejects(
  jam.request(['Email/get', { accountId, ids: [] }], { using: ['urn:example:unknown'] }),
  (problem) => JamClient.isProblemDetails(problem) && problem.type.endsWith('unknownCapability'),
);

const [gone] = await jam.api.Mailbox.set({ accountId, destroy: [box], onDestroyRemoveEmails: true });
assert.deepEqual(gone.destroyed, [box]);
console.log('jmap-jam: all steps passed');
