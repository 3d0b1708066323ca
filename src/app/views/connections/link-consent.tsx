/** Before the token of a connection goes to the sign-in page of its provider: what that means, and two answers. */

import { Icon as ReadsIcon } from 'icon:eye';
import { Icon as AllowsIcon } from 'icon:key-round';
import { Icon as ChecksIcon } from 'icon:user-check';
import { For, type JSX, onMount } from 'solid-js';
import type { ConnectionInfo, ProviderInfo } from '../../../core/index.ts';
import { useSession } from '../../state/session.ts';
import { link } from '../../text/connect-step.ts';
import { identityLine } from '../../text/connections.ts';
import { fill, words } from '../../text/text.ts';
import { when } from '../../text/time.ts';
import { Button } from '../../ui/button.tsx';
import { Pill } from '../../ui/pill.tsx';

interface LinkConsentProps {
  readonly provider: ProviderInfo;
  readonly connection: ConnectionInfo;
  readonly busy: boolean;
  readonly blocked: string | undefined;
  readonly onAgree: () => void;
  readonly onRefuse: () => void;
  readonly children: JSX.Element;
}

export function LinkConsent(props: LinkConsentProps): JSX.Element {
  const session = useSession();
  let heading!: HTMLHeadingElement;
  onMount(() => heading.focus());
  const host = () => props.provider.hosts[0] ?? props.provider.name;
  const end = () =>
    props.connection.expiresAt === null ? link.endless : fill(link.ends, { at: when(props.connection.expiresAt, session.now()) });
  return (
    <>
      <div class="pad">
        <h3 ref={heading} tabindex="-1">
          {link.question}
        </h3>
        <p class="link-token">
          <Pill thread={props.connection.thread} tail={props.connection.tail} words={words.tokenEnding} />
          <span class="t13 quiet">{identityLine(props.connection, props.provider.name)}</span>
        </p>
        <p>{fill(link.address, { name: props.provider.name, host: host() })}</p>
        <ul class="why">
          <li>
            <ReadsIcon class="is-warn" />
            <p>
              <b>{link.reads}</b> {fill(link.readsWhy, { host: host() })}
            </p>
          </li>
          <li>
            <AllowsIcon />
            <p>
              {link.allows}{' '}
              <For each={props.provider.api}>
                {(rule, at) => <code class="breaks">{(at() > 0 ? ', ' : '') + rule.origin + rule.path}</code>}
              </For>
              . {end()}
            </p>
          </li>
          <li>
            <ChecksIcon />
            <p>
              <b>{link.expects}</b> {link.expectsWhy}
            </p>
          </li>
        </ul>
      </div>
      <div class="foot stack">
        {props.children}
        <div class="acts">
          <Button kind="primary" busy={props.busy} blocked={props.blocked} onPress={() => props.onAgree()}>
            {link.agree}
          </Button>
          <Button onPress={() => props.onRefuse()}>{link.refuse}</Button>
        </div>
      </div>
    </>
  );
}
