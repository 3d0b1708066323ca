/** Said before a machine connects: that no person signs in, whose secret it takes, and what its provider says of secrets in pages. */

import { Icon as MachineIcon } from 'icon:bot';
import { Icon as KeyIcon } from 'icon:key-round';
import type { JSX } from 'solid-js';
import type { ProviderInfo } from '../../../core/index.ts';
import { DocsLine } from '../../parts/docs-line.tsx';
import { machine } from '../../text/given.ts';
import { fill } from '../../text/text.ts';

export function MachineNote(props: { readonly provider: ProviderInfo }): JSX.Element {
  const named = (text: string) =>
    fill(text, {
      name: props.provider.name,
      client: props.provider.client_id,
      host: props.provider.hosts[0] ?? props.provider.name,
    });
  const signs = () => props.provider.flow === 'signed-request';
  return (
    <ul class="why">
      <li>
        <MachineIcon />
        <p>
          <b>{machine.nobody}</b> {named(machine.nobodyWhy)}
        </p>
      </li>
      <li>
        <KeyIcon />
        <p>
          <b>{signs() ? machine.key : machine.secret}</b> {named(signs() ? machine.keyWhy : machine.secretWhy)}
        </p>
      </li>
      <DocsLine provider={props.provider} />
    </ul>
  );
}
