// Dates as the page says them: in the language of the page and the time zone of the reader.

const LANGUAGE = 'en-GB';
const DAY = new Intl.DateTimeFormat(LANGUAGE, { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' });
const CLOCK = new Intl.DateTimeFormat(LANGUAGE, { hour: '2-digit', minute: '2-digit' });
const EXACT = new Intl.DateTimeFormat(LANGUAGE, {
  weekday: 'short', day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit', second: '2-digit',
});
const SHORT = new Intl.DateTimeFormat(LANGUAGE, { day: 'numeric', month: 'short' });
const DATE = new Intl.DateTimeFormat(LANGUAGE, { day: 'numeric', month: 'short', year: 'numeric' });

export const DAY_LONG = 86_400_000;

/** `Today`, `Yesterday` or the date; the same for all moments of one day. */
export function day(at) {
  const name = DAY.format(new Date(at));
  if (name === DAY.format(new Date())) {
    return 'Today';
  }
  return name === DAY.format(new Date(Date.now() - DAY_LONG)) ? 'Yesterday' : name;
}

export const clock = (at) => CLOCK.format(new Date(at));
export const exact = (at) => EXACT.format(new Date(at));
export const date = (at) => DATE.format(new Date(at));

/** As lists of messages show it: the time of day today, else the date. */
export function brief(at) {
  const moment = new Date(at);
  if (day(moment) === 'Today') {
    return CLOCK.format(moment);
  }
  return moment.getFullYear() === new Date().getFullYear() ? SHORT.format(moment) : DATE.format(moment);
}

/** For an `<input type="datetime-local">`. */
export function local(at) {
  const moment = new Date(at);
  return new Date(moment.getTime() - moment.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}

export function time(at, text) {
  const made = document.createElement('time');
  made.dateTime = new Date(at).toISOString();
  made.title = exact(at);
  made.textContent = text;
  return made;
}
