/** The first visit: what Singlet does, something to try, and a provider of one's own. */
import { createMemo, For, type JSX, Show } from 'solid-js';
import type { ProviderInfo } from '../../../core/index.ts';
import { createStart, hostOf, type Panel, type Start } from '../../parts/start.ts';
import { StartFailure } from '../../parts/start-failure.tsx';
import { staysHere } from '../../state/pageless.ts';
import { late } from '../../state/release.ts';
import { useSession } from '../../state/session.ts';
import { busy, firstVisit } from '../../text/connections.ts';
import { fill } from '../../text/text.ts';
import { Button } from '../../ui/button.tsx';
import { Wait } from '../../ui/wait.tsx';
import { Choices } from './choices.tsx';
import { WayChoice } from './way-choice.tsx';
import './first-visit.css';

/** Apart, because what is there to try comes first. */
const OwnProviderForm = late(
  async () => (await import('./own-provider-form.tsx')).OwnProviderForm,
  () => <Wait label={firstVisit.own} lines={8} />,
);

const TryIt = late(
  async () => (await import('./try-it.tsx')).TryIt,
  () => <Wait label={firstVisit.tryIt} lines={3} />,
);

/** With words of its own, which nobody needs who has nothing simulated. */
const TourOffer = late(async () => (await import('./tour-offer.tsx')).TourOffer);

/** What has to be seen before the first use: choices, a redirect URI to register, a second host that gets a say. */
const wantsPanel = (provider: ProviderInfo) =>
  !provider.demo || provider.local || provider.hosts.length > 1 || (staysHere(provider) && provider.flow !== 'manual-code');

interface SectionProps {
  readonly providers: readonly ProviderInfo[];
  readonly start: Start;
  readonly primary: boolean;
  readonly onPanel: (panel: Panel) => void;
}

/** One button for the first of them, and all as rows. */
function ProviderSection(props: SectionProps & { readonly id: string; readonly title: string; readonly why: string }): JSX.Element {
  const go = (provider: ProviderInfo) =>
    wantsPanel(provider) ? props.onPanel({ kind: 'one', provider: provider.id }) : void props.start.go(provider);
  /** Else one press is enough. */
  const choose = (provider: ProviderInfo) =>
    provider.inputs.length === 0 ? go(provider) : props.onPanel({ kind: 'one', provider: provider.id });
  return (
    <section aria-labelledby={props.id}>
      <h2 id={props.id}>{props.title}</h2>
      <p>{props.why}</p>
      <Show when={props.primary && props.providers[0]}>
        {(first) => (
          <div class="first-press">
            <Button kind="primary" busy={props.start.leaving(first().id)} blocked={props.start.blocked()} onPress={() => go(first())}>
              {fill(props.start.leaving(first().id) ? busy.leaving : firstVisit.connect, {
                name: props.start.leaving(first().id) ? hostOf(first()) || first().name : first().name,
              })}
            </Button>
            <WayChoice />
          </div>
        )}
      </Show>
      <Choices providers={props.providers} leaving={props.start.leaving} blocked={props.start.blocked()} onChoose={choose} />
      <Show when={props.start.failure()}>
        {(failure) => (
          <StartFailure failure={failure()} provider={props.start.last()?.name} again={props.start.again} onDismiss={props.start.forget} />
        )}
      </Show>
    </section>
  );
}

function NothingToTry(): JSX.Element {
  return (
    <section aria-labelledby="try">
      <h2 id="try">{firstVisit.tryIt}</h2>
      <TryIt />
    </section>
  );
}

export function FirstVisit(props: { readonly onPanel: (panel: Panel) => void; readonly notes: JSX.Element }): JSX.Element {
  const session = useSession();
  const [trying, starting] = [createStart(), createStart()];
  const demos = createMemo(() => session.providers().filter(({ demo }) => demo));
  const ready = createMemo(() => session.providers().filter(({ demo }) => !demo));
  return (
    <>
      <div class="notes">{props.notes}</div>
      <h1 class="big" tabindex="-1">
        {firstVisit.title}
      </h1>
      <p class="lead">{firstVisit.lead}</p>
      <ol class="parties" aria-label={firstVisit.parties}>
        <For each={firstVisit.party}>
          {([who, does]) => (
            <li>
              <b>{who}</b>
              {does}
            </li>
          )}
        </For>
      </ol>
      <div class="two">
        <div>
          <Show when={ready().length > 0}>
            <ProviderSection
              id="ready"
              title={firstVisit.ready}
              why={firstVisit.readyWhy}
              providers={ready()}
              start={starting}
              primary={demos().length === 0}
              onPanel={props.onPanel}
            />
          </Show>
          <Show when={demos().length > 0} fallback={<Show when={ready().length === 0}>{<NothingToTry />}</Show>}>
            <ProviderSection
              id="try"
              title={firstVisit.tryIt}
              why={firstVisit.tryWhy}
              providers={demos()}
              start={trying}
              primary={true}
              onPanel={props.onPanel}
            />
          </Show>
        </div>
        <div>
          <Show when={demos().length > 0}>
            <TourOffer />
          </Show>
          <section aria-labelledby="own">
            <h2 id="own">{firstVisit.own}</h2>
            <p>{firstVisit.ownWhy}</p>
            <OwnProviderForm
              primary={false}
              where={ready().length + demos().length === 0}
              onNext={(provider) => props.onPanel({ kind: 'one', provider })}
            />
          </section>
        </div>
      </div>
    </>
  );
}
