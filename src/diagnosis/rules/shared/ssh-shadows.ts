/** Product settings that lost to an earlier line, and the failures this can explain. */
import type { FailureKind } from '../../../model/failure.ts';
import type { Confidence } from '../../../model/finding.ts';
import type { DecidingKeyword, ShadowedSetting } from '../../../model/ssh/index.ts';
import { type AliasCase, aliasCases, allFailedOf, configEvidence, failedOf, loggedIn, rowsOfAlias } from '../../facts/ssh-aliases.ts';
import type { View } from '../../facts/view.ts';
import type { Claim } from '../rule.ts';
import { type Patch, patchOf } from './ssh-words.ts';

export interface Overridden {
  shadowed: ShadowedSetting[];
  /** Failures of what the winning lines decide; a lost user name has no part in a closed port. */
  accountsFor: string[];
  /** `certain`: it failed at exactly what the winning line set. `possible`: no failure that this setting could cause. */
  confidence: Confidence;
  /** Empty where something else of the alias failed, which then has the rows. */
  requirements: string[];
}

/** Null where no such setting was lost, or where the login works anyway and needs no fix. */
export function overridden(view: View, alias: AliasCase, isCause: (lost: ShadowedSetting) => boolean): Overridden | null {
  const shadowed = (alias.facts?.shadowed ?? []).filter(isCause);
  if (shadowed.length === 0 || loggedIn(alias)) return null;
  const winners = new Set(shadowed.map(({ winnerKeyword }) => winnerKeyword));
  const decided = (keywords: readonly DecidingKeyword[], ids: () => string[]) =>
    keywords.some((keyword) => winners.has(keyword)) ? ids() : [];
  const atLogin = failedOf(view, alias, LOGIN);
  const elsewhere = new Set([...atLogin, ...failedOf(view, alias, OF_THE_CONFIGURATION)]);
  const onTheWay = decided(WAY, () => allFailedOf(view, alias).filter((id) => !elsewhere.has(id)));
  const tooMany = decided(['identitiesonly'], () => failedOf(view, alias, TOO_MANY));
  // A wrong machine or user refuses the login; the section's intended key may be wrong as well.
  const login = decided([...WAY, 'user', 'identityfile'], () => atLogin);
  const certain = [...onTheWay, ...tooMany];
  const accountsFor = [...new Set([...certain, ...login])];
  const isElsewhere = accountsFor.length === 0 && allFailedOf(view, alias).length > 0;
  return {
    shadowed,
    accountsFor,
    confidence: certain.length > 0 ? 'certain' : accountsFor.length > 0 ? 'likely' : 'possible',
    requirements: isElsewhere ? [] : rowsOfAlias(alias),
  };
}

/** What 805 and 814 show: the losing lines, and the patch that puts ours first. */
export interface ShadowFacts {
  alias: string;
  shadowed: ShadowedSetting[];
  patch: Patch | null;
}

/** One claim per alias with a lost setting; `isCause` selects the losses of the rule. */
export function shadowClaims(view: View, isCause: (lost: ShadowedSetting, alias: AliasCase) => boolean): Claim<ShadowFacts>[] {
  return aliasCases(view).flatMap((alias) => {
    const lost = overridden(view, alias, (each) => isCause(each, alias));
    if (lost === null) return [];
    const { shadowed, ...claim } = lost;
    const facts = { alias: alias.alias, shadowed, patch: patchOf(alias.facts, ['include-first']) };
    return [{ subject: alias.alias, ...claim, evidence: configEvidence(alias), facts }];
  });
}

/** Settings that decide where a connection goes. */
const WAY: readonly DecidingKeyword[] = ['hostname', 'port', 'proxycommand', 'proxyjump'];
const TOO_MANY: ReadonlySet<FailureKind> = new Set<FailureKind>(['ssh.too-many-keys']);
const LOGIN: ReadonlySet<FailureKind> = new Set<FailureKind>([
  'ssh.permission-denied',
  'ssh.key-missing',
  'ssh.key-too-open',
  'ssh.key-locked',
  'ssh.too-many-keys',
]);
/** No connection was made, or it ended after the login: no losing line has a part in that. */
const OF_THE_CONFIGURATION: ReadonlySet<FailureKind> = new Set<FailureKind>([
  'ssh.client-missing',
  'ssh.config-refused',
  'ssh.config-timeout',
  'ssh.control-path',
]);
