// The moment: a slider of time that snaps to the changes of the account, and what shows the mail of then.
import { $, debounced, el } from './dom.js';
import { Panes } from './panes.js';
import { revert } from './reverting.js';
import { DAY_LONG, date, exact, local } from './times.js';
import { sentence } from './words.js';

const PAUSE = 150;
const MINUTE = 60_000;
const KEYS = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1 };

export class Moments {
  #account;
  #panes;
  #loading = null;
  #begun = null;
  #newest = null;
  /** The last change that had happened; null for now. */
  #record = null;
  #isDragged = false;
  /** The account's count of what this page did to it, when the bounds were read. */
  #seen = -1;
  #aim = null;
  #soon = debounced(PAUSE, () => this.#seek());

  constructor(account, { onHistory }) {
    this.#account = account;
    const listen = new AbortController();
    const on = (id, event, call) => $(id).addEventListener(event, call, { signal: listen.signal });
    this.#panes = new Panes(account, { onHistory, onRestore: (mailbox) => this.#restore(mailbox), signal: listen.signal });
    this.close = () => {
      listen.abort();
      this.#loading?.abort();
      this.#panes.close();
    };
    on('slider', 'input', () => this.#drag());
    on('slider', 'pointerdown', () => (this.#isDragged = true));
    on('slider', 'pointerup', () => (this.#isDragged = false));
    on('slider', 'change', () => this.#drop());
    on('slider', 'keydown', (event) => this.#key(event));
    on('earlier', 'click', () => this.#step(-1));
    on('later', 'click', () => this.#step(1));
    on('now', 'click', () => this.#go({ isNow: true }));
    on('jump', 'change', () => $('jump').value && this.#go({ at: new Date($('jump').value).getTime() + MINUTE - 1 }));
  }

  show() {
    if (this.#seen !== this.#account.deeds) {
      this.#go(this.#aim ?? { isNow: true });
    }
  }

  /** Goes to just before or after a change. */
  go({ record, isBefore }) {
    this.#aim = { number: this.#account.number(record) - (isBefore ? 1 : 0) };
    this.#seen = -1;
  }

  #go(aim) {
    this.#aim = aim;
    return this.#seek();
  }

  #drag() {
    const at = Number($('slider').value);
    this.#aim = at >= Number($('slider').max) ? { isNow: true } : { at };
    this.#paint(at);
    $('moment-date').textContent = this.#aim.isNow ? 'Now' : exact(at);
    this.#soon();
  }

  #drop() {
    this.#isDragged = false;
    this.#soon();
  }

  #key(event) {
    const { key } = event;
    if (event.ctrlKey || event.altKey || event.metaKey) {
      return;
    }
    const at = this.#record ? Date.parse(this.#record.at) : Date.now();
    if (key in KEYS) {
      this.#step(KEYS[key]);
    } else if (key === 'PageDown' || key === 'PageUp') {
      this.#go({ at: at + (key === 'PageUp' ? DAY_LONG : -DAY_LONG) });
    } else if (key === 'Home' || key === 'End') {
      this.#go(key === 'End' ? { isNow: true } : { number: 0 });
    } else {
      return;
    }
    event.preventDefault();
  }

  #step(by) {
    const newest = this.#account.number(this.#newest);
    const from = this.#aim?.number ?? (this.#record ? this.#account.number(this.#record) : newest);
    const number = Math.max(0, from + by);
    this.#aim = number >= newest ? { isNow: true } : { number };
    this.#soon();
  }

  async #seek() {
    this.#loading?.abort();
    const mine = (this.#loading = new AbortController());
    const { signal } = mine;
    const aim = this.#aim ?? { isNow: true };
    try {
      if (this.#seen !== this.#account.deeds) {
        this.#panes.wait();
        await this.#bounds(signal);
      }
      this.#record = await this.#find(aim, signal);
      this.#tell();
      await this.#panes.load(this.#record && { record: this.#record, asOf: this.#record.stateAfter });
    } catch (error) {
      if (!signal.aborted) {
        this.#panes.fail(error, () => this.#seek());
      }
    }
  }

  /** The first change of the account and the newest ones, which make the marks on the slider. */
  async #bounds(signal) {
    const newest = await this.#account.history({ position: 0, limit: 50 }, { signal });
    const first = await this.#account.record(0, signal);
    this.#seen = this.#account.deeds;
    this.#newest = newest.records[0];
    this.#begun = Date.parse(first.at);
    // The server's clock may be ahead of this one.
    const [least, most] = [this.#begun, Math.max(Date.now(), Date.parse(this.#newest.at)) + 1];
    Object.assign($('slider'), { min: String(least), max: String(most) });
    $('beginning').textContent = date(least);
    $('jump').min = local(least);
    $('ticks').replaceChildren(...newest.records.map(({ at }) => {
      const tick = el('i');
      tick.style.left = `${(100 * (Date.parse(at) - least)) / (most - least)}%`;
      return tick;
    }));
  }

  /** The last change up to what is aimed at; null when that is now. */
  async #find(aim, signal) {
    const newest = this.#account.number(this.#newest);
    if (aim.isNow || aim.number >= newest || aim.at >= Number($('slider').max)) {
      return null;
    }
    const record = aim.number === undefined
      ? await this.#account.until(Math.max(aim.at, this.#begun), signal)
      : await this.#account.record(aim.number, signal);
    return record && this.#account.number(record) < newest ? record : null;
  }

  #tell() {
    const record = this.#record;
    const at = record ? Date.parse(record.at) : Number($('slider').max);
    $('moment-date').textContent = record ? exact(at) : 'Now';
    $('moment-what').textContent = record ? `After: ${sentence(record, this.#account)}` : 'The mail as it is';
    $('slider').setAttribute('aria-valuetext', `${$('moment-date').textContent}. ${$('moment-what').textContent}`);
    // Not disabled, or the focus would be lost on the way.
    const off = { now: !record, later: !record, earlier: record !== null && this.#account.number(record) === 0 };
    Object.entries(off).forEach(([id, is]) => $(id).setAttribute('aria-disabled', String(is)));
    $('jump').value = record ? local(at) : '';
    if (!this.#isDragged) {
      $('slider').value = String(at);
      this.#paint(at);
    }
  }

  #paint(at) {
    const { min, max } = $('slider');
    $('slider').style.setProperty('--gone', `${(100 * (at - min)) / (max - min)}%`);
  }

  async #restore({ id, name }) {
    const done = await revert(this.#account, {
      title: `Restore “${name}” to ${exact(this.#record.at)}`,
      verb: 'Restore',
      method: 'History/restore',
      given: { to: this.#record.stateAfter, what: { mailboxId: id } },
      asOf: this.#record.stateAfter,
      option: ['removeNewer', 'Also take out what came in after this moment'],
    });
    if (done) {
      $('slider').focus();
      await this.#go({ isNow: true });
    }
  }
}
