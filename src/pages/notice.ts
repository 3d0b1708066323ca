/**
 * The page a person sees when a reply arrives that no sign-in in this tab waits for. Loaded only then.
 * What callback.ts noted (names of parameters, never a value) -> DOM, as text.
 */
import { callbackText as words } from '../app/text/callback.ts';

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

function element<K extends keyof HTMLElementTagNameMap>(name: K, className: string, ...children: (Node | string)[]): HTMLElementTagNameMap[K] {
  const made = document.createElement(name);
  if (className) made.className = className;
  made.append(...children);
  return made;
}

function fact(name: string, value: Node | string): HTMLElement[] {
  return [element('dt', '', name), element('dd', '', value)];
}

/** The address with every value masked: `/callback/?state=••••#access_token=••••`. */
function masked(names: readonly string[]): string {
  let seen = '';
  return names
    .map((name) => {
      const mark = name.charAt(0);
      const separator = seen.includes(mark) ? '&' : mark;
      seen += mark;
      return `${separator}${name.slice(1)}=••••`;
    })
    .join('');
}

/** `key`: where callback.ts left its note. Without one (a bookmark, a second reload) the person goes on to the app. */
export function showNotice(key: string, app: URL): void {
  const notice = readNotice(key);
  if (!notice) return location.replace(app);
  const { facts, values } = words;
  const failed = notice.code !== 'no_transaction';
  const button = element('a', 'button', words.button);
  button.href = app.href;
  const heading = element('h1', '', failed ? words.failedTitle : words.title);
  heading.tabIndex = -1;
  const side = element(
    'section',
    'side',
    element('h2', '', facts.heading),
    element(
      'dl',
      '',
      ...fact(facts.address, element('code', '', location.pathname + masked(notice.names))),
      ...fact(facts.from, notice.from || values.fromUnknown),
      ...fact(facts.names, failed ? values.namesOne : values.namesNone),
      ...fact(facts.kept, values.keptNothing),
      ...fact(facts.code, element('code', '', notice.code)),
    ),
    element('p', 'quiet', failed ? words.failedNote : words.note),
  );
  document.title = `${heading.textContent} · Singlet`;
  document.head.append(Object.assign(document.createElement('link'), { rel: 'stylesheet', href: new URL('callback/notice.css', app).href }));
  const cut = element('p', 'cut', '/ /');
  cut.setAttribute('aria-hidden', 'true');
  document.body.replaceChildren(element('main', '', element('div', '', element('p', 'brand', 'Singlet'), cut, heading, element('p', 'lead', failed ? words.failedLead : words.lead), button), side));
  heading.focus();
}
