/** The chosen step: what it is for, what it carried and what each part means, what was compared with what, and why it failed. */

import { Icon as OkIcon } from 'icon:check';
import { Icon as FailedIcon } from 'icon:circle-x';
import { Icon as BadIcon } from 'icon:x';
import { createEffect, createMemo, createSignal, For, type JSX, on, onCleanup, Show } from 'solid-js';
import type { TraceCheck } from '../../../core/index.ts';
import type { Entry, Inspector } from '../../state/inspector.ts';
import { claimsOf, type Pkce, pkceOf } from '../../state/inspector-claims.ts';
import { isSecret, type Named, type Step } from '../../state/inspector-model.ts';
import { describe } from '../../text/errors.ts';
import { detail, stepWhy } from '../../text/inspector.ts';
import { sourceOf, termOf } from '../../text/inspector-terms.ts';
import { Value } from './masked.tsx';
import { labelOf } from './wording.ts';

interface DetailProps {
  readonly state: Inspector;
  readonly entry: Entry;
  readonly step: Step;
}

function Source(props: { readonly source: string | undefined }): JSX.Element {
  const known = () => (props.source ? sourceOf(props.source) : undefined);
  return (
    <Show when={known()} fallback={props.source}>
      {(one) => (
        <a href={one().href} target="_blank" rel="noopener noreferrer">
          {one().label}
        </a>
      )}
    </Show>
  );
}

function Parameters(props: DetailProps & { readonly title: string; readonly named: Named }): JSX.Element {
  const thread = () => props.state.slotOf(props.entry.transaction);
  return (
    <section>
      <h4>{props.title}</h4>
      <table class="tbl">
        <thead>
          <tr>
            <th scope="col">{detail.name}</th>
            <th scope="col">{detail.value}</th>
          </tr>
        </thead>
        <tbody>
          <For each={props.named}>
            {([name, value]) => (
              <tr>
                <th scope="row">
                  <code>{name}</code>
                </th>
                <td class="v">
                  <Value state={props.state} name={name} value={value} thread={thread()} />
                  <span class="what">
                    {termOf(name)[0]} <Source source={termOf(name)[1]} />
                  </span>
                </td>
              </tr>
            )}
          </For>
        </tbody>
      </table>
    </section>
  );
}

function Compared(props: DetailProps & { readonly check: TraceCheck }): JSX.Element {
  const value = (one: TraceCheck['expected'], otherwise: string) => (
    <Show when={one !== undefined} fallback={<span class="faint">{otherwise}</span>}>
      <Value state={props.state} name={props.check.name} value={one} thread={null} />
    </Show>
  );
  const bound = () => {
    const { name } = props.check;
    return name === 'exp' || name === 'iat' ? detail.bounds[name] : detail.expected;
  };
  return (
    <tr classList={{ failed: !props.check.passed }}>
      <th scope="row">
        <span class={`status is-${props.check.passed ? 'ok' : 'bad'}`}>
          <Show when={props.check.passed} fallback={<BadIcon />}>
            <OkIcon />
          </Show>
          <code>{props.check.name}</code>
          <span class="vh">{props.check.passed ? detail.passes : detail.fails}</span>
        </span>
      </th>
      <td class="v">
        <dl class="pair">
          <dt>{bound()}</dt>
          <dd>{value(props.check.expected, props.check.passed ? detail.any : detail.absent)}</dd>
          <dt>{detail.found}</dt>
          <dd>{value(props.check.actual, detail.absent)}</dd>
        </dl>
        <span class="what">
          {termOf(props.check.name)[0]} <Source source={props.check.source} />
        </span>
      </td>
    </tr>
  );
}

function Checks(props: DetailProps): JSX.Element {
  return (
    <section>
      <h4>{detail.checks}</h4>
      <table class="tbl checks">
        <thead class="vh">
          <tr>
            <th scope="col">{detail.name}</th>
            <th scope="col">{detail.value}</th>
          </tr>
        </thead>
        <tbody>
          <For each={props.step.checks}>{(check) => <Compared {...props} check={check} />}</For>
        </tbody>
      </table>
    </section>
  );
}

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

function Failed(props: DetailProps): JSX.Element {
  const told = () => props.step.failure && describe(props.step.failure, props.entry.name);
  return (
    <Show when={told()}>
      {(words) => (
        <section class="verdict" aria-label={detail.why}>
          <p>{words().why}</p>
          <Show when={props.step.failure?.said}>
            {(said) => (
              <p class="what">
                {detail.said} <q>{props.state.scrub()(said())}</q>
              </p>
            )}
          </Show>
          <p class="what">
            {detail.code} <code>{props.step.failure?.code}</code> {props.state.scrub()(props.step.failure?.detail ?? '')}
          </p>
          <p>
            <b>{detail.todo}</b>: {words().label}.
          </p>
        </section>
      )}
    </Show>
  );
}

const titleFor = ({ name }: Step) => (name === 'left' ? detail.asked : name === 'asked' || name === 'revoked' ? detail.sent : detail.came);

export function StepDetail(props: DetailProps): JSX.Element {
  return (
    <section class="detail" aria-labelledby="inspected-step">
      <h3 id="inspected-step">
        <Show when={props.step.failure}>
          <FailedIcon class="is-bad" />
        </Show>
        <span class="breaks">{props.state.scrub()(labelOf(props.step, props.entry.name))}</span>
      </h3>
      <Failed {...props} />
      <Show when={!props.step.failure}>
        <p class="why">
          {stepWhy[props.step.name][0]} <Source source={stepWhy[props.step.name][1]} />
        </p>
      </Show>
      <Show when={props.step.url}>
        {(url) => (
          <p class="address">
            <span class="method">{props.step.method}</span> <code>{props.state.scrub()(url())}</code>
          </p>
        )}
      </Show>
      <Show when={props.step.name === 'asked'}>
        <PkceShown {...props} />
      </Show>
      <Show when={props.step.checks.length > 0}>
        <Checks {...props} />
      </Show>
      <Show when={props.step.parameters.length > 0}>
        <Parameters {...props} title={titleFor(props.step)} named={props.step.parameters} />
      </Show>
      <Claims {...props} />
    </section>
  );
}
