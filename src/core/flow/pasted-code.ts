/**
 * What a person pastes after a provider showed a code: the code, `code=…&state=…`, or the whole address, with stray
 * spaces and line breaks. Text -> code and what came with it, or `code_invalid`. Pure.
 */
import { SingletError } from '../base/errors.ts';
import { Secret } from '../base/secret.ts';
import { oauthDetails } from './oauth-error.ts';

export interface PastedCode {
  readonly code: Secret;
  readonly state: string | undefined;
  readonly iss: string | undefined;
}

const maxLength = 10_000;

/** Parameters of an address or of a bare query; undefined where the text is neither, and so the code itself. */
function parametersOf(text: string): URLSearchParams | undefined {
  if (/^[a-z][\w+.-]*:\/\//i.test(text) && URL.canParse(text)) {
    const { search, hash } = new URL(text);
    return new URLSearchParams(`${search.slice(1)}&${hash.slice(1)}`);
  }
  return /^[?#]?(code|state|error|iss|access_token)=/.test(text) ? new URLSearchParams(text.replace(/^[?#]/, '')) : undefined;
}

function single(parameters: URLSearchParams, name: string): string | undefined {
  const all = parameters.getAll(name);
  if (all.length > 1) throw new SingletError('code_invalid', { detail: `"${name}" comes twice` });
  return all[0];
}

/** Errors: `code_invalid`; `authorization_rejected` where an error was pasted instead of a code. */
export function parsePastedCode(pasted: string): PastedCode {
  // A code that was wrapped over lines or copied with the spaces around it is still the code.
  const text = pasted.replace(/\s+/g, '');
  if (text === '') throw new SingletError('code_invalid', { detail: 'nothing was pasted' });
  if (text.length > maxLength) throw new SingletError('code_invalid', { detail: 'the text is too long' });
  const parameters = parametersOf(text);
  const oauth = parameters && oauthDetails((name) => parameters.get(name));
  if (oauth) throw new SingletError('authorization_rejected', { oauth });
  if (parameters?.has('access_token')) throw new SingletError('code_invalid', { detail: 'this is a token, not a code' });
  const code = parameters ? single(parameters, 'code') : text;
  if (!code || !/^[\x21-\x7e]+$/.test(code)) throw new SingletError('code_invalid', { detail: 'no code is in it' });
  return { code: new Secret(code), state: parameters && single(parameters, 'state'), iss: parameters && single(parameters, 'iss') };
}
