/**
 * The strip of a tour, at the foot of whatever view is open: what to do now, and what there is to see once it was done. Nothing
 * waits for it, and nothing lies under it that cannot be reached.
 */

import { Icon as DoneIcon } from 'icon:circle-check';
import { createEffect, createMemo, For, type JSX, on, onCleanup, Show } from 'solid-js';
import type { ProviderInfo } from '../../../core/index.ts';
import { inspecting } from '../../state/inspector-log.ts';
import type { ViewName } from '../../state/route.ts';
import { isSandboxed } from '../../state/sandbox.ts';
import { useSession } from '../../state/session.ts';
import { createTours, type JourneyName, tourNames } from '../../state/tour.ts';
import { hrefFor } from '../../state/tour-steps.ts';
import { createWalk, type Walk } from '../../state/tour-walk.ts';
import { fill } from '../../text/text.ts';
import { tourTitles } from '../../text/tour-offer.ts';
import { tour as text, tourWords } from '../../text/tours.ts';
import { Button } from '../../ui/button.tsx';
import { focusIsLost } from '../../ui/focus.ts';
import { elementFor } from './meant.ts';
import { createPlacing } from './place.ts';
import './tours.css';

interface WalkProps {
  readonly name: JourneyName;
  readonly provider: ProviderInfo;
  readonly walk: Walk;
}

/** What stands on the strip: title and words of the step, of its absence, or of the end. */
function told({ name, provider, walk }: WalkProps) {
  const { steps, end } = tourWords[name];
  const step = walk.step();
  const own = step && steps[step.name];
  if (!step || !own) return { ...end, done: false };
  const { title, act, seen, gone } = own;
  const shown = walk.redo() ? (gone ?? act) : walk.done() ? seen : act;
  return { title, words: fill(shown, { name: provider.name }), done: walk.done() };
}

function StepActs(props: WalkProps & { readonly target: HTMLElement | undefined; readonly onLeave: () => void }): JSX.Element {
  const session = useSession();
  const href = () => {
    const step = props.walk.step();
    return step && hrefFor(step.meant, props.walk.facts);
  };
  const waits = () => !props.walk.done() && !props.walk.redo();
  const meant = () => props.walk.step()?.meant.what;
  const show = (target = props.target) => {
    target?.scrollIntoView({ block: 'center' });
    target?.focus();
    if (!target) location.hash = href() ?? '';
  };
  const redo = () => {
    const step = props.walk.redo();
    return step && { at: step.name, words: fill(text.redo, { title: tourWords[props.name].steps[step.name]?.title ?? '' }) };
  };
  const goBackTo = (name: string) => props.walk.go(props.walk.indexOf(name));
  return (
    <>
      <Show when={waits() && meant() === 'secret'}>
        <Show when={isSandboxed(props.provider.id)} fallback={<span class="quiet t13">{text.farmSecret}</span>}>
          <a class="btn small" href={new URL('sandbox/', session.base).href} target="_blank" rel="noopener">
            {text.secrets}
          </a>
        </Show>
      </Show>
      <Show when={waits() && meant() === 'reload'}>
        <Button small onPress={() => location.reload()}>
          {text.reload}
        </Button>
      </Show>
      <Show when={waits() && (props.target || href())}>
        <Button small onPress={() => show()}>
          {text.show}
        </Button>
      </Show>
      <Show when={redo()}>
        {(one) => (
          <Button small onPress={() => goBackTo(one().at)}>
            {one().words}
          </Button>
        )}
      </Show>
      <Show when={props.walk.at() > 0 && props.name !== 'try'}>
        <Button small kind="bare" onPress={() => props.walk.go(props.walk.at() - 1)}>
          {text.back}
        </Button>
      </Show>
      <Show when={props.name !== 'try'}>
        <Button small kind={props.walk.done() ? undefined : 'bare'} class="onward" onPress={() => props.walk.go(props.walk.at() + 1)}>
          {props.walk.done() ? text.next : text.skip}
        </Button>
      </Show>
      <Button small kind="bare" onPress={() => props.onLeave()}>
        {text.leave}
      </Button>
    </>
  );
}

function EndActs(props: WalkProps & { readonly onClose: () => void }): JSX.Element {
  const session = useSession();
  const tours = session.once(createTours);
  const others = () => tourNames.filter((one) => one !== props.name && tours.providerOf(one));
  const next = (name: JourneyName) => {
    tours.end();
    tours.begin(name);
  };
  return (
    <>
      <Show when={props.name === 'try' && !inspecting()}>
        <Button small onPress={() => props.walk.showArrival()}>
          {text.look}
        </Button>
      </Show>
      <span class="quiet t13">{text.others}</span>
      <For each={others()}>
        {(one) => (
          <Button small onPress={() => next(one)}>
            {tourTitles[one]}
          </Button>
        )}
      </For>
      <Button small kind="bare" onPress={() => props.onClose()}>
        {text.close}
      </Button>
    </>
  );
}

function Strip(props: { readonly name: JourneyName; readonly provider: ProviderInfo; readonly view: ViewName }): JSX.Element {
  const session = useSession();
  const tours = session.once(createTours);
  // eslint-disable-next-line solid/reactivity -- made anew for another tour
  const walk = createWalk(session, { name: props.name, provider: props.provider.id }, () => props.view);
  let home!: HTMLDivElement;
  let strip!: HTMLElement;
  let heading!: HTMLHeadingElement;
  const part = () => ({ name: props.name, provider: props.provider, walk });
  const now = createMemo(() => told(part()));
  const over = () => walk.step() === undefined;
  const where = () => (over() ? text.over : fill(text.at, { step: walk.at() + 1, count: walk.count }));
  const { target } = createPlacing(
    () => home,
    () => strip,
    () => {
      const step = walk.step();
      return step && !walk.done() && !walk.redo() ? elementFor(step.meant, props.provider, walk.facts) : undefined;
    },
  );
  createEffect(
    on(now, ({ title, words: said }) => session.announcer.say(fill(text.said, { at: where(), title, words: said.replace(/\.$/, '') }))),
  );
  // What was pressed is not there at the end.
  createEffect(on(over, () => focusIsLost() && heading.focus({ preventScroll: true }), { defer: true }));
  onCleanup(() => strip.remove());
  const away = (act: () => void) => () => {
    act();
    document.querySelector<HTMLElement>('main h1')?.focus();
  };
  return (
    <div class="tour-home" ref={home}>
      <section class="tour" ref={strip} aria-label={`${text.label}: ${tourTitles[props.name]}`} data-step={walk.step()?.name ?? 'end'}>
        <div class="row">
          <div class="told">
            <p class="which">
              {tourTitles[props.name]} <span class="num">{where()}</span>
            </p>
            <h2 ref={heading} tabindex="-1">
              <Show when={now().done}>
                <DoneIcon class="is-ok" />
                <span class="vh">{text.done} </span>
              </Show>
              {now().title}
            </h2>
            <p>{now().words}</p>
          </div>
          <div class="acts">
            <Show when={!over()} fallback={<EndActs {...part()} onClose={away(tours.end)} />}>
              <StepActs {...part()} target={target()} onLeave={away(tours.leave)} />
            </Show>
          </div>
        </div>
      </section>
    </div>
  );
}

export function TourStrip(props: { readonly view: ViewName }): JSX.Element {
  const session = useSession();
  const tours = session.once(createTours);
  const one = createMemo(() => {
    const name = tours.current();
    const provider = name && tours.providerOf(name);
    return name && provider ? { name, provider } : undefined;
  });
  return (
    <Show when={one()?.name} keyed>
      {(name) => <Show when={one()?.provider}>{(provider) => <Strip name={name} provider={provider()} view={props.view} />}</Show>}
    </Show>
  );
}
