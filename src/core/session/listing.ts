/**
 * The connections of this page, kept in memory and coherent with other tabs, and the rule index over them.
 * One read of the vault a page; after that only changes are read.
 */
import type { Clock } from '../base/clock.ts';
import { SingletError } from '../base/errors.ts';
import { buildIndex, type RuleIndex } from '../intercept/match.ts';
import { type Provider, sourceOf } from '../provider/provider.ts';
import type { Connection, ConnectionInfo, ConnectionStatus } from '../vault/records.ts';

/** Last tenth of its life, at most ten minutes: time to say that a token ends soon. */
function isExpiring({ issuedAt, expiresAt }: Connection, now: number): boolean {
  return expiresAt !== null && expiresAt - now < Math.min(600_000, (expiresAt - issuedAt) / 10);
}

export function statusOf(connection: Connection, now: number): ConnectionStatus {
  if (connection.ended) return 'needs-sign-in';
  if (connection.expiresAt === null) return 'active';
  if (now >= connection.expiresAt) return connection.refreshable ? 'expired' : 'needs-sign-in';
  return isExpiring(connection, now) ? 'expiring' : 'active';
}

export interface Listing {
  all(): Promise<readonly Connection[]>;
  /** Error: `connection_unknown`. */
  get(id: string): Promise<Connection>;
  info(connection: Connection): ConnectionInfo;
  index(): RuleIndex | Promise<RuleIndex>;
  put(connection: Connection): void;
  drop(id: string): void;
  /** Forgets what was read, so that the next look reads the vault. */
  reset(): void;
  /** The rules changed. */
  reindex(): void;
}

export function makeListing(read: () => Promise<readonly Connection[]>, providers: () => readonly Provider[], now: Clock): Listing {
  let loading: Promise<Map<string, Connection>> | undefined;
  let loaded: Map<string, Connection> | undefined;
  let index: RuleIndex | undefined;

  const load = () => {
    loading ??= read().then((list) => {
      loaded = new Map(list.map((connection) => [connection.id, connection]));
      return loaded;
    });
    loading.catch(() => {
      loading = undefined;
    });
    return loading;
  };
  const rebuild = (connections: ReadonlyMap<string, Connection>) => {
    const known = new Map(providers().map((provider) => [provider.id, provider]));
    const own = ({ provider, source }: Connection) => {
      const found = known.get(provider);
      return found !== undefined && sourceOf(found) === source;
    };
    index = buildIndex([...connections.values()].filter(own), known);
    return index;
  };
  const change = (act: (connections: Map<string, Connection>) => void) => {
    if (loaded) act(loaded);
    index = undefined;
  };
  return {
    all: async () => [...(await load()).values()],
    async get(id) {
      const connection = (await load()).get(id);
      if (!connection) throw new SingletError('connection_unknown');
      return connection;
    },
    info: (connection) => ({ ...connection, status: statusOf(connection, now()) }),
    index: () => index ?? (loaded ? rebuild(loaded) : load().then(rebuild)),
    put: (connection) => change((connections) => connections.set(connection.id, connection)),
    drop: (id) => change((connections) => connections.delete(id)),
    reset() {
      loading = undefined;
      loaded = undefined;
      index = undefined;
    },
    reindex() {
      index = undefined;
    },
  };
}
