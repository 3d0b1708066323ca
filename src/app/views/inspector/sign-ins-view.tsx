/** The inspector as a view of its own, with room for list, lanes and step beside each other. */
import { type JSX, onMount } from 'solid-js';
import { useSession } from '../../state/session.ts';
import { shell, titled } from '../../text/text.ts';
import { InspectorBody } from './inspector-body.tsx';

/** `query`: what a link into the inspector names. */
export function SignInsView(props: { readonly query: URLSearchParams }): JSX.Element {
  const session = useSession();
  onMount(() => session.entered(titled(shell.views['sign-ins'])));
  return (
    <main class="main sign-ins" id="main" tabindex="-1">
      <h1 tabindex="-1">{shell.views['sign-ins']}</h1>
      <InspectorBody link={props.query} />
    </main>
  );
}
