/** What the documentation of a known provider states, one question a row, each with its page and date; what it does not say is unknown. */

import { Icon as MoreIcon } from 'icon:chevron-right';
import { Icon as YesIcon } from 'icon:circle-check';
import { Icon as UnknownIcon } from 'icon:circle-dashed';
import { Icon as PartlyIcon } from 'icon:circle-minus';
import { Icon as NoIcon } from 'icon:circle-x';
import { For, type JSX, Show } from 'solid-js';
import type { Fact, FactName, PresetInfo } from '../../core/index.ts';
import { createPresets } from '../state/presets.ts';
import { useSession } from '../state/session.ts';
import { factQuestions, factText, factValues } from '../text/provider-facts.ts';
import { fill } from '../text/text.ts';
import { factDate } from '../text/time.ts';
import './preset-facts.css';

const icons = { yes: YesIcon, no: NoIcon, partly: PartlyIcon, unknown: UnknownIcon };
const names = Object.keys(factQuestions) as FactName[];

function Row(props: { readonly question: string; readonly fact: Fact }): JSX.Element {
  const dated = () => {
    const { date, dated } = props.fact;
    return date ? fill(dated === 'read' ? factText.read : factText.page, { date: factDate(date) }) : factText.read;
  };
  return (
    <li>
      <span class="question">{props.question}</span>
      <b class="value" classList={{ unknown: props.fact.value === 'unknown' }}>
        {icons[props.fact.value]({})}
        {factValues[props.fact.value]}
      </b>
      <small>
        {props.fact.note ?? (props.fact.value === 'unknown' ? (props.fact.source ? factText.looked : factText.unread) : '')}{' '}
        <Show when={props.fact.source}>
          {(source) => (
            <a href={source()} target="_blank" rel="noopener noreferrer" aria-label={`${dated()}: ${props.question}`}>
              {dated()}
            </a>
          )}
        </Show>
      </small>
    </li>
  );
}

export function PresetFacts(props: { readonly preset: PresetInfo }): JSX.Element {
  const known = () => names.filter((name) => props.preset.facts[name].value !== 'unknown').length;
  return (
    <details class="preset-facts">
      <summary>
        <MoreIcon />
        {factText.title}
        <span class="quiet num">{fill(factText.count, { known: known(), all: names.length })}</span>
      </summary>
      <ul class="facts-list" aria-label={fill(factText.of, { name: props.preset.name })}>
        <For each={names}>{(name) => <Row question={factQuestions[name]} fact={props.preset.facts[name]} />}</For>
      </ul>
    </details>
  );
}

/** The same for a provider that starts from a preset, once its facts are there. */
export function PresetFactsOf(props: { readonly preset: string }): JSX.Element {
  const presets = useSession().once(createPresets);
  return <Show when={presets.named(props.preset)}>{(preset) => <PresetFacts preset={preset()} />}</Show>;
}
