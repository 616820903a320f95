// What every script is told of the server: ClientsTest sets the environment.
export const url = process.env.JMAP_URL;
export const token = process.env.JMAP_TOKEN;

/** Fails when the promise is not settled in time. */
export function within(seconds, promise, what) {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`${what}: nothing in ${seconds} s`)), seconds * 1000);
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}

/** A message of a few lines. */
export function message(subject, text) {
  return [
    'From: Ann <ann@example.test>',
    'To: Bob <bob@example.test>',
    `Subject: ${subject}`,
    `Message-ID: <${subject.replaceAll(' ', '.')}@example.test>`,
    'Date: Sun, 22 Nov 2026 10:00:00 +0000',
    'Content-Type: text/plain; charset=utf-8',
    '',
    text,
    '',
  ].join('\r\n');
}
