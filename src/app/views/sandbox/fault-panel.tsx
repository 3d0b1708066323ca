/** Gives a simulated provider a fault, and says which have one. Open it stands below the line of the sandbox. */
import { createSignal, createUniqueId, type JSX, Show } from 'solid-js';
import { createFaults, type FaultName, type FaultySystem, faultsFor, faultySystems } from '../../state/faults.ts';
import { useSession } from '../../state/session.ts';
import { panel, systems, faultWords as words } from '../../text/faults.ts';
import { fill } from '../../text/text.ts';
import { SelectField } from '../../ui/field.tsx';

/** Every fault has its words. */
const faultWords: Readonly<Record<FaultName, string>> = words;

const nameOf = (system: string) => systems[system] ?? system;

export function FaultPanel(props: { readonly id: string; readonly open: boolean }): JSX.Element {
  const session = useSession();
  const { faults, set } = createFaults();
  const [system, setSystem] = createSignal<FaultySystem>('kiln');
  const [failed, setFailed] = createSignal(false);
  const title = createUniqueId();
  const choose = async (fault: FaultName | null) => {
    setFailed(false);
    const name = nameOf(system());
    try {
      await set(system(), fault);
      session.announcer.say(fill(fault ? panel.set : panel.gone, { name, fault: fault ? faultWords[fault] : '' }));
    } catch {
      setFailed(true);
    }
  };
  const list = () =>
    Object.entries(faults())
      .map(([of, fault]) => `${nameOf(of)}: ${faultWords[fault]}`)
      .join('; ');
  return (
    <>
      <Show when={list()}>
        <p class="faults-set">{fill(panel.active, { list: list() })}</p>
      </Show>
      <Show when={props.open}>
        <section class="faults" id={props.id} aria-labelledby={title}>
          <div class="about">
            <h2 id={title}>{panel.title}</h2>
            <p>{panel.why}</p>
          </div>
          <SelectField
            label={panel.system}
            value={system()}
            options={faultySystems.map((one) => [one, nameOf(one)])}
            onInput={(value) => setSystem(value as FaultySystem)}
          />
          <SelectField
            label={panel.fault}
            value={faults()[system()] ?? ''}
            options={[['', panel.none], ...faultsFor(system()).map((fault) => [fault, faultWords[fault]] as const)]}
            onInput={(value) => void choose((value || null) as FaultName | null)}
          />
          <Show when={failed()}>
            <p role="alert">{panel.failed}</p>
          </Show>
        </section>
      </Show>
    </>
  );
}
