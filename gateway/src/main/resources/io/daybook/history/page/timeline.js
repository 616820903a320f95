// The changes of an account, newest first, those of one request together.
import { $, debounced, el, failure, notice, roving, skeleton, tell } from './dom.js';
import { Filters } from './filters.js';
import { groupRow, groups, title } from './group.js';
import { learnGone, learnNames } from './names.js';
import { revert } from './reverting.js';
import { day } from './times.js';
import { sentence } from './words.js';

const PAGE = 50;

export class Timeline {
  #account;
  #filters;
  #onMoment;
  #rows;
  #loading = null;
  #last = null;
  #chosen = new Map();
  /** The account's count of what this page did to it, when the list was read. */
  #seen = -1;

  constructor(account, { onMoment }) {
    this.#account = account;
    this.#onMoment = onMoment;
    this.#filters = new Filters(account);
    this.#rows = roving($('timeline'), '.open-change');
    const listen = new AbortController();
    this.close = () => {
      listen.abort();
      this.#loading?.abort();
    };
    const on = (id, event, call) => $(id).addEventListener(event, call, { signal: listen.signal });
    on('filters', 'change', debounced(50, () => {
      this.#filters.read();
      this.load();
    }));
    on('filters', 'submit', (event) => event.preventDefault());
    on('all-changes', 'click', () => this.only(null));
    on('refresh', 'click', () => this.load());
    on('more', 'click', () => this.#load(this.#last));
    on('choose-none', 'click', () => this.#chooseNone());
    on('undo-chosen', 'click', () => this.#undo([...this.#chosen.values()].flat()));
  }

  show() {
    if (this.#seen !== this.#account.deeds) {
      this.load();
    }
  }

  /** Only what happened to one object, { type, id }; to all with null. */
  only(object) {
    this.#filters.only(object);
    this.load();
  }

  load() {
    this.#chooseNone();
    this.#last = null;
    $('timeline').replaceChildren(skeleton(8, 'change'));
    $('more').hidden = true;
    return this.#load(null);
  }

  async #load(after) {
    this.#loading?.abort();
    const { signal } = (this.#loading = new AbortController());
    this.#seen = this.#account.deeds;
    $('timeline').setAttribute('aria-busy', 'true');
    try {
      const from = after === null ? { position: 0 } : { anchor: after, anchorOffset: 1 };
      const { records } = await this.#account.history({ filter: this.#filters.conditions(), limit: PAGE, ...from }, { signal });
      await learnNames(this.#account, records, signal);
      this.#filters.learnActors(records);
      this.#filters.show();
      this.#append(records, after === null);
      this.#last = records.at(-1)?.id ?? after;
      $('more').hidden = records.length < PAGE;
      $('timeline').setAttribute('aria-busy', 'false');
      // Without the names the sentences go on to speak of “1 message”.
      this.#nameGone(records, signal).catch((error) => signal.aborted || tell(error.message));
    } catch (error) {
      if (!signal.aborted) {
        $('more').hidden = true;
        $('timeline').setAttribute('aria-busy', 'false');
        this.#fail(error, after);
      }
    }
  }

  #fail(error, after) {
    const failed = failure(error, () => {
      failed.remove();
      this.#load(after);
    });
    if (after === null) {
      $('timeline').replaceChildren(failed);
    } else {
      $('timeline').append(failed);
    }
  }

  async #nameGone(records, signal) {
    if (await learnGone(this.#account, records, signal)) {
      for (const group of groups(records)) {
        const words = $('timeline').querySelector(`[data-id="${group[0].id}"] .words`);
        words?.replaceChildren(title(this.#account, group));
      }
    }
  }

  #append(records, isFirst) {
    if (isFirst) {
      $('timeline').replaceChildren(records.length > 0 ? '' : this.#nothing());
    }
    for (const group of groups(records)) {
      const name = day(group[0].at);
      let section = $('timeline').lastElementChild;
      if (section?.dataset.day !== name) {
        section = el('section', { class: 'day', 'data-day': name }, el('h2', { text: name }), el('ol'));
        $('timeline').append(section);
      }
      section.lastElementChild.append(groupRow(this.#account, group, {
        choose: (is) => this.#choose(group, is),
        undo: (some) => this.#undo(some),
        moment: this.#onMoment,
        history: (object) => this.only(object),
      }));
    }
    if (isFirst) {
      this.#rows.settle();
    } else if (records.length > 0) {
      $('timeline').querySelector(`[data-id="${records[0].id}"]`).focus();
    }
  }

  #nothing() {
    return this.#filters.conditions()
      ? notice('Nothing like that', 'No change fits these filters.')
      : notice('Nothing happened yet', 'Every change of this account will be listed here.');
  }

  /** Selects the records, for an undo of all that are selected. */
  #choose(records, is) {
    if (is) {
      this.#chosen.set(records[0].id, records);
    } else {
      this.#chosen.delete(records[0].id);
    }
    const count = [...this.#chosen.values()].flat().length;
    $('chosen').hidden = count === 0;
    $('chosen-count').textContent = count === 1 ? '1 change' : `${count} changes`;
  }

  #chooseNone() {
    this.#chosen.clear();
    $('chosen').hidden = true;
    $('timeline').querySelectorAll('input:checked').forEach((pick) => (pick.checked = false));
  }

  async #undo(records) {
    const what = records.length === 1 ? sentence(records[0], this.#account) : `${records.length} changes`;
    const number = (record) => this.#account.number(record);
    const first = records.reduce((one, other) => (number(one) < number(other) ? one : other));
    const done = await revert(this.#account, {
      title: `Undo: ${what}`,
      verb: 'Undo',
      method: 'History/undo',
      given: { changes: records.map(({ id }) => id) },
      asOf: first.stateBefore,
    });
    if (done) {
      await this.load();
      $('timeline').querySelector('.open-change')?.focus();
    }
  }
}
