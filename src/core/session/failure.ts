/** Gives a failure the provider it happened at, which the fetch below does not know. Any thrown thing -> `SingletError`. Pure. */
import { type Phase, SingletError } from '../base/errors.ts';

/** What is no SingletError is a fault on the way to the provider that nothing here foresaw: `server_failed`. */
export function failureAt(provider: string, error: unknown, phase?: Phase): SingletError {
  if (!(error instanceof SingletError)) return new SingletError('server_failed', { provider, cause: error });
  if (error.provider !== undefined) return error;
  const { code, oauth, detail, facts, cause } = error;
  return new SingletError(code, { provider, oauth, detail, facts, cause, phase: phase ?? error.phase });
}
