/** A quiet line where something of the settings could not be used; what and why stands among the providers. */
import { Icon as WarnIcon } from 'icon:triangle-alert';
import { type JSX, Show } from 'solid-js';
import { routeHref } from '../../state/route.ts';
import { useSession } from '../../state/session.ts';
import { hint } from '../../text/connections.ts';
import { countWord, fill } from '../../text/text.ts';
import './settings-hint.css';

export function SettingsHint(): JSX.Element {
  const session = useSession();
  // What is only odd is told among the providers, and stops nobody here.
  const lost = () => session.singlet.problems().filter(({ warning }) => !warning);
  const count = () => new Set(lost().map(({ path }) => /^\$\.providers\[\d+\]/.exec(path)?.[0] ?? path)).size;
  return (
    <Show when={count() > 0}>
      <p class="hint-line">
        <WarnIcon class="is-warn" />
        <span>
          {count() === 1 ? hint.one : fill(hint.many, { count: countWord(count()) })} <a href={routeHref('providers')}>{hint.link}</a>
        </span>
      </p>
    </Show>
  );
}
