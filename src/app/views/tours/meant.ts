/** Finds on the page what a step of a tour means, by the words and names a person knows it by. Step -> element. Reads the DOM only. */
import type { ProviderInfo } from '../../../core/index.ts';
import { inspecting } from '../../state/inspector-log.ts';
import type { Facts } from '../../state/tour-facts.ts';
import type { Meant } from '../../state/tour-steps.ts';
import { confirm } from '../../text/confirm.ts';
import { panel as connectPanel } from '../../text/connect-panel.ts';
import { list, menu } from '../../text/connections.ts';
import { panel as faultPanel, systems } from '../../text/faults.ts';
import { sandbox } from '../../text/sandbox.ts';
import { fill } from '../../text/text.ts';
import { waiting } from '../../text/underway.ts';

type Found = HTMLElement | undefined;

/** What lies above comes first; below a modal one nothing can be pressed. */
function scopes(): readonly Element[] {
  const modal = [...document.querySelectorAll('dialog:modal')];
  return modal.length > 0 ? modal : [...document.querySelectorAll('dialog[open], .notices, main')];
}

const isSeen = (element: Element): element is HTMLElement => element instanceof HTMLElement && element.checkVisibility();

function find(selector: string, test: (element: HTMLElement) => boolean = () => true): Found {
  for (const scope of scopes()) {
    const found = [...scope.querySelectorAll(selector)].find((one) => isSeen(one) && test(one));
    if (found) return found as HTMLElement;
  }
  return undefined;
}

const saying = (words: string) => (element: HTMLElement) => element.textContent.trim() === words || element.ariaLabel === words;
const button = (words: string) => find('button', saying(words));

function connectAt({ name }: ProviderInfo): Found {
  return (
    button(fill(connectPanel.connect, { name })) ??
    find('.choices button', (row) => row.querySelector('b')?.textContent === name) ??
    button(list.connect)
  );
}

function callAt({ samples }: ProviderInfo): Found {
  const typed = document.querySelector<HTMLInputElement>('.reqline input')?.value;
  if (typed !== undefined && samples.some(({ url }) => url === typed)) return find('.reqline .send');
  const label = samples[0]?.label ?? '';
  return button(fill(sandbox.call, { sample: label })) ?? find('.samples button', (row) => row.querySelector('b')?.textContent === label);
}

function renewAt(facts: Facts): Found {
  const row = `[data-connection="${CSS.escape(facts.connection()?.id ?? '')}"] .row-acts`;
  return (
    find('[role=menuitem]', saying(menu.renew)) ??
    find(`${row} > button`, (one) => one.textContent.trim() === list.renew) ??
    find(`${row} > button:last-of-type`)
  );
}

/** The fault, as long as it is not as it should be; then the renewal. */
function faultAt({ name }: ProviderInfo, wanted: string, facts: Facts): Found {
  const set = document.querySelector('.faults-set')?.textContent ?? '';
  const [system, fault] = [...document.querySelectorAll<HTMLSelectElement>('.faults select')].filter(isSeen);
  const inPlace = system && fault && systems[system.value] === name ? fault.value === wanted : set.includes(`${name}:`) === (wanted !== '');
  if (inPlace) return renewAt(facts);
  if (!system || !fault) return button(faultPanel.open);
  return systems[system.value] === name ? fault : system;
}

function inspectorAt(meant: Extract<Meant, { readonly what: 'look' }>, { inspector, entry, view }: Facts): Found {
  if (!inspecting() && view !== 'sign-ins') return document.querySelector<HTMLElement>('.rail [aria-keyshortcuts]') ?? undefined;
  const wanted = entry(meant.kind);
  if (!wanted) return undefined;
  const row = inspector.entries().indexOf(wanted);
  if (inspector.entry()?.key !== wanted.key) return find(`.inspector .log li:nth-child(${row + 1}) button`);
  const step = wanted.transaction.steps.findIndex(({ name }) => name === meant.step);
  return find(`.inspector .steps ol > li:nth-child(${step + 1}) > button`);
}

export function elementFor(meant: Meant, provider: ProviderInfo, facts: Facts): Found {
  switch (meant.what) {
    case 'connect':
      return connectAt(provider);
    case 'keep':
      return button(confirm.keep) ?? button(waiting.answer);
    case 'secret':
      return (
        find('form.secret input[type=password]', (field) => (field as HTMLInputElement).value === '') ??
        find('form.secret button[type=submit]') ??
        button(waiting.enterSecret)
      );
    case 'call':
      return callAt(provider);
    case 'renew':
      return renewAt(facts);
    case 'fault':
      return faultAt(provider, meant.fault, facts);
    case 'look':
      return inspectorAt(meant, facts);
    case 'reload':
      return undefined;
  }
}
