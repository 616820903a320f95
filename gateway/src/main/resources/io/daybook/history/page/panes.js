// The mailboxes and messages of a moment, with what became of them since.
import { $, el, failure, notice, roving, skeleton } from './dom.js';
import { of } from './jmap.js';
import { letter } from './letter.js';
import { mailRow, mailboxRow, tree } from './rows.js';

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
  #next = 0;
  #focusNext = false;
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
    this.#mailboxes = [];
    this.#emails = [];
    $('mailbox-list').replaceChildren(failure(error, retry));
    $('message-list').replaceChildren();
    this.#choose(null);
  }

  /** Holds the place of what will be there, when nothing is yet. */
  wait() {
    if (this.#mailboxes.length === 0) {
      $('mailbox-list').replaceChildren(skeleton(6, 'mailbox'));
    }
    if (this.#emails.length === 0) {
      $('message-list').replaceChildren(skeleton(6, 'mail'));
    }
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
    this.wait();
    $('panes').setAttribute('aria-busy', 'true');
    try {
      const boxes = await this.#boxes(signal);
      if (!boxes.some(({ id }) => id === this.#mailbox)) {
        this.#mailbox = (boxes.find(({ role }) => role === 'inbox') ?? boxes[0])?.id ?? null;
      }
      const page = this.#mailbox === null ? { list: [], total: 0, count: 0 } : await this.#page(position, signal);
      this.#mailboxes = boxes;
      this.#total = page.total;
      this.#next = position + page.count;
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
    return { total: found.total, count: found.ids.length, list: found.ids.map((id) => byId.get(id)).filter(Boolean) };
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
    const hadFocus = $('mailbox-list').contains(document.activeElement);
    $('mailbox-list').replaceChildren(boxes);
    roving(boxes, '.row').settle();
    const box = this.#current();
    $('messages-title').textContent = box ? `${box.name} · ${this.#total.toLocaleString('en')}` : 'Messages';
    $('restore').hidden = !this.#moment || !box || this.#account.isReadOnly;
    this.#drawMails(position);
    if (this.#focusNext) {
      this.#focusNext = false;
      ($('message-list').querySelector('.row') ?? $('messages-title')).focus();
    } else if (hadFocus) {
      boxes.querySelector('[aria-selected="true"]')?.focus();
    }
  }

  #drawMails(position) {
    const shown = $('message-list').querySelectorAll('.row').length;
    const lost = this.#next - this.#emails.length;
    const hint = lost > 0
      ? el('p', { class: 'hint lost', text: `${lost.toLocaleString('en')} messages of then are kept no longer.` }) : '';
    if (this.#emails.length === 0) {
      const when = this.#moment ? 'There was nothing in it at this moment.' : 'There is nothing in it.';
      $('message-list').replaceChildren(hint || notice('Empty', when));
      return;
    }
    const mails = el('div', { role: 'listbox', 'aria-label': 'Messages' }, ...this.#emails.map((email) => this.#mail(email)));
    const more = el('button', { type: 'button', text: `Show ${PAGE} more`, on: { click: () => this.#load(this.#next) } });
    $('message-list').replaceChildren(mails, this.#next < this.#total ? el('div', { class: 'more' }, more) : '', hint);
    roving(mails, '.row').settle();
    if (position > 0) {
      mails.children[shown]?.focus();
    }
  }

  #box(box) {
    const choose = () => {
      this.#mailbox = box.id;
      this.#emails = [];
      this.#choose(null);
      this.#focusNext = true;
      $('panes').dataset.pane = 'messages';
      this.#load(0);
    };
    const since = this.#now.mailboxes.has(box.id) ? '' : 'since deleted';
    return mailboxRow(box, { isSelected: box.id === this.#mailbox, since, choose });
  }

  #mail(email) {
    const choose = () => {
      this.#choose(email);
      this.#show('message');
    };
    return mailRow(email, { isSelected: email.id === this.#email, since: this.#since(email), choose });
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
