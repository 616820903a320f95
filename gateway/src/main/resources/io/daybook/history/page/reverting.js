// The dialog that undoes or restores: first what would happen, then, when that is confirmed, doing it.
import { $, el, failure, skeleton, tell } from './dom.js';
import { fates } from './fates.js';

const SHOWN = 100;

/**
 * Shows what `method` would do, and does it when the user says so.
 *
 * @param asOf names the messages that are no more
 * @param option [argument, label] of a choice that the user has
 * @returns whether it was done
 */
export function revert(account, { title, verb, method, given, asOf, option }) {
  const dialog = $('reverting');
  const asked = new AbortController();
  const choice = option ? el('input', { type: 'checkbox', on: { change: () => plan() } }) : null;
  let state = null;
  let isDone = false;

  const ask = async (more) => {
    const chosen = choice ? { [option[0]]: choice.checked } : {};
    const [answer] = await account.call([[method, { ...given, ...chosen, ...more }]], { signal: asked.signal });
    return answer;
  };

  const plan = async (note = '') => {
    ready(false, verb);
    $('reverting-body').replaceChildren(skeleton(3, 'change'));
    try {
      const answer = await ask({ dryRun: true });
      state = answer.oldState;
      show(await fates(answer, account, asOf, asked.signal), note);
    } catch (error) {
      fail(error);
    }
  };

  const show = ({ back, same, refused }, note) => {
    const label = choice ? el('label', { class: 'choice' }, choice, option[1]) : '';
    $('reverting-body').replaceChildren(
      note ? el('p', { class: 'problem', role: 'alert', text: note }) : '',
      el('p', { class: 'sum', role: 'status', text: sum(back, same, refused) }), label,
      section('Stays as it is', '!', 'refused', refused),
      section('Will be as before', '✓', 'undone', back),
      section('Is so already', '=', 'same', same));
    ready(back.length > 0, back.length > 0 ? `${verb} ${said(back.length, 'record')}` : verb);
    if (document.activeElement !== choice) {
      $(back.length > 0 ? 'reverting-go' : 'reverting-cancel').focus();
    }
  };

  const carryOut = async () => {
    ready(false, 'Working…');
    try {
      // What was shown is what is done: not when something changed meanwhile.
      const { counts } = await ask({ dryRun: false, ifInState: state });
      isDone = true;
      account.deeds++;
      dialog.close();
      const stayed = counts.notReverted > 0 ? ` ${counts.notReverted.toLocaleString('en')} stayed as they are.` : '';
      tell(`${said(counts.reverted, 'record')} ${counts.reverted === 1 ? 'is' : 'are'} as before.${stayed}`);
    } catch (error) {
      if (error.type === 'stateMismatch') {
        plan('Something changed in the account meanwhile. Look again, then confirm.');
      } else {
        fail(error);
      }
    }
  };

  const fail = (error) => {
    if (!asked.signal.aborted) {
      ready(false, verb);
      $('reverting-body').replaceChildren(failure(error, () => plan()));
    }
  };

  $('reverting-title').textContent = title;
  $('reverting-go').onclick = carryOut;
  $('reverting-cancel').onclick = () => dialog.close();
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

function ready(is, text) {
  $('reverting-go').disabled = !is;
  $('reverting-go').textContent = text;
}

const said = (count, word) => `${count.toLocaleString('en')} ${word}${count === 1 ? '' : 's'}`;

function sum(back, same, refused) {
  const all = [back.length === 0 ? 'Nothing would change' : `${said(back.length, 'record')} would be as before`];
  if (refused.length > 0) {
    all.push(`${refused.length.toLocaleString('en')} cannot be, and would stay as ${refused.length === 1 ? 'it is' : 'they are'}`);
  }
  if (same.length > 0) {
    all.push(`${same.length.toLocaleString('en')} ${same.length === 1 ? 'is' : 'are'} so already`);
  }
  return `${all.join('; ')}.`;
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
