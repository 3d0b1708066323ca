/** The token that a call would carry ends soon, or has ended, and cannot renew itself: said before the call, with the way to a new one. */

import { Icon as EndedIcon } from 'icon:circle-x';
import { Icon as EndingIcon } from 'icon:clock-alert';
import { createMemo, type JSX, Show } from 'solid-js';
import type { ConnectionInfo } from '../../../core/index.ts';
import { createStart } from '../../parts/start.ts';
import { StartFailure } from '../../parts/start-failure.tsx';
import { lifeOf, renewalOf } from '../../state/expiry.ts';
import { routeHref } from '../../state/route.ts';
import { useSession } from '../../state/session.ts';
import { namedWith } from '../../text/connections.ts';
import { expiryLine } from '../../text/console.ts';
import { fill } from '../../text/text.ts';
import { span } from '../../text/time.ts';
import { Button, ButtonLink } from '../../ui/button.tsx';

export function ExpiryLine(props: { readonly connection: ConnectionInfo }): JSX.Element {
  const session = useSession();
  const start = createStart();
  const provider = () => session.provider(props.connection.provider);
  const life = createMemo(() => lifeOf(props.connection, session.now()));
  const status = createMemo(() => life().status);
  const due = () => status() === 'expiring' || status() === 'needs-sign-in';
  const silent = () => status() === 'expiring' && renewalOf(props.connection, provider()) === 'silent';
  const named = () => namedWith(session.nameOf(props.connection), props.connection);
  const line = createMemo(() =>
    status() === 'expiring' ? fill(expiryLine.ending, { left: span(life().left ?? 0) }) : fill(expiryLine.ended, { name: named() }),
  );
  // In a window, whatever way is chosen elsewhere: the request that is being written here is kept.
  const act = () => {
    const known = provider();
    if (known) void start.go(known, { connection: props.connection.id, ...(silent() && { silent: true }) }, { way: 'popup' });
  };
  const words = () => (silent() ? expiryLine.renew : expiryLine.signIn);
  const label = () => fill(silent() ? expiryLine.renewName : expiryLine.signInName, { name: named() });
  return (
    <>
      <Show when={due()}>
        <p class="expiry-line">
          <Show when={status() === 'expiring'} fallback={<EndedIcon class="is-bad" />}>
            <EndingIcon class="is-warn" />
          </Show>
          <span>{line()}</span>
          <Show when={provider()}>
            {(known) => (
              <Show
                when={known().inputs.length === 0}
                fallback={
                  <ButtonLink small href={routeHref('connections')}>
                    {expiryLine.toList}
                  </ButtonLink>
                }
              >
                <Button small blocked={start.blocked()} label={label()} onPress={act}>
                  {words()}
                </Button>
              </Show>
            )}
          </Show>
        </p>
      </Show>
      <Show when={start.failure()}>
        {(failure) => <StartFailure failure={failure()} provider={provider()?.name} again={start.again} onDismiss={start.forget} />}
      </Show>
    </>
  );
}
