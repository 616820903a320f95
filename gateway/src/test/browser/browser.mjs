// The browser and what every script watches: no error on the console, no request to anywhere else.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';

export const { PAGE_URL: url, PAGE_USER: user, PAGE_PASSWORD: password, PAGE_TOKEN: token } = process.env;

const OPTIONS = [
  '--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
  '--disable-background-networking', '--disable-component-update', '--disable-sync',
];

/** Runs the steps on a page of this size and look, in a browser that nobody used before. */
export async function withPage({ width, height, colorScheme = 'light' }, steps) {
  const profile = mkdtempSync(join(tmpdir(), 'daybook-browser-'));
  const browser = await chromium.launchPersistentContext(profile, {
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: OPTIONS,
    viewport: { width, height },
    colorScheme,
    locale: 'en-GB',
    timezoneId: 'UTC',
    reducedMotion: 'reduce',
  });
  const errors = [];
  const strangers = [];
  const expected = [];
  try {
    const page = browser.pages()[0] ?? (await browser.newPage());
    page.setDefaultTimeout(15_000);
    page.on('pageerror', (error) => errors.push(`${error}`));
    page.on('console', (message) => {
      const isExpected = expected.some((text) => message.text().includes(text));
      if (['error', 'warning'].includes(message.type()) && !isExpected) {
        errors.push(message.text());
      }
    });
    page.on('request', (request) => {
      if (new URL(request.url()).origin !== url) {
        strangers.push(request.url());
      }
    });
    await page.goto(`${url}/history`);
    // Chromium itself reports an answer of 401 as an error.
    await steps(page, { expect: (text) => expected.push(text) });
    assert.deepEqual(errors, [], 'the console is clean');
    assert.deepEqual(strangers, [], 'nothing was asked of another origin');
  } finally {
    await browser.close();
    rmSync(profile, { recursive: true, force: true });
  }
}

export async function signIn(page) {
  await page.getByLabel('Mail address').fill(user);
  await page.getByLabel('Password or app password').fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.locator('.open-change').first().waitFor();
}

/** The text of every element that is found, in their order. */
export const texts = (found) => found.evaluateAll((all) => all.map((one) => one.textContent.trim()));

/** Waits until the condition holds, and says what did not come true. */
export async function until(what, condition) {
  const end = Date.now() + 10_000;
  let last;
  while (Date.now() < end) {
    last = await condition();
    if (last === true) {
      return;
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  assert.fail(`${what}: ${JSON.stringify(last)}`);
}

/** Waits until there are some such texts, and all of them are like this. */
export const onlyThese = (page, selector, like) =>
  until(`only ${like}`, async () => {
    const all = await texts(page.locator(selector));
    return all.length > 0 && all.every((text) => like.test(text)) ? true : all;
  });
