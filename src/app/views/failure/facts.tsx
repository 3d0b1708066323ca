/** What is known of a failure, beside its words: who was asked, how sure the reason is, what was used up and what is kept. */
import { type JSX, Show } from 'solid-js';
import type { Failure } from '../../state/failure.ts';
import { errorLabels, seconds } from '../../text/errors.ts';
import { failureText } from '../../text/failure.ts';
import '../../ui/table.css';

interface FactsProps {
  readonly failure: Failure;
  readonly provider: string | undefined;
  /** There is a connection that the sign-in was to renew or extend. */
  readonly connection: boolean;
}

const sure = { certain: failureText.certain, likely: failureText.likely } as const;
const spent = { nothing: failureText.spentNothing, maybe: failureText.spentMaybe } as const;

function Row(props: { readonly label: string; readonly children: JSX.Element }): JSX.Element {
  return (
    <>
      <dt>{props.label}</dt>
      <dd>{props.children}</dd>
    </>
  );
}

export function Facts(props: FactsProps): JSX.Element {
  const facts = () => props.failure.facts;
  return (
    <section class="side" aria-labelledby="facts">
      <h2 id="facts">{failureText.facts}</h2>
      <dl class="facts">
        <Show when={props.provider}>{(name) => <Row label={failureText.provider}>{name()}</Row>}</Show>
        <Show when={facts()?.origin}>{(origin) => <Row label={failureText.origin}>{origin()}</Row>}</Show>
        <Show when={props.failure.said}>
          {(said) => (
            <Row label={failureText.said}>
              <q>{said()}</q>
            </Row>
          )}
        </Show>
        <Show when={props.failure.detail}>{(detail) => <Row label={errorLabels.detail}>{detail()}</Row>}</Show>
        <Show when={facts()?.certainty}>{(certainty) => <Row label={failureText.sure}>{sure[certainty()]}</Row>}</Show>
        <Show when={facts()?.retryAfterMs}>{(wait) => <Row label={failureText.wait}>{seconds(wait())}</Row>}</Show>
        <Show when={facts()?.spent}>{(how) => <Row label={failureText.spent}>{spent[how()]}</Row>}</Show>
        <Row label={failureText.kept}>{props.connection ? failureText.keptConnection : failureText.keptNothing}</Row>
        <Row label={errorLabels.code}>
          <code>{props.failure.code}</code>
        </Row>
      </dl>
    </section>
  );
}
