// What happened, in words: from what the records of the history say was before and after.

const KEYWORDS = {
  $seen: ['Marked {it} as read', 'Marked {it} as unread'],
  $flagged: ['Flagged {it}', 'Took the flag off {it}'],
  $answered: ['Marked {it} as answered', 'Marked {it} as not answered'],
  $forwarded: ['Marked {it} as forwarded', 'Marked {it} as not forwarded'],
  $draft: ['Made {it} a draft', 'Made {it} no draft'],
  $junk: ['Marked {it} as junk', 'Marked {it} as no junk'],
};

// What can happen: in general, in the words of a filter; and of which type the objects are that it is about.
const OPERATIONS = {
  emailsAdded: ['Messages added', 'Email'],
  emailsMoved: ['Messages moved', 'Email'],
  keywordsChanged: ['Messages marked', 'Email'],
  emailsDestroyed: ['Messages deleted', 'Email'],
  emailsRestored: ['Messages restored', 'Email'],
  threadsMerged: ['Conversations joined', 'Thread'],
  mailboxCreated: ['Mailbox made', 'Mailbox'],
  mailboxRenamed: ['Mailbox renamed', 'Mailbox'],
  mailboxMoved: ['Mailbox moved', 'Mailbox'],
  mailboxRoleChanged: ['Role of a mailbox changed', 'Mailbox'],
  mailboxSorted: ['Mailbox sorted', 'Mailbox'],
  mailboxSubscriptionChanged: ['Subscription changed', 'Mailbox'],
  mailboxDestroyed: ['Mailbox deleted', 'Mailbox'],
  mailboxRestored: ['Mailbox restored', 'Mailbox'],
  identityCreated: ['Identity made', 'Identity'],
  identityChanged: ['Identity changed', 'Identity'],
  identityDestroyed: ['Identity deleted', 'Identity'],
  vacationResponseChanged: ['Vacation response changed', 'VacationResponse'],
  submissionMade: ['Sending asked for', 'EmailSubmission'],
  submissionCanceled: ['Sending canceled', 'EmailSubmission'],
  attemptBegun: ['Sending begun', 'EmailSubmission'],
  handoverBegun: ['Handover begun', 'EmailSubmission'],
  attemptRecorded: ['Sending tried', 'EmailSubmission'],
  submissionExpired: ['Sending given up', 'EmailSubmission'],
  senderTold: ['Sender told', 'EmailSubmission'],
  submissionFinished: ['Sending finished', 'EmailSubmission'],
  submissionDestroyed: ['Record of a sending deleted', 'EmailSubmission'],
  accountOpened: ['Account opened', null],
  quotaChanged: ['Quota changed', 'Quota'],
  retentionChanged: ['Retention changed', null],
};

const VERBS = { emailsRestored: 'Restored', mailboxRestored: 'Restored', mailboxCreated: 'Made', identityCreated: 'Made' };

const KINDS = {
  Email: ['message', 'messages'],
  Mailbox: ['mailbox', 'mailboxes'],
  Thread: ['conversation', 'conversations'],
  Identity: ['identity', 'identities'],
  EmailSubmission: ['sending', 'sendings'],
  VacationResponse: ['vacation response', 'vacation responses'],
  Account: ['account', 'accounts'],
  Quota: ['quota', 'quotas'],
};

const PROPERTIES = {
  mailboxIds: 'Mailboxes', keywords: 'Keywords', name: 'Name', parentId: 'Inside', role: 'Role', sortOrder: 'Order',
  isSubscribed: 'Subscribed', subject: 'Subject', threadId: 'Conversation', blobId: 'Content', size: 'Size',
  receivedAt: 'Received', isEnabled: 'Enabled', fromDate: 'From', toDate: 'Until', textBody: 'Text', htmlBody: 'HTML',
  undoStatus: 'Undo status', sendAt: 'Send at', textSignature: 'Signature', replyTo: 'Reply to',
};

export const kind = (type, count = 1) => (KINDS[type] ?? [type, `${type}s`])[count === 1 ? 0 : 1];

/** `receivedAt` as `Received`. */
export function property(name) {
  return PROPERTIES[name] ?? name.replace(/[A-Z]/g, (big) => ` ${big.toLowerCase()}`).replace(/^./, (first) => first.toUpperCase());
}

export const capital = (text) => text.charAt(0).toUpperCase() + text.slice(1);

const same = (one, other) => JSON.stringify(one ?? null) === JSON.stringify(other ?? null);
export const keys = (set) => Object.keys(set ?? {}).filter((key) => set[key]);

/** The properties in which an object was another: [name, before, after]. */
export function turns({ before, after }) {
  const names = [...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])];
  return names.filter((name) => !same(before?.[name], after?.[name])).map((name) => [name, before?.[name], after?.[name]]);
}

/** What came into a set and what left it. */
export function flips(was, is) {
  return { came: keys(is).filter((key) => !was?.[key]), went: keys(was).filter((key) => !is?.[key]) };
}

/** A value for a person; `names` knows the names of mailboxes. */
export function value(property, given, names) {
  if (given === null || given === undefined || given === '') {
    return null;
  }
  if (property === 'mailboxIds') {
    return keys(given).map((id) => names.mailbox(id)).join(', ');
  }
  if (property === 'keywords') {
    return keys(given).join(', ');
  }
  if (property === 'parentId') {
    return names.mailbox(given);
  }
  if (typeof given === 'boolean') {
    return given ? 'yes' : 'no';
  }
  return typeof given === 'object' ? JSON.stringify(given) : String(given);
}

function many(objects, names) {
  const { type, id, before, after } = objects[0];
  if (objects.length > 1) {
    return `${objects.length.toLocaleString('en')} ${kind(type, objects.length)}`;
  }
  const name = names.of(type, id, after ?? before);
  return name ? (type === 'Email' ? `“${name}”` : `the ${kind(type)} “${name}”`) : `1 ${kind(type)}`;
}

const list = (ids, names) => ids.map((id) => names.mailbox(id)).join(', ');

function keywords({ came, went }, it) {
  const said = (key, off) => {
    const words = KEYWORDS[key]?.[off] ?? (off ? `Took the keyword “${key}” off {it}` : `Gave {it} the keyword “${key}”`);
    return words.replace('{it}', () => it);
  };
  return [...came.map((key) => said(key, 0)), ...went.map((key) => said(key, 1))];
}

function moves({ came, went }, it, names) {
  if (came.length > 0 && went.length > 0) {
    return `Moved ${it} from ${list(went, names)} to ${list(came, names)}`;
  }
  return came.length > 0 ? `Put ${it} into ${list(came, names)} too` : `Took ${it} out of ${list(went, names)}`;
}

function changed(objects, names) {
  const it = many(objects, names);
  const [first] = objects;
  const alike = objects.every((object) => same(signature(object), signature(first)));
  const all = turns(first);
  const said = [];
  for (const [name, was, is] of alike ? all : []) {
    if (first.type === 'Email' && name === 'mailboxIds') {
      said.push(moves(flips(was, is), it, names));
    } else if (first.type === 'Email' && name === 'keywords') {
      said.push(...keywords(flips(was, is), it));
    } else if (first.type === 'Mailbox' && name === 'name' && objects.length === 1) {
      said.push(`Renamed the mailbox “${was}” to “${is}”`);
    } else if (first.type === 'Mailbox' && name === 'parentId') {
      said.push(`Moved ${it} ${is ? `into “${names.mailbox(is)}”` : 'to the top'}`);
    }
  }
  return said.length > 0 ? said.join('; ') : `Changed ${it}`;
}

/** What changed of an object, without the object itself: alike for all messages of one move. */
function signature(object) {
  return turns(object).map(([name, was, is]) =>
    name === 'mailboxIds' || name === 'keywords' ? [name, flips(was, is)] : [name, was, is]);
}

function ofType(record, objects, names) {
  const it = many(objects, names);
  const [{ type, before, after }] = objects;
  if (before && after) {
    return changed(objects, names);
  }
  if (before) {
    return `Deleted ${it}`;
  }
  const into = type === 'Email' ? keys(after?.mailboxIds) : [];
  return `${VERBS[record.operation] ?? 'Added'} ${it}${into.length > 0 ? ` to ${list(into, names)}` : ''}`;
}

/** The objects that a record is about; what it touched besides, such as the counters of mailboxes, is left out. */
export function subjects(record) {
  const type = OPERATIONS[record.operation]?.[1];
  const about = (record.objects ?? []).filter((object) => object.type === type && (object.before || object.after));
  return about.length > 0 || type !== undefined ? about : record.objects ?? [];
}

/** One sentence for a record of the history. */
export function sentence(record, names) {
  const objects = subjects(record);
  const tells = ['Email', 'Mailbox', 'Identity'].includes(objects[0]?.type);
  return tells ? ofType(record, objects, names) : operation(record.operation);
}

/** The filter's words for what happened. */
export function operation(name) {
  const spaced = name.replace(/([a-z])([A-Z])/g, (_, small, big) => `${small} ${big.toLowerCase()}`);
  return OPERATIONS[name]?.[0] ?? capital(spaced);
}

export const operations = () => Object.keys(OPERATIONS);
