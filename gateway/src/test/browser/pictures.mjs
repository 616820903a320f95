// Takes the pictures of docs/history.md: node pictures.mjs FOLDER.
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { signIn, withPage } from './browser.mjs';

const LARGEST = 200_000;
const folder = process.argv[2];

async function take(page, name) {
  const path = join(folder, `history-${name}.png`);
  await page.mouse.move(0, 0);
  await page.screenshot({ path });
  if (statSync(path).size > LARGEST) {
    throw new Error(`${path} is larger than ${LARGEST} octets`);
  }
}

const group = (page, words) => page.locator('.group').filter({ hasText: words }).first();

async function before(page, words) {
  const change = group(page, words);
  await change.locator('.open-change').click();
  await change.getByRole('button', { name: 'Mail before' }).first().click();
  await page.locator('.row.mailbox').first().waitFor();
}

await withPage({ width: 1200, height: 800 }, async (page) => {
  await signIn(page);
  await group(page, 'Moved 3 messages').locator('.open-change').click();
  await page.locator('.thing').first().waitFor();
  await page.evaluate(() => document.activeElement.blur());
  await take(page, 'changes-light');
  await page.getByLabel('What', { exact: true }).selectOption('emailsMoved');
  await group(page, 'Moved 2 messages').getByRole('button', { name: 'Undo' }).click();
  await page.locator('.fate').first().waitFor();
  await take(page, 'undo-light');
});
await withPage({ width: 1200, height: 800, colorScheme: 'dark' }, async (page) => {
  await signIn(page);
  await before(page, 'Deleted');
  await page.locator('.row.mail').filter({ hasText: 'Your invoice' }).click();
  await page.locator('.letter').waitFor();
  await take(page, 'mail-dark');
});
await withPage({ width: 390, height: 780 }, async (page) => {
  await signIn(page);
  await take(page, 'changes-phone');
  await before(page, 'Deleted');
  await page.locator('.row.mailbox').first().click();
  await page.locator('.row.mail').first().waitFor();
  await take(page, 'mail-phone');
});
console.log('pictures: all taken');
