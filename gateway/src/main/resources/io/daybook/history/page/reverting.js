// The dialog that undoes or restores: first what would happen, then, when that is confirmed, doing it.
import { $, el, failure, skeleton, tell } from './dom.js';
import { fates } from './fates.js';

const SHOWN = 100;

/**
 * Shows what `method` would do, and does it when the user says so.
 *
 * @returns whether it was done
 */
export function revert(account, { title, verb, method, given }) {
  const [dialog, body, go, cancel] = ['reverting', 'reverting-body', 'reverting-go', 'reverting-cancel'].map($);
  const asked = new AbortController();
  let isDone = false;

  const ask = async (dryRun) => {
    const [answer] = await account.call([[method, { ...given, dryRun }]], { signal: asked.signal });
    return fates(answer, account);
  };

  const plan = async () => {
    go.disabled = true;
    go.textContent = verb;
    body.replaceChildren(skeleton(3, 'change'));
    try {
      show(body, await ask(true), go, verb);
    } catch (error) {
      if (!asked.signal.aborted) {
        body.replaceChildren(failure(error, plan));
      }
    }
  };

  const carryOut = async () => {
    go.disabled = true;
    go.textContent = 'Working…';
    try {
      const done = await ask(false);
      isDone = true;
      dialog.close();
      tell(`${said(done.back.length, 'record')} ${done.back.length === 1 ? 'is' : 'are'} as before.${
        done.refused.length > 0 ? ` ${done.refused.length} stayed as they are.` : ''}`);
    } catch (error) {
      if (!asked.signal.aborted) {
        body.replaceChildren(failure(error, plan));
        go.textContent = verb;
      }
    }
  };

  $('reverting-title').textContent = title;
  go.onclick = carryOut;
  cancel.onclick = () => dialog.close();
  dialog.showModal();
  $('reverting-title').focus();
  plan();
  return new Promise((resolve) => {
    dialog.onclose = () => {
      asked.abort();
      resolve(isDone);
    };
  });
}

const said = (count, word) => `${count.toLocaleString('en')} ${word}${count === 1 ? '' : 's'}`;

function show(body, { back, same, refused }, go, verb) {
  const sum = [`${said(back.length, 'record')} would be as before`];
  if (refused.length > 0) {
    sum.push(`${refused.length.toLocaleString('en')} cannot be, and would stay as they are`);
  }
  if (same.length > 0) {
    sum.push(`${same.length.toLocaleString('en')} ${same.length === 1 ? 'is' : 'are'} so already`);
  }
  body.replaceChildren(el('p', { class: 'sum', text: `${sum.join('; ')}.` }),
    section('Stays as it is, because of later changes', '!', 'refused', refused),
    section('Will be as before', '✓', 'undone', back),
    section('Is so already', '=', 'same', same));
  go.disabled = back.length === 0;
  go.textContent = back.length === 0 ? verb : `${verb} ${said(back.length, 'record')}`;
  if (back.length > 0) {
    go.focus();
  } else {
    $('reverting-cancel').focus();
  }
}

function section(title, sign, kind, all) {
  if (all.length === 0) {
    return '';
  }
  const rows = all.slice(0, SHOWN).map(({ what, why }) => el('li', { class: `fate ${kind}` },
    el('span', { class: 'fate-sign', 'aria-hidden': 'true', text: sign }),
    el('div', {}, el('p', { text: what }), why ? el('p', { class: 'why', text: why }) : null)));
  if (all.length > SHOWN) {
    rows.push(el('li', { class: 'hint', text: `and ${(all.length - SHOWN).toLocaleString('en')} more` }));
  }
  return el('section', { class: 'fates' }, el('h3', { text: title }), el('ul', {}, ...rows));
}
