// The page put together: signing in, the account, the tabs.
import { $, tell } from './dom.js';
import { Connection } from './jmap.js';
import { Account } from './account.js';
import { Timeline } from './timeline.js';
import { Moments } from './moments.js';
import { Rebuilds } from './rebuilds.js';

const TABS = ['changes', 'mail', 'rebuilds'];
/** What holds something of the user's. */
const OF_THE_USER = [
  'account', 'only-account', 'by-actor', 'by-object', 'timeline', 'moment-date', 'moment-what', 'ticks', 'beginning', 'mailbox-list',
  'messages-title', 'message-list', 'message', 'reverting-title', 'reverting-body', 'rebuild-list',
];
const form = $('sign-in');
let views = null;

form.addEventListener('submit', async (event) => {
  event.preventDefault();
  const [address, password] = [$('address').value.trim(), $('password').value];
  const button = form.querySelector('button');
  $('sign-in-problem').textContent = '';
  if (!address || !password) {
    complain('Fill in both fields.', address ? $('password') : $('address'));
    return;
  }
  busy(button, true, 'Signing in…');
  try {
    const connection = await Connection.open(address, password);
    if (connection.accounts().length === 0) {
      complain('None of your accounts shows its history here.', $('address'));
      return;
    }
    form.reset();
    enter(connection);
  } catch (error) {
    complain(error.message, $('password'));
  } finally {
    busy(button, false, 'Sign in');
  }
});

function complain(text, field) {
  $('sign-in-problem').textContent = text;
  field.focus();
  field.select();
}

function busy(button, is, text) {
  button.disabled = is;
  button.textContent = text;
}

function enter(connection) {
  const accounts = connection.accounts();
  $('account').replaceChildren(...accounts.map(([id, { name }]) => new Option(name, id)));
  $('account').hidden = accounts.length < 2;
  $('only-account').textContent = accounts.length < 2 ? accounts[0][1].name : '';
  $('door').hidden = true;
  $('app').hidden = false;
  $('who').hidden = false;
  $('account').onchange = () => open(connection, $('account').value);
  open(connection, accounts[0][0]);
  $('tab-changes').focus();
}

function open(connection, id) {
  views?.close();
  const account = new Account(connection, id, leave);
  const moments = new Moments(account, { onHistory: showHistory });
  const timeline = new Timeline(account, { onMoment: showMoment });
  views = {
    changes: timeline,
    mail: moments,
    rebuilds: views?.rebuilds ?? new Rebuilds(),
    close() {
      timeline.close();
      moments.close();
    },
  };
  select(TABS.find((tab) => `#${tab}` === location.hash) ?? TABS[0]);
}

function showMoment(moment) {
  views.mail.go(moment);
  select('mail');
  $('slider').focus();
}

function showHistory(object) {
  views.changes.only(object);
  select('changes');
  $('by-object').focus();
}

/** Forgets everything that was learned; `why` is said at the door. */
function leave(why = '') {
  views?.close();
  views?.rebuilds.close();
  views = null;
  $('app').hidden = true;
  $('who').hidden = true;
  $('door').hidden = false;
  OF_THE_USER.forEach((id) => $(id).replaceChildren());
  $('slider').removeAttribute('aria-valuetext');
  $('reverting').close();
  $('sign-in-problem').textContent = why;
  $('address').focus();
}

function select(tab) {
  for (const name of TABS) {
    const is = name === tab;
    $(`tab-${name}`).setAttribute('aria-selected', String(is));
    $(`tab-${name}`).tabIndex = is ? 0 : -1;
    $(name).hidden = !is;
    if (!is) {
      views[name].hide?.();
    }
  }
  if (location.hash !== `#${tab}`) {
    history.replaceState(null, '', `#${tab}`);
  }
  views[tab].show();
}

for (const tab of TABS) {
  $(`tab-${tab}`).addEventListener('click', () => select(tab));
}
document.querySelector('.tabs').addEventListener('keydown', (event) => {
  const at = TABS.findIndex((tab) => event.target.id === `tab-${tab}`);
  const to = { ArrowRight: at + 1, ArrowLeft: at - 1 + TABS.length, Home: 0, End: TABS.length - 1 }[event.key];
  if (to !== undefined) {
    event.preventDefault();
    const tab = TABS[to % TABS.length];
    select(tab);
    $(`tab-${tab}`).focus();
  }
});
$('sign-out').addEventListener('click', () => {
  leave();
  tell('Signed out; nothing was kept.');
});
