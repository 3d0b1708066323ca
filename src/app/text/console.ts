/** Words of the console. */

export const consoleText = {
  title: 'Console',
  request: 'Request',
  method: 'Method',
  url: 'URL',
  urlPlace: 'https://api.example.com/v1/me',
  send: 'Send',
  cancel: 'Cancel',
  samples: 'Samples',
  headers: 'Headers',
  headersCount: 'Headers, {count} set',
  headerName: 'Name of header {n}',
  headerValue: 'Value of header {n}',
  headerAdd: 'Add a header',
  headerRemove: 'Remove header {n}',
  body: 'Body',
  faults: {
    whole: 'Write the whole address, with https:// in front.',
    userinfo: 'Take the user name and password out: browsers send no call to such an address, and no token goes there.',
    plain: 'Plain http works for this device only.',
    header: '“{name}” is not a header name: letters, digits and dashes, no spaces and no colon.',
    'header-value': 'The value of {name} holds “{sign}”, and headers carry only plain letters (Latin-1).',
  },
  response: 'Response',
  waiting: 'Waiting for {host}',
  tabs: { tree: 'Tree', raw: 'Raw', headers: 'Headers' },
  tabsLabel: 'Response view',
  empty: 'The answer has no body.',
  binary: 'The body is not text: {size} of {type}. It is not shown.',
  unnamedType: 'an unnamed type',
  dropped: 'The body of this answer is no longer kept; newer ones took its room.',
  stopped: 'Only the first {size} were read.',
  rawMore: 'Show {count} more characters',
  copyBody: 'Copy the body',
  notJson: 'This is not JSON, so there is no tree. See Raw.',
  jsonBroken: 'It calls itself JSON, but cannot be read as such. See Raw.',
  noHeaders: 'The server lets pages read no header of this answer.',
  headersNote: 'Headers that the server exposes to pages. Others exist, but browsers hide them.',
  history: 'History',
  historyNote: 'The last 50 calls, until you leave this page.',
  clear: 'Clear',
  columns: { method: 'Method', path: 'Path', sentWith: 'Sent with', result: 'Result', time: 'Time', at: 'At' },
  none: 'none',
  failed: 'Failed',
  cancelled: 'Cancelled',
  mayHaveActed: 'The server may have acted on this {method} although no answer could be read. Look before you send it again.',
  askFor: 'What the API has to answer with:',
  showAgain: 'Show the answer to {method} {path}',
  firstTitle: 'Call an API',
  first: 'Write an address above. Where a rule of a connection covers it, its token goes along; else the call goes out bare.',
  firstSamples: 'Or begin with one of these:',
  firstNone: 'Without a connection, calls go out without a token.',
  firstConnect: 'Go to connections',
} as const;

/** Of a token that cannot renew itself, beside the call that would carry it. */
export const expiryLine = {
  ending: 'Its token ends in {left} and does not renew itself.',
  ended: 'The token of {name} has ended and does not renew itself.',
  renew: 'Renew',
  renewName: 'Renew {name}',
  signIn: 'Sign in again',
  signInName: 'Sign in again at {name}',
  toList: 'Go to connections',
} as const;

const reasons: Readonly<Record<number, string>> = {
  200: 'OK',
  201: 'Created',
  202: 'Accepted',
  204: 'No Content',
  206: 'Partial Content',
  301: 'Moved',
  302: 'Found',
  304: 'Not Modified',
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  409: 'Conflict',
  410: 'Gone',
  415: 'Unsupported Media Type',
  422: 'Unprocessable',
  429: 'Too Many Requests',
  500: 'Server Error',
  502: 'Bad Gateway',
  503: 'Unavailable',
  504: 'Gateway Timeout',
};

/** `200 OK`; HTTP/2 sends no words, so these are ours. */
export function statusLine(status: number, sent: string): string {
  return `${status} ${sent || reasons[status] || ''}`.trim();
}

/** What kind of thing came, in two words. */
export function shapeWords(value: unknown): string {
  if (Array.isArray(value)) return value.length === 1 ? 'JSON, 1 entry' : `JSON, ${value.length} entries`;
  if (typeof value === 'object' && value !== null) {
    const keys = Object.keys(value).length;
    return keys === 1 ? 'JSON, 1 key' : `JSON, ${keys} keys`;
  }
  return 'JSON';
}

export const treeWords = {
  entries: '{count} entries',
  entry: '1 entry',
  keys: '{count} keys',
  key: '1 key',
  more: 'Show {count} more',
} as const;
