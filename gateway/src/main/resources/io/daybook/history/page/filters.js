// Which changes the timeline shows: by what happened, who did it, and to what.
import { $ } from './dom.js';
import { operation, operations } from './words.js';

export class Filters {
  #account;
  #object = null;
  #actors = new Set();

  constructor(account) {
    this.#account = account;
    this.show();
  }

  /** Only what happened to one object, { type, id }; everything with null. */
  only(object) {
    this.#object = object;
    $('by-operation').value = '';
    $('by-actor').value = '';
    this.show();
  }

  /** Takes over what the user chose. */
  read() {
    const [type, id] = $('by-object').value.split(' ');
    this.#object = type ? { type, id } : null;
  }

  /** For History/query; null when everything is shown. */
  conditions() {
    const all = {
      operation: $('by-operation').value || undefined,
      actor: $('by-actor').value || undefined,
      objectType: this.#object?.type,
      objectId: this.#object?.id,
    };
    return Object.values(all).some((one) => one !== undefined) ? all : null;
  }

  learnActors(records) {
    records.forEach(({ actor }) => actor && this.#actors.add(actor));
  }

  /** The choices, by what is known now. */
  show() {
    const byName = ([, one], [, other]) => one.localeCompare(other);
    fill('by-operation', 'Everything', operations().map((name) => [name, operation(name)]).sort(byName), $('by-operation').value);
    fill('by-actor', 'Everybody', [...this.#actors].sort().map((name) => [name, name]), $('by-actor').value);
    const objects = this.#account.mailboxes().map(([id, name]) => [`Mailbox ${id}`, `Mailbox “${name}”`]);
    const chosen = this.#object ? `${this.#object.type} ${this.#object.id}` : '';
    if (chosen && !objects.some(([key]) => key === chosen)) {
      const name = this.#account.of(this.#object.type, this.#object.id);
      objects.unshift([chosen, name ? `“${name}”` : chosen]);
    }
    fill('by-object', 'Anything', objects, chosen);
  }
}

function fill(id, any, options, value) {
  $(id).replaceChildren(new Option(any, ''), ...options.map(([key, text]) => new Option(text, key)));
  $(id).value = value;
}
