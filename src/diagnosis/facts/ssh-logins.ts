/** Settings that end every login of an alias, whether or not a login was tried. */
import type { IdentityFile, SshConfigFacts } from '../../model/ssh/index.ts';
import { type AliasCase, hasLogin } from './ssh-aliases.ts';

export type KeyFault = 'missing' | 'too-open' | 'locked' | 'unreadable' | 'not-a-key';
export type UnusableKey = IdentityFile & { state: KeyFault };

/** The first key, if every configured key is unusable; a missing default key is normal. */
export function unusableKey(facts: SshConfigFacts | null): UnusableKey | null {
  const named = (facts?.identities ?? []).filter(({ source }) => source.by !== 'default');
  const bad = named.filter(isUnusable);
  const only = facts?.effective?.identitiesOnly.value === true || (facts?.agent?.keys ?? 0) === 0;
  return named.length > 0 && bad.length === named.length && only ? (bad[0] ?? null) : null;
}

function isUnusable(key: IdentityFile): key is UnusableKey {
  return key.state !== 'usable' && key.state !== 'public-half' && key.inAgent !== true;
}

export type SocketProblem = Exclude<NonNullable<SshConfigFacts['controlProblem']>, 'stale-socket'>;

export function socketProblem(facts: SshConfigFacts | null): SocketProblem | null {
  const problem = facts?.controlProblem ?? null;
  return problem === 'stale-socket' ? null : problem;
}

/** The login of this tool shares no connection, so it passes although a login of the user fails without the socket. */
export function preventsEveryLogin(alias: AliasCase): boolean {
  return socketProblem(alias.facts) !== null || (!hasLogin(alias) && unusableKey(alias.facts) !== null);
}
