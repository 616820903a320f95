// What an undo or a restore does to each record, as its answer tells.
import { capital, kind } from './words.js';

/** Every record: those that come back, that are so already, and that are refused, each { what, why }. */
export function fates(answer, account) {
  const all = { back: [], same: [], refused: [] };
  const what = (type, id) => {
    const name = account.of(type, id);
    return capital(name ? `${kind(type)} “${name}”` : `${kind(type)} ${id}`);
  };
  for (const [type, ids] of Object.entries(answer.undone ?? {})) {
    all.back.push(...ids.map((id) => ({ what: what(type, id) })));
  }
  for (const [type, ids] of Object.entries(answer.unchanged ?? {})) {
    all.same.push(...ids.map((id) => ({ what: what(type, id) })));
  }
  for (const [type, errors] of Object.entries(answer.notUndone ?? {})) {
    for (const [id, { description, type: error }] of Object.entries(errors)) {
      all.refused.push({ what: what(type, id), why: description ?? error });
    }
  }
  return all;
}
