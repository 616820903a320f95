// JMAP over fetch. What the user signs in with is kept in this module's memory and nowhere else.

const SESSION = '/.well-known/jmap';
const PATIENCE = 30_000;

export const CORE = 'urn:ietf:params:jmap:core';
export const MAIL = 'urn:ietf:params:jmap:mail';
export const HISTORY = 'https://daybook.io/jmap/history';

/** A request that was not carried out, told for a person. */
export class Refused extends Error {
  constructor(status, message) {
    super(message);
    this.status = status;
  }
}

/** A call that the server answered with an error (RFC 8620 section 3.6.2). */
export class CallError extends Error {
  constructor(error) {
    super(error.description ?? `The server says: ${error.type}.`);
    this.type = error.type;
    this.error = error;
  }
}

const STATUS = {
  401: 'The address and the password do not fit together.',
  403: 'This is not allowed.',
  404: 'This server does not have that.',
  429: 'There were too many attempts. Wait a little, then try again.',
  503: 'The server is busy. Try again in a moment.',
};

/** Fetches from this origin only, with nothing but the given credentials. */
export async function request(path, authorization, { body, signal } = {}) {
  const late = AbortSignal.timeout(PATIENCE);
  const options = {
    method: body === undefined ? 'GET' : 'POST',
    headers: { Authorization: authorization },
    // Without cookies and without the browser's own dialog for a 401.
    credentials: 'omit',
    mode: 'same-origin',
    cache: 'no-store',
    redirect: 'error',
    signal: signal ? AbortSignal.any([signal, late]) : late,
  };
  if (body !== undefined) {
    options.headers['Content-Type'] = 'application/json';
    options.body = JSON.stringify(body);
  }
  let response;
  try {
    response = await fetch(path, options);
  } catch (error) {
    if (signal?.aborted) {
      throw error;
    }
    const why = error.name === 'TimeoutError' ? 'did not answer in time' : 'cannot be reached';
    throw new Refused(0, `The server ${why}. Look at the connection, then try again.`);
  }
  const json = await response.json().catch(() => null);
  if (!response.ok || json === null) {
    const detail = STATUS[response.status] ?? json?.detail ?? `The server answered with ${response.status}.`;
    throw new Refused(response.status, detail);
  }
  return json;
}

/** As the Authorization header has it (RFC 7617, with UTF-8). */
export function basic(address, password) {
  const octets = new TextEncoder().encode(`${address}:${password}`);
  return `Basic ${btoa(Array.from(octets, (octet) => String.fromCharCode(octet)).join(''))}`;
}

/** A user who signed in. */
export class Connection {
  #authorization;
  #api;

  constructor(authorization, session) {
    this.#authorization = authorization;
    this.session = session;
    // By its path: the page may have been opened under another name than the public one.
    this.#api = new URL(session.apiUrl, location.href).pathname;
  }

  static async open(address, password) {
    const authorization = basic(address, password);
    return new Connection(authorization, await request(SESSION, authorization));
  }

  /** The accounts whose history can be read, as [id, account]. */
  accounts() {
    return Object.entries(this.session.accounts).filter(
      ([, account]) => HISTORY in account.accountCapabilities && MAIL in account.accountCapabilities,
    );
  }

  /**
   * Makes the calls, each [method, arguments]; later ones may refer to the earlier by number.
   * Gives the arguments of the answers; a call that failed throws, unless `lenient`: then its
   * answer is the CallError.
   */
  async call(calls, { signal, lenient = false } = {}) {
    const body = {
      using: [CORE, MAIL, HISTORY],
      methodCalls: calls.map(([method, given], number) => [method, given, String(number)]),
    };
    const { methodResponses } = await request(this.#api, this.#authorization, { body, signal });
    return methodResponses.map(([name, answer]) => {
      if (name !== 'error') {
        return answer;
      }
      if (lenient) {
        return new CallError(answer);
      }
      throw new CallError(answer);
    });
  }
}

/** A back-reference (RFC 8620 section 3.7) to the answer of an earlier call of the request. */
export function of(number, name, path) {
  return { resultOf: String(number), name, path };
}
