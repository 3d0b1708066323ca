/**
 * Asks before something is done at a provider: what the provider says now, what is given, what is sent where, what is lost, and
 * the word to type. What came of it is told at the connection, or asked in a view of its own.
 */
import { type JSX, Show } from 'solid-js';
import { FailureBanner } from '../../parts/failure-banner.tsx';
import { SecretField } from '../../parts/secret-field.tsx';
import { useSession } from '../../state/session.ts';
import { accountOf, actions, actionText } from '../../text/actions.ts';
import { blockedWords, fill } from '../../text/text.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { SelectField, TextField } from '../../ui/field.tsx';
import { Wait } from '../../ui/wait.tsx';
import { type ActionAbout, type ActionForm, createActionForm } from './action-form.ts';
import { Given } from './action-given.tsx';
import { ActionLook } from './action-look.tsx';
import { Lost, Sent } from './action-terms.tsx';
import './action.css';

interface PartProps {
  readonly about: ActionAbout;
  readonly form: ActionForm;
}

/** From the other account down to the typed word. */
function Filling(props: PartProps): JSX.Element {
  const others = () => props.form.others();
  const wordLabel = (word: string) => {
    const count = props.form.act.choice()?.takes.length ?? 1;
    return fill(count > 1 ? actions.typeWordFor : actions.typeWord, { word, count });
  };
  return (
    <>
      <Show when={props.about.action.other}>
        {(label) => (
          <SelectField
            label={label()}
            value={props.form.act.other() ?? ''}
            options={others().map((one) => [one.id, accountOf(one)] as const)}
            onInput={props.form.act.chooseOther}
          />
        )}
      </Show>
      <ActionLook act={props.form.act} action={props.about.action} provider={props.about.provider.name} />
      <Given
        action={props.about.action}
        vessel={props.form.vessel}
        values={props.form.values()}
        missing={props.form.missing()}
        onValue={props.form.setValue}
      />
      <Show when={props.form.act.prepared()?.wantsSecret}>
        <SecretField
          vessel={props.form.vessel}
          name="client_secret"
          label={actions.secret}
          help={fill(actions.secretHelp, { client: props.about.provider.client_id })}
          fault={props.form.secretFault()}
          required
        />
      </Show>
      <Sent act={props.form.act} provider={props.about.provider.name} account={props.form.account()} other={props.form.other()} />
      <Lost action={props.about.action} account={props.form.account()} other={props.form.other()} />
      <Show when={props.form.ready() && props.form.needed()}>
        {(wanted) => (
          <TextField
            label={wordLabel(wanted())}
            value={props.form.word()}
            onInput={props.form.setWord}
            required
            fault={props.form.wordFault() ? fill(actions.wordMissing, { word: wanted() }) : undefined}
          />
        )}
      </Show>
    </>
  );
}

function Trouble(props: PartProps): JSX.Element {
  return (
    <>
      <Show when={props.form.vessel.emptied()}>
        <Banner tone="info" title={actions.emptied} />
      </Show>
      <Show when={props.form.failure()}>
        {(why) => (
          <>
            <FailureBanner
              failure={why()}
              provider={props.about.provider.name}
              acts={props.form.mayLook() ? { retry: props.form.act.look } : {}}
              onDismiss={props.form.act.forget}
            />
            <Show when={why().facts?.spent === 'maybe'}>
              <p class="t13">{actions.maybe}</p>
            </Show>
          </>
        )}
      </Show>
    </>
  );
}

export function ActionDialog(props: ActionAbout): JSX.Element {
  const session = useSession();
  let body!: HTMLDivElement;
  const form = createActionForm(props, () => body);
  const label = () => actionText(props.action.label, form.account(), form.other());
  return (
    <Dialog
      title={label()}
      onClose={props.onClose}
      onSubmit={() => void form.submit()}
      acts={
        <>
          <Button onPress={() => props.onClose()}>{actions.keep}</Button>
          <Show when={!form.lacksOther()}>
            <Button
              type="submit"
              kind="primary"
              busy={form.act.busy() || form.act.looking()}
              blocked={session.blocked() ? blockedWords.offline : form.ready() || form.act.looking() ? undefined : actions.chooseFirst}
            >
              {form.act.busy() ? fill(actions.going, { host: form.host() }) : label()}
            </Button>
          </Show>
        </>
      }
    >
      <div class="action stack" ref={body}>
        <Show when={props.action.help}>{(help) => <p class="quiet">{actionText(help(), form.account(), form.other())}</p>}</Show>
        <Show when={form.act.prepared()}>
          <Show when={form.lacksOther()} fallback={<Filling about={props} form={form} />}>
            <p>{fill(actions.noOther, { provider: props.provider.name })}</p>
          </Show>
        </Show>
        <Show when={!form.act.prepared() && !form.act.failure()}>
          <Wait label={actions.reading} lines={3} />
        </Show>
        <Trouble about={props} form={form} />
      </div>
    </Dialog>
  );
}
