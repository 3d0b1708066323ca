/**
 * The page a person sees when a reply arrives that no sign-in in this tab waits for. Loaded only then.
 * What callback.ts noted (names of parameters, never a value) -> DOM, as text.
 */
import { callbackWords, callbackText as words } from '../app/text/callback.ts';

interface Notice {
  readonly code: string;
  readonly names: readonly string[];
  readonly from: string;
}

function readNotice(key: string): Notice | undefined {
  try {
    const text = sessionStorage.getItem(key);
    sessionStorage.removeItem(key);
    return text === null ? undefined : (JSON.parse(text) as Notice);
  } catch {
    return undefined;
  }
}

function element<K extends keyof HTMLElementTagNameMap>(
  name: K,
  className: string,
  ...children: (Node | string)[]
): HTMLElementTagNameMap[K] {
  const made = document.createElement(name);
  if (className) made.className = className;
  made.append(...children);
  return made;
}

function fact(name: string, value: Node | string): HTMLElement[] {
  return [element('dt', '', name), element('dd', '', value)];
}

/** The address with every value masked, `/callback/?state=••••#access_token=••••`, breaking only before a parameter. */
function masked(names: readonly string[]): HTMLElement {
  const address = element('code', '', location.pathname);
  const seen = new Set<string>();
  for (const name of names) {
    const mark = name.charAt(0);
    address.append(element('wbr', ''), `${seen.has(mark) ? '&' : mark}${name.slice(1)}=••••`);
    seen.add(mark);
  }
  return address;
}

/** The bead on a thread, as in the app. */
function brand(): HTMLElement {
  const svg = 'http://www.w3.org/2000/svg';
  const mark = document.createElementNS(svg, 'svg');
  for (const [name, value] of Object.entries({
    width: '20',
    height: '20',
    viewBox: '0 0 20 20',
    fill: 'none',
    stroke: 'currentColor',
    'stroke-width': '2',
    'aria-hidden': 'true',
  }))
    mark.setAttribute(name, value);
  const line = document.createElementNS(svg, 'path');
  line.setAttribute('d', 'M1 10h4.5M14.5 10H19M14.5 10a4.5 4.5 0 1 0-9 0 4.5 4.5 0 0 0 9 0Z');
  mark.append(line);
  return element('p', 'brand', mark, 'Singlet');
}

/** `key`: where callback.ts left its note. Without one (a bookmark, a second reload) the person goes on to the app. */
export function showNotice(key: string, app: URL): void {
  const notice = readNotice(key);
  if (!notice) {
    location.replace(app);
    return;
  }
  const { facts, values } = words;
  const { title, lead, note } = callbackWords(notice.code);
  const button = element('a', 'button', words.button);
  button.href = app.href;
  const heading = element('h1', '', title);
  heading.tabIndex = -1;
  const done = notice.code === 'done';
  const named =
    notice.code === 'no_transaction' ? values.namesNone : done || notice.code === 'opener_gone' ? values.namesWindow : values.namesOne;
  const side = element(
    'section',
    'side',
    element('h2', '', facts.heading),
    element(
      'dl',
      '',
      ...fact(facts.address, masked(notice.names)),
      ...fact(facts.from, notice.from || values.fromUnknown),
      ...fact(facts.names, named),
      ...fact(facts.kept, done ? values.keptThere : values.keptNothing),
      ...(done ? [] : fact(facts.code, element('code', '', notice.code))),
    ),
    element('p', 'quiet', note),
  );
  document.title = `${heading.textContent} · Singlet`;
  document.head.append(
    Object.assign(document.createElement('link'), { rel: 'stylesheet', href: new URL('callback/notice.css', app).href }),
  );
  const cut = element('p', 'cut', done ? '' : '/ /');
  cut.setAttribute('aria-hidden', 'true');
  document.body.replaceChildren(
    element('main', '', element('div', '', brand(), cut, heading, element('p', 'lead', lead), ...(done ? [] : [button])), side),
  );
  heading.focus();
}
