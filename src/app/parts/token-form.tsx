/**
 * A token from elsewhere is brought here: pasted bare or with what stood around it, which is taken apart and told. It is
 * identified and confirmed as any other. Nothing typed is held outside of its field.
 */

import { Icon as TakenIcon } from 'icon:check';
import { createSignal, type JSX, Show } from 'solid-js';
import type { PastedToken, ProviderInfo, SignInResult } from '../../core/index.ts';
import { type Failure, failureOf } from '../state/failure.ts';
import { type PasteFault, type PasteKind, type TokenParts, takeApart } from '../state/pasted-token.ts';
import { useSession } from '../state/session.ts';
import { describe } from '../text/errors.ts';
import { pasteFaults, secret, taken, token } from '../text/secret.ts';
import { blockedWords, fill } from '../text/text.ts';
import { Banner } from '../ui/banner.tsx';
import { Button } from '../ui/button.tsx';
import { SecretField } from './secret-field.tsx';
import { createVessel, type Vessel } from './vessel.ts';
import './token-form.css';

interface TokenFormProps {
  readonly provider: ProviderInfo;
  /** Where it is asked whose token it is. */
  readonly host: string;
  readonly take: (token: PastedToken) => Promise<SignInResult>;
  readonly onTaken: (result: SignInResult) => void;
  /** Its scope can be stated. */
  readonly scope: boolean;
  readonly back: string;
  readonly onBack: () => void;
}

const names = ['access_token', 'refresh_token', 'expires_in', 'scope'] as const;

function takenWords(kind: PasteKind, parts: TokenParts): string | undefined {
  if (kind === 'plain') return undefined;
  const found = names.filter((name) => parts[name] !== undefined).map((name) => taken.parts[name]);
  return fill(taken[kind], { parts: found.join(', ') });
}

/** Reads the fields; what was pasted into the first of them may fill the others too. */
function createTidy(vessel: Vessel) {
  const [found, setFound] = createSignal<string>();
  /** `whole`: what stood in the others belonged to another token. */
  const put = (parts: TokenParts, whole: boolean) => {
    for (const name of names) {
      const field = vessel.field(name);
      if (field && (parts[name] !== undefined || whole)) field.value = parts[name] ?? '';
    }
  };
  return {
    found,
    forget: () => setFound(undefined),
    /** `null`: nothing is wrong with it. */
    tidy(): PasteFault | null {
      const apart = takeApart(vessel.field('access_token')?.value ?? '');
      if (apart.kind === 'fault') return apart.fault;
      put(apart.parts, apart.kind === 'reply' || apart.kind === 'address');
      const words = takenWords(apart.kind, apart.parts);
      if (words) setFound(words);
      return null;
    },
  };
}

const isPaste = ({ inputType }: InputEvent) => /^insertFrom(Paste|Drop)$/.test(inputType);

function createTaking(props: TokenFormProps, vessel: Vessel, tidy: ReturnType<typeof createTidy>) {
  const [fault, setFault] = createSignal<string>();
  const [lifeFault, setLifeFault] = createSignal<string>();
  const [failure, setFailure] = createSignal<Failure | null>(null);
  const [busy, setBusy] = createSignal(false);
  const point = (words: string) => {
    setFault(words);
    vessel.field('access_token')?.focus();
    vessel.field('access_token')?.select();
  };
  const tell = (failed: Failure) => {
    if (failed.code === 'token_invalid') return point(token.unusable);
    if (failed.code === 'identity_failed') return point(fill(token.refused, { host: props.host }));
    setFailure(failed);
  };
  return {
    fault,
    lifeFault,
    failure,
    busy,
    clear() {
      setFault(undefined);
      setFailure(null);
    },
    async send() {
      if (busy()) return;
      setFailure(null);
      vessel.forgetEmptied();
      const wrong = tidy.tidy();
      if (wrong) return point(pasteFaults[wrong]);
      setFault(undefined);
      const given = vessel.values() as Record<(typeof names)[number], string>;
      const life = given.expires_in?.trim();
      if (life && !/^\d+$/.test(life)) {
        setLifeFault(token.lifeFault);
        return vessel.field('expires_in')?.focus();
      }
      setLifeFault(undefined);
      setBusy(true);
      try {
        const next = await props.take({ ...given, ...(life && { expires_in: life }) });
        vessel.empty();
        props.onTaken(next);
      } catch (error) {
        tell(failureOf(error));
      } finally {
        setBusy(false);
      }
    },
  };
}

export function TokenForm(props: TokenFormProps): JSX.Element {
  const session = useSession();
  const vessel = createVessel();
  const tidy = createTidy(vessel);
  const taking = createTaking(props, vessel, tidy);
  const told = () => {
    const failed = taking.failure();
    return failed ? { ...describe(failed, props.provider.name), said: failed.said } : undefined;
  };
  return (
    <form
      class="stack"
      novalidate
      autocomplete="off"
      onSubmit={(event) => {
        event.preventDefault();
        if (!session.blocked()) void taking.send();
      }}
    >
      <div class="stack">
        <SecretField
          vessel={vessel}
          name="access_token"
          label={token.access}
          help={token.accessHelp}
          fault={taking.fault()}
          required
          onInput={(event) => {
            taking.clear();
            tidy.forget();
            if (isPaste(event)) tidy.tidy();
          }}
        />
        <p class="taken" role="status">
          <Show when={tidy.found()}>
            <TakenIcon class="is-ok" />
            <span>{tidy.found()}</span>
          </Show>
        </p>
        <SecretField vessel={vessel} name="refresh_token" label={token.refresh} help={token.refreshHelp} />
        <SecretField
          vessel={vessel}
          name="expires_in"
          label={token.life}
          help={token.lifeHelp}
          fault={taking.lifeFault()}
          plain="numeric"
        />
        <Show when={props.scope}>
          <SecretField vessel={vessel} name="scope" label={token.scope} plain="text" />
        </Show>
        <p class="help-line">{fill(token.goes, { host: props.host })}</p>
      </div>
      <Show when={vessel.emptied()}>
        {(why) => <Banner tone="info" title={secret.emptiedMany} why={why() === 'hidden' ? secret.emptiedHidden : secret.emptiedIdle} />}
      </Show>
      <Show when={told()}>{(what) => <Banner tone="bad" title={what().title} why={what().why} said={what().said} />}</Show>
      <div class="acts">
        <Button type="submit" kind="primary" busy={taking.busy()} blocked={session.blocked() ? blockedWords.offline : undefined}>
          {taking.busy() ? token.going : token.go}
        </Button>
        <Button onPress={() => props.onBack()}>{props.back}</Button>
      </div>
    </form>
  );
}
