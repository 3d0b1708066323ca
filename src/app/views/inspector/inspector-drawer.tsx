/** The inspector beside whatever view is open; a sheet on a phone. */
import type { JSX } from 'solid-js';
import { inspector } from '../../text/inspector.ts';
import { words } from '../../text/text.ts';
import { Drawer } from '../../ui/drawer.tsx';
import { InspectorBody } from './inspector-body.tsx';

export function InspectorDrawer(props: { readonly onClose: () => void }): JSX.Element {
  return (
    <Drawer title={inspector.title} close={words.close} resize={words.resize} width={556} class="inspects" onClose={props.onClose}>
      <InspectorBody />
    </Drawer>
  );
}
