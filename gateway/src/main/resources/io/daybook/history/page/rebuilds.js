// How far the rebuilds of views are, for who has the admin token.
import { $, el, failure, notice, skeleton } from './dom.js';
import { request } from './jmap.js';
import { exact } from './times.js';

const PAUSE = 1000;
const STAGES = { RUNNING: 'Running', DONE: 'Done', FAILED: 'Done but for some streams', CANCELLED: 'Cancelled' };
const ACTIONS = { REBUILD: 'Rebuild of', CONFIRM: 'Confirmation of', ROLLBACK: 'Rollback of' };

export class Rebuilds {
  #token = null;
  #timer = null;
  #asked = null;
  #isShown = false;

  constructor() {
    $('token-form').onsubmit = (event) => {
      event.preventDefault();
      const token = $('token').value.trim();
      $('token-problem').textContent = token ? '' : 'Fill in the token.';
      if (token) {
        this.#token = token;
        $('rebuild-list').replaceChildren(skeleton(2, 'change'));
        this.#load();
      } else {
        $('token').focus();
      }
    };
  }

  show() {
    this.#isShown = true;
    if (this.#token) {
      this.#load();
    } else if ($('rebuild-list').childElementCount === 0) {
      $('rebuild-list').replaceChildren(notice('For the administrator', 'With the admin token you see how far rebuilds of the views are.'));
    }
  }

  hide() {
    this.#isShown = false;
    clearTimeout(this.#timer);
  }

  /** Forgets the token. */
  close() {
    this.hide();
    this.#asked?.abort();
    this.#token = null;
    $('token-form').reset();
    $('rebuild-list').replaceChildren();
  }

  async #load() {
    clearTimeout(this.#timer);
    this.#asked?.abort();
    const { signal } = (this.#asked = new AbortController());
    try {
      const { rebuilds } = await request('/admin/rebuilds', `Bearer ${this.#token}`, { signal });
      $('token').value = '';
      this.#draw(rebuilds);
      if (this.#isShown) {
        this.#timer = setTimeout(() => this.#load(), PAUSE);
      }
    } catch (error) {
      if (!signal.aborted) {
        this.#fail(error);
      }
    }
  }

  #fail(error) {
    if (error.status === 401) {
      this.#token = null;
      $('token-problem').textContent = 'This is not the admin token.';
      $('rebuild-list').replaceChildren();
      $('token').focus();
    } else {
      $('rebuild-list').replaceChildren(failure(error, () => this.#load()));
    }
  }

  #draw(rebuilds) {
    $('rebuild-list').replaceChildren(...(rebuilds.length === 0
      ? [notice('No rebuilds', 'None was asked for since the server started.')]
      : rebuilds.map(card)));
  }
}

function card(rebuild) {
  const { action, views, stage, began, streams, streamsInAll, eventsPerSecond, secondsLeft, failures, differences } = rebuild;
  const name = `${ACTIONS[action] ?? action} ${views.length > 0 ? views.join(', ') : 'all views'}`;
  const bar = el('progress', { max: Math.max(1, streamsInAll), value: streams, 'aria-label': name });
  const facts = [
    ['Began', exact(began)],
    ['Streams', `${streams.toLocaleString('en')} of ${streamsInAll.toLocaleString('en')}`],
    ['Events per second', Math.round(eventsPerSecond).toLocaleString('en')],
    ['Left', stage === 'RUNNING' ? `${secondsLeft} s` : ''],
  ];
  return el('article', { class: 'rebuild card' },
    el('div', { class: 'rebuild-head' }, el('h2', { text: name }), el('p', { class: 'stage', text: STAGES[stage] ?? stage })),
    bar,
    el('dl', { class: 'facts' }, ...facts.filter(([, text]) => text).map(([term, text]) =>
      el('div', {}, el('dt', { text: term }), el('dd', { text })))),
    el('ul', {}, ...[...failures, ...differences].map((text) => el('li', { text }))));
}
