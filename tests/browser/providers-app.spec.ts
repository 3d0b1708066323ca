/** Providers of one's own and of the settings, faults of these, and what the console does with what is typed and what comes. */
import type { Page } from '@playwright/test';
import { axeFaults } from './axe.ts';
import { expect, type Stage, test } from './stage.ts';

const heading = (page: Page) => page.getByRole('heading', { name: 'Connections', exact: true });

async function first(page: Page, stage: Stage): Promise<void> {
  await page.goto(`${stage.origin}/`);
  await expect(page.getByRole('heading', { name: 'No connections yet' })).toBeVisible();
}

test.describe('providers', () => {
  const acme = (stage: Stage) => ({
    id: 'acme',
    name: 'Acme',
    issuer: stage.farm.urls.wayfare,
    client_id: 'singlet-walks',
    scope: 'openid profile email routes:read',
    flow: 'token',
    api: [{ origin: stage.farm.urls.wayfare, path: '/v1' }],
  });
  const add = (page: Page, ...entries: readonly object[]) =>
    page.evaluate(async (list) => {
      const { createSinglet } = await import(`${location.origin}/singlet.js`);
      const singlet = await createSinglet();
      for (const entry of list) await singlet.addProvider(entry);
      await singlet.dispose();
    }, entries);
  const openProviders = async (page: Page, stage: Stage) => {
    await page.goto(`${stage.origin}/#/providers`);
    await page.reload();
    await expect(page.getByRole('heading', { name: 'Providers' })).toBeVisible();
  };

  test('added here can be named and changed, and keep their connections', async ({ page, stage }) => {
    await first(page, stage);
    await add(page, acme(stage));
    await page.reload();
    await page.getByRole('button', { name: /^Acme / }).click();
    await page.getByRole('button', { name: 'Connect Acme' }).click();
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await page.getByRole('button', { name: 'Allow', exact: true }).click();
    await expect(heading(page)).toBeVisible();
    await page.goto(`${stage.origin}/#/providers`);
    await page.getByRole('button', { name: 'Edit Acme' }).click();
    const form = page.getByRole('form', { name: 'Settings of Acme' });
    await expect(form.getByLabel('Name')).toBeFocused();
    await form.getByLabel('Name').fill('Footpaths');
    await form.getByLabel('API address').fill('not an address');
    await form.getByRole('button', { name: 'Save' }).click();
    await expect(form.getByLabel('API address')).toBeFocused();
    await expect(form.getByText('This is not a whole address.')).toBeVisible();
    await form.getByLabel('API address').fill(`${stage.farm.urls.wayfare}/v1/me`);
    await expect(form.getByText('Connections made so far will not carry over.')).toHaveCount(0);
    await form.getByLabel('Client id').fill('another');
    await expect(form.getByText('Connections made so far will not carry over.')).toBeVisible();
    expect(await axeFaults(page)).toEqual([]);
    await form.getByLabel('Client id').fill('singlet-walks');
    await form.getByRole('button', { name: 'Save' }).click();
    await expect(page.getByRole('heading', { name: 'Footpaths' })).toBeVisible();
    await expect(page.getByRole('button', { name: 'Edit Footpaths' })).toBeFocused();
    // Its token is still there, and goes where the new rule says.
    await page.goto(`${stage.origin}/#/console`);
    await page.getByRole('textbox', { name: 'URL' }).fill(`${stage.farm.urls.wayfare}/v1/me`);
    await expect(page.getByText('Rule 1 of Footpaths')).toBeVisible();
    await page.getByRole('button', { name: 'Send' }).click();
    await expect(page.getByText('200 OK')).toBeVisible();
    await page.getByRole('textbox', { name: 'URL' }).fill(`${stage.farm.urls.wayfare}/v1/routes`);
    await expect(page.getByText('Sent without a token')).toBeVisible();
  });

  test('an edit that cannot be read changes nothing, and Escape leaves it', async ({ page, stage }) => {
    await first(page, stage);
    await add(page, acme(stage));
    await openProviders(page, stage);
    await page.getByRole('button', { name: 'Edit Acme' }).click();
    const form = page.getByRole('form', { name: 'Settings of Acme' });
    await form.getByLabel('Issuer').fill(`${stage.farm.urls.sink}/nothing-here`);
    await form.getByRole('button', { name: 'Save' }).click();
    await expect(form.getByRole('alert')).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(form).toHaveCount(0);
    await expect(page.getByRole('button', { name: 'Edit Acme' })).toBeFocused();
    await page.reload();
    await expect(page.locator('[data-provider="acme"]')).toContainText(stage.farm.urls.wayfare);
  });

  test('one that is removed hands the focus to its neighbour', async ({ page, stage }) => {
    await first(page, stage);
    await add(page, acme(stage), { ...acme(stage), id: 'beta', name: 'Beta' });
    await openProviders(page, stage);
    const remove = async (name: string) => {
      await page.getByRole('button', { name: `Remove ${name}` }).click();
      await page.getByRole('dialog').getByRole('button', { name: 'Remove', exact: true }).click();
      await expect(page.getByRole('heading', { name, exact: true })).toHaveCount(0);
    };
    await remove('Acme');
    await expect(page.getByRole('link', { name: 'Connect Beta' })).toBeFocused();
    await remove('Beta');
    // It was the last of all, so the one before it is next.
    await expect(
      page
        .locator('.provider-list > li')
        .last()
        .getByRole('link', { name: /^Connect / }),
    ).toBeFocused();
  });

  test('tell their hosts, secret, turns and services in plain words', async ({ page, stage }) => {
    await openProviders(page, stage);
    const singly = page.locator('[data-provider="singly"]');
    await expect(singly).toContainText('The preset of this provider says so.');
    await expect(singly).toContainText(new URL(stage.farm.urls.singly).host);
    await expect(singly).toContainText('the tabs of this page take turns');
    await expect(singly).toContainText('A connected account can be given further services.');
    const desk = page.locator('[data-provider="kiln-desk"]');
    await expect(desk).toContainText('You type it at each sign-in.');
    await expect(desk).toContainText('None to register');
    await expect(page.locator('[data-provider="fernpost"]')).toContainText('The settings ask for it.');
  });

  test('faults of shape and of meaning are told in one go, and hinted at among the connections', async ({ page, stage }) => {
    const config = {
      lokced: true,
      providers: [
        { id: 'broken', isuer: 'x', pkce: 'yes', jwks_uri: 'http://id.example/keys' },
        { id: 'good', name: 'Good', client_id: 'a', issuer: 'https://id.example' },
      ],
    };
    await page.route('**/singlet.config.json', (route) => route.fulfill({ json: config }));
    await page.goto(`${stage.origin}/`);
    await expect(page.getByText('Two parts of the settings could not be used.')).toBeVisible();
    await page.getByRole('link', { name: 'See what and why' }).click();
    const list = page.locator('.problems > li');
    await expect(list).toHaveText([
      '$.lokced is an unknown key. Allowed: "locked", if that was meant.',
      '$.providers[0].jwks_uri is "http://id.example/keys". Allowed: an https address (or http on localhost), without user name and without fragment.',
      '$.providers[0].client_id is missing. Allowed: text.',
      '$.providers[0].pkce is "yes". Allowed: true or false.',
      '$.providers[0].isuer is an unknown key. Allowed: "issuer", if that was meant.',
    ]);
    expect(await axeFaults(page)).toEqual([]);
  });

  test('a config that is no JSON says where and why', async ({ page, stage }) => {
    const body = '{\n  "providers": [\n    { "id": "canary-value", }\n  ]\n}';
    await page.route('**/singlet.config.json', (route) => route.fulfill({ body, contentType: 'application/json' }));
    await page.goto(`${stage.origin}/`);
    await expect(page.getByRole('heading', { name: 'singlet.config.json cannot be used' })).toBeVisible();
    await expect(page.getByText(/is not JSON; line 3, column 29: the comma before it is one too many/)).toBeVisible();
    expect(await page.content()).not.toContain('canary-value');
    expect(await axeFaults(page)).toEqual([]);
  });
});

test.describe('the console', () => {
  const openConsole = async (page: Page, stage: Stage) => {
    await page.goto(`${stage.origin}/#/console`);
    await expect(page.getByRole('textbox', { name: 'URL' })).toBeVisible();
  };
  const urlField = (page: Page) => page.getByRole('textbox', { name: 'URL' });

  test('shows numbers that a double cannot hold as they were written', async ({ page, stage }) => {
    await page.route('https://numbers.example/**', (route) =>
      route.fulfill({
        headers: { 'access-control-allow-origin': '*', 'content-type': 'application/json' },
        body: '{"id":9007199254740993,"tiny":0.1234567890123456789,"huge":1e400,"text":"9007199254740993","plain":42}',
      }),
    );
    await openConsole(page, stage);
    await urlField(page).fill('https://numbers.example/');
    await page.getByRole('button', { name: 'Send' }).click();
    await expect(page.getByText('200 OK')).toBeVisible();
    const tree = page.locator('.json');
    for (const line of ['id 9007199254740993', 'tiny 0.1234567890123456789', 'huge 1e400', 'text "9007199254740993"', 'plain 42'])
      await expect(tree.getByText(line, { exact: true })).toBeVisible();
  });

  test('keeps the focus when a call is cancelled and when a header goes', async ({ page, stage }) => {
    await openConsole(page, stage);
    await page.route('https://slow.example/**', () => {});
    await urlField(page).fill('https://slow.example/');
    await page.getByRole('button', { name: 'Send' }).focus();
    await page.keyboard.press('Enter');
    await expect(page.getByRole('button', { name: 'Cancel' })).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(page.getByRole('button', { name: 'Send' })).toBeFocused();
    await page.getByText('Headers', { exact: true }).first().click();
    const add = page.getByRole('button', { name: 'Add a header' });
    await add.click();
    await expect(page.getByRole('textbox', { name: 'Name of header 1' })).toBeFocused();
    await add.click();
    await page.getByRole('button', { name: 'Remove header 2' }).click();
    await expect(page.getByRole('button', { name: 'Remove header 1' })).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(add).toBeFocused();
    // "Try again" goes with the answer it belongs to.
    await page.getByRole('button', { name: 'Try again' }).focus();
    await page.keyboard.press('Enter');
    await expect(page.getByRole('button', { name: 'Cancel' })).toBeFocused();
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Clear' }).focus();
    await page.keyboard.press('Enter');
    await expect(page.getByRole('button', { name: 'Send' })).toBeFocused();
  });

  test('a second press of a double click does not cancel', async ({ page, stage }) => {
    await openConsole(page, stage);
    await page.route('https://slow.example/**', () => {});
    await urlField(page).fill('https://slow.example/');
    await page.getByRole('button', { name: 'Send' }).dblclick();
    await expect(page.getByRole('button', { name: 'Cancel' })).toBeVisible();
    await expect(page.getByText('Waiting for slow.example')).toHaveCount(0);
    await expect(page.getByRole('status', { name: 'Waiting for slow.example' })).toBeVisible();
  });

  test('marks the header that is wrong, and not the address', async ({ page, stage }) => {
    await openConsole(page, stage);
    await urlField(page).fill('https://api.example/');
    await page.getByText('Headers', { exact: true }).first().click();
    await page.getByRole('button', { name: 'Add a header' }).click();
    const name = page.getByRole('textbox', { name: 'Name of header 1' });
    const value = page.getByRole('textbox', { name: 'Value of header 1' });
    await name.fill('X Note:');
    await page.getByRole('button', { name: 'Send' }).click();
    await expect(name).toBeFocused();
    await expect(name).toHaveAttribute('aria-invalid', 'true');
    await expect(name).toHaveAccessibleDescription(/“X Note:” is not a header name/);
    await expect(urlField(page)).not.toHaveAttribute('aria-invalid', 'true');
    await name.fill('X-Note');
    await value.fill('5 €');
    await page.getByRole('button', { name: 'Send' }).click();
    await expect(value).toBeFocused();
    await expect(value).toHaveAccessibleDescription('The value of X-Note holds “€”, and headers carry only plain letters (Latin-1).');
    await expect(page.getByRole('heading', { name: 'Response' })).toHaveCount(0);
    expect(await axeFaults(page)).toEqual([]);
  });
});
