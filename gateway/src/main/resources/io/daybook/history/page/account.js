// One account: its calls, and the names of what its history speaks of.
import { HISTORY, MAIL, of } from './jmap.js';

const SUBJECTS_KEPT = 5000;

export class Account {
  #connection;
  #leave;
  #mailboxes = new Map();
  #subjects = new Map();
  /** How often this page changed the account; a view that was read before is old. */
  deeds = 0;

  /** @param leave is called when the user must sign in again */
  constructor(connection, id, leave) {
    this.#connection = connection;
    this.#leave = leave;
    this.id = id;
    const { isReadOnly, accountCapabilities } = connection.session.accounts[id];
    this.isReadOnly = isReadOnly;
    this.limits = { ...accountCapabilities[MAIL], ...accountCapabilities[HISTORY] };
  }

  /** The calls, all of this account; see Connection.call. */
  async call(calls, options) {
    try {
      const whole = calls.map(([method, given]) => [method, { accountId: this.id, ...given }]);
      return await this.#connection.call(whole, options);
    } catch (error) {
      if (error.status === 401) {
        this.#leave('You are signed out: your password is good no longer. Sign in again.');
      }
      throw error;
    }
  }

  /** Records of the history, newest first, from an answer to History/query in the same request. */
  async history(query, options) {
    const [found, records] = await this.call(
      [['History/query', query], ['History/get', { '#ids': of(0, 'History/query', '/ids') }]], options);
    const byId = new Map(records.list.map((record) => [record.id, record]));
    return { ...found, records: found.ids.map((id) => byId.get(id)).filter(Boolean) };
  }

  /** The change of a number; changes of an account are numbered without gaps. */
  async record(number, signal, maxObjects) {
    const [{ list }] = await this.call([['History/get', { ids: [`h${number}`], maxObjects }]], { signal });
    return list[0] ?? null;
  }

  /** The last change up to a moment. */
  async until(at, signal) {
    const before = new Date(at + 1).toISOString();
    return (await this.history({ filter: { before }, position: 0, limit: 1 }, { signal })).records[0] ?? null;
  }

  number(record) {
    return Number(record.id.slice(1));
  }

  /** Remembers the names that an answer to Mailbox/get tells; those of now win. */
  learnMailboxes(list, areOfNow = true) {
    for (const { id, name } of list) {
      if (name !== undefined && (areOfNow || !this.#mailboxes.has(id))) {
        this.#mailboxes.set(id, name);
      }
    }
  }

  learnSubjects(list) {
    if (this.#subjects.size > SUBJECTS_KEPT) {
      this.#subjects.clear();
    }
    list.forEach(({ id, subject }) => this.#subjects.set(id, subject || '(no subject)'));
  }

  /** The mailboxes that are known, as [id, name]. */
  mailboxes() {
    return [...this.#mailboxes].sort(([, one], [, other]) => one.localeCompare(other));
  }

  mailbox(id) {
    return this.#mailboxes.get(id) ?? `mailbox ${id}`;
  }

  knows(type, id) {
    return type === 'Mailbox' ? this.#mailboxes.has(id) : this.#subjects.has(id);
  }

  /** What an object is called; empty when that is not known. */
  of(type, id, is = null) {
    const names = { Email: this.#subjects.get(id), Mailbox: this.#mailboxes.get(id) };
    return (type === 'Mailbox' ? is?.name : is?.subject) ?? names[type] ?? is?.name ?? is?.email ?? '';
  }
}
