/** Aliases that connect by address: connections that never opened, and the facts that distinguish a closed port from a wrong address. */
import { TCP_FAILURES } from '../../knowledge/connection-kinds.ts';
import type { FailureKind } from '../../model/failure.ts';
import { connectedThroughProxy, directlyConnected } from './siblings.ts';
import { type AliasCase, addressOf, aliasCases, failedIds, failureKinds, serversAnsweringOnPort } from './ssh-aliases.ts';
import { malformedHostName } from './ssh-host-names.ts';
import type { View } from './view.ts';

const NO_SUCH_NAME: ReadonlySet<FailureKind> = new Set<FailureKind>(['dns.nxdomain', 'dns.no-data']);

export interface UnreachedAddress {
  alias: AliasCase;
  host: string;
  port: number;
  accountsFor: string[];
  kind: FailureKind;
  /** True if the name of the address no longer exists. */
  nameIsGone: boolean;
  /** Hosts that speak SSH on this port, which shows that the port is open from here. */
  answersElsewhere: string[];
  /** The number of sections of Gitpod's programs that give this name an address. If there are several, one of them may be old. */
  addresses: number;
  /** Observations that prove egress from this network. */
  egress: string[];
}

/** The addresses of aliases that ssh could not reach. A ProxyCommand opens a connection of its own, so its address is unknown and left out. */
export function unreachedAddresses(view: View): UnreachedAddress[] {
  return aliasCases(view).flatMap((alias) => {
    const branch = alias.facts?.branch;
    const address = addressOf(alias);
    if (branch === 'proxy-command' || branch === 'none' || address === null || malformedHostName(alias.facts) !== null) return [];
    const gone = failedIds(view, alias, NO_SUCH_NAME);
    const accountsFor = [...failedIds(view, alias, TCP_FAILURES), ...gone];
    const kind = failureKinds(alias).find((each) => TCP_FAILURES.has(each) || NO_SUCH_NAME.has(each));
    if (accountsFor.length === 0 || kind === undefined) return [];
    const egress = [...directlyConnected(view), ...connectedThroughProxy(view)].slice(0, 3).map(({ id }) => id);
    const answersElsewhere = serversAnsweringOnPort(view, alias, address.port);
    const late = (alias.facts?.shadowed ?? []).filter(({ keyword, winnerIsOurs }) => keyword === 'hostname' && winnerIsOurs);
    return [{ alias, ...address, accountsFor, kind, nameIsGone: gone.length > 0, answersElsewhere, addresses: late.length + 1, egress }];
  });
}

/** Signs of an old address: its name is gone, the port is open on other hosts, or a second section has another address. */
export function isProbablyStale({ nameIsGone, answersElsewhere, addresses }: UnreachedAddress): boolean {
  return nameIsGone || answersElsewhere.length > 0 || addresses > 1;
}
