// The history page in a browser, with the account that HistoryScene made.
import assert from 'node:assert/strict';
import { onlyThese, password, signIn, texts, token, until, user, withPage } from './browser.mjs';

const DESK = { width: 1200, height: 860 };
const PHONE = { width: 320, height: 640 };

const step = (name) => console.log(`- ${name}`);
const group = (page, words) => page.locator('.group').filter({ hasText: words }).first();
const mails = (page) => texts(page.locator('#message-list .subject'));
const dialog = (page) => page.getByRole('dialog');

async function openMailbox(page, name) {
  await page.locator('#mailbox-list').getByRole('option', { name: new RegExp(`^${name}`) }).click();
  await page.locator('#messages-title').filter({ hasText: name }).waitFor();
  await until('the messages are there', () => page.locator('#panes').getAttribute('aria-busy').then((is) => is === 'false'));
}

await withPage(DESK, async (page, { expect }) => {
  step('a wrong password is told, and nobody is let in');
  expect('401');
  await page.getByLabel('Mail address').fill(user);
  await page.getByLabel('Password or app password').fill(`${password}!`);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('alert').filter({ hasText: 'do not fit together' }).waitFor();
  assert.equal(await page.locator('#app').isVisible(), false);

  step('the right one opens the timeline, newest first, by request');
  await signIn(page);
  const newest = await page.locator('.open-change').first().textContent();
  assert.match(newest, /Moved 3 messages from Inbox to Trash/);
  assert.match(await group(page, 'Moved 2 messages from Inbox to').textContent(), /\+ 1 more/);
  assert.match(newest, /alice@example\.test.*JMAP.*127\.0\.0\.1.*Phone/);

  step('nothing of the password is stored');
  const kept = await page.evaluate(() => [localStorage.length, sessionStorage.length, document.cookie]);
  assert.deepEqual(kept, [0, 0, '']);

  step('filters by operation, actor and object');
  await page.getByLabel('What', { exact: true }).selectOption('keywordsChanged');
  await onlyThese(page, '.change-what', /^(Marked|Flagged)/);
  await page.getByLabel('What', { exact: true }).selectOption('');
  await page.getByLabel('Who', { exact: true }).selectOption('bob@example.test');
  await onlyThese(page, '.change-who', /^bob@/);
  await page.getByRole('button', { name: 'Clear' }).first().click();
  await page.locator('#timeline').filter({ hasText: 'Moved 3' }).waitFor();
  await page.getByLabel('Of', { exact: true }).selectOption({ label: 'Mailbox “Work”' });
  await page.locator('#timeline').filter({ hasText: 'Renamed the mailbox “Projects” to “Work”' }).waitFor();
  await page.getByRole('button', { name: 'Clear' }).first().click();

  step('shows what was before and after');
  const rename = group(page, 'Renamed the mailbox');
  await rename.locator('.open-change').click();
  assert.match(await rename.locator('.turn').first().textContent(), /Name.*Projects.*Work/s);
  await page.keyboard.press('Escape');
  assert.equal(await rename.locator('.group-body').isVisible(), false);

  step('pages of fifty, and more');
  assert.equal((await page.locator('#more').isVisible()), true);
  const before = await page.locator('.open-change').count();
  await page.locator('#more').click();
  await until('more changes', async () => (await page.locator('.open-change').count()) > before);

  step('the slider goes to before the deletion, and the mail is there again');
  const deletion = group(page, 'Deleted');
  await deletion.locator('.open-change').click();
  await deletion.getByRole('button', { name: 'Mail before' }).first().click();
  await until('the mail is there', async () => (await mails(page)).includes('Your invoice 2026-1187'));
  const row = page.locator('#message-list .row').filter({ hasText: 'Your invoice' });
  assert.match(await row.textContent(), /since deleted/);
  await row.click();
  await page.locator('.letter').filter({ hasText: 'the amount is due' }).waitFor();
  await page.locator('#slider').press('ArrowRight');
  await until('the mail is gone', async () => !(await mails(page)).includes('Your invoice 2026-1187'));
  await page.locator('#slider').press('ArrowLeft');
  await until('it is there again', async () => (await mails(page)).includes('Your invoice 2026-1187'));

  step('dragging shows the date at once, and snaps to a change');
  const track = await page.locator('#slider').boundingBox();
  await page.mouse.move(track.x + track.width - 11, track.y + track.height / 2);
  await page.mouse.down();
  await page.mouse.move(track.x + track.width / 2, track.y + track.height / 2, { steps: 5 });
  const raw = await page.locator('#moment-date').textContent();
  await page.mouse.up();
  await page.locator('#moment-what').filter({ hasText: 'After: ' }).waitFor();
  await until('the slider snaps', async () => (await page.locator('#moment-date').textContent()) !== raw);

  step('the text of a message is text');
  await page.locator('#now').click();
  await page.locator('#moment-date').filter({ hasText: 'Now' }).waitFor();
  await openMailbox(page, 'Inbox');
  await page.locator('#message-list .row').filter({ hasText: '<b>Sale</b>' }).click();
  await page.locator('.letter pre').filter({ hasText: '<script>' }).waitFor();
  assert.equal(await page.locator('.letter b, .letter script, #message-list b').count(), 0);

  step('undoes a move after its dry run');
  await page.getByRole('tab', { name: 'Changes' }).click();
  await group(page, 'Moved 3 messages from Inbox to Trash').getByRole('button', { name: 'Undo' }).click();
  await dialog(page).getByText('3 records would be as before').waitFor();
  await page.keyboard.press('Escape');
  await dialog(page).waitFor({ state: 'hidden' });
  await group(page, 'Moved 3 messages from Inbox to Trash').getByRole('button', { name: 'Undo' }).click();
  await dialog(page).getByRole('button', { name: 'Undo 3 records' }).click();
  await page.locator('#told').filter({ hasText: '3 records are as before.' }).waitFor();
  await group(page, 'Moved 3 messages from Trash to Inbox').waitFor();
  await page.getByRole('tab', { name: 'Mail at a moment' }).click();
  await until('they are back', async () => (await mails(page)).includes('Train to Basel'));

  step('tells what later changes contradict');
  await page.getByRole('tab', { name: 'Changes' }).click();
  await group(page, 'Moved 2 messages from Inbox to').getByRole('button', { name: 'Undo' }).click();
  await dialog(page).getByText('cannot be').waitFor();
  assert.match(await dialog(page).locator('.fate.refused').first().textContent(), /later change/);
  await dialog(page).getByRole('button', { name: 'Cancel' }).click();

  step('restores a mailbox to the moment of the slider');
  const gone = group(page, 'Deleted');
  if (!(await gone.locator('.group-body').isVisible())) {
    await gone.locator('.open-change').click();
  }
  await gone.getByRole('button', { name: 'Mail before' }).first().click();
  await openMailbox(page, 'Inbox');
  await page.getByRole('button', { name: 'Restore…' }).click();
  await dialog(page).locator('.fate.undone').filter({ hasText: 'Your invoice 2026-1187' }).waitFor();
  await dialog(page).getByRole('button', { name: /^Restore \d/ }).click();
  await page.locator('#told').filter({ hasText: 'are as before.' }).waitFor();
  await page.locator('#moment-date').filter({ hasText: 'Now' }).waitFor();
  await until('the invoice is back', async () => (await mails(page)).includes('Your invoice 2026-1187'));

  step('the admin token shows the rebuilds');
  await page.getByRole('tab', { name: 'Rebuilds' }).click();
  await page.getByLabel('Admin token').fill('dba1.no.token');
  await page.getByRole('button', { name: 'Show rebuilds' }).click();
  await page.getByText('This is not the admin token.').waitFor();
  await page.getByLabel('Admin token').fill(token);
  await page.getByRole('button', { name: 'Show rebuilds' }).click();
  await page.locator('.rebuild').filter({ hasText: 'Rebuild of all views' }).waitFor();
  await page.locator('.rebuild .stage').filter({ hasText: 'Done' }).first().waitFor();

  step('signing out forgets everything');
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.getByLabel('Mail address').waitFor();
  assert.equal(await page.locator('body').textContent().then((text) => text.includes(user)), false);
});
await (await import('./keyboard.mjs')).run(DESK);
await (await import('./phone.mjs')).run(PHONE);
console.log('history-page: all steps passed');
