// The mailboxes and messages of a moment, with what became of them since.
import { $, el, failure, notice, roving, skeleton } from './dom.js';
import { of } from './jmap.js';
import { letter } from './letter.js';
import { brief, time } from './times.js';

const PAGE = 50;
const LISTED = ['id', 'subject', 'from', 'to', 'receivedAt', 'preview', 'keywords', 'mailboxIds', 'hasAttachment'];

export class Panes {
  #account;
  #onHistory;
  #loading = null;
  #reading = null;
  #moment = null;
  #mailbox = null;
  #email = null;
  #mailboxes = [];
  #emails = [];
  #total = 0;
  #now = { mailboxes: new Set(), emails: new Map() };

  constructor(account, { onHistory, onRestore, signal }) {
    this.#account = account;
    this.#onHistory = onHistory;
    $('restore').addEventListener('click', () => onRestore(this.#current()), { signal });
    for (const back of document.querySelectorAll('.back')) {
      back.addEventListener('click', () => this.#show(back.dataset.to), { signal });
    }
    $('panes').addEventListener('keydown', (event) => {
      const shown = $('panes').dataset.pane;
      if (event.key === 'Escape' && shown !== 'mailboxes') {
        this.#show(shown === 'message' ? 'messages' : 'mailboxes');
      }
    }, { signal });
    this.#choose(null);
  }

  close() {
    this.#loading?.abort();
    this.#reading?.abort();
  }

  fail(error, retry) {
    $('mailbox-list').replaceChildren(failure(error, retry));
    $('message-list').replaceChildren();
    this.#choose(null);
  }

  /** @param moment { record, asOf }, null for now */
  async load(moment) {
    this.#moment = moment;
    await this.#load(0);
  }

  #asOf() {
    return this.#moment ? { asOf: this.#moment.asOf } : {};
  }

  #current() {
    return this.#mailboxes.find(({ id }) => id === this.#mailbox);
  }

  async #load(position) {
    this.#loading?.abort();
    const { signal } = (this.#loading = new AbortController());
    if (this.#mailboxes.length === 0) {
      $('mailbox-list').replaceChildren(skeleton(6, 'mailbox'));
    }
    if (position === 0 && this.#emails.length === 0) {
      $('message-list').replaceChildren(skeleton(6, 'mail'));
    }
    $('panes').setAttribute('aria-busy', 'true');
    try {
      const boxes = await this.#boxes(signal);
      if (!boxes.some(({ id }) => id === this.#mailbox)) {
        this.#mailbox = (boxes.find(({ role }) => role === 'inbox') ?? boxes[0])?.id ?? null;
      }
      const page = this.#mailbox === null ? { list: [], total: 0 } : await this.#page(position, signal);
      this.#mailboxes = boxes;
      this.#total = page.total;
      this.#emails = position === 0 ? page.list : [...this.#emails, ...page.list];
      this.#draw(position);
      this.#follow();
    } catch (error) {
      if (!signal.aborted) {
        $('message-list').replaceChildren(failure(error, () => this.#load(0)));
        this.#emails = [];
      }
    } finally {
      if (!signal.aborted) {
        $('panes').setAttribute('aria-busy', 'false');
      }
    }
  }

  async #boxes(signal) {
    const properties = ['id', 'name', 'parentId', 'role', 'sortOrder', 'totalEmails', 'unreadEmails'];
    const calls = [['Mailbox/get', { ids: null, properties, ...this.#asOf() }]];
    if (this.#moment) {
      calls.push(['Mailbox/get', { ids: null, properties: ['id', 'name'] }]);
    }
    const [then, now = then] = await this.#account.call(calls, { signal });
    this.#account.learnMailboxes(now.list);
    this.#account.learnMailboxes(then.list, false);
    this.#now.mailboxes = new Set(now.list.map(({ id }) => id));
    return tree(then.list);
  }

  async #page(position, signal) {
    const filter = { inMailbox: this.#mailbox };
    const sort = [{ property: 'receivedAt', isAscending: false }];
    const ids = of(0, 'Email/query', '/ids');
    const calls = [
      ['Email/query', { filter, sort, position, limit: PAGE, calculateTotal: true, ...this.#asOf() }],
      ['Email/get', { '#ids': ids, properties: LISTED, ...this.#asOf() }],
    ];
    if (this.#moment) {
      calls.push(['Email/get', { '#ids': ids, properties: ['mailboxIds'] }]);
    }
    const [found, emails, now = emails] = await this.#account.call(calls, { signal });
    now.list.forEach(({ id, mailboxIds }) => this.#now.emails.set(id, mailboxIds));
    now.notFound.forEach((id) => this.#now.emails.set(id, null));
    this.#account.learnSubjects(emails.list);
    const byId = new Map(emails.list.map((email) => [email.id, email]));
    return { total: found.total, list: found.ids.map((id) => byId.get(id)).filter(Boolean) };
  }

  /** What became of a message since the moment; empty when it is where it was. */
  #since({ id }) {
    const now = this.#now.emails.get(id);
    if (now === null) {
      return 'since deleted';
    }
    return now && !now[this.#mailbox] ? 'since moved' : '';
  }

  #draw(position) {
    const boxes = el('div', { role: 'listbox', 'aria-label': 'Mailboxes' }, ...this.#mailboxes.map((box) => this.#box(box)));
    const hadFocus = document.activeElement?.closest('.pane > div')?.id;
    $('mailbox-list').replaceChildren(boxes);
    roving(boxes, '.row').settle();
    const box = this.#current();
    $('messages-title').textContent = box ? `${box.name} · ${this.#total.toLocaleString('en')}` : 'Messages';
    $('restore').hidden = !this.#moment || !box || this.#account.isReadOnly;
    if (this.#emails.length === 0) {
      const when = this.#moment ? 'There was nothing in it at this moment.' : 'There is nothing in it.';
      $('message-list').replaceChildren(notice('Empty', when));
    } else {
      const mails = el('div', { role: 'listbox', 'aria-label': 'Messages' }, ...this.#emails.map((email) => this.#mail(email)));
      const more = el('button', { type: 'button', text: `Show ${PAGE} more`, on: { click: () => this.#load(this.#emails.length) } });
      const hasMore = this.#emails.length < this.#total;
      $('message-list').replaceChildren(mails, ...(hasMore ? [el('div', { class: 'more' }, more)] : []));
      roving(mails, '.row').settle();
      if (position > 0) {
        mails.children[position]?.focus();
      }
    }
    if (hadFocus === 'mailbox-list') {
      boxes.querySelector('[aria-selected="true"]')?.focus();
    }
  }

  #row(kind, isSelected, choose, ...inside) {
    const pressed = (event) => {
      if (event.key === 'Enter' || event.key === ' ') {
        event.preventDefault();
        choose();
      }
    };
    return el('div', { class: `row ${kind}`, role: 'option', tabindex: -1, 'aria-selected': String(isSelected),
      on: { click: choose, keydown: pressed } }, ...inside);
  }

  #box(box) {
    const { id, name, depth, totalEmails, unreadEmails } = box;
    const open = () => {
      this.#mailbox = id;
      this.#emails = [];
      this.#choose(null);
      this.#show('messages');
      this.#load(0);
    };
    const isGone = !this.#now.mailboxes.has(id);
    return this.#row(`mailbox deep-${Math.min(depth, 3)}`, id === this.#mailbox, open,
      el('span', { class: 'name', text: name }),
      isGone ? el('span', { class: 'since', text: 'since deleted' }) : null,
      el('span', { class: 'number', text: totalEmails.toLocaleString('en'), title: `${unreadEmails} unread` }));
  }

  #mail(email) {
    const from = (email.from ?? [])[0];
    const since = this.#since(email);
    const open = () => {
      this.#choose(email);
      this.#show('message');
    };
    const row = this.#row(`mail${email.keywords?.$seen ? '' : ' unread'}`, email.id === this.#email, open,
      el('p', { class: 'line' }, el('span', { class: 'from', text: from?.name || from?.email || 'Unknown sender' }),
        time(email.receivedAt, brief(email.receivedAt))),
      el('p', { class: 'subject', text: email.subject || '(no subject)' }),
      el('p', { class: 'preview' }, since ? el('span', { class: 'since', text: since }) : null, email.preview ?? ''));
    row.dataset.id = email.id;
    return row;
  }

  /** The message that is read stays, as it was at the new moment, if it was there. */
  #follow() {
    this.#choose(this.#emails.find(({ id }) => id === this.#email) ?? null);
  }

  async #choose(email) {
    this.#reading?.abort();
    const { signal } = (this.#reading = new AbortController());
    this.#email = email?.id ?? null;
    for (const row of $('message-list').querySelectorAll('.row')) {
      row.setAttribute('aria-selected', String(row.dataset.id === this.#email));
    }
    $('reading-title').textContent = 'Message';
    if (email === null) {
      $('message').replaceChildren(notice('No message chosen', 'Choose one to read it as it was.'));
      return;
    }
    const actions = [el('button', { type: 'button', class: 'quiet', text: 'Its history',
      on: { click: () => this.#onHistory({ type: 'Email', id: email.id }) } })];
    try {
      await letter($('message'), this.#account, email, { asOf: this.#asOf(), since: this.#since(email), actions, signal });
    } catch (error) {
      if (!signal.aborted) {
        $('message').replaceChildren(failure(error, () => this.#choose(email)));
      }
    }
  }

  /** On a narrow screen only one of the panes is seen. */
  #show(pane) {
    $('panes').dataset.pane = pane;
    const inside = { mailboxes: '#mailbox-list', messages: '#message-list' }[pane];
    if (inside) {
      $('panes').querySelector(`${inside} [aria-selected="true"], ${inside} .row`)?.focus();
    } else if (getComputedStyle($('message-list').closest('.pane')).display === 'none') {
      $('message').closest('.pane').querySelector('.back').focus();
    }
  }
}

const ROLES = ['inbox', 'drafts', 'sent', 'archive', 'junk', 'trash'];

/** Parents before their children, each with its depth. */
function tree(list) {
  const rank = ({ role }) => (ROLES.includes(role) ? ROLES.indexOf(role) : ROLES.length);
  const sorted = [...list].sort((one, other) =>
    one.sortOrder - other.sortOrder || rank(one) - rank(other) || one.name.localeCompare(other.name));
  const ids = new Set(list.map(({ id }) => id));
  const below = (parent, depth) => sorted
    .filter(({ parentId }) => (ids.has(parentId) ? parentId : null) === parent)
    .flatMap((box) => [{ ...box, depth }, ...below(box.id, depth + 1)]);
  return below(null, 0);
}
