// The words of the page for what the server names.

export const KEYWORDS = {
  $seen: ['Marked {it} as read', 'Marked {it} as unread'],
  $flagged: ['Flagged {it}', 'Took the flag off {it}'],
  $answered: ['Marked {it} as answered', 'Marked {it} as not answered'],
  $forwarded: ['Marked {it} as forwarded', 'Marked {it} as not forwarded'],
  $draft: ['Made {it} a draft', 'Made {it} no draft'],
  $junk: ['Marked {it} as junk', 'Marked {it} as no junk'],
};

// What can happen, in the words of a filter.
export const OPERATIONS = {
  emailsAdded: 'Messages added',
  emailsMoved: 'Messages moved',
  keywordsChanged: 'Messages marked',
  emailsDestroyed: 'Messages deleted',
  emailsRestored: 'Messages restored',
  emailsRedigested: 'Messages read anew',
  threadsMerged: 'Conversations joined',
  mailboxCreated: 'Mailbox made',
  mailboxRenamed: 'Mailbox renamed',
  mailboxMoved: 'Mailbox moved',
  mailboxRoleChanged: 'Role of a mailbox changed',
  mailboxSorted: 'Mailbox sorted',
  mailboxSubscriptionChanged: 'Subscription changed',
  mailboxDestroyed: 'Mailbox deleted',
  mailboxRestored: 'Mailbox restored',
  identityCreated: 'Identity made',
  identityChanged: 'Identity changed',
  identityDestroyed: 'Identity deleted',
  vacationResponseChanged: 'Vacation response changed',
  submissionMade: 'Sending asked for',
  submissionCanceled: 'Sending canceled',
  attemptBegun: 'Sending begun',
  handoverBegun: 'Handover begun',
  attemptRecorded: 'Sending tried',
  submissionExpired: 'Sending given up',
  senderTold: 'Sender told',
  submissionFinished: 'Sending finished',
  submissionDestroyed: 'Record of a sending deleted',
  accountOpened: 'Account opened',
  quotaChanged: 'Quota changed',
  retentionChanged: 'Retention changed',
};

export const VERBS = { emailsRestored: 'Restored', mailboxRestored: 'Restored', mailboxCreated: 'Made', identityCreated: 'Made' };

export const KINDS = {
  Email: ['message', 'messages'],
  Mailbox: ['mailbox', 'mailboxes'],
  Thread: ['conversation', 'conversations'],
  Identity: ['identity', 'identities'],
  EmailSubmission: ['sending', 'sendings'],
  VacationResponse: ['vacation response', 'vacation responses'],
  Quota: ['quota', 'quotas'],
};

export const PROPERTIES = {
  mailboxIds: 'Mailboxes', keywords: 'Keywords', name: 'Name', parentId: 'Inside', role: 'Role', sortOrder: 'Order',
  isSubscribed: 'Subscribed', subject: 'Subject', threadId: 'Conversation', blobId: 'Content', size: 'Size',
  receivedAt: 'Received', isEnabled: 'Enabled', fromDate: 'From', toDate: 'Until', textBody: 'Text', htmlBody: 'HTML',
  undoStatus: 'Undo status', sendAt: 'Send at', textSignature: 'Signature', replyTo: 'Reply to',
};
