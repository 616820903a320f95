// The changes of an account, newest first, those of one request together.
import { $, debounced, el, failure, notice, roving, skeleton } from './dom.js';
import { changeBody } from './change.js';
import { revert } from './reverting.js';
import { clock, day, time } from './times.js';
import { operation, operations, sentence, subjects } from './words.js';

const PAGE = 50;

export class Timeline {
  #account;
  #onMoment;
  #loading = null;
  #records = [];
  #object = null;
  #chosen = new Map();
  #actors = new Set();
  #rows;

  constructor(account, { onMoment }) {
    this.#account = account;
    this.#onMoment = onMoment;
    const listen = new AbortController();
    this.close = () => {
      listen.abort();
      this.#loading?.abort();
    };
    const on = (id, event, call) => $(id).addEventListener(event, call, { signal: listen.signal });
    on('filters', 'change', debounced(50, () => this.#filter()));
    on('filters', 'submit', (event) => event.preventDefault());
    on('filters', 'reset', () => setTimeout(() => this.only(null)));
    on('refresh', 'click', () => this.load());
    on('more', 'click', () => this.#load($('more').dataset.after));
    on('choose-none', 'click', () => this.#choose(null));
    on('undo-chosen', 'click', () => this.#undo([...this.#chosen.values()].flat()));
    this.#rows = roving($('timeline'), '.open-change');
    this.#options();
  }

  show() {
    if (this.#records.length === 0) {
      this.load();
    }
  }

  /** Only what happened to one object, { type, id }; to all with null. */
  only(object) {
    this.#object = object;
    if (object) {
      $('by-operation').value = '';
      $('by-actor').value = '';
    }
    this.#options();
    this.load();
  }

  #filter() {
    const chosen = $('by-object').value;
    const [type, id] = chosen.split(' ');
    this.#object = chosen ? { type, id } : null;
    this.load();
  }

  #conditions() {
    const conditions = {};
    const [what, who] = [$('by-operation').value, $('by-actor').value];
    if (what) {
      conditions.operation = what;
    }
    if (who) {
      conditions.actor = who;
    }
    if (this.#object) {
      Object.assign(conditions, { type: this.#object.type, objectId: this.#object.id });
    }
    return Object.keys(conditions).length > 0 ? conditions : null;
  }

  load() {
    return this.#load(null);
  }

  async #load(after) {
    this.#loading?.abort();
    const mine = (this.#loading = new AbortController());
    const { signal } = mine;
    const [shown, more] = [$('timeline'), $('more')];
    shown.setAttribute('aria-busy', 'true');
    more.disabled = true;
    if (after === null) {
      this.#choose(null);
      shown.replaceChildren(skeleton(8, 'change'));
      more.hidden = true;
    }
    try {
      const query = { filter: this.#conditions(), limit: PAGE };
      const from = after === null ? { position: 0 } : { anchor: after, anchorOffset: 1 };
      const { records } = await this.#account.history({ ...query, ...from }, { signal });
      await this.#learn(records, signal);
      this.#records = after === null ? records : [...this.#records, ...records];
      this.#draw();
      more.hidden = records.length < PAGE;
      more.dataset.after = this.#records.at(-1)?.id ?? '';
      if (after !== null && records.length > 0) {
        shown.querySelector(`[data-id="${records[0].id}"]`)?.focus();
      }
    } catch (error) {
      if (!signal.aborted) {
        more.hidden = true;
        shown.replaceChildren(failure(error, () => this.load()));
      }
    } finally {
      if (this.#loading === mine) {
        shown.setAttribute('aria-busy', 'false');
        more.disabled = false;
      }
    }
  }

  /** The names that the sentences need: one call more, and none when all are known. */
  async #learn(records, signal) {
    records.forEach((record) => this.#actors.add(record.actor));
    const emails = records.map(subjects).filter((about) => about.length === 1 && about[0].type === 'Email')
      .map(([email]) => email.id).filter((id) => !this.#account.knows('Email', id));
    const calls = [['Mailbox/get', { ids: null, properties: ['name'] }]];
    if (emails.length > 0) {
      calls.push(['Email/get', { ids: [...new Set(emails)], properties: ['subject'] }]);
    }
    const [mailboxes, found] = await this.#account.call(calls, { signal });
    this.#account.learnMailboxes(mailboxes.list);
    this.#account.learnSubjects(found?.list ?? []);
    for (const { objects } of records) {
      const gone = (objects ?? []).filter(({ type }) => type === 'Mailbox');
      this.#account.learnMailboxes(gone.map(({ id, before, after }) => ({ id, name: (after ?? before)?.name })), false);
    }
    this.#options();
  }

  #options() {
    const fill = (id, any, options, value) => {
      $(id).replaceChildren(new Option(any, ''), ...options.map(([key, text]) => new Option(text, key)));
      $(id).value = value;
    };
    fill('by-operation', 'Everything', operations().map((name) => [name, operation(name)])
      .sort(([, one], [, other]) => one.localeCompare(other)), $('by-operation').value);
    fill('by-actor', 'Everybody', [...this.#actors].filter(Boolean).sort().map((name) => [name, name]), $('by-actor').value);
    const mailboxes = this.#account.mailboxes().map(([id, name]) => [`Mailbox ${id}`, `Mailbox “${name}”`]);
    const chosen = this.#object ? `${this.#object.type} ${this.#object.id}` : '';
    if (chosen && !mailboxes.some(([key]) => key === chosen)) {
      const name = this.#account.of(this.#object.type, this.#object.id);
      mailboxes.unshift([chosen, name ? `“${name}”` : chosen]);
    }
    fill('by-object', 'Anything', mailboxes, chosen);
  }

  #draw() {
    const days = new Map();
    for (const group of groups(this.#records)) {
      const name = day(group[0].at);
      days.set(name, [...(days.get(name) ?? []), group]);
    }
    if (days.size === 0) {
      const isFiltered = this.#conditions() !== null;
      $('timeline').replaceChildren(isFiltered
        ? notice('Nothing like that', 'No change fits these filters.')
        : notice('Nothing happened yet', 'Every change of this account will be listed here.'));
      return;
    }
    $('timeline').replaceChildren(...[...days].map(([name, all]) =>
      el('section', { class: 'day' }, el('h2', { text: name }), el('ol', {}, ...all.map((group) => this.#group(group))))));
    this.#rows.settle();
  }

  #group(records) {
    const [first] = records;
    const words = sentence(records.at(-1), this.#account);
    const body = el('div', { class: 'group-body', id: `body-${first.id}`, hidden: true });
    const open = el('button', {
      type: 'button', class: 'open-change', 'aria-expanded': 'false', 'aria-controls': body.id, 'data-id': first.id,
      on: { click: () => this.#toggle(open, body, records) },
    }, time(first.at, clock(first.at)), el('span', { class: 'change-what', text: words }), who(first));
    if (records.length > 1) {
      open.querySelector('.change-what').append(el('span', { class: 'count', text: `+ ${records.length - 1} more` }));
    }
    const pick = el('input', {
      type: 'checkbox', 'aria-label': `Select: ${words}`, checked: this.#chosen.has(first.id),
      on: { change: (event) => this.#choose(records, event.target.checked) },
    });
    const undo = el('button', { type: 'button', class: 'quiet', text: 'Undo…', 'aria-label': `Undo: ${words}`,
      on: { click: () => this.#undo(records) } });
    const isReadOnly = this.#account.isReadOnly;
    const head = el('div', { class: 'group-head', 'data-row': true },
      el('label', { class: 'pick' }, isReadOnly ? null : pick), open, isReadOnly ? null : undo);
    const escape = (event) => {
      if (event.key === 'Escape' && !body.hidden) {
        this.#toggle(open, body, records);
        open.focus();
      }
    };
    return el('li', { class: 'group', on: { keydown: escape } }, head, body);
  }

  #toggle(open, body, records) {
    body.hidden = !body.hidden;
    open.setAttribute('aria-expanded', String(!body.hidden));
    if (!body.hidden && body.childElementCount === 0) {
      const undo = this.#account.isReadOnly ? null : (record) => this.#undo([record]);
      body.append(...records.map((record) => changeBody(this.#account, record, {
        undo: records.length > 1 ? undo : null,
        moment: this.#onMoment,
        history: (object) => this.only(object),
      })));
    }
  }

  /** Selects the records for an undo of all; with null none is. */
  #choose(records, is = false) {
    if (records === null) {
      this.#chosen.clear();
      $('timeline').querySelectorAll('input:checked').forEach((pick) => (pick.checked = false));
    } else if (is) {
      this.#chosen.set(records[0].id, records);
    } else {
      this.#chosen.delete(records[0].id);
    }
    const count = [...this.#chosen.values()].flat().length;
    $('chosen').hidden = count === 0;
    $('chosen-count').textContent = count === 1 ? '1 change' : `${count} changes`;
  }

  async #undo(records) {
    const what = records.length === 1 ? sentence(records[0], this.#account) : `${records.length} changes`;
    const given = { changes: records.map(({ id }) => id) };
    const first = records.reduce((one, other) => (this.#account.number(one) < this.#account.number(other) ? one : other));
    const asOf = this.#account.state(first, true);
    if (await revert(this.#account, { title: `Undo: ${what}`, verb: 'Undo', method: 'History/undo', given, asOf })) {
      await this.load();
    }
  }
}

/** Neighbours that one request brought about, together. */
function groups(records) {
  const all = [];
  for (const record of records) {
    const last = all.at(-1)?.[0];
    if (last?.requestId && last.requestId === record.requestId && day(last.at) === day(record.at)) {
      all.at(-1).push(record);
    } else {
      all.push([record]);
    }
  }
  return all;
}

const SOURCES = { jmap: 'JMAP', import: 'import', serve: 'server', admin: 'administration' };

function who({ actor, source, address, client }) {
  const said = [actor, SOURCES[source] ?? source, address, client].filter(Boolean);
  return el('span', { class: 'change-who' }, ...said.flatMap((text) => [el('span', { text }), ' ']));
}
