/**
 * An act at a provider from its dialog: prepared, looked at, sent once; and what came of it, which outlives the dialog.
 * Side effects: the provider, through the core.
 */
import { type Accessor, createSignal, onCleanup } from 'solid-js';
import type { ActionChoice, ActionPreview, ActionResult, ActionValues, ProviderAction } from '../../core/index.ts';
import { type Failure, failureOf } from './failure.ts';
import type { Session } from './session.ts';

/** What came of an act, told at its connection, or at its provider where there is none. */
export interface ActionTold {
  readonly title: string;
  readonly why: string | undefined;
}

export interface ActionNews {
  /** By id of the connection or provider. */
  of(id: string): ActionTold | undefined;
  tell(id: string, told: ActionTold): void;
  dismiss(id: string): void;
}

export function createActionNews(): ActionNews {
  const [all, setAll] = createSignal<ReadonlyMap<string, ActionTold>>(new Map());
  const without = (id: string) => new Map([...all()].filter(([one]) => one !== id));
  return {
    of: (id) => all().get(id),
    tell: (id, told) => setAll(new Map([...all(), [id, told]])),
    dismiss: (id) => setAll(without(id)),
  };
}

export interface Act {
  readonly prepared: Accessor<ProviderAction | undefined>;
  /** Id of the second connection. */
  readonly other: Accessor<string | undefined>;
  chooseOther(id: string): void;
  readonly preview: Accessor<ActionPreview | undefined>;
  readonly looking: Accessor<boolean>;
  look(): void;
  readonly choice: Accessor<ActionChoice | undefined>;
  choose(value: string): void;
  readonly failure: Accessor<Failure | null>;
  forget(): void;
  readonly busy: Accessor<boolean>;
  /** undefined where it failed; why stands in `failure`. */
  submit(values: ActionValues): Promise<ActionResult | undefined>;
}

export function createAct(session: Session, provider: string, action: string, connection: string | undefined): Act {
  const [prepared, setPrepared] = createSignal<ProviderAction>();
  const [other, setOther] = createSignal<string>();
  const [preview, setPreview] = createSignal<ActionPreview>();
  const [looking, setLooking] = createSignal(true);
  const [chosen, setChosen] = createSignal<string>();
  const [failure, setFailure] = createSignal<Failure | null>(null);
  const [busy, setBusy] = createSignal(false);
  const stop = new AbortController();
  let turn = 0;
  onCleanup(() => {
    turn = -1;
    stop.abort();
  });
  const look = async () => {
    const mine = ++turn;
    const act = prepared();
    setFailure(null);
    setPreview(undefined);
    const wanted = act && (act.action.removes || act.action.previews?.length || act.action.other) && (!act.action.other || other());
    if (!wanted) return setLooking(false);
    setLooking(true);
    try {
      const found = await act.preview(other());
      if (mine === turn) setPreview(found);
    } catch (error) {
      if (mine === turn) setFailure(failureOf(error));
    } finally {
      if (mine === turn) setLooking(false);
    }
  };
  const prepare = async () => {
    setFailure(null);
    setLooking(true);
    try {
      const ready = await session.singlet.action(provider, action, connection);
      if (turn < 0) return;
      setPrepared(ready);
      setOther(ready.others[0]?.id);
      await look();
    } catch (error) {
      setFailure(failureOf(error));
      setLooking(false);
    }
  };
  // eslint-disable-next-line solid/reactivity -- once, when it is opened
  void prepare();
  return {
    prepared,
    other,
    chooseOther(id) {
      setOther(id);
      void look();
    },
    preview,
    looking,
    look: () => void (prepared() ? look() : prepare()),
    choice: () => preview()?.choices.find(({ value }) => value === chosen()),
    choose: setChosen,
    failure,
    forget: () => setFailure(null),
    busy,
    async submit(values) {
      const act = prepared();
      if (!act || busy()) return undefined;
      setFailure(null);
      setBusy(true);
      try {
        return await act.submit({ ...values, signal: stop.signal });
      } catch (error) {
        setFailure(failureOf(error));
        return undefined;
      } finally {
        setBusy(false);
      }
    },
  };
}
