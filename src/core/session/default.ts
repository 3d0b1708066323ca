/**
 * Which connection serves a rule where several match: chosen by the person, kept with the connection.
 * Address + connection -> nothing. Side effects: vault, broadcast.
 */
import { SingletError } from '../base/errors.ts';
import { ruleKey } from '../base/rule-key.ts';
import { targetOf } from '../intercept/attach.ts';
import { decidingRules } from '../intercept/match.ts';
import type { ActContext } from './context.ts';

/** `id`: null takes the choice back. Errors: `no_rule`, `connection_unknown`. */
export async function setDefault({ listing, vault, keep, ports }: ActContext, address: string | URL, id: string | null): Promise<void> {
  const target = targetOf(address, undefined, ports.baseUri());
  const [entry] = decidingRules(await listing.index(), target, id ?? undefined);
  if (!entry) throw new SingletError('no_rule', { detail: target.origin + target.path });
  const key = ruleKey(entry.rule);
  const others = (await listing.all()).filter((one) => one.id !== id && one.chosenFor?.includes(key));
  // The new choice first: a choice too many is told by nobody, none at all would stop a call.
  if (id !== null) {
    const add = (had: readonly string[] = []) => ({ chosenFor: [...had.filter((one) => one !== key), key] });
    keep(await vault.update(id, ({ chosenFor }) => add(chosenFor)), undefined, false);
  }
  for (const other of others) {
    const without = (had: readonly string[] = []) => ({ chosenFor: had.filter((one) => one !== key) });
    keep(await vault.update(other.id, ({ chosenFor }) => without(chosenFor)), undefined, false);
  }
}
