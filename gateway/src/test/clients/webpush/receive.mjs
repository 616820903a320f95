// The user agent's side of RFC 8291, by the library http_ece. Prints its public key and its secret
// as one line of JSON; then reads the body of a push a line, in base64, and prints its text.
import {createECDH, randomBytes} from 'node:crypto';
import {createInterface} from 'node:readline';
import ece from 'http_ece';

const keys = createECDH('prime256v1');
const p256dh = keys.generateKeys().toString('base64url');
const auth = randomBytes(16).toString('base64url');
console.log(JSON.stringify({p256dh, auth}));

for await (const line of createInterface({input: process.stdin})) {
  const text = ece.decrypt(Buffer.from(line, 'base64'), {
    version: 'aes128gcm',
    privateKey: keys,
    authSecret: auth,
  });
  console.log(text.toString('utf8'));
}
