/** Aliases by address: connections that never opened, and the facts that separate a closed port from a wrong address. */
import { TCP_BLOCKED } from '../../knowledge/connection-kinds.ts';
import type { FailureKind } from '../../model/failure.ts';
import { answeredDirectly, answeredThroughProxy } from './siblings.ts';
import { type AliasCase, addressOf, aliasCases, failedOf, failureKinds, portAnswersElsewhere } from './ssh-aliases.ts';
import { malformedHostName } from './ssh-host-names.ts';
import type { View } from './view.ts';

const NO_SUCH_NAME: ReadonlySet<FailureKind> = new Set<FailureKind>(['dns.nxdomain', 'dns.no-data']);

export interface Unreached {
  alias: AliasCase;
  host: string;
  port: number;
  accountsFor: string[];
  kind: FailureKind;
  /** The name of the address no longer exists. */
  nameIsGone: boolean;
  /** Other hosts speak SSH on this port, so the port is open from here. */
  answersElsewhere: string[];
  /** More than one product section gives this name an address, so one of them may be old. */
  addresses: number;
  /** Observations that prove egress from this network. */
  egress: string[];
}

/** A proxy command opens no connection of ours, so its port and address are unknown. */
export function unreachedAddresses(view: View): Unreached[] {
  return aliasCases(view).flatMap((alias) => {
    const branch = alias.facts?.branch;
    const address = addressOf(alias);
    if (branch === 'proxy-command' || branch === 'none' || address === null || malformedHostName(alias.facts) !== null) return [];
    const gone = failedOf(view, alias, NO_SUCH_NAME);
    const accountsFor = [...failedOf(view, alias, TCP_BLOCKED), ...gone];
    const kind = failureKinds(alias).find((each) => TCP_BLOCKED.has(each) || NO_SUCH_NAME.has(each));
    if (accountsFor.length === 0 || kind === undefined) return [];
    const egress = [...answeredDirectly(view), ...answeredThroughProxy(view)].slice(0, 3).map(({ id }) => id);
    const answersElsewhere = portAnswersElsewhere(view, alias, address.port);
    const late = (alias.facts?.shadowed ?? []).filter(({ keyword, winnerIsOurs }) => keyword === 'hostname' && winnerIsOurs);
    return [{ alias, ...address, accountsFor, kind, nameIsGone: gone.length > 0, answersElsewhere, addresses: late.length + 1, egress }];
  });
}

/** Signs of an old address: its name is gone, the port is open elsewhere, or a second section has another address. */
export function looksStale({ nameIsGone, answersElsewhere, addresses }: Unreached): boolean {
  return nameIsGone || answersElsewhere.length > 0 || addresses > 1;
}
