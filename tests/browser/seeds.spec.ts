/**
 * The five systems that the seeds describe, each connected, called, renewed and disconnected in the app. The titles are the cells of
 * the README's table: seeds | system | what.
 */
import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { singlyClient } from '../fixtures/farm/config.ts';
import {
  signeasyClient,
  signeasyMachineClient,
  singlefileClient,
  singleviewClient,
  singleviewKey,
  smartfileClient,
} from '../fixtures/farm/seeds.ts';
import { expect, type Stage, test } from './stage.ts';

const title = (system: string, what: string) => `seeds | ${system} | ${what}`;

test.beforeEach(({ watch }) => {
  for (const { client_secret } of [
    singlyClient,
    smartfileClient,
    signeasyClient,
    signeasyMachineClient,
    singlefileClient,
    singleviewClient,
  ])
    watch.know(client_secret);
});

test.afterEach(({ stage }) => {
  for (const name of ['smartfile', 'signeasy', 'singlefile', 'singleview'] as const) stage.farm.bend(name, null);
});

const panel = (page: Page) => page.getByRole('dialog');
const connected = (page: Page) => expect(page.locator('[data-connection]')).toHaveCount(1);

/** Opens the card of a provider and presses its button. */
async function begin(page: Page, stage: Stage, id: string, name: string, inputs: Readonly<Record<string, string>> = {}): Promise<void> {
  await page.goto(`${stage.origin}/#/connections?connect=${id}`);
  for (const [label, value] of Object.entries(inputs))
    await panel(page)
      .getByLabel(new RegExp(`^${label}`))
      .fill(value);
  await panel(page)
    .getByRole('button', { name: `Connect ${name}`, exact: true })
    .click();
}

async function allow(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await page.getByRole('button', { name: 'Allow', exact: true }).click();
}

async function typeSecret(page: Page, secret: string): Promise<void> {
  await page.getByLabel('Client secret', { exact: true }).fill(secret);
  await page.getByRole('button', { name: /^(Send it to|Sign and send to)/ }).click();
}

/** Calls a sample from the console, and gives what the answer says. */
async function call(page: Page, stage: Stage, name: string, sample: string): Promise<void> {
  await page.goto(`${stage.origin}/#/console`);
  await page.getByRole('button', { name: 'Samples' }).click();
  await page.getByRole('menuitem', { name: `${sample} ${name}`, exact: true }).click();
  await expect(page.getByRole('textbox', { name: 'URL' })).not.toHaveValue('');
  await expect(page.getByText('Sent with').first()).toBeVisible();
  await page.getByRole('button', { name: 'Send', exact: true }).click();
  await expect(page.getByText('200 OK')).toBeVisible();
}

async function more(page: Page, stage: Stage, name: string, item: string): Promise<void> {
  await page.goto(`${stage.origin}/#/connections`);
  await page.getByRole('button', { name: `More for ${name}` }).click();
  await page.getByRole('menuitem', { name: item }).click();
}

async function renew(page: Page, stage: Stage, name: string): Promise<void> {
  await page.goto(`${stage.origin}/#/connections`);
  const pill = page.locator('[data-connection] .pill').first();
  const before = await pill.innerText();
  await more(page, stage, name, 'Renew now');
  await expect(pill).not.toHaveText(before);
}

async function disconnect(page: Page, stage: Stage, name: string): Promise<void> {
  await more(page, stage, name, 'Disconnect');
  await panel(page).getByRole('button', { name: 'Disconnect', exact: true }).click();
  await expect(page.locator('[data-connection]')).toHaveCount(0);
}

test(title('SmartFile', 'code with a secret: connect, call, renew, disconnect'), async ({ page, stage }) => {
  await begin(page, stage, 'smartfile', 'SmartFile');
  await allow(page);
  await typeSecret(page, smartfileClient.client_secret);
  await connected(page);
  for (const sample of ['Ping', 'Who am I', 'Files at the top']) await call(page, stage, 'SmartFile', sample);
  await renew(page, stage, 'SmartFile');
  await disconnect(page, stage, 'SmartFile');
});

test(title('SmartFile', 'code shown on its page and pasted, with stray spaces'), async ({ page, context, stage }) => {
  const [there] = await Promise.all([
    context.waitForEvent('page'),
    begin(page, stage, 'smartfile-desk', 'SmartFile, by hand').then(() => page.getByRole('link', { name: /^Open/ }).click()),
  ]);
  await allow(there);
  const code = (await there.locator('code, output, [data-code]').first().innerText()).trim();
  await there.close();
  await page.getByRole('textbox').first().fill(`  ${code} \n`);
  await page.getByRole('button', { name: /^(Go on|Use this code|Finish)/ }).click();
  await typeSecret(page, smartfileClient.client_secret);
  // Nothing ties a code without PKCE to this page, so the person says whose it is.
  await page.getByRole('button', { name: 'Yes, keep this account' }).click();
  await connected(page);
});

test(title('SignEasy', 'code with audience and offline_access: connect, call, renew, disconnect'), async ({ page, stage }) => {
  await begin(page, stage, 'signeasy', 'SignEasy');
  await allow(page);
  await typeSecret(page, signeasyClient.client_secret);
  await connected(page);
  for (const sample of ['Who am I', 'Templates', 'Requests to sign']) await call(page, stage, 'SignEasy', sample);
  await renew(page, stage, 'SignEasy');
  await disconnect(page, stage, 'SignEasy');
});

test(title('SignEasy', 'client credentials as JSON: connect, call, renew, disconnect'), async ({ page, stage }) => {
  await begin(page, stage, 'signeasy-machine', 'SignEasy, one user');
  await typeSecret(page, signeasyMachineClient.client_secret);
  await connected(page);
  await call(page, stage, 'SignEasy, one user', 'Who am I');
  await renew(page, stage, 'SignEasy, one user');
  await disconnect(page, stage, 'SignEasy, one user');
});

test(title('SingleFile', 'client credentials: connect, call, renew, disconnect'), async ({ page, stage }) => {
  await begin(page, stage, 'singlefile', 'SingleFile');
  await typeSecret(page, singlefileClient.client_secret);
  await connected(page);
  for (const sample of ['Entities', 'Organizations', 'Tasks']) await call(page, stage, 'SingleFile', sample);
  await renew(page, stage, 'SingleFile');
  await disconnect(page, stage, 'SingleFile');
});

const company = {
  'Company id': singleviewClient.companyId,
  'Bank of the sample calls': 'RIYADH',
  'Company code at the bank': 'NAKHEEL01',
  'Account number': '2418803350119',
};
const key = async () => ({ name: 'key.pem', mimeType: '', buffer: await readFile(singleviewKey) });

for (const [id, name, secret, inputs] of [
  ['singleview', 'Singleview', singleviewClient.client_secret, { 'Client name': singleviewClient.client_name, ...company }],
  ['singleview-unsigned', 'Singleview, unsigned', singleviewClient.clientCode, company],
] as const) {
  test(
    title('Singleview', `${id === 'singleview' ? 'signed' : 'unsigned'} token request: connect, signed calls, renew, disconnect`),
    async ({ page, stage }) => {
      await begin(page, stage, id, name, inputs);
      await page.getByLabel(/^Private key/).setInputFiles(await key());
      await typeSecret(page, secret);
      await connected(page);
      for (const sample of ['Balance', 'Statement of yesterday']) await call(page, stage, name, sample);
      await renew(page, stage, name);
      await disconnect(page, stage, name);
    },
  );
}

test(title('Singly', 'code with a secret, profile with the token: connect, call, disconnect'), async ({ page, stage }) => {
  await begin(page, stage, 'singly-code', 'Singly, by code');
  await page.getByRole('button', { name: 'Allow', exact: true }).click();
  await typeSecret(page, singlyClient.client_secret);
  await connected(page);
  for (const sample of ['Profiles in this account', 'Merged profile', 'Counts by type']) await call(page, stage, 'Singly, by code', sample);
  await disconnect(page, stage, 'Singly, by code');
});
