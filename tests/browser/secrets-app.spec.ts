/** Secrets, key files and tokens that a person gives in the app: right, wrong, gone, kept, brought from elsewhere. */
import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { fernpostClient } from '../fixtures/farm/config.ts';
import { singlefileClient, singleviewClient, singleviewKey } from '../fixtures/farm/seeds.ts';
import { axeFaults, axeFaultsInBothThemes } from './axe.ts';
import { expect, type Stage, test } from './stage.ts';

const heading = (page: Page, name: string) => page.getByRole('heading', { name, exact: true });

const providersOf = ({ farm: { urls } }: Stage) => [
  { id: 'singlefile', preset: 'singlefile', base: urls.singlefile, client_id: singlefileClient.client_id },
  { id: 'singleview', preset: 'singleview', base: urls.singleview, client_id: singleviewClient.client_id },
  {
    id: 'fernpost',
    name: 'Fernpost',
    issuer: urls.fernpost,
    client_id: fernpostClient,
    flow: 'code',
    api: [{ origin: urls.api, path: '/v1' }],
  },
  {
    id: 'carried',
    name: 'Carried',
    client_id: 'none',
    flow: 'paste',
    identity: { endpoint: `${urls.singlefile}/external-api/v1/organizations/list`, sub: 'count' },
    api: [{ origin: urls.singlefile, path: '/external-api/v1' }],
  },
];

/** The app with the seeds in its config, and the panel open at one of them. */
async function openCard(page: Page, stage: Stage, id: string): Promise<void> {
  await page.route('**/singlet.config.json', (route) => route.fulfill({ json: { providers: providersOf(stage) } }));
  await page.goto(`${stage.origin}/#/connections?connect=${id}`);
  await expect(page.getByRole('dialog')).toBeVisible();
}

async function toSinglefile(page: Page, stage: Stage): Promise<void> {
  await openCard(page, stage, 'singlefile');
  await page.getByRole('dialog').getByRole('button', { name: 'Connect SingleFile' }).click();
  await expect(heading(page, 'SingleFile wants your client secret')).toBeFocused();
}

async function toSingleview(page: Page, stage: Stage): Promise<void> {
  await openCard(page, stage, 'singleview');
  const card = page.getByRole('dialog');
  await card.getByLabel('Client name').fill(singleviewClient.client_name);
  await card.getByLabel('Company id').fill(singleviewClient.companyId);
  await page.getByRole('dialog').getByRole('button', { name: 'Connect Singleview' }).click();
  await expect(heading(page, 'Singleview wants your client secret and your key')).toBeFocused();
}

const secret = (page: Page) => page.getByLabel('Client secret', { exact: true });
const keyField = (page: Page) => page.getByLabel(/^Private key/);
const send = (page: Page) => page.getByRole('button', { name: /^(Send it to|Sign and send to)/ });
const connected = (page: Page) => expect(page.getByText(/, kept in this browser/)).toBeVisible();
const key = (name: string) => new URL(`../fixtures/keys/${name}`, import.meta.url);
const choose = async (page: Page, name: string) => keyField(page).setInputFiles({ name, mimeType: '', buffer: await readFile(key(name)) });

test.describe('a machine', () => {
  test('is told as one: nobody signs in, whose secret it is, what its provider says; then the secret is named its host', async ({
    page,
    stage,
  }) => {
    await openCard(page, stage, 'singlefile');
    const card = page.getByRole('dialog');
    await expect(card.getByText('No person signs in.')).toBeVisible();
    await expect(card.getByText(/may ask you not to do this.*The vendor forbids to put it into client-side code/)).toBeVisible();
    await expect(card.getByText('Register exactly this redirect URI')).toHaveCount(0);
    await expect(card.getByText('You sign in at')).toHaveCount(0);
    await expect(card.getByRole('radio')).toHaveCount(0);
    expect(await axeFaults(page)).toEqual([]);
    await card.getByRole('button', { name: 'Connect SingleFile' }).click();
    const { host } = new URL(stage.farm.urls.singlefile);
    await expect(page.getByText(`Sent to ${host} when you press the button`)).toBeVisible();
    await expect(page.getByRole('radio', { name: 'Forget it when this page closes' })).toBeChecked();
    expect(await axeFaults(page)).toEqual([]);
  });

  test('[S41] a secret that is wrong is told at its field, and the right one connects', async ({ page, stage, watch }) => {
    watch.know(singlefileClient.client_secret);
    watch.know('canary-wrong-secret');
    await toSinglefile(page, stage);
    await send(page).click();
    await expect(secret(page)).toBeFocused();
    await expect(page.getByText('Enter the secret, or give the sign-in up.')).toBeVisible();
    await secret(page).fill('canary-wrong-secret');
    await send(page).click();
    await expect(page.getByText(/does not take this secret together with the client id/)).toBeVisible();
    await expect(secret(page)).toBeFocused();
    await expect(secret(page)).toHaveAttribute('aria-invalid', 'true');
    await secret(page).fill(singlefileClient.client_secret);
    await page.keyboard.press('Enter');
    await connected(page);
    await expect(page.getByText(/59 min, renews|1 h, renews/)).toBeVisible();
  });

  test('that is asked to wait says how long, keeps what was typed, and goes on', async ({ page, stage, watch }) => {
    watch.know(singlefileClient.client_secret);
    await page.clock.install();
    await toSinglefile(page, stage);
    stage.farm.bend('singlefile', (leg, _request, answer) =>
      leg === 'token'
        ? new Response('{"success":false,"error":{"code":"THROTTLED","retry_after":30}}', {
            status: 429,
            headers: { 'content-type': 'application/json', 'access-control-allow-origin': '*' },
          })
        : answer(),
    );
    await secret(page).fill(singlefileClient.client_secret);
    await send(page).click();
    await expect(page.getByText(/It asks for 30 seconds/)).toBeVisible();
    await expect(send(page)).toHaveAttribute('aria-disabled', 'true');
    stage.farm.bend('singlefile', null);
    await page.clock.fastForward(31_000);
    await expect(send(page)).not.toHaveAttribute('aria-disabled');
    await send(page).click();
    await connected(page);
  });

  test('[S82] its secret is gone after Back, a reload, idling, hiding and another provider', async ({ page, stage, watch }) => {
    watch.know('canary-typed-secret');
    await page.clock.install();
    await toSinglefile(page, stage);
    await secret(page).fill('canary-typed-secret');
    await page.clock.fastForward(301_000);
    await expect(secret(page)).toHaveValue('');
    await secret(page).fill('canary-typed-secret');
    await page.goto(`${stage.origin}/#/providers`);
    await expect(heading(page, 'Providers')).toBeVisible();
    await page.goBack();
    await page.getByRole('button', { name: 'Enter the secret' }).click();
    await expect(secret(page)).toHaveValue('');
    await secret(page).fill('canary-typed-secret');
    await page.goto(`${stage.origin}/#/connections?connect=singleview`);
    await page.getByRole('dialog').getByLabel('Client name').fill('x');
    await page.getByRole('dialog').getByLabel('Company id').fill('x');
    await page.getByRole('dialog').getByRole('button', { name: 'Connect Singleview' }).click();
    await expect(secret(page)).toHaveValue('');
    await secret(page).fill('canary-typed-secret');
    await page.reload();
    await expect(page.getByText('The sign-in at Singleview was dropped.')).toBeVisible();
    await expect(page.locator('input[type=password]')).toHaveCount(0);
  });

  test('that was not kept asks for its secret again after a reload; one that was kept does not', async ({ page, stage, watch }) => {
    watch.know(singlefileClient.client_secret);
    const connect = async (keep: boolean) => {
      if (keep) await page.getByRole('radio', { name: "Keep it in this browser's vault" }).check();
      await secret(page).fill(singlefileClient.client_secret);
      await send(page).click();
      await connected(page);
      await page.reload();
      await connected(page);
      await page.getByRole('button', { name: /^More for SingleFile/ }).click();
      await page.getByRole('menuitem', { name: 'Renew now' }).click();
    };
    await toSinglefile(page, stage);
    await connect(false);
    await expect(page.getByText('Needs its secret', { exact: true })).toBeVisible();
    await expect(page.getByRole('alert')).toHaveCount(0);
    expect(await axeFaults(page)).toEqual([]);
    await page.getByRole('button', { name: 'Give the secret again' }).click();
    await expect(heading(page, 'SingleFile wants your client secret')).toBeFocused();
    await connect(true);
    await expect(page.getByText('SingleFile has a new token.')).toBeAttached();
    await expect(page.getByText('One, kept in this browser')).toBeVisible();
    await expect(page.getByText('Needs its secret', { exact: true })).toHaveCount(0);
  });
});

test.describe('a key file', () => {
  test('signs: its name and size are shown, what is in it is nowhere', async ({ page, stage, watch }) => {
    const pem = await readFile(singleviewKey, 'utf8');
    for (const line of pem.split('\n').filter((one) => one.length > 40)) watch.know(line);
    watch.know(singleviewClient.client_secret);
    await toSingleview(page, stage);
    await secret(page).fill(singleviewClient.client_secret);
    await send(page).click();
    await expect(keyField(page)).toBeFocused();
    await expect(page.getByText('Choose the key file, or give the sign-in up.')).toBeVisible();
    await choose(page, 'singleview-test.pkcs8.pem');
    await expect(page.getByText('singleview-test.pkcs8.pem', { exact: true })).toBeVisible();
    await expect(page.getByText('1.7 kB', { exact: true })).toBeVisible();
    expect(await axeFaults(page)).toEqual([]);
    await send(page).click();
    await connected(page);
  });

  for (const [name, words] of [
    ['singleview-test.pkcs8-encrypted.pem', /locked with a passphrase/],
    ['singleview-test.pkcs8-encrypted.der', /locked with a passphrase/],
    ['singleview-test.pkcs1.pem', /older form, PKCS#1/],
    ['singleview-test.spki.pem', /public half of a key/],
    ['singleview-test.certificate.pem', /This is a certificate/],
    ['singleview-test.p12', /This is a key store/],
    ['elliptic-test.pkcs8.pem', /private key of another kind/],
    ['README.md', /There is no private key in this file/],
  ] as const)
    test(`that cannot sign is told apart: ${name}`, async ({ page, stage }) => {
      const asked = () => stage.farm.log.filter(({ server, method }) => server === 'singleview' && method === 'POST').length;
      const before = asked();
      await toSingleview(page, stage);
      await secret(page).fill(singleviewClient.client_secret);
      await choose(page, name);
      await send(page).click();
      await expect(page.getByText(words)).toBeVisible();
      await expect(keyField(page)).toBeFocused();
      expect(asked()).toBe(before);
      // Another file takes the fault away, and the secret is still there.
      await choose(page, 'singleview-test.pkcs8.der');
      await expect(page.getByText(words)).toHaveCount(0);
      await send(page).click();
      await connected(page);
    });

  test('of another pair is refused by the server and told at both', async ({ page, stage }) => {
    await toSingleview(page, stage);
    await secret(page).fill(singleviewClient.client_secret);
    await choose(page, 'other-test.pkcs8.pem');
    await send(page).click();
    await expect(page.getByText(/does not take these together with the client id/)).toBeVisible();
  });

  test('[S82] can be dropped anywhere, taken away, and is gone when the page is hidden', async ({ page, stage }) => {
    await toSingleview(page, stage);
    const drop = (count: number) =>
      page.evaluate((files) => {
        const data = new DataTransfer();
        for (let at = 0; at < files; at++) data.items.add(new File(['x'], `dropped-${at}.pem`));
        for (const type of ['dragover', 'drop'])
          document.querySelector('h1')?.dispatchEvent(new DragEvent(type, { dataTransfer: data, bubbles: true, cancelable: true }));
      }, count);
    await drop(2);
    await expect(page.getByText('Drop one file.')).toBeVisible();
    await drop(1);
    await expect(page.getByText('dropped-0.pem', { exact: true })).toBeVisible();
    await page.getByRole('button', { name: 'Remove the file' }).click();
    await expect(keyField(page)).toBeFocused();
    await expect(page.getByText('dropped-0.pem', { exact: true })).toHaveCount(0);
    await drop(1);
    await page.evaluate(() => {
      Object.defineProperty(document, 'hidden', { value: true, configurable: true });
      document.dispatchEvent(new Event('visibilitychange'));
      Object.defineProperty(document, 'hidden', { value: false, configurable: true });
    });
    await expect(page.getByText('dropped-0.pem', { exact: true })).toHaveCount(0);
    await expect(page.getByText('The fields were emptied.')).toBeVisible();
    expect(await keyField(page).evaluate((field: HTMLInputElement) => field.files?.length)).toBe(0);
  });
});

test.describe('a token from elsewhere', () => {
  const tokenField = (page: Page) => page.getByLabel('Access token');
  const paste = (page: Page, text: string) =>
    tokenField(page).evaluate((field: HTMLInputElement, value) => {
      field.value = value;
      field.dispatchEvent(new InputEvent('input', { inputType: 'insertFromPaste', bubbles: true }));
    }, text);

  /** A token of SingleFile, asked for as a server would. */
  async function aToken({ farm: { urls } }: Stage): Promise<string> {
    const { client_id, client_secret } = singlefileClient;
    const answer = await fetch(`${urls.singlefile}/o/token/`, {
      method: 'POST',
      body: new URLSearchParams({ grant_type: 'client_credentials', client_id, client_secret }),
    });
    return ((await answer.json()) as { access_token: string }).access_token;
  }

  test('is taken apart in all its forms', async ({ page, stage }) => {
    await openCard(page, stage, 'carried');
    const refresh = page.getByLabel('Refresh token');
    const life = page.getByLabel('Life in seconds');
    await paste(page, '  Authorization: Bearer abc-1 ');
    await expect(tokenField(page)).toHaveValue('abc-1');
    await expect(page.getByText('Taken out of a header.')).toBeVisible();
    await paste(page, '{"access_token":"abc-2","refresh_token":"r-2","expires_in":"6000","scope":"read"}');
    await expect(tokenField(page)).toHaveValue('abc-2');
    await expect(refresh).toHaveValue('r-2');
    await expect(life).toHaveValue('6000');
    await expect(page.getByText('Taken out of a token reply: access token, refresh token, life in seconds, scope.')).toBeVisible();
    await paste(page, 'https://app.example/callback/#access_token=abc-3&expires_in=60');
    await expect(tokenField(page)).toHaveValue('abc-3');
    await expect(life).toHaveValue('60');
    // What came with the one before is not this one's.
    await expect(refresh).toHaveValue('');
    const take = page.getByRole('button', { name: 'Take this token' });
    for (const [text, words] of [
      ['https://app.example/callback/?code=abc&state=x', /an address with a code/],
      ['{"error":"invalid_client"}', /This is a refusal/],
      ['abc def', /There are spaces inside/],
      ['{"a":1}', /There is no access token in this/],
      ['', /^Paste the token\.$/],
    ] as const) {
      await tokenField(page).fill(text);
      await take.click();
      await expect(page.getByText(words)).toBeVisible();
      await expect(tokenField(page)).toBeFocused();
    }
    await tokenField(page).fill('abc-4');
    await life.fill('an hour');
    await take.click();
    await expect(life).toBeFocused();
    expect(await axeFaults(page)).toEqual([]);
  });

  test('is asked whose it is, confirmed and kept', async ({ page, stage, watch }) => {
    const token = await aToken(stage);
    watch.know(token);
    await openCard(page, stage, 'carried');
    await paste(page, `Bearer ${token}`);
    await page.getByRole('button', { name: 'Take this token' }).click();
    await expect(heading(page, 'Is this your Carried account?')).toBeVisible();
    await page.getByRole('button', { name: 'Yes, keep this account' }).click();
    await connected(page);
  });

  test('that is not good is told at its field and may be tried again', async ({ page, stage, watch }) => {
    watch.know('canary-wrong-token');
    await openCard(page, stage, 'carried');
    await tokenField(page).fill('canary-wrong-token');
    await page.getByRole('button', { name: 'Take this token' }).click();
    await expect(page.getByText(/does not say whose token this is/)).toBeVisible();
    await expect(tokenField(page)).toBeFocused();
    await tokenField(page).fill(await aToken(stage));
    await page.getByRole('button', { name: 'Take this token' }).click();
    await expect(heading(page, 'Is this your Carried account?')).toBeVisible();
  });

  test('can be brought to a provider that people sign in at', async ({ page, stage }) => {
    await openCard(page, stage, 'fernpost');
    await page.getByRole('button', { name: 'Have a token already? Bring it' }).click();
    await expect(heading(page, 'Bring a token of Fernpost')).toBeFocused();
    await page.getByRole('button', { name: 'Sign in instead' }).click();
    await expect(page.getByRole('button', { name: 'Connect Fernpost' })).toBeVisible();
    await expect(page.getByRole('dialog').getByRole('heading', { level: 2 })).toBeFocused();
  });
});

test.describe('a provider that is known already', () => {
  const openForm = async (page: Page, stage: Stage) => {
    await page.route('**/singlet.config.json', (route) => route.fulfill({ json: { providers: [] } }));
    await page.goto(`${stage.origin}/`);
    await page.getByRole('button', { name: 'Start from a known provider' }).click();
    await expect(page.getByRole('searchbox', { name: 'Filter known providers' })).toBeFocused();
  };
  const list = (page: Page) => page.getByRole('list', { name: 'Known providers' });

  test('is found by its name, and only what nobody else can know of it is asked for', async ({ page, stage, watch }) => {
    watch.know(singlefileClient.client_secret);
    await openForm(page, stage);
    await expect(list(page).getByRole('listitem')).toHaveCount(16);
    await page.keyboard.type('no such one');
    await expect(page.getByText('None is called “no such one”.', { exact: false })).toBeVisible();
    await page.getByRole('searchbox').fill('file');
    await expect(list(page).getByRole('listitem')).toHaveCount(2);
    expect(await axeFaults(page)).toEqual([]);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    const form = page.getByRole('form', { name: 'Settings of SingleFile' });
    await expect(form.getByLabel('Base address')).toBeFocused();
    await page.keyboard.type(`${stage.farm.urls.singlefile}/.well-known/openid-configuration`);
    await page.keyboard.press('Tab');
    await page.getByRole('button', { name: `Use ${stage.farm.urls.singlefile}` }).click();
    await expect(form.getByLabel('Base address')).toHaveValue(stage.farm.urls.singlefile);
    await form.getByRole('button', { name: 'Continue' }).click();
    await expect(form.getByLabel('Client id')).toBeFocused();
    await page.keyboard.type(singlefileClient.client_id);
    await form.getByText('What its documentation states').click();
    const facts = form.getByRole('list', { name: 'What the documentation of SingleFile states' });
    await expect(facts.getByRole('listitem')).toHaveCount(9);
    await expect(facts.getByRole('listitem').filter({ hasText: 'A page may ask for tokens' })).toContainText('Unknown');
    await expect(facts.getByRole('listitem').filter({ hasText: 'A client secret is needed' }).getByRole('link')).toHaveAttribute(
      'href',
      /^https:\/\//,
    );
    expect(await axeFaults(page)).toEqual([]);
    await form.getByRole('button', { name: 'Continue' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Connect SingleFile' }).click();
    await secret(page).fill(singlefileClient.client_secret);
    await page.keyboard.press('Enter');
    await connected(page);
    await page.goto(`${stage.origin}/#/providers`);
    const item = page.locator('[data-provider="singlefile"]');
    await expect(item).toContainText('None to register: nobody is sent away and comes back.');
    await expect(item.getByText('What its documentation states')).toBeVisible();
    await page.getByRole('button', { name: 'Edit SingleFile' }).click();
    await expect(page.getByRole('form', { name: 'Settings of SingleFile' }).getByLabel('Base address')).toHaveValue(
      stage.farm.urls.singlefile,
    );
  });

  test('that is a tenant of its own says that its address is missing, and the way back keeps the focus', async ({ page, stage }) => {
    await openForm(page, stage);
    await page.getByRole('button', { name: /^Keycloak/ }).click();
    const form = page.getByRole('form', { name: 'Settings of Keycloak' });
    await form.getByRole('button', { name: 'Continue' }).click();
    await expect(form.getByLabel('Base address')).toBeFocused();
    await expect(form.getByText('Enter the address of your own Keycloak.')).toBeVisible();
    await form.getByRole('button', { name: 'Choose another' }).click();
    await expect(page.getByRole('searchbox')).toBeFocused();
    await page.getByRole('button', { name: 'Another provider, by its address' }).click();
    await expect(page.getByLabel('Issuer')).toBeFocused();
  });
});

test('what is given is accessible in both themes, and fits', async ({ page, stage }) => {
  test.setTimeout(90_000);
  await page.emulateMedia({ reducedMotion: 'reduce' });
  const check = async (view: string) => {
    for (const [width, height] of [
      [1440, 900],
      [1024, 768],
      [390, 844],
    ] as const) {
      await page.setViewportSize({ width, height });
      const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      expect(over, `${view} at ${width}`).toBe(0);
      expect(await axeFaultsInBothThemes(page), `${view} at ${width}`).toEqual([]);
    }
    await page.setViewportSize({ width: 1440, height: 900 });
  };
  await openCard(page, stage, 'singleview');
  await check('the card of a signed request');
  await openCard(page, stage, 'carried');
  await check('a token from elsewhere');
  await page.goto(`${stage.origin}/#/providers`);
  await toSingleview(page, stage);
  await check('secret and key, empty');
  await secret(page).fill(singleviewClient.client_secret);
  await choose(page, 'singleview-test.pkcs1.pem');
  await send(page).click();
  await expect(page.getByText(/older form, PKCS#1/)).toBeVisible();
  await check('a key that cannot sign');
});
