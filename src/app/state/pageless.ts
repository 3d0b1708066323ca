/** Flows without a page of the provider to go to, told by the provider's own data. Pure. */
import type { ProviderInfo } from '../../core/index.ts';

type Flowing = Pick<ProviderInfo, 'flow'>;

/** No person signs in: the client itself is given the token, for its secret or its key. */
export const isMachine = ({ flow }: Flowing): boolean => flow === 'client-credentials' || flow === 'signed-request';

/** Nobody leaves this page for it. */
export const staysHere = (provider: Flowing): boolean =>
  isMachine(provider) || provider.flow === 'manual-code' || provider.flow === 'paste';
