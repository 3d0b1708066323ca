/** The shape of an action in `singlet.config.json`. unknown JSON -> `ActionEntry`. Pure. */
import * as v from 'valibot';
import type { ActionEntry } from './action-entry.ts';

const text = v.pipe(v.string(), v.minLength(1), v.maxLength(2048));
const note = v.description;
/** What a person types has to be typed by eye, and on any keyboard. */
const word = v.pipe(v.string(), v.regex(/^[A-Za-z0-9][A-Za-z0-9 -]{0,39}$/, 'letters, digits, spaces and dashes, at most 40'));
const name = v.pipe(v.string(), v.regex(/^[\w.-]{1,64}$/, 'letters, digits, "_", "." and "-", at most 64'));

const inputSchema = v.strictObject({
  name: v.pipe(name, note('Stands as {input.NAME} in the request.')),
  label: text,
  required: v.optional(v.boolean()),
  default: v.optional(v.string()),
  options: v.optional(v.array(v.string())),
  help: v.optional(text),
  secret: v.pipe(v.optional(v.boolean()), note('Typed unseen, kept nowhere, sent only to the host that tokens come from.')),
});

const previewSchema = v.strictObject({
  label: text,
  url: text,
  of: v.pipe(v.optional(v.literal('other')), note('"other": asked with the token of the other connection.')),
});

const removesSchema = v.pipe(
  v.strictObject({
    among: v.literal('profiles'),
    value: v.pipe(text, note('How the server names a profile, of {id} and {service}. Stands as {input.profile} in the request.')),
    match: v.pipe(
      v.optional(v.picklist(['exact', 'contains'])),
      note('"contains": every profile goes whose name contains that text. Default "exact".'),
    ),
    word: v.pipe(word, note('To be typed where more than the chosen one would go.')),
  }),
  note('One profile of the account is chosen from a fresh list, and what goes with it is shown.'),
);

/** `request`: the shape of a request template, which is not for actions alone. */
export const makeActionSchema = <Request extends v.GenericSchema<unknown, ActionEntry['request']>>(request: Request) =>
  v.pipe(
    v.strictObject({
      id: v.pipe(v.string(), v.regex(/^[a-z0-9][a-z0-9-]{0,62}$/, 'lower-case letters, digits and dashes, at most 63, no dash in front')),
      label: text,
      help: v.optional(text),
      on: v.pipe(v.optional(v.picklist(['provider', 'connection'])), note('"provider": no connection is needed. Default "connection".')),
      other: v.pipe(v.optional(text), note('A second connection of the same server and client is needed: what to call it.')),
      request: v.pipe(request, note('With {client_id}, {client_secret}, {token}, {other.token} and {input.NAME}.')),
      inputs: v.optional(v.array(inputSchema)),
      previews: v.pipe(v.optional(v.array(previewSchema)), note('Asked with the token and shown before the person decides.')),
      removes: v.optional(removesSchema),
      warning: v.optional(text),
      lost: v.pipe(v.optional(v.array(text)), note('What cannot be had back. {account} and {other} stand for the accounts.')),
      word: v.pipe(v.optional(word), note('To be typed before anything is sent.')),
      refusals: v.pipe(
        v.optional(v.array(v.pipe(v.number(), v.integer(), v.minValue(1)))),
        note('Statuses from 500 on with which the server refuses; else they are trouble of its own.'),
      ),
      effect: v.pipe(
        v.optional(v.picklist(['connects', 'ends', 'ends-other'])),
        note('"connects": the reply is a token reply. "ends", "ends-other": that connection is of no use afterwards.'),
      ),
    }),
    note('Something that a person can have done at the provider beyond signing in.'),
  );
