/** Shown working: PKCE worked out again, the claims of an ID token, whether a refresh token was replaced. Loaded where a step has such. */

import { Icon as OkIcon } from 'icon:check';
import { Icon as BadIcon } from 'icon:x';
import { createEffect, createMemo, createSignal, type JSX, on, onCleanup, Show } from 'solid-js';
import { claimsOf, type Pkce, pkceOf } from '../../state/inspector-claims.ts';
import { isSecret, type Step } from '../../state/inspector-model.ts';
import { detail } from '../../text/inspector.ts';
import { Value } from './masked.tsx';
import { type DetailProps, Parameters, Source } from './parameters.tsx';

function PkceShown(props: DetailProps): JSX.Element {
  const [pkce, setPkce] = createSignal<Pkce>();
  createEffect(
    on(
      () => props.entry.transaction,
      (transaction) => {
        setPkce(undefined);
        let over = false;
        onCleanup(() => {
          over = true;
        });
        void pkceOf(transaction).then((found) => over || setPkce(found));
      },
    ),
  );
  return (
    <Show when={pkce()}>
      {(found) => (
        <section class="pkce">
          <h4>{detail.pkce}</h4>
          <p>{detail.pkceWhy}</p>
          <dl class="pair">
            <dt>{detail.verifier}</dt>
            <dd>
              <Value state={props.state} name="code_verifier" value={found().verifier} thread={null} />
            </dd>
            <dt>{detail.hashed}</dt>
            <dd>
              <Value state={props.state} name="S256" value={found().hashed} thread={null} />
            </dd>
            <dt>{detail.challenge}</dt>
            <dd>
              <Value state={props.state} name="code_challenge" value={found().challenge} thread={null} />
            </dd>
          </dl>
          <p class={`status is-${found().equal ? 'ok' : 'bad'}`}>
            <Show when={found().equal} fallback={<BadIcon />}>
              <OkIcon />
            </Show>
            {found().equal ? detail.equal : detail.unequal}
          </p>
        </section>
      )}
    </Show>
  );
}

function Claims(props: DetailProps): JSX.Element {
  const token = () => props.step.parameters.find(([name]) => name === 'id_token')?.[1];
  const claims = createMemo(() => {
    const one = token();
    return isSecret(one) ? claimsOf(one) : undefined;
  });
  return (
    <Show when={isSecret(token())}>
      <Show when={claims()} fallback={<p class="what">{detail.noClaims}</p>}>
        {(named) => (
          <>
            <Parameters {...props} title={detail.claims} named={named()} />
            <p class="what">{detail.claimsWhy}</p>
          </>
        )}
      </Show>
    </Show>
  );
}

const parameterOf = (step: Step | undefined, name: string) => step?.parameters.find(([one]) => one === name)?.[1];

/** Whether a renewal brought another refresh token (RFC 9700 section 4.14.2). */
function Rotation(props: DetailProps): JSX.Element {
  const tokens = () => {
    const { steps } = props.entry.transaction;
    const before = parameterOf(steps[steps.indexOf(props.step) - 1], 'refresh_token');
    const after = parameterOf(props.step, 'refresh_token');
    return isSecret(before) && before.reveal() !== ''
      ? { before, after: isSecret(after) && after.reveal() !== before.reveal() ? after : undefined }
      : undefined;
  };
  return (
    <Show when={tokens()}>
      {(pair) => (
        <section class="pkce">
          <Show when={pair().after} fallback={<p>{detail.kept}</p>}>
            {(after) => (
              <>
                <h4>{detail.rotated}</h4>
                <dl class="pair">
                  <dt>{detail.before}</dt>
                  <dd>
                    <Value state={props.state} name="refresh_token" value={pair().before} thread={null} />
                  </dd>
                  <dt>{detail.after}</dt>
                  <dd>
                    <Value state={props.state} name="refresh_token" value={after()} thread={null} />
                  </dd>
                </dl>
                <p>
                  {detail.rotatedWhy} <Source source="RFC 9700 section 4.14.2" />
                </p>
              </>
            )}
          </Show>
        </section>
      )}
    </Show>
  );
}

export function ShownWorking(props: DetailProps): JSX.Element {
  return (
    <>
      <Show when={props.step.name === 'asked'} fallback={<Rotation {...props} />}>
        <PkceShown {...props} />
      </Show>
      <Claims {...props} />
    </>
  );
}
