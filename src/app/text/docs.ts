/** What a link to the documentation of a provider says. A simulated one has none but its own pages below this app. Pure. */
import type { ProviderInfo } from '../../core/index.ts';
import { fill } from './text.ts';

const docs = {
  vendor: 'Documentation of {name}',
  real: 'Documentation of the real {name}',
  here: 'What to type at the simulated {name}',
} as const;

export function docsLabel({ demo, name }: Pick<ProviderInfo, 'demo' | 'name'>, address: string, base: URL): string {
  const kind = !demo ? 'vendor' : address.startsWith(base.href) ? 'here' : 'real';
  return fill(docs[kind], { name });
}
