// How far the rebuilds of views are, for who has the admin token.
import { $, el, failure, notice, skeleton } from './dom.js';
import { request } from './jmap.js';
import { exact } from './times.js';

const PAUSE = 1000;
const STAGES = { running: 'Running', done: 'Done', failed: 'Done but for some streams', cancelled: 'Cancelled' };
const ACTIONS = { rebuild: 'Rebuild of', confirm: 'Confirmation of', rollback: 'Rollback of' };

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
      const { list } = await request('/admin/rebuilds', `Bearer ${this.#token}`, { signal });
      $('token').value = '';
      this.#draw(list);
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
  const { action, views, stage, events, eventsInAll, failures, differences } = rebuild;
  const name = `${ACTIONS[action] ?? action} ${views.length > 0 ? views.join(', ') : 'all views'}`;
  const isRunning = stage === 'running';
  // Streams grow meanwhile, so the number of events in all is a rough one.
  const bar = el('progress', { max: Math.max(1, eventsInAll), value: stage === 'done' ? Math.max(1, eventsInAll) : events, 'aria-label': name });
  return el('article', { class: 'rebuild card' },
    el('div', { class: 'rebuild-head' }, el('h2', { text: name }), el('p', { class: 'stage', text: STAGES[stage] ?? stage })),
    bar,
    el('dl', { class: 'facts' }, ...facts(rebuild, isRunning).map(([term, text]) =>
      el('div', {}, el('dt', { text: term }), el('dd', { text })))),
    el('ul', {}, ...[...failures, ...differences].map((text) => el('li', { text }))));
}

function facts({ began, seconds, secondsLeft, events, eventsInAll, eventsPerSecond, messagesPerSecond, streams, streamsInAll }, isRunning) {
  const number = (value) => Math.round(value).toLocaleString('en');
  return [
    ['Began', exact(began)],
    ['Events', `${number(events)}${isRunning ? ` of ${number(eventsInAll)}` : ''} (${number(eventsPerSecond)}/s)`],
    ['Messages per second', messagesPerSecond > 0 ? number(messagesPerSecond) : ''],
    ['Streams', `${number(streams)} of ${number(streamsInAll)}`],
    isRunning ? ['Left', span(secondsLeft)] : ['Took', span(seconds)],
  ].filter(([, text]) => text);
}

/** `1:05` for 65 seconds. */
function span(seconds) {
  return seconds < 10 ? `${seconds.toFixed(1)} s` : `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, '0')}`;
}
