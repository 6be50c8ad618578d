/**
 * Canonicalisation (ssh_config(5), CanonicalizeHostname): the client may look up another name in DNS, and reads its files again for that
 * name. We turn it on only if the client then sends nothing that the user's own ssh would not send.
 */
import { isIP } from 'node:net';
import type { SshConfigFacts } from '../../model/ssh/index.ts';
import { type Answer, type ClientQuery, queryCanonical, shouldRunCommands } from './client-query.ts';
import { type ConfigDump, firstValue } from './dump.ts';
import type { ConfigReplay } from './replay.ts';
import type { RunOptions } from './run.ts';

type Canonicalisation = 'yes' | 'always' | 'names';

interface Asking {
  question: ClientQuery;
  run: RunOptions;
  /** The user typed the name, and the machine is not a pretend one. */
  mayLookUp: boolean;
  /** A line sets an option of canonicalisation, even if it has no effect. */
  mayBeOn: boolean;
}

/** The final answer, and the state of canonicalisation; null if the client did not answer. `replay` comes from the log of `quiet`. */
export async function resolveCanonicalAnswer(
  quiet: Answer,
  replay: ConfigReplay | null,
  { question, run, mayLookUp, mayBeOn }: Asking,
): Promise<{ answer: Answer; canonical: SshConfigFacts['canonical'] | null }> {
  const { dump } = quiet;
  if (dump === null) return { answer: quiet, canonical: null };
  // Without a log the deciding line is unknown.
  if (replay === null) return { answer: quiet, canonical: mayBeOn ? 'not-asked' : null };
  const set = canonicalisation(replay);
  if (set === null) return { answer: quiet, canonical: 'off' };
  if (shouldRunCommands(question)) return { answer: quiet, canonical: 'asked' };
  // If a command decides which lines apply, it may also decide which name is looked up.
  const isOurs = mayLookUp && quiet.pair === 'equal';
  if (!isOurs && wouldLookUp(set, replay, dump)) return { answer: quiet, canonical: 'not-asked' };
  const { how, ...found } = await queryCanonical(question, run);
  // If the client refuses, it found no address either, and its message names the typed name.
  if (how === 'answered') return { answer: { ...quiet, ...found }, canonical: 'asked' };
  return { answer: quiet, canonical: how === 'refused' ? 'asked' : 'not-asked' };
}

/** The settings of the files; null if canonicalisation is off. Permitted CNAMEs are followed even then. */
function canonicalisation(replay: ConfigReplay): Canonicalisation | null {
  const set = replay.first.get('canonicalizehostname')?.value.toLowerCase();
  if (set === 'always') return 'always';
  if (set === 'yes' || set === 'true') return 'yes';
  return hasPermittedNames(replay) ? 'names' : null;
}

/** Whether the client would query DNS at all (resolve_canonicalize and main of ssh.c). `dump` is the output without canonicalisation. */
function wouldLookUp(set: Canonicalisation, replay: ConfigReplay, dump: ConfigDump): boolean {
  const hostname = firstValue(dump, 'hostname') ?? '';
  if (isIP(hostname) !== 0) return false;
  // The client decides by its settings after the first pass, but the output shows only those after the second.
  if (replay.hasSecondPass) return true;
  const isDirect = [firstValue(dump, 'proxycommand'), firstValue(dump, 'proxyjump')].every((value) => value === null || value === 'none');
  if (!isDirect && set !== 'always') return false;
  if (hasPermittedNames(replay)) return true;
  if (hostname.endsWith('.')) return true;
  const dots = hostname.split('.').length - 1;
  return replay.first.has('canonicaldomains') && dots <= Number(firstValue(dump, 'canonicalizemaxdots') ?? 1);
}

function hasPermittedNames(replay: ConfigReplay): boolean {
  const names = replay.first.get('canonicalizepermittedcnames')?.value;
  return names !== undefined && names.toLowerCase() !== 'none';
}
