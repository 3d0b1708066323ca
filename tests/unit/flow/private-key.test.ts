import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isSingletError } from '../../../src/core/base/errors.ts';
import { importPrivateKey } from '../../../src/core/flow/private-key.ts';
import { signBody } from '../../../src/core/flow/request-template.ts';

const file = (name: string) => readFileSync(new URL(`../../fixtures/keys/${name}`, import.meta.url));
const pem = file('singleview-test.pkcs8.pem').toString();
const der = new Uint8Array(file('singleview-test.pkcs8.der'));
const sign = { algorithm: 'RS256', of: 'Message', as: 'Signature' } as const;

/** What came of a file: a key, or why it is none. */
async function outcome(given: string | Blob): Promise<string> {
  try {
    const { type, extractable, usages } = await importPrivateKey(given);
    return `${type} ${extractable} ${usages}`;
  } catch (error) {
    if (!isSingletError(error) || error.code !== 'key_invalid') throw error;
    return error.detail ?? '';
  }
}

const right = 'private false sign';
const faults = ['encrypted', 'keystore', 'pkcs1', 'public', 'certificate', 'wrong-type', 'not-a-key'];

describe('a key file', () => {
  test('[S52] cannot be read out again, in either form, with whatever stands around it', async () => {
    const around = `Bag Attributes\r\n    friendlyName: company\r\n${pem.replaceAll('\n', '\r\n')}\r\n${file('singleview-test.certificate.pem')}`;
    for (const given of [pem, new Blob([pem]), new Blob([der]), `\ufeff${pem}`, around]) expect(await outcome(given)).toBe(right);
    await expect(crypto.subtle.exportKey('pkcs8', await importPrivateKey(pem))).rejects.toThrow();
  });

  test('[S52] whatever else it is, it is told apart, and nothing of it stands in the error', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(
          fc.uint8Array({ maxLength: 200 }).map((bytes) => new Blob([Uint8Array.from(bytes)])),
          fc.string({ unit: 'binary', maxLength: 200 }),
          fc
            .constantFrom('PRIVATE KEY', 'RSA PRIVATE KEY', 'EC PRIVATE KEY', 'PUBLIC KEY', 'CERTIFICATE', 'ENCRYPTED PRIVATE KEY')
            .chain((label) =>
              fc.base64String({ maxLength: 120 }).map((text) => `-----BEGIN ${label}-----\n${text}\n-----END ${label}-----\n`),
            ),
        ),
        async (given) => void expect(faults).toContain(await outcome(given)),
      ),
      { numRuns: 2000 },
    );
  });

  test('[S52] a right one with a part of it cut off, doubled or changed is refused or a key, never an accident', async () => {
    const change = fc.record({
      at: fc.nat({ max: der.length - 1 }),
      kind: fc.constantFrom('cut', 'flip', 'twice'),
      bit: fc.nat({ max: 7 }),
    });
    await fc.assert(
      fc.asyncProperty(change, async ({ at, kind, bit }) => {
        const bytes = Uint8Array.from(der);
        if (kind === 'flip') bytes[at] = (bytes[at] ?? 0) ^ (1 << bit);
        const changed = kind === 'cut' ? bytes.slice(0, at) : kind === 'twice' ? new Uint8Array([...bytes, ...bytes.slice(at)]) : bytes;
        expect([right, ...faults]).toContain(await outcome(new Blob([changed])));
      }),
      { numRuns: 300 },
    );
  });
});

test('a signature is over the text of the member as it stands in the body', async () => {
  const key = await importPrivateKey(pem);
  const spki = file('singleview-test.spki.pem')
    .toString()
    .replace(/-----[A-Z ]+-----|\s/g, '');
  const algorithm = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' };
  const known = await crypto.subtle.importKey('spki', Buffer.from(spki, 'base64'), algorithm, false, ['verify']);
  await fc.assert(
    fc.asyncProperty(fc.jsonValue(), fc.dictionary(fc.string(), fc.jsonValue()), async (message, others) => {
      const text = await signBody({ ...others, Message: message }, sign, key);
      const { Message, Signature } = JSON.parse(text) as { Message: unknown; Signature: string };
      const part = JSON.stringify(Message);
      expect(text).toContain(part);
      expect(await crypto.subtle.verify(algorithm, known, Buffer.from(Signature, 'base64'), Buffer.from(part))).toBe(true);
    }),
    { numRuns: 100 },
  );
  await expect(signBody({}, sign, key)).rejects.toMatchObject({ code: 'request_refused' });
});
