/** Rules and addresses for properties, most of them near misses: a letter, a dot, a slash beside what a rule allows. */
import fc from 'fast-check';

export interface RuleDraft {
  readonly origin: string;
  readonly path: string;
  readonly methods: string[];
  readonly allowEncoded?: true;
}

const others = ['https://x.com', 'https://xn--e1aybc.com', 'https://[2001:db8::1]', 'http://api.localhost:3000', 'http://127.0.0.1:3000'];
const origins = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom('https://api.x.com', 'https://api.x.com', 'https://API.x.com/') },
  { weight: 2, arbitrary: fc.constant('http://localhost:3000') },
  { weight: 2, arbitrary: fc.constantFrom('https://api.x.com:8443', 'http://[::1]:3000', ...others) },
);

const paths = ['/', '/v1', '/v1/', '/v1/private', '/v1/private/a', '/v1/pri', '/v', '/v1/a%20b', '/v1/%C3%A9', '/.well-known', '/V1'];

const ruleMethods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'REPORT', 'get'];

export const rule: fc.Arbitrary<RuleDraft> = fc
  .record({
    origin: origins,
    path: fc.constantFrom(...paths),
    methods: fc.oneof(fc.constant<string[]>(['GET', 'POST', 'PATCH']), fc.subarray(ruleMethods)),
    encoded: fc.integer({ min: 0, max: 3 }),
  })
  .map(({ encoded, ...rest }) => ({ ...rest, ...(encoded === 0 && { allowEncoded: true as const }) }));

/** What `fetch` may be told; six of them are written in capitals by the browser, the rest is not. */
export const method = fc.oneof(
  { weight: 3, arbitrary: fc.constant('GET') },
  { weight: 3, arbitrary: fc.constantFrom('get', 'Get', 'POST', 'post', 'PATCH', 'patch', 'DELETE', 'delete', 'HEAD', 'REPORT', 'report') },
  { weight: 1, arbitrary: fc.constantFrom('PUT', 'put', 'OPTIONS', 'options', 'Gett', 'GETX', 'POST\u017f', '\u0131') },
);

/** What may stand in the place of a part of an address. */
const parts = {
  scheme: [
    'https:',
    'http:',
    'HTTPS:',
    'hTTp:',
    'blob:https:',
    'data:text/plain,https:',
    'javascript:',
    'ftp:',
    'wss:',
    'file:',
    'https\n:',
    ' https:',
    '',
  ],
  slashes: ['//', '/', '', '///', '\\\\', '/\\', '\t//', '/\n/'],
  userinfo: ['', 'u@', 'u:p@', ':p@', '@', ':@', 'api.x.com@', 'api.x.com:443@', '%40@', 'a@b@', 'https://api.x.com@', 'api.x.com%2f@'],
  host: [
    'api.x.com',
    'x.com',
    'localhost',
    'api.localhost',
    '127.0.0.1',
    '[::1]',
    'API.X.COM',
    'Api.x.Com',
    '\u0442\u0435\u0441\u0442.com',
    'xn--e1aybc.com',
    '192.168.0.1',
    '[2001:db8::1]',
    'api.x.com.',
    'api.x.com..',
    '.api.x.com',
    'api.x.com.evil.com',
    'evil.com',
    'xapi.x.com',
    'api-x.com',
    'apixx.com',
    'api.x.co',
    'api.x.comm',
    'a\tpi.x.com',
    'api.x.com\r\n',
    '%61pi.x.com',
    'api%2ex.com',
    'api.x.com%00',
    'api.x.com%2f',
    '\uff41\uff50\uff49.x.com',
    'api\u3002x.com',
    'api\u00ad.x.com',
    '\u0430pi.x.com',
    'api.x.\u00e7om',
    'api.x.com\u200d',
    'LOCALHOST',
    'localhost.',
    'api.localhost.',
    'localhost.evil.com',
    'notlocalhost',
    '127.1',
    '0x7f.0.0.1',
    '0177.0.0.1',
    '2130706433',
    '127.0.0.1.',
    '127.0.0.2',
    '0.0.0.0',
    '[0:0:0:0:0:0:0:1]',
    '[::ffff:127.0.0.1]',
    '[::0001]',
    '[::1',
    '[::1]x',
    '[2001:DB8:0:0:0:0:0:1]',
    '[2001:db8::1%25eth0]',
    '192.168.1',
    '',
  ],
  port: ['', ':443', ':3000', ':8443', ':0443', ':03000', ':80', ':', ':99999', ':44a', ':-1'],
} as const;
type PartName = keyof typeof parts;

interface Site {
  readonly scheme: string;
  readonly slashes: string;
  readonly userinfo: string;
  readonly host: string;
  readonly port: string;
}

const site = (scheme: string, host: string, port = ''): Site => ({ scheme, slashes: '//', userinfo: '', host, port });

const sites = fc.oneof(
  { weight: 6, arbitrary: fc.constant(site('https:', 'api.x.com')) },
  { weight: 2, arbitrary: fc.constant(site('http:', 'localhost', ':3000')) },
  {
    weight: 2,
    arbitrary: fc.constantFrom(
      site('https:', 'x.com'),
      site('https:', 'api.x.com', ':8443'),
      site('https:', 'xn--e1aybc.com'),
      site('https:', '[2001:db8::1]'),
      site('http:', 'api.localhost', ':3000'),
      site('http:', '127.0.0.1', ':3000'),
      site('http:', '[::1]', ':3000'),
    ),
  },
);

const names = Object.keys(parts) as PartName[];
const change = fc
  .constantFrom(...names)
  .chain((name) => fc.constantFrom<string>(...parts[name]).map((text): Partial<Site> => ({ [name]: text })));

/** A place that a rule may name, with no part of it changed, or one, or two. */
const place = fc
  .tuple(
    sites,
    fc.oneof({ weight: 1, arbitrary: fc.constant([]) }, { weight: 1, arbitrary: fc.array(change, { maxLength: 2, minLength: 1 }) }),
  )
  .map(([from, changes]) => Object.assign({ ...from }, ...changes) as Site)
  .map(({ scheme, slashes, userinfo, host, port }) => scheme + slashes + userinfo + host + port);

const piece = fc.oneof(
  { weight: 5, arbitrary: fc.constantFrom('/v1', '/private', '/a', '/', '/v1/private') },
  {
    weight: 3,
    arbitrary: fc.constantFrom(
      '/..',
      '/.',
      '/%2e%2e',
      '/.%2E',
      '/%2e',
      '/...',
      '//',
      '\\',
      '/\\',
      '%2f',
      '%2F',
      '%5c',
      '%5C',
      '%00',
      '\0',
      ';',
      ';x=1',
      '%3b',
      '%252f',
      '%',
      '%zz',
      'evil',
      '/v1evil',
      '/V1',
      '/v',
      '/pri',
      'vate',
      '/a b',
      '/a%20b',
      '/\u00e9',
      '/%c3%a9',
      '/%C3%A9',
      '/\ud800',
      '\t',
      '\n',
      '/%76%31',
      '/token',
      '/v1/token',
      '/%74oken',
      '/token/',
      '/.well-known/x',
    ),
  },
);
const path = fc.oneof(
  { weight: 3, arbitrary: fc.array(piece, { maxLength: 5, size: 'max' }).map((pieces) => pieces.join('')) },
  { weight: 4, arbitrary: fc.constantFrom('', '/', '/v1', '/v1/a', '/v1/private', '/v1/private/a', '/token') },
);
const tail = fc.constantFrom('', '', '', '', '', '?q=/v1', '#/v1', '?#', '#?', '?;%2f', '#\\', ' ', '\u0000');

const whole = fc.tuple(place, path, tail).map((texts) => texts.join(''));
const local = fc.tuple(path, tail).map((parts) => parts.join(''));
/** A character put in anywhere, or one taken out. */
const damaged = fc
  .tuple(whole, fc.nat({ max: 40 }), fc.constantFrom('', '/', '\\', '@', ':', '.', '%', '\t', '\u3002', '?', '#', ';', ' '))
  .map(([text, at, what]) => text.slice(0, at) + what + text.slice(what === '' ? at + 1 : at));

export const address = fc.oneof(
  { weight: 10, arbitrary: whole },
  { weight: 2, arbitrary: local },
  { weight: 3, arbitrary: damaged },
  { weight: 1, arbitrary: fc.webUrl({ withQueryParameters: true, withFragments: true }) },
  { weight: 1, arbitrary: fc.string({ unit: 'grapheme' }) },
);

/** Pages that a relative address counts from; the last two lie on an API. */
export const base = fc.constantFrom(
  'https://app.example/page',
  'http://localhost:5173/a/b',
  'https://api.x.com/v1/docs/page',
  'http://localhost:3000/v1/',
);
