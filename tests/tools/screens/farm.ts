/** Pictures beside the farm: every view of a sign-in, what it asks, how it goes wrong, and the inspector. */
import { fileURLToPath } from 'node:url';
import type { Page } from '@playwright/test';
import { bends } from '../../../src/sandbox/standard/bends.ts';
import type { Farm } from '../../fixtures/farm/farm.ts';
import type { Shoot } from './shape.ts';

export interface Walk {
  readonly page: Page;
  readonly origin: string;
  readonly farm: Farm;
  readonly shoot: Shoot;
}

async function allow(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Allow', exact: true }).click();
}

async function firstVisitAndConfirm({ page, origin, shoot }: Walk): Promise<void> {
  await page.goto(`${origin}/`);
  await page.getByRole('heading', { name: 'No connections yet' }).waitFor();
  await shoot('first-visit');
  await page.getByRole('region', { name: 'Try it' }).getByRole('button', { name: 'Connect Singly' }).click();
  await page.getByRole('button', { name: 'Allow', exact: true }).waitFor();
  await shoot('singly-simulated');
  await allow(page);
  await page.getByRole('button', { name: 'Yes, keep this account' }).waitFor();
  await shoot('confirm');
  await page.getByRole('button', { name: 'Yes, keep this account' }).click();
  await page.getByText('No expiry stated').waitFor();
}

/** Ten minutes without a refresh token, and one scope less than asked for. */
async function connectWayfare(page: Page, farm: Farm): Promise<void> {
  const panel = page.getByRole('dialog');
  farm.setAccessTokenLife(600);
  farm.bend('wayfare', bends['fewer-scopes']);
  await page.getByRole('button', { name: 'Connect', exact: true }).click();
  await panel.getByRole('button', { name: /^Wayfare / }).click();
  await panel.getByRole('button', { name: 'Connect Wayfare' }).click();
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await allow(page);
  await page.getByText(/, kept in this browser/).waitFor();
  farm.bend('wayfare', null);
  farm.setAccessTokenLife(3600);
}

/** The sign-in that was just confirmed, at the step that brought its token; for the README. */
async function inspectedSingly({ page, origin, shoot }: Walk): Promise<void> {
  await page.goto(`${origin}/#/sign-ins`);
  await page.getByRole('heading', { name: 'Sign-in at Singly' }).waitFor();
  await page.getByRole('button', { name: /Back, with access_token/ }).click();
  await page.getByText('The token stands in the fragment').waitFor();
  await page.waitForTimeout(300);
  await shoot('inspector-singly');
  await page.goto(`${origin}/#/connections`);
}

async function connectionsAndPanel({ page, origin, farm, shoot }: Walk): Promise<void> {
  const panel = page.getByRole('dialog');
  for (const [user, password, life] of [
    ['maya', 'linocut', 3600],
    ['tobias', 'lugs', 400],
  ] as const) {
    farm.setAccessTokenLife(life);
    await page.getByRole('button', { name: 'Connect', exact: true }).click();
    await panel.getByRole('button', { name: /^Fernpost / }).click();
    const connect = panel.getByRole('button', { name: 'Connect Fernpost' });
    const other = page.getByRole('button', { name: 'Use another account' });
    const signIn = page.getByRole('button', { name: 'Sign in', exact: true });
    await connect.or(other).or(signIn).first().waitFor();
    if (await connect.isVisible()) await connect.click();
    await other.or(signIn).first().waitFor();
    if (await other.isVisible()) await other.click();
    await page.getByLabel('User name').fill(user);
    await page.getByLabel('Password').fill(password);
    if (user === 'maya') await shoot('fernpost');
    await signIn.click();
    await allow(page);
    await page.getByText(/, kept in this browser/).waitFor();
  }
  await connectWayfare(page, farm);
  // Nine minutes and twenty seconds later.
  await page.clock.install();
  await page.clock.fastForward(560_000);
  await page.clock.runFor(1000);
  await page.clock.resume();
  await page.getByText('Expiring').waitFor();
  await page.waitForTimeout(900);
  await shoot('connections');
  await page.getByRole('button', { name: 'Connect', exact: true }).click();
  await panel.getByRole('button', { name: /^Singly / }).click();
  await page.waitForTimeout(400);
  await shoot('connect-panel');
  await page.goto(`${origin}/#/connections`);
  await page.reload();
}

async function consoleAndProviders({ page, origin, farm, shoot }: Walk): Promise<void> {
  await page.goto(`${origin}/#/console`);
  await page.getByRole('textbox', { name: 'URL' }).fill(`${farm.urls.singly}/types/photos?limit=3`);
  await page.getByText(/Rule 1 of Singly/).waitFor();
  await page.getByRole('button', { name: 'Send' }).click();
  await page.getByText('200 OK').waitFor();
  await shoot('console');
  await callsToldBefore({ page, origin, farm, shoot });
  await page.goto(`${origin}/#/providers`);
  await page.getByRole('heading', { name: 'Providers' }).waitFor();
  await page.waitForTimeout(200);
  await shoot('providers');
}

/** No rule fits, two people could serve it, one is chosen, and its token lacks a scope. */
async function callsToldBefore({ page, farm, shoot }: Walk): Promise<void> {
  const address = page.getByRole('textbox', { name: 'URL' });
  await address.fill(`${farm.urls.api}/v2/me`);
  await page.getByText(/is not \/v1 or below it/).waitFor();
  await shoot('console-no-rule');
  await address.fill(`${farm.urls.api}/v1/archive`);
  await page.getByText('Several could serve it').waitFor();
  await shoot('console-choice');
  await page.getByRole('radio', { name: /Maya/ }).check();
  await page.getByText('The request as it leaves').click();
  await shoot('console-chosen');
  await page.getByRole('button', { name: 'Send', exact: true }).click();
  await page.getByText('The token is good, but may not do this.').waitFor();
  await shoot('console-scope');
}

/** A machine's card, and a key file that cannot sign. */
async function machineAndKey({ page, shoot }: Walk): Promise<void> {
  const panel = page.getByRole('dialog');
  await page.getByRole('button', { name: 'Connect', exact: true }).click();
  await panel.locator('.choices button', { hasText: 'Signed request' }).first().click();
  await panel.getByText('No person signs in.').first().waitFor();
  await page.waitForTimeout(300);
  await shoot('machine');
  await panel.getByLabel('Client name').fill('SINGLET');
  await panel.getByLabel('Company id').fill('NAKHEEL');
  await panel.getByRole('button', { name: /^Connect / }).click();
  const key = new URL('../../fixtures/keys/singleview-test.pkcs1.pem', import.meta.url);
  await page.getByLabel('Client secret', { exact: true }).fill('a secret of no use');
  await page.getByLabel(/^Private key/).setInputFiles(fileURLToPath(key));
  await page.getByRole('button', { name: /^Sign and send to/ }).click();
  await page.getByText(/older form, PKCS#1/).waitFor();
  await shoot('key-file');
  await page.getByRole('button', { name: 'Give up' }).click();
  await page.getByRole('heading', { name: 'Connections', exact: true }).waitFor();
  await page.getByRole('button', { name: 'Dismiss' }).first().click();
}

/** What a sign-in asks of a person beside the usual: a further service, a window, a code, a secret. */
async function questions({ page, origin, shoot }: Walk): Promise<void> {
  const panel = page.getByRole('dialog');
  await page.goto(`${origin}/#/connections`);
  await page.getByRole('button', { name: /^Add a service to Singly/ }).click();
  await panel.getByRole('button', { name: 'Continue' }).click();
  await panel.getByRole('heading', { name: 'Send the token of this connection along?' }).waitFor();
  await page.waitForTimeout(300);
  await shoot('link-consent');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Connect', exact: true }).click();
  await panel.getByRole('button', { name: /^Wayfare / }).click();
  await panel.getByText('In a window', { exact: true }).click();
  const [window] = await Promise.all([page.waitForEvent('popup'), panel.getByRole('button', { name: 'Connect Wayfare' }).click()]);
  await page.getByText('Waiting for the window of Wayfare').waitFor();
  await page.bringToFront();
  await page.waitForTimeout(300);
  await shoot('waiting');
  await page.getByRole('button', { name: 'Cancel', exact: true }).click();
  if (!window.isClosed()) await window.close();
  await page.getByRole('button', { name: 'Connect', exact: true }).click();
  await panel.getByRole('button', { name: /^Wayfare / }).click();
  await panel.getByText('In this tab', { exact: true }).click();
  await page.keyboard.press('Escape');
}

async function codeAndSecret({ page, shoot }: Walk): Promise<void> {
  const panel = page.getByRole('dialog');
  await page.getByRole('button', { name: 'Connect', exact: true }).click();
  await panel.getByRole('button', { name: /^Kiln desk / }).click();
  await panel.getByRole('button', { name: 'Connect Kiln desk' }).click();
  const field = page.getByRole('textbox', { name: 'Code from Kiln desk' });
  await field.waitFor();
  await shoot('code');
  const [desk] = await Promise.all([page.context().waitForEvent('page'), page.getByRole('link', { name: 'Open Kiln desk' }).click()]);
  await desk.getByRole('button', { name: 'Sign in', exact: true }).click();
  await allow(desk);
  const code = await desk.locator('.copy code').textContent();
  await desk.close();
  await field.fill(code ?? '');
  await page.getByRole('button', { name: 'Go on' }).click();
  await page.getByLabel('Client secret').waitFor();
  await shoot('secret');
  await page.getByRole('button', { name: 'Give up' }).click();
  await page.getByRole('heading', { name: 'Connections', exact: true }).waitFor();
  await page.getByRole('button', { name: 'Dismiss' }).first().click();
}

/** Another account than the one that was to be signed in again; then a disconnect with a sign-out, and what came of it. */
async function mismatchAndSignOut({ page, origin, shoot }: Walk): Promise<void> {
  await page.getByRole('button', { name: /^More for Fernpost, Maya/ }).click();
  await page.getByRole('menuitem', { name: 'Sign in again' }).click();
  await page.getByRole('button', { name: 'Use another account' }).click();
  await page.getByLabel('User name').fill('tobias');
  await page.getByLabel('Password').fill('lugs');
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await allow(page);
  await page.getByText('identity_mismatch').waitFor();
  await shoot('mismatch');
  await page.goto(`${origin}/#/connections`);
  await page.reload();
  await page.getByRole('button', { name: /^More for Fernpost, Maya/ }).click();
  await page.getByRole('menuitem', { name: 'Disconnect' }).click();
  await page.getByText('Also sign out at Fernpost').click();
  await page.waitForTimeout(300);
  await shoot('disconnect');
  const [window] = await Promise.all([page.waitForEvent('popup'), page.getByRole('button', { name: 'Disconnect', exact: true }).click()]);
  await window
    .getByRole('button', { name: /^(Sign|Log) ?out|^Yes/i })
    .first()
    .click();
  await page.getByText(/is disconnected\.$/).waitFor();
  await page.bringToFront();
  await page.waitForTimeout(300);
  await shoot('signed-out');
}

async function failures({ page, origin, shoot }: Walk): Promise<void> {
  await page.goto(`${origin}/callback/?state=abc#access_token=def`);
  await page.getByRole('heading', { name: 'This sign-in was not started here' }).waitFor();
  await page.waitForTimeout(300);
  await shoot('callback-notice');
  await page.goto(`${origin}/#/connections`);
  await page.getByRole('button', { name: 'Connect', exact: true }).click();
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^Singly / })
    .click();
  await page.getByRole('dialog').getByRole('button', { name: 'Connect Singly' }).click();
  await page.getByRole('button', { name: 'Deny' }).click();
  await page.getByText('authorization_rejected').waitFor();
  await shoot('failure');
}

/** The sign-in that was denied, as a view and as the drawer. */
async function inspected({ page, origin, shoot }: Walk): Promise<void> {
  await page.goto(`${origin}/#/sign-ins`);
  await page.getByRole('heading', { name: 'Sign-in at Singly' }).waitFor();
  await shoot('inspector-failure');
  await page.goto(`${origin}/#/connections`);
  await page.getByRole('button', { name: 'Connect', exact: true }).click();
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^Kiln / })
    .first()
    .click();
  await page.getByRole('dialog').getByRole('button', { name: 'Connect Kiln' }).click();
  const signIn = page.getByRole('button', { name: 'Sign in', exact: true });
  const consent = page.getByRole('button', { name: 'Allow', exact: true });
  await signIn.or(consent).first().waitFor();
  if (await signIn.isVisible()) await signIn.click();
  await allow(page);
  await page.getByText(/, kept in this browser/).waitFor();
  await page.goto(`${origin}/#/sign-ins`);
  await page.getByRole('button', { name: /POST code, code_verifier/ }).click();
  await page.getByText('Equal: the code').waitFor();
  await shoot('inspector');
  await page.goto(`${origin}/#/connections`);
  await page.getByRole('button', { name: 'Inspector' }).click();
  await page.getByRole('dialog').getByRole('heading', { name: 'Sign-in at Kiln' }).waitFor();
  await shoot('inspector-drawer');
}

/** Every view, one after the other, in one browser that keeps what it is given. */
export async function walkFarm(steps: Walk): Promise<void> {
  await firstVisitAndConfirm(steps);
  await inspectedSingly(steps);
  await connectionsAndPanel(steps);
  await consoleAndProviders(steps);
  await questions(steps);
  await codeAndSecret(steps);
  await machineAndKey(steps);
  await mismatchAndSignOut(steps);
  await failures(steps);
  await inspected(steps);
}
