/** What a person does at the providers of the farm, and in the app around it. */
import { expect, type Page } from '@playwright/test';
import type { Stage } from './stage.ts';

/** From the app to Fernpost and back, with the account that is filled in or another. */
export async function signInAtFernpost(page: Page, user?: string): Promise<void> {
  await expect(page.getByRole('button', { name: 'Sign in', exact: true })).toBeVisible();
  if (user !== undefined) await page.getByLabel('User name').fill(user);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await page.getByRole('button', { name: 'Allow', exact: true }).click();
}

/** From the app to Singly's service and back. */
export async function allowAtSingly(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Allow', exact: true }).click();
}

/** First visit, one press, the real OpenID provider, and back to the list. */
export async function connectFernpost(page: Page, stage: Stage): Promise<void> {
  await page.goto(`${stage.origin}/`);
  await page.getByRole('button', { name: /^Fernpost / }).click();
  await signInAtFernpost(page);
  await expect(page.getByRole('heading', { name: 'Connections', exact: true })).toBeVisible();
  await expect(page.getByText('Active')).toBeVisible();
}

export async function connectSingly(page: Page, stage: Stage): Promise<void> {
  await page.goto(`${stage.origin}/`);
  await page.getByRole('region', { name: 'Try it' }).getByRole('button', { name: 'Connect Singly' }).click();
  await allowAtSingly(page);
  await page.getByRole('button', { name: 'Yes, keep this account' }).click();
  await expect(page.getByText('No expiry stated')).toBeVisible();
}
