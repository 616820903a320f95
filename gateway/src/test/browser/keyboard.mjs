// Everything once by the keyboard alone.
import assert from 'node:assert/strict';
import { onlyThese, password, until, user, withPage } from './browser.mjs';

/** Presses Tab until the focus is on what is wanted; not for ever. */
async function tabTo(page, selector, key = 'Tab') {
  for (let i = 0; i < 60; i++) {
    if (await page.evaluate((wanted) => document.activeElement.matches(wanted), selector)) {
      await visible(page);
      return;
    }
    await page.keyboard.press(key);
  }
  assert.fail(`${selector} cannot be reached by ${key}`);
}

/** What has the focus is seen to have it, and has a name. */
async function visible(page) {
  const { outline, width, name } = await page.evaluate(() => {
    const at = document.activeElement;
    const style = getComputedStyle(at);
    const label = at.getAttribute('aria-label') || at.labels?.[0]?.textContent || at.textContent;
    return { outline: style.outlineStyle, width: parseFloat(style.outlineWidth), name: label.trim() };
  });
  assert.ok(outline !== 'none' && width >= 2, `the focus on ${name} is seen`);
  assert.notEqual(name, '', 'what has the focus has a name');
}

const press = (page, ...keys) => keys.reduce((done, key) => done.then(() => page.keyboard.press(key)), Promise.resolve());
const focused = (page) => page.evaluate(() => document.activeElement.textContent);

export async function run(size) {
  await withPage(size, async (page) => {
    console.log('- by keyboard: signing in');
    await tabTo(page, '#address');
    await page.keyboard.type(user);
    await tabTo(page, '#password');
    await page.keyboard.type(password);
    await page.keyboard.press('Enter');
    await page.locator('.open-change').first().waitFor();
    await tabTo(page, '[role="tab"]');

    console.log('- by keyboard: filters, the list, before and after, Escape');
    await tabTo(page, '#by-operation');
    await tabTo(page, '.open-change');
    const first = await focused(page);
    await press(page, 'ArrowDown', 'ArrowDown');
    assert.notEqual(await focused(page), first);
    await press(page, 'Home');
    assert.equal(await focused(page), first);
    await press(page, 'Enter');
    await page.locator('.group-body').first().locator('.thing').first().waitFor();
    await tabTo(page, '.group-body button');
    await press(page, 'Escape');
    assert.equal(await focused(page), first, 'Escape closes and goes back to the row');

    console.log('- by keyboard: a change is selected and undone');
    await page.getByLabel('What', { exact: true }).focus();
    await page.keyboard.type('Messages marked');
    await onlyThese(page, '.change-what', /^(Marked|Flagged)/);
    await tabTo(page, '.open-change');
    while (!(await focused(page)).includes('Flagged “Dinner on Friday?”')) {
      await press(page, 'ArrowDown');
    }
    await tabTo(page, 'input[type="checkbox"]', 'Shift+Tab');
    await press(page, 'Space');
    await tabTo(page, '#undo-chosen');
    await press(page, 'Enter');
    await until('the dry run is there', () => page.evaluate(() => document.activeElement.id === 'reverting-go'));
    await visible(page);
    await press(page, 'Enter');
    await page.locator('#told').filter({ hasText: '1 record is as before.' }).waitFor();
    await page.locator('.change-what').filter({ hasText: 'Took the flag off “Dinner on Friday?”' }).waitFor();

    console.log('- by keyboard: tabs, the slider, mailboxes and messages');
    await page.keyboard.press('Shift+Tab');
    await tabTo(page, '[role="tab"]', 'Shift+Tab');
    await press(page, 'ArrowRight');
    await page.locator('.row.mailbox').first().waitFor();
    await tabTo(page, '#slider');
    await press(page, 'PageDown');
    await page.locator('#moment-what').filter({ hasText: 'After: ' }).waitFor();
    const moment = () => page.locator('#slider').getAttribute('aria-valuetext');
    const later = await moment();
    await press(page, 'ArrowLeft');
    await until('one change earlier', async () => (await moment()) !== later);
    assert.match(await moment(), /After: /);
    await tabTo(page, '.row.mailbox');
    await press(page, 'End', 'Home', 'Enter');
    await until('the focus is in the messages', () => page.evaluate(() => document.activeElement.matches('.row.mail')));
    await press(page, 'ArrowDown', 'Enter');
    await page.locator('.letter').waitFor();
    await tabTo(page, '.letter button');
    await press(page, 'Enter');
    await until('the history of the message', () => page.evaluate(() => document.activeElement.id === 'by-object'));

    console.log('- by keyboard: signing out');
    await tabTo(page, '#sign-out', 'Shift+Tab');
    await press(page, 'Enter');
    await page.locator('#sign-in').waitFor();
  });
}
