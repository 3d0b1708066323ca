/**
 * A ready call of a provider, with what only the moment knows put in: an id, the time, yesterday's date, values that were chosen at
 * sign-in. Sample + connection -> a request to send or to change first. Nothing secret has a place in it. Pure, but for id and clock.
 */
import { fillText } from '../flow/request-template.ts';
import { templateValues } from '../flow/token-grant.ts';
import type { Provider, Sample } from '../provider/provider.ts';
import type { Connection } from '../vault/records.ts';

const dayMs = 86_400_000;

export function fillSample(provider: Provider, sample: Sample, connection: Connection | undefined, now: number): Sample {
  const { client_secret: _, ...values } = templateValues(provider, { inputs: connection?.inputs }, now);
  const { now: yesterday } = templateValues(provider, {}, now - dayMs);
  const all = { ...values, yesterday: String(yesterday).slice(0, 10) };
  const { url, headers = {}, body } = sample;
  // What JSON text may hold is put in as JSON text.
  const inJson = (text: string) => JSON.stringify(text).slice(1, -1);
  return {
    ...sample,
    url: fillText(url, all, encodeURIComponent),
    headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, fillText(value, all)])),
    ...(body !== undefined && { body: fillText(body, all, inJson) }),
  };
}
