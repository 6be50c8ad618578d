/** Uses the report of another network as a control: each host's result there, phase by phase. */
import { addressClass } from '../../model/address.ts';
import { failedPlaceOf } from '../../model/baseline.ts';
import type { FailureKind } from '../../model/failure.ts';
import { targetHost } from '../../model/target.ts';
import { normalizeHost } from '../../model/wildcard.ts';
import { memoize } from './memo.ts';
import type { View } from './view.ts';

export interface BaselineResult {
  startedAt: string;
  /**
   * The failed hosts by their result there: those that pass, those that fail in the same phase and kind, and those that fail in another
   * way.
   */
  works: readonly string[];
  alike: readonly string[];
  otherwise: readonly { host: string; phase: string; kind: FailureKind }[];
  /** Hosts that the other report lacks. */
  unknown: readonly string[];
}

/**
 * Compares these observations with the report of the other network. Null without a report, or if the report is from this network, which
 * proves nothing.
 */
export function baselineResult(view: View, observations: readonly string[]): BaselineResult | null {
  const { baseline } = view.session;
  if (baseline === null || isSameNetwork(view)) return null;
  const { passed, there, here } = bothNetworks(view);
  const hosts = { works: new Set<string>(), alike: new Set<string>(), unknown: new Set<string>() };
  const otherwise = new Map<string, BaselineResult['otherwise'][number]>();
  for (const failure of observations.flatMap((id) => here.get(id) ?? [])) {
    const place = failedPlaceOf(failure);
    const host = place?.host ?? targetHost(failure.target);
    if (host === null) continue;
    const failed = there.get(normalizeHost(host)) ?? [];
    const [other] = failed;
    if (failed.some(({ phase, kind }) => phase === place?.phase && kind === place.kind)) hosts.alike.add(host);
    else if (other !== undefined) otherwise.set(host, other);
    else if (passed.has(normalizeHost(host))) hosts.works.add(host);
    else hosts.unknown.add(host);
  }
  const { works, alike, unknown } = hosts;
  return { startedAt: baseline.startedAt, works: [...works], alike: [...alike], otherwise: [...otherwise.values()], unknown: [...unknown] };
}

const bothNetworks = memoize((view: View) => {
  const { passed = [], failed = [] } = view.session.baseline ?? {};
  return {
    passed: new Set(passed.map(normalizeHost)),
    there: Map.groupBy(failed, ({ host }) => normalizeHost(host)),
    here: new Map(view.failed.map((observation) => [observation.id, observation])),
  };
});

/** True if addresses and resolvers are the same, which means the same network, except in containers and behind a loopback resolver. */
const isSameNetwork = memoize((view: View): boolean => {
  const network = view.session.baseline?.network;
  const { ownAddresses = [], resolvers = [] } = view.host ?? {};
  if (network === undefined || ownAddresses.length === 0) return false;
  if (resolvers.every(({ address }) => addressClass(address) === 'loopback')) return false;
  const has = (known: readonly string[], addresses: readonly { address: string }[]) =>
    known.length === addresses.length && addresses.every(({ address }) => known.includes(address));
  return has(network.ownAddresses, ownAddresses) && has(network.resolvers, resolvers);
});
