/** Reads a request to sign. JSON -> name, documents and signers, or the error_code of the first fault. Pure. */
import type { Original, Signer } from './company.ts';

export interface NewEnvelope {
  readonly name: string;
  readonly sources: readonly number[];
  readonly recipients: readonly Signer[];
}

const mostSigners = 45;

const fieldsOf = (value: unknown): Readonly<Record<string, unknown>> => (typeof value === 'object' && value !== null ? { ...value } : {});
const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

function readSigner(value: unknown): Signer | undefined {
  const { first_name, last_name, email } = fieldsOf(value);
  if (typeof first_name !== 'string' || typeof email !== 'string' || !/^\S+@\S+$/.test(email)) return undefined;
  return { first_name, last_name: typeof last_name === 'string' ? last_name : '', email, status: 'waiting' };
}

export function readEnvelope(body: unknown, originals: readonly Original[]): NewEnvelope | string {
  const { name, sources, recipients } = fieldsOf(body);
  const documents = listOf(sources).map((source) => originals.find(({ id }) => id === fieldsOf(source).id));
  const signers = listOf(recipients).map(readSigner);
  const known = documents.filter((document) => document !== undefined);
  const good = signers.filter((signer) => signer !== undefined);
  if (known.length === 0 || known.length < documents.length) return 'invalid_source';
  if (good.length > mostSigners) return 'too_many_recipients';
  if (good.length === 0 || good.length < signers.length) return 'invalid_recipient';
  const title = typeof name === 'string' && name !== '' ? name : (known[0]?.name.replace(/\.pdf$/, '') ?? '');
  return { name: title, sources: known.map(({ id }) => id), recipients: good };
}
