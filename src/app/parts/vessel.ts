/**
 * The fields that secrets are given in. What is in them stands there alone: in no signal, no attribute, no address. They are
 * emptied when the page is left or hidden, when nothing was typed for five minutes, and when whoever shows them is gone.
 */
import { type Accessor, createSignal, onCleanup } from 'solid-js';

export type Emptied = 'hidden' | 'idle';

export interface Vessel {
  /** For `ref`. */
  hold(name: string): (field: HTMLInputElement) => void;
  field(name: string): HTMLInputElement | undefined;
  first(): HTMLInputElement | undefined;
  /** Text, or the file that was chosen; what is empty is left out. */
  values(): Record<string, string | File>;
  /** Something was put into a field by other means than typing. */
  touched(): void;
  empty(): void;
  /** The file in a field; told anew when it changes. */
  file(name: string): File | undefined;
  readonly emptied: Accessor<Emptied | undefined>;
  forgetEmptied(): void;
}

const idleAfter = 300_000;

export function createVessel(): Vessel {
  const fields = new Map<string, HTMLInputElement>();
  const [emptied, setEmptied] = createSignal<Emptied>();
  const [turn, setTurn] = createSignal(0);
  const next = () => setTurn((count) => count + 1);
  let timer = 0;
  /** On a phone the file chooser hides the page; nobody has left it. */
  let choosing = false;

  const all = () => [...fields.values()].filter((field) => field.isConnected);
  const empty = () => {
    clearTimeout(timer);
    for (const field of fields.values()) field.value = '';
    next();
  };
  const clear = (why: Emptied) => {
    if (all().every(({ value }) => value === '')) return;
    empty();
    setEmptied(why);
  };
  const touched = () => {
    clearTimeout(timer);
    timer = window.setTimeout(() => clear('idle'), idleAfter);
    next();
  };
  const hidden = () => {
    if (document.hidden) {
      if (!choosing) clear('hidden');
    } else choosing = false;
  };
  const chooses = (chosen: boolean) => () => {
    choosing = chosen;
  };
  document.addEventListener('visibilitychange', hidden);
  document.addEventListener('input', touched);
  addEventListener('pagehide', empty);
  onCleanup(() => {
    empty();
    document.removeEventListener('visibilitychange', hidden);
    document.removeEventListener('input', touched);
    removeEventListener('pagehide', empty);
  });
  return {
    hold: (name) => (field) => {
      fields.set(name, field);
      if (field.type !== 'file') return;
      field.addEventListener('click', chooses(true));
      field.addEventListener('cancel', chooses(false));
      field.addEventListener('change', chooses(false));
    },
    field: (name) => fields.get(name),
    first: () => all()[0],
    values: () =>
      Object.fromEntries(
        [...fields].flatMap(([name, field]): [string, string | File][] => {
          const value = field.files ? field.files[0] : field.value;
          return value ? [[name, value]] : [];
        }),
      ),
    touched,
    empty,
    file: (name) => (turn() < 0 ? undefined : fields.get(name)?.files?.[0]),
    emptied,
    forgetEmptied: () => setEmptied(undefined),
  };
}
