/** Any thrown thing -> what may be shown of it: no cause, no stack, the provider's words capped. Pure. */
import { type ErrorCode, isSingletError, type SingletError } from '../../core/index.ts';

export interface Failure {
  readonly code: ErrorCode | 'unexpected';
  readonly detail: string | undefined;
  /** What the provider said, as text. */
  readonly said: string | undefined;
  readonly provider: string | undefined;
  /** How sure the reason is, what may be spent, who was asked. */
  readonly facts?: SingletError['facts'];
}

/** Causes that keep a request from leaving the browser. */
export const heldBack: readonly Failure['code'][] = ['offline', 'mixed_content', 'policy_blocked', 'local_network_denied'];

const capped = (text: string): string => (text.length > 300 ? `${text.slice(0, 300)}…` : text);

const wrapped = /^(?:'([^]+)'|"([^]+)"|“([^]+)”)$/;

/** Some providers wrap what they say in quotation marks; it stands in ours. Two quotations beside each other are left alone. */
function unquoted(text: string): string {
  const [, single, double, curly] = wrapped.exec(text.trim()) ?? [];
  const inner = single ?? double ?? curly ?? '';
  return inner.trim() === '' || /['"”]\s|\s['"“]/.test(inner) ? text.trim() : inner.trim();
}

/** Reasons that say more than that the metadata could not be read. */
const plainer: readonly ErrorCode[] = [
  'timed_out',
  'network_failed',
  'offline',
  'unreachable',
  'cors_blocked',
  'policy_blocked',
  'mixed_content',
  'local_network_denied',
  'redirect_refused',
  'rate_limited',
];

/** A failure of discovery has a reason of its own where the network was at fault. */
function toldOf(error: SingletError): SingletError {
  const { code, cause } = error;
  return code === 'discovery_failed' && isSingletError(cause) && plainer.includes(cause.code) ? cause : error;
}

/** What a detail says beyond the host that was asked, which is shown already. */
function beyondHost(detail: string | undefined, origin: string | undefined): string | undefined {
  const host = origin && URL.canParse(origin) ? new URL(origin).host : undefined;
  if (detail === undefined || host === undefined) return detail;
  return detail === host ? undefined : detail.replace(`${host}, `, '');
}

export function failureOf(error: unknown): Failure {
  if (!isSingletError(error))
    return {
      code: 'unexpected',
      detail: error instanceof Error ? capped(`${error.name}: ${error.message}`) : undefined,
      said: undefined,
      provider: undefined,
    };
  const { code, detail, oauth, facts } = toldOf(error);
  const said =
    oauth &&
    capped(
      [oauth.error, oauth.error_description]
        .filter(Boolean)
        .map((text) => unquoted(String(text)))
        .join(': '),
    );
  const more = beyondHost(detail, facts?.origin);
  return { code, detail: more ? capped(more) : undefined, said, provider: error.provider, ...(facts && { facts }) };
}
