/** Settings of Gitpod's programs that an earlier line overrides, and the failures that this can explain. */
import type { FailureKind } from '../../../model/failure.ts';
import type { Confidence } from '../../../model/finding.ts';
import type { DestinationKeyword, ShadowedSetting } from '../../../model/ssh/index.ts';
import { type AliasCase, aliasCases, allFailedIds, configEvidence, failedIds, hasLogin, rowsOfAlias } from '../../facts/ssh-aliases.ts';
import type { View } from '../../facts/view.ts';
import type { Claim } from '../rule.ts';
import { type ConfigFix, configFixOf } from './ssh-words.ts';

export interface OverriddenSettings {
  shadowed: ShadowedSetting[];
  /** Ids of the failures that the earlier lines can cause. An overridden user name, for example, does not close a port. */
  accountsFor: string[];
  /** `certain`: the winning line made the connection fail. `possible`: nothing failed that this setting could cause. */
  confidence: Confidence;
  /** The requirements of the alias; empty if it failed for another reason, because then another finding has these requirements. */
  requirements: string[];
}

/** The overridden settings of the alias. Null if there are none, or if the login works anyway and needs no fix. */
export function overriddenSettings(view: View, alias: AliasCase, isCause: (lost: ShadowedSetting) => boolean): OverriddenSettings | null {
  const shadowed = (alias.facts?.shadowed ?? []).filter(isCause);
  if (shadowed.length === 0 || hasLogin(alias)) return null;
  const winners = new Set(shadowed.map(({ winnerKeyword }) => winnerKeyword));
  const decided = (keywords: readonly DestinationKeyword[], ids: () => string[]) =>
    keywords.some((keyword) => winners.has(keyword)) ? ids() : [];
  const atLogin = failedIds(view, alias, LOGIN);
  const elsewhere = new Set([...atLogin, ...failedIds(view, alias, OF_THE_CONFIGURATION)]);
  const onTheWay = decided(WAY, () => allFailedIds(view, alias).filter((id) => !elsewhere.has(id)));
  const tooMany = decided(['identitiesonly'], () => failedIds(view, alias, TOO_MANY));
  // A wrong machine or a wrong user name leads to a refused login; the key that the section intends may be wrong as well.
  const login = decided([...WAY, 'user', 'identityfile'], () => atLogin);
  const certain = [...onTheWay, ...tooMany];
  const accountsFor = [...new Set([...certain, ...login])];
  const isElsewhere = accountsFor.length === 0 && allFailedIds(view, alias).length > 0;
  return {
    shadowed,
    accountsFor,
    confidence: certain.length > 0 ? 'certain' : accountsFor.length > 0 ? 'likely' : 'possible',
    requirements: isElsewhere ? [] : rowsOfAlias(alias),
  };
}

/** The facts of GD805 and GD814: the overridden lines, and the patch that puts Gitpod's lines first. */
export interface ShadowFacts {
  alias: string;
  shadowed: ShadowedSetting[];
  patch: ConfigFix | null;
}

/** One claim per alias with an overridden setting; `isCause` selects the settings of the rule. */
export function shadowClaims(view: View, isCause: (lost: ShadowedSetting, alias: AliasCase) => boolean): Claim<ShadowFacts>[] {
  return aliasCases(view).flatMap((alias) => {
    const lost = overriddenSettings(view, alias, (each) => isCause(each, alias));
    if (lost === null) return [];
    const { shadowed, ...claim } = lost;
    const facts = { alias: alias.alias, shadowed, patch: configFixOf(alias.facts, ['include-first']) };
    return [{ subject: alias.alias, ...claim, evidence: configEvidence(alias), facts }];
  });
}

/** Settings that decide the destination of a connection. */
const WAY: readonly DestinationKeyword[] = ['hostname', 'port', 'proxycommand', 'proxyjump'];
const TOO_MANY: ReadonlySet<FailureKind> = new Set<FailureKind>(['ssh.too-many-keys']);
const LOGIN: ReadonlySet<FailureKind> = new Set<FailureKind>([
  'ssh.permission-denied',
  'ssh.key-missing',
  'ssh.key-too-open',
  'ssh.key-locked',
  'ssh.too-many-keys',
]);
/** Failures that an overridden line cannot cause: no connection was tried, or the connection ended only after the login. */
const OF_THE_CONFIGURATION: ReadonlySet<FailureKind> = new Set<FailureKind>([
  'ssh.client-missing',
  'ssh.config-refused',
  'ssh.config-timeout',
  'ssh.control-path',
]);
