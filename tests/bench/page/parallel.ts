/**
 * The page whose calls all find a token that is of no use: parallel.html?token=ended|refused&api=…&auth=…
 * `burst` makes the calls. Every such page fills the vault anew, so open all of them before the first call.
 * Side effects: IndexedDB, requests.
 */
import { loadSinglet } from './peers/singlet.ts';
import { ended, fillVault } from './vaults.ts';

declare global {
  /** So many calls at once; how many were answered with 200. */
  var burst: (calls: number) => Promise<number>;
}

const given = new URL(location.href).searchParams;
const around = { api: given.get('api') ?? '', auth: given.get('auth') ?? '' };
const kind = given.get('token') ?? '';
const hour = 3_600_000;

/** What the API refuses; see servers.ts. */
const refused = () => ({ access_token: `refused-${'0'.repeat(40)}`, issuedAt: Date.now(), expiresAt: Date.now() + hour });

globalThis.ready = (async () => {
  const base = `/vault-${kind}/`;
  const { config } = await fillVault('one', around, kind === 'refused' ? refused() : ended(), base);
  const singlet = await (await loadSinglet())({ config, base });
  globalThis.burst = async (calls) => {
    const replies = await Promise.all(Array.from({ length: calls }, () => singlet.fetch(`${around.api}/v1/items?page=1`)));
    return replies.filter(({ status }) => status === 200).length;
  };
})();
