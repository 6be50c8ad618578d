/** Address branch only: a connection by address that never stood, and what tells a closed port from a wrong address. */
import type { FailureKind } from '../../model/failure.ts';
import { answeredDirectly, answeredThroughProxy } from './siblings.ts';
import { type AliasCase, addressOf, aliasCases, failedOf, failureKinds, portAnswersElsewhere } from './ssh-aliases.ts';
import { malformedHostName } from './ssh-host-names.ts';
import type { View } from './view.ts';

const NOT_CONNECTED: ReadonlySet<FailureKind> = new Set<FailureKind>([
  'tcp.refused',
  'tcp.timeout',
  'tcp.unreachable',
  'tcp.prohibited',
  'tcp.reset',
]);
const NO_SUCH_NAME: ReadonlySet<FailureKind> = new Set<FailureKind>(['dns.nxdomain', 'dns.no-data']);

export interface Unreached {
  alias: AliasCase;
  host: string;
  port: number;
  accountsFor: string[];
  kind: FailureKind;
  /** The name of the address does not exist any more. */
  nameIsGone: boolean;
  /** Something speaks SSH on this port elsewhere: the port is open from here. */
  answersElsewhere: string[];
  /** More than one section of the product's gives this name an address, so that one of them may be old. */
  addresses: number;
  /** Observations that prove a way out of this network. */
  egress: string[];
}

/** A proxy command opens no connection of ours, so there neither port nor address is spoken of. */
export function unreachedAddresses(view: View): Unreached[] {
  return aliasCases(view).flatMap((alias) => {
    const branch = alias.facts?.branch;
    const address = addressOf(alias);
    if (branch === 'proxy-command' || branch === 'none' || address === null || malformedHostName(alias.facts) !== null) return [];
    const gone = failedOf(view, alias, NO_SUCH_NAME);
    const accountsFor = [...failedOf(view, alias, NOT_CONNECTED), ...gone];
    const kind = failureKinds(alias).find((each) => NOT_CONNECTED.has(each) || NO_SUCH_NAME.has(each));
    if (accountsFor.length === 0 || kind === undefined) return [];
    const egress = [...answeredDirectly(view), ...answeredThroughProxy(view)].slice(0, 3).map(({ id }) => id);
    const answersElsewhere = portAnswersElsewhere(view, alias, address.port);
    const late = (alias.facts?.shadowed ?? []).filter(({ keyword, winnerIsOurs }) => keyword === 'hostname' && winnerIsOurs);
    return [{ alias, ...address, accountsFor, kind, nameIsGone: gone.length > 0, answersElsewhere, addresses: late.length + 1, egress }];
  });
}

/** What speaks for an old address: its name is gone, the port is open elsewhere, or a second section has another one. */
export function looksStale({ nameIsGone, answersElsewhere, addresses }: Unreached): boolean {
  return nameIsGone || answersElsewhere.length > 0 || addresses > 1;
}
