/**
 * The dialog of an act: what is filled in, what of it is missing, and what pressing its button does. Nothing of a secret is in
 * a signal. Side effects: the provider, through the core; focus within the dialog.
 */
import { createEffect, createSignal, on } from 'solid-js';
import type { ActionEntry, ActionResult, ConnectionInfo, ProviderInfo } from '../../../core/index.ts';
import { createVessel } from '../../parts/vessel.ts';
import { type Act, createAct, createActionNews } from '../../state/actions.ts';
import { useSession } from '../../state/session.ts';
import { accountOf, actions, actionText } from '../../text/actions.ts';
import { fill } from '../../text/text.ts';

export interface ActionAbout {
  readonly provider: ProviderInfo;
  readonly action: ActionEntry;
  readonly connection: ConnectionInfo | undefined;
  readonly onClose: () => void;
}

type Texts = Readonly<Record<string, string>>;

/** Who and what the act is about, in words. */
function createParties(about: ActionAbout) {
  const act = createAct(useSession(), about.provider.id, about.action.id, about.connection?.id);
  const others = () => act.prepared()?.others ?? [];
  const account = () => (about.connection ? accountOf(about.connection) : '');
  const other = () => {
    const second = others().find(({ id }) => id === act.other());
    return second ? accountOf(second) : '';
  };
  return { act, others, account, other, host: () => act.prepared()?.request.host ?? about.provider.name };
}

/** Required inputs that are empty, by name. */
function missingOf({ inputs = [] }: ActionEntry, wantsSecret: boolean, values: Texts, typed: Texts): readonly string[] {
  const given = (name: string, usual = '') => (typed[name] ?? values[name] ?? usual).trim();
  const empty = inputs.filter((input) => input.required && given(input.name, input.default) === '').map(({ name }) => name);
  return wantsSecret && !typed.client_secret ? [...empty, 'client_secret'] : empty;
}

/** What was typed, for what was chosen then. */
function createWord(act: Act) {
  const [word, setWord] = createSignal('');
  const [wordFault, setWordFault] = createSignal(false);
  const clear = () => {
    setWord('');
    setWordFault(false);
  };
  createEffect(on([act.choice, act.other], clear, { defer: true }));
  return { word, setWord, wordFault, setWordFault };
}

/** Begins at the first thing to fill in, and shows what went wrong, which a long dialog may hold out of sight. */
function keepPlace(act: Act, body: () => HTMLElement) {
  const focusOn = (selector: string) => queueMicrotask(() => body().querySelector<HTMLElement>(selector)?.focus());
  createEffect(
    on([act.prepared, act.looking], () => {
      if (!act.looking() && !body().contains(document.activeElement)) focusOn('input, select');
    }),
  );
  createEffect(
    on(act.failure, (failure) => {
      if (failure) setTimeout(() => body().querySelector('.banner')?.scrollIntoView({ block: 'nearest' }), 50);
    }),
  );
  return focusOn;
}

export function createActionForm(about: ActionAbout, body: () => HTMLElement) {
  const session = useSession();
  const news = session.once(createActionNews);
  const vessel = createVessel();
  const parties = createParties(about);
  const { act, others, account, other, host } = parties;
  const [values, setValues] = createSignal<Texts>({});
  const [missing, setMissing] = createSignal<readonly string[]>([]);
  const { word, setWord, wordFault, setWordFault } = createWord(act);
  const { action, provider, connection } = about;
  const needed = () => (action.removes ? act.choice()?.word : action.word);
  const lacksOther = () => action.other !== undefined && act.prepared() !== undefined && others().length === 0;
  /** What there is to see has been seen, and what is to be chosen is chosen. */
  const ready = () => {
    const looks = action.removes ?? action.previews ?? action.other;
    return (
      act.prepared() !== undefined &&
      !act.looking() &&
      (!looks || act.preview() !== undefined) &&
      (!action.removes || act.choice() !== undefined)
    );
  };
  const focusOn = keepPlace(act, body);
  const tell = (result: ActionResult, title: string, why: string | undefined) => {
    if (result.signIn) return session.settle(result.signIn, { provider: provider.id, name: provider.name }, true);
    news.tell(connection?.id ?? provider.id, { title, why });
  };
  const submit = async () => {
    if (!ready() || act.busy() || session.blocked()) return;
    const typed = vessel.values() as Texts;
    const empty = missingOf(action, act.prepared()?.wantsSecret ?? false, values(), typed);
    const wanted = needed();
    const wrong = wanted !== undefined && word().trim().toLowerCase() !== wanted.toLowerCase();
    setMissing(empty);
    setWordFault(wrong);
    if (empty.length > 0 || wrong) return focusOn('[aria-invalid="true"]');
    // As it is called now; afterwards it may be gone.
    const choice = act.choice();
    const [whose, second] = [account(), other()];
    const title = fill(actions.done, { label: actionText(action.label, whose, second) });
    const { client_secret, ...inputs } = typed;
    const result = await act.submit({
      inputs: { ...values(), ...inputs },
      ...(client_secret !== undefined && { client_secret }),
      ...(choice && { choice: choice.value }),
      word: word(),
    });
    if (!result) return act.failure()?.code === 'client_rejected' ? vessel.field('client_secret')?.select() : undefined;
    vessel.empty();
    about.onClose();
    const gone = choice && fill(actions.removed, { account: whose, list: choice.takes.join(', ') });
    tell(result, title, gone ?? (result.ended.length > 0 && second ? fill(actions.ended, { other: second }) : undefined));
  };
  const secretFault = () => {
    if (missing().includes('client_secret')) return actions.secretEmpty;
    return act.failure()?.code === 'client_rejected'
      ? fill(actions.secretRejected, { host: host(), client: provider.client_id })
      : undefined;
  };
  return {
    ...parties,
    vessel,
    values,
    setValue: (name: string, value: string) => setValues({ ...values(), [name]: value }),
    missing,
    word,
    setWord,
    wordFault,
    needed,
    lacksOther,
    ready,
    submit,
    secretFault,
    failure: () => (act.failure()?.code === 'client_rejected' ? null : act.failure()),
    /** A look is repeated at will; the act itself only by its own button. */
    mayLook: () => !ready() || act.failure()?.code === 'preview_stale',
  };
}

export type ActionForm = ReturnType<typeof createActionForm>;
