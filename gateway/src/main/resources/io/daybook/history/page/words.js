// What happened, in words: from what the records of the history say was before and after.
import { KEYWORDS, KINDS, OPERATIONS, PROPERTIES, VERBS } from './vocabulary.js';

export const kind = (type, count = 1) => (KINDS[type] ?? [type, `${type}s`])[count === 1 ? 0 : 1];

/** `receivedAt` as `Received`. */
export function property(name) {
  return PROPERTIES[name] ?? name.replace(/[A-Z]/g, (big) => ` ${big.toLowerCase()}`).replace(/^./, (first) => first.toUpperCase());
}

export const capital = (text) => text.charAt(0).toUpperCase() + text.slice(1);

const same = (one, other) => JSON.stringify(one ?? null) === JSON.stringify(other ?? null);
export const keys = (set) => Object.keys(set ?? {}).filter((key) => set[key]);

/** The properties in which an object was another: [name, before, after]. */
export function turns({ before, after }) {
  const names = [...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])];
  return names.filter((name) => !same(before?.[name], after?.[name])).map((name) => [name, before?.[name], after?.[name]]);
}

/** What came into a set and what left it. */
export function flips(was, is) {
  return { came: keys(is).filter((key) => !was?.[key]), went: keys(was).filter((key) => !is?.[key]) };
}

/** A value for a person; `names` knows the names of mailboxes. */
export function value(property, given, names) {
  if (given === null || given === undefined || given === '') {
    return null;
  }
  if (property === 'mailboxIds') {
    return keys(given).map((id) => names.mailbox(id)).join(', ');
  }
  if (property === 'keywords') {
    return keys(given).join(', ');
  }
  if (property === 'parentId') {
    return names.mailbox(given);
  }
  if (typeof given === 'boolean') {
    return given ? 'yes' : 'no';
  }
  return typeof given === 'object' ? JSON.stringify(given) : String(given);
}

function many(objects, count, names) {
  const { type, id, before, after } = objects[0];
  if (count > 1) {
    return `${count.toLocaleString('en')} ${kind(type, count)}`;
  }
  const name = names.of(type, id, after ?? before);
  return name ? (type === 'Email' ? `“${name}”` : `the ${kind(type)} “${name}”`) : `1 ${kind(type)}`;
}

const list = (ids, names) => ids.map((id) => names.mailbox(id)).join(', ');

function keywords({ came, went }, it) {
  const said = (key, off) => {
    const words = KEYWORDS[key]?.[off] ?? (off ? `Took the keyword “${key}” off {it}` : `Gave {it} the keyword “${key}”`);
    return words.replace('{it}', () => it);
  };
  return [...came.map((key) => said(key, 0)), ...went.map((key) => said(key, 1))];
}

function moves({ came, went }, it, names) {
  if (came.length > 0 && went.length > 0) {
    return `Moved ${it} from ${list(went, names)} to ${list(came, names)}`;
  }
  return came.length > 0 ? `Put ${it} into ${list(came, names)} too` : `Took ${it} out of ${list(went, names)}`;
}

function changed(objects, it, names) {
  const [first] = objects;
  const alike = objects.every((object) => same(signature(object), signature(first)));
  const all = turns(first);
  const said = [];
  for (const [name, was, is] of alike ? all : []) {
    if (first.type === 'Email' && name === 'mailboxIds') {
      said.push(moves(flips(was, is), it, names));
    } else if (first.type === 'Email' && name === 'keywords') {
      said.push(...keywords(flips(was, is), it));
    } else if (first.type === 'Mailbox' && name === 'name' && was) {
      said.push(`Renamed the mailbox “${was}” to “${is}”`);
    } else if (first.type === 'Mailbox' && name === 'parentId') {
      said.push(`Moved ${it} ${is ? `into “${names.mailbox(is)}”` : 'to the top'}`);
    }
  }
  return said.length > 0 ? said.join('; ') : `Changed ${it}`;
}

/** What changed of an object, without the object itself: alike for all messages of one move. */
function signature(object) {
  return turns(object).map(([name, was, is]) =>
    name === 'mailboxIds' || name === 'keywords' ? [name, flips(was, is)] : [name, was, is]);
}

function ofType(record, objects, names) {
  const it = many(objects, record.objectCount, names);
  const [{ type, before, after }] = objects;
  if (before && after) {
    return changed(objects, it, names);
  }
  if (before) {
    return `Deleted ${it}`;
  }
  const into = type === 'Email' ? keys(after?.mailboxIds) : [];
  return `${VERBS[record.operation] ?? 'Added'} ${it}${into.length > 0 ? ` to ${list(into, names)}` : ''}`;
}

/**
 * The objects that are told of a record, with their sets whole: a part of a set is told by its path,
 * such as `mailboxIds/m1`.
 */
export function subjects(record) {
  return (record.objects ?? []).map((object) => ({ ...object, before: whole(object.before), after: whole(object.after) }));
}

function whole(told) {
  if (!told) {
    return told;
  }
  const all = {};
  for (const [path, is] of Object.entries(told)) {
    const [, set, member] = /^(mailboxIds|keywords)\/(.*)$/.exec(path) ?? [];
    if (set) {
      all[set] ??= {};
      all[set][member.replaceAll('~1', '/').replaceAll('~0', '~')] = is === true;
    } else {
      all[path] = is;
    }
  }
  return all;
}

/** What is said best without its objects. */
const PLAIN = ['emailsRedigested', 'threadsMerged'];

/** One sentence for a record of the history. */
export function sentence(record, names) {
  const objects = subjects(record);
  const tells = ['Email', 'Mailbox', 'Identity'].includes(objects[0]?.type);
  return tells && !PLAIN.includes(record.operation) ? ofType(record, objects, names) : operation(record.operation);
}

/** The filter's words for what happened. */
export function operation(name) {
  const spaced = name.replace(/([a-z])([A-Z])/g, (_, small, big) => `${small} ${big.toLowerCase()}`);
  return OPERATIONS[name] ?? capital(spaced);
}

export const operations = () => Object.keys(OPERATIONS);
