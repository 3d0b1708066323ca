/**
 * What is wrong with actions beyond their shape: an address that is not safe, or whose host a value could change; a place that
 * nothing fills; a secret written out. Actions, or what of them has the right shape -> list of faults. Pure.
 */
import type { ActionEntry } from './action-entry.ts';
import { isAcceptable } from './address.ts';
import type { Fault, SoundPart } from './faults.ts';
import { secretName } from './sound.ts';

const places = (text: string) => [...text.matchAll(/\{([\w.-]+)\}/g)].map(([, name = '']) => name);

/** `{base}` of a preset is put in later; a host must be fixed before any value is. */
const isSafeAddress = (url: string) => {
  const based = url.replace(/^\{base\}/, 'https://base.invalid');
  const [, host = ''] = /^https?:\/\/([^/?#]*)/i.exec(based) ?? [];
  return !/[{}]/.test(host) && isAcceptable(based.replace(/[{}]/g, ''));
};

/** A parameter of the query that is a secret by its name, and does not say where one goes. */
const writtenOut = (url: string) =>
  (url.split('?')[1] ?? '')
    .split('&')
    .map((pair) => pair.split('='))
    .find(([name = '', value = '']) => secretName.test(name) && !/^\{[\w.]+\}$/.test(value));

/** Names in braces that a request of this action may hold. */
function knownPlaces({ on, other, inputs = [], removes }: SoundPart<ActionEntry>): readonly string[] {
  return [
    ...['base', 'client_id', 'client_secret', 'uuid', 'now'],
    ...(on === 'provider' ? [] : ['token']),
    ...(other === undefined ? [] : ['other.token']),
    ...(removes ? ['input.profile'] : []),
    ...inputs.map(({ name }) => `input.${name}`),
  ];
}

export function actionFaults(actions: SoundPart<readonly ActionEntry[]> = []): Fault[] {
  const faults: Fault[] = [];
  const seen = new Set<string>();
  const address = (path: string, url: string | undefined) => {
    if (url === undefined) return;
    if (!isSafeAddress(url)) faults.push({ path, rule: 'address', found: url });
    if (writtenOut(url)) faults.push({ path, rule: 'secret', found: 'a value' });
  };
  actions.forEach((action, index) => {
    const at = `.actions[${index}]`;
    const { id, request, previews } = action;
    if (id !== undefined && seen.has(id)) faults.push({ path: `${at}.id`, rule: 'duplicate-action', found: id });
    if (id !== undefined) seen.add(id);
    address(`${at}.request.url`, request?.url);
    previews?.forEach(({ url, of }, number) => {
      address(`${at}.previews[${number}].url`, url);
      const unfilled = places(url ?? '').find((name) => name !== 'base') ?? (of === 'other' && action.other === undefined ? of : undefined);
      if (unfilled !== undefined) faults.push({ path: `${at}.previews[${number}]`, rule: 'place', found: unfilled });
    });
    const known = knownPlaces(action);
    const unknown = places(JSON.stringify(request ?? {})).find((name) => !known.includes(name));
    if (unknown !== undefined) faults.push({ path: `${at}.request`, rule: 'place', found: unknown });
  });
  return faults;
}
