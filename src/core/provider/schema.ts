/**
 * The shape of `singlet.config.json`: the one source of the check at run time and of `singlet.schema.json`. Wire names stay in snake_case; our own options are camelCase.
 * unknown JSON -> `ConfigEntry`. Pure.
 */
import * as v from 'valibot';
import { makeActionSchema } from './action-schema.ts';
import type { ConfigEntry } from './entry.ts';

const text = v.pipe(v.string(), v.minLength(1), v.maxLength(2048));
const note = v.description;
const stringMap = v.record(v.string(), v.string());
const seconds = v.pipe(v.number(), v.minValue(0));

/** `header`, or `query:NAME` for an API that takes the token as a parameter. */
const placement = v.pipe(v.string(), v.regex(/^(header|query:[\w.-]+)$/, '"header" or "query:NAME"'), note('"header" or "query:NAME".'));

const schemeName = v.pipe(v.string(), v.regex(/^[A-Za-z][\w-]{0,31}$/, 'a letter, then letters, digits, "_" and "-"'));
const dotted = v.pipe(v.optional(text), note('Dotted path in the reply.'));

const signSchema = v.pipe(
  v.strictObject({
    algorithm: v.literal('RS256'),
    of: v.pipe(text, note('Name of the signed member of the JSON body.')),
    as: v.pipe(text, note('Name of the member that holds the signature.')),
  }),
  note('A signature over a part of a JSON body, as that part is sent, with the key that the person gave.'),
);

/** Members three deep, which is as deep as any provider was seen to want them. */
const bodySchema = v.pipe(
  v.record(v.string(), v.union([v.string(), v.record(v.string(), v.union([v.string(), stringMap]))])),
  note('Texts with {client_id}, {client_secret}, {token}, {input.NAME}, {uuid}, {now} in them.'),
);
const bodyFormat = v.pipe(v.optional(v.picklist(['form', 'json'])), note('How the body is written. Default "form".'));

export const requestSchema = v.strictObject({
  url: text,
  method: v.pipe(v.optional(text), note('Default POST.')),
  headers: v.optional(stringMap),
  format: bodyFormat,
  body: v.optional(bodySchema),
});

export const apiRuleSchema = v.pipe(
  v.strictObject({
    origin: v.pipe(text, note('Exact origin of the API, for example https://api.example.com.')),
    path: v.pipe(v.optional(text), note('Path prefix, matched by whole segments. Default "/".')),
    methods: v.pipe(v.optional(v.array(text)), note('Methods that may carry the token. Default GET, HEAD, POST, PUT, PATCH, DELETE.')),
    placement: v.optional(placement),
    redirect: v.pipe(v.optional(v.literal('follow')), note('Follow redirects within the origin; only with the token in the header.')),
    credentials: v.pipe(v.optional(v.picklist(['include', 'same-origin'])), note('Cookies of the API to send along. Default: none.')),
    allowEncoded: v.pipe(v.optional(v.boolean()), note('Let encoded separators (%2f, %5c, %00, ";") in a path through.')),
    authorization: v.pipe(
      v.optional(v.literal('override')),
      note("Replace a caller's own Authorization header. Default: such a request is sent as it is."),
    ),
    scheme: v.pipe(v.optional(schemeName), note('Authentication scheme before the token in the header. Default "Bearer".')),
    sign: v.optional(signSchema),
  }),
  note('Where a token of this provider may go. No rule, no token.'),
);

export const identitySchema = v.pipe(
  v.strictObject({
    endpoint: v.pipe(text, note('Asked with the token to learn whose it is.')),
    sub: v.pipe(text, note('Dotted path of the stable id in the reply.')),
    name: v.optional(text),
    email: v.optional(text),
    picture: v.optional(text),
    profiles: v.pipe(v.optional(v.literal('lists')), note('"lists": every other key of the reply is a service with a list of ids.')),
    detail: v.pipe(v.optional(text), note('A second address that adds name, picture and handles; its failure does no harm.')),
  }),
  note('How to learn whose token it is where there is no OpenID userinfo endpoint.'),
);

export const inputSchema = v.strictObject({
  name: v.pipe(text, note('Parameter of the authorization request.')),
  label: text,
  required: v.optional(v.boolean()),
  default: v.optional(v.string()),
  options: v.optional(v.array(v.string())),
  optionsFrom: v.pipe(v.optional(text), note('Address of a JSON object whose keys take the place of the options.')),
  help: v.optional(text),
  to: v.pipe(
    v.optional(v.picklist(['authorize', 'token', 'template'])),
    note('"token": a parameter of the token request. "template": only where {input.NAME} stands. Default "authorize".'),
  ),
});

export const sampleSchema = v.strictObject({
  label: text,
  method: v.optional(text),
  url: text,
  headers: v.optional(stringMap),
  body: v.optional(v.string()),
});

export const entrySchema = v.pipe(
  v.strictObject({
    id: v.pipe(
      v.string(),
      v.regex(/^[a-z0-9][a-z0-9-]{0,62}$/, 'lower-case letters, digits and dashes, at most 63, no dash in front'),
      note('Lower-case letters, digits and dashes; part of storage keys and of ?p=ID.'),
    ),
    name: v.optional(text),
    icon: v.pipe(v.optional(v.pipe(v.string(), v.minLength(1), v.maxLength(2))), note('Two letters for a glyph. Default: of the name.')),
    preset: v.pipe(v.optional(text), note('Known provider to start from; every field can be overridden.')),
    base: v.pipe(v.optional(text), note('Replaces {base} in the addresses of the preset.')),
    apiBase: v.pipe(v.optional(text), note('Replaces {apiBase} in the addresses of the preset.')),
    client_id: text,
    issuer: v.pipe(v.optional(text), note('Its metadata is read from /.well-known.')),
    authorization_endpoint: v.optional(text),
    token_endpoint: v.optional(text),
    revocation_endpoint: v.optional(text),
    userinfo_endpoint: v.optional(text),
    end_session_endpoint: v.pipe(v.optional(text), note('Where a person signs out at the provider (OpenID RP-Initiated Logout).')),
    jwks_uri: v.pipe(v.optional(text), note('Keys of the provider.')),
    scope: v.pipe(v.optional(v.string()), note('Space-separated. Default "openid" with an issuer, else none.')),
    flow: v.pipe(
      v.optional(v.picklist(['auto', 'code', 'token', 'manual-code', 'client-credentials', 'signed-request', 'paste'])),
      note('Default "auto": code with PKCE where it works, else token. "manual-code": the provider shows a code, the person pastes it.'),
    ),
    response_type: v.pipe(
      v.optional(v.picklist(['token', 'id_token token'])),
      note('Of the token flow. Default "id_token token" where openid is asked and the metadata offers it, else "token".'),
    ),
    pkce: v.pipe(v.optional(v.boolean()), note('true: S256 works although the metadata does not say so.')),
    redirect_uri: v.pipe(v.optional(text), note('Default: <base>callback/. "urn:ietf:wg:oauth:2.0:oob" is for flow manual-code only.')),
    redirectBinding: v.pipe(
      v.optional(v.picklist(['state', 'query', 'exact'])),
      note('What ties a reply to its request: an echoed state, or a nonce in the query of redirect_uri, or nothing (exact).'),
    ),
    extraQueryParams: v.optional(stringMap),
    extraTokenParams: v.optional(stringMap),
    tokenRequest: v.pipe(
      v.optional(
        v.strictObject({
          client_authentication: v.pipe(
            v.optional(v.picklist(['none', 'client_secret_post', 'client_secret_basic'])),
            note('How the token endpoint wants the secret. Default "none".'),
          ),
          format: bodyFormat,
          headers: v.optional(stringMap),
          body: v.pipe(v.optional(bodySchema), note('Takes the place of the parameters of RFC 6749.')),
          sign: v.optional(signSchema),
        }),
      ),
      note('The secret itself is typed by the person when it is used; it never stands in this file.'),
    ),
    revocationRequests: v.pipe(
      v.optional(v.array(requestSchema)),
      note('How tokens are ended where RFC 7009 is not followed: the first request that can be made is.'),
    ),
    endSession: v.pipe(
      v.optional(
        v.strictObject({
          id_token_hint: v.pipe(v.optional(v.boolean()), note('true: the provider insists on the ID token in the address.')),
        }),
      ),
      note('Sign-out at the provider.'),
    ),
    link: v.pipe(
      v.optional(
        v.strictObject({
          parameter: v.pipe(
            v.string(),
            v.regex(/^[\w.-]{1,64}$/, 'letters, digits, "_", "." and "-", at most 64'),
            note('Parameter of the authorization request that carries the token of the account.'),
          ),
        }),
      ),
      note('A signed-in account can be extended: its token is sent along. The person is asked first.'),
    ),
    reply: v.optional(
      v.strictObject({
        token_type: v.pipe(v.optional(v.literal('bearer')), note('Assume bearer where the reply names no type.')),
        maxTokenLength: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1))),
        rawFragment: v.pipe(v.optional(v.boolean()), note('Tokens may contain a raw "+", so "+" is not read as a space.')),
        access_token: dotted,
        refresh_token: dotted,
        expires_in: dotted,
        expires_at: v.pipe(v.optional(text), note('Dotted path of a date as text, or of epoch seconds or milliseconds.')),
        scope: dotted,
        error: v.pipe(v.optional(text), note('Dotted path of what stands only in a refusal, whatever the status says.')),
        error_description: dotted,
        retry_after: v.pipe(v.optional(text), note('Dotted path of the seconds to wait.')),
        errors: v.pipe(v.optional(stringMap), note("What the provider's own error values mean in the words of RFC 6749.")),
      }),
    ),
    expires: v.optional(
      v.strictObject({
        skew: v.pipe(v.optional(seconds), note('Seconds before the end at which a token counts as used up. Default 60.')),
        missing: v.pipe(
          v.optional(v.union([seconds, v.literal('unknown')])),
          note('Seconds to assume where the reply states none. Default "unknown".'),
        ),
        jwt: v.pipe(v.optional(v.boolean()), note('true: the token is a JWT whose own end counts where it comes earlier.')),
      }),
    ),
    identity: v.optional(identitySchema),
    api: v.optional(v.array(apiRuleSchema)),
    inputs: v.optional(v.array(inputSchema)),
    samples: v.optional(v.array(sampleSchema)),
    actions: v.optional(v.array(makeActionSchema(requestSchema))),
    singleFlight: v.pipe(v.optional(v.boolean()), note('The provider keeps one sign-in per browser, so ours take turns.')),
    demo: v.pipe(v.optional(v.boolean()), note('Offer it under "Try it" on the first visit.')),
    docs: v.optional(text),
  }),
  note('One authorization server and its APIs.'),
);

export const configSchema = v.object({
  $schema: v.optional(v.string()),
  providers: v.array(v.unknown()),
  embed: v.optional(v.strictObject({ hosts: v.array(v.string()) })),
  sandbox: v.optional(v.boolean()),
  locked: v.optional(v.boolean()),
});

/** Fails to compile when the schema and the written-out types drift apart. */
type Same<A, B> = [A] extends [B] ? ([B] extends [A] ? true : never) : never;
true satisfies Same<v.InferOutput<typeof entrySchema>, ConfigEntry>;
