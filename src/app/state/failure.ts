/** Any thrown thing -> what may be shown of it: no cause, no stack, the provider's words capped. Pure. */
import { type ErrorCode, isSingletError } from '../../core/index.ts';

export interface Failure {
  readonly code: ErrorCode | 'unexpected';
  readonly detail: string | undefined;
  /** What the provider said, as text. */
  readonly said: string | undefined;
  readonly provider: string | undefined;
}

const capped = (text: string): string => (text.length > 300 ? `${text.slice(0, 300)}…` : text);

export function failureOf(error: unknown): Failure {
  if (!isSingletError(error))
    return {
      code: 'unexpected',
      detail: error instanceof Error ? capped(`${error.name}: ${error.message}`) : undefined,
      said: undefined,
      provider: undefined,
    };
  const { code, detail, oauth, provider } = error;
  const said = oauth && capped([oauth.error, oauth.error_description].filter(Boolean).join(': '));
  return { code, detail: detail && capped(detail), said, provider };
}
