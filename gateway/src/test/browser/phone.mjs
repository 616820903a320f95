// On a phone: nothing is wider than the screen, and what is to be pressed is large enough.
import assert from 'node:assert/strict';
import { signIn, withPage } from './browser.mjs';

const LEAST_TARGET = 24;

async function fits(page, where) {
  const { wide, small } = await page.evaluate((least) => {
    const seen = [...document.querySelectorAll('body *')].filter((one) => one.checkVisibility() && !one.closest('.unseen, .skip'));
    const name = (one) => `${one.tagName}#${one.id}.${one.className}`;
    const box = (one) => one.getBoundingClientRect();
    return {
      wide: [...seen.filter((one) => box(one).right > innerWidth + 0.5).map(name),
        ...(document.documentElement.scrollWidth > innerWidth ? ['the page itself'] : [])],
      small: seen.filter((one) => one.matches('button, select, [role="option"], input:not([type="checkbox"])'))
        .filter((one) => box(one).height < least).map(name),
    };
  }, LEAST_TARGET);
  assert.deepEqual(wide, [], `${where}: nothing is wider than the screen`);
  assert.deepEqual(small, [], `${where}: what is pressed is large enough`);
}

export async function run(size) {
  await withPage(size, async (page) => {
    console.log('- on a phone: the door and the timeline');
    await fits(page, 'the door');
    await signIn(page);
    await fits(page, 'the timeline');
    await page.locator('.open-change').first().click();
    await page.locator('.thing').first().waitFor();
    await fits(page, 'a change');
    await page.locator('.group-head').first().getByRole('button', { name: 'Undo' }).click();
    await page.locator('.fate').first().waitFor();
    await fits(page, 'the dry run');
    await page.getByRole('button', { name: 'Cancel' }).click();

    console.log('- on a phone: from pane to pane');
    await page.getByRole('tab', { name: 'Mail at a moment' }).click();
    await page.locator('.row.mailbox').first().waitFor();
    await fits(page, 'the mailboxes');
    await page.locator('.row.mailbox').first().click();
    await page.locator('.row.mail').first().waitFor();
    await fits(page, 'the messages');
    assert.equal(await page.locator('#mailbox-list').isVisible(), false);
    await page.locator('.row.mail').first().click();
    await page.locator('.letter').waitFor();
    await fits(page, 'a message');
    await page.keyboard.press('Escape');
    await page.locator('.row.mail').first().waitFor();
    await page.getByRole('button', { name: 'Back to the mailboxes' }).click();
    await page.locator('.row.mailbox').first().waitFor();
    await page.getByRole('tab', { name: 'Rebuilds' }).click();
    await fits(page, 'the rebuilds');
  });
}
