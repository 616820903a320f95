// What an undo or a restore does to each record, as its answer tells.
import { capital, kind, property, value } from './words.js';

const NAMED = 100;

/** The records that come back, those that are so already and those that are refused, each { what, why }. */
export async function fates(answer, account, asOf, signal) {
  await learn(answer, account, asOf, signal);
  const what = (type, id) => {
    const name = account.of(type, id);
    return capital(name ? `${kind(type)} “${name}”` : `${kind(type)} ${id}`);
  };
  const plain = (byType, why) => Object.entries(byType ?? {})
    .flatMap(([type, ids]) => ids.map((id) => ({ what: what(type, id), why: why?.(id) })));
  const refused = Object.entries(answer.notReverted ?? {}).flatMap(([type, errors]) =>
    Object.entries(errors).map(([id, error]) => ({ what: what(type, id), why: reason(error, account) })));
  const changes = Object.entries(answer.notUndone ?? {})
    .map(([id, error]) => ({ what: `Change ${id}`, why: reason(error, account) }));
  return {
    back: plain(answer.reverted, (id) => (answer.recreated?.[id] ? `comes back as ${answer.recreated[id]}` : '')),
    same: plain(answer.unchanged),
    refused: [...refused, ...changes],
  };
}

/** Names the messages that the dialog shows: those of now, then those of the moment before. */
async function learn(answer, account, asOf, signal) {
  const all = [answer.reverted, answer.unchanged].flatMap((byType) => byType?.Email ?? []);
  const ids = [...all, ...Object.keys(answer.notReverted?.Email ?? {})]
    .filter((id) => !account.knows('Email', id)).slice(0, NAMED);
  if (ids.length === 0) {
    return;
  }
  const given = { ids, properties: ['subject'] };
  const found = await account.call([['Email/get', given], ['Email/get', { ...given, asOf }]], { signal, lenient: true });
  found.forEach(({ list }) => account.learnSubjects(list ?? []));
}

function reason({ description, type, now, properties }, account) {
  const said = capital(description ?? type);
  const is = (properties ?? []).filter((name) => now && name in now)
    .map((name) => `${property(name)}: ${value(name, now[name], account) ?? 'none'}`);
  return is.length > 0 ? `${said}. It is now: ${is.join('; ')}.` : `${said}.`;
}
