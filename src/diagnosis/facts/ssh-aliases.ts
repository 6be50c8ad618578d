/** The observations of each SSH alias: its configuration, the furthest stage of its connections, and the failures. */
import type { FailureKind } from '../../model/failure.ts';
import { safeHost } from '../../model/host-syntax.ts';
import type { SshConfigObservation, SshConnectObservation } from '../../model/observation.ts';
import type { PhaseName, PhaseOf } from '../../model/phase.ts';
import type { SshConfigFacts } from '../../model/ssh/index.ts';
import { observationsOfProbe } from './log.ts';
import { perLog } from './memo.ts';
import { sortInPlanOrder } from './order.ts';
import { firstPhase, type View } from './view.ts';

export interface AliasCase {
  /** The alias as the user typed it, or as ssh was queried for it. */
  alias: string;
  config: SshConfigObservation | null;
  facts: SshConfigFacts | null;
  connects: readonly SshConnectObservation[];
}

export const aliasCases = perLog((view: View): readonly AliasCase[] => {
  const cases = new Map<string, { config: SshConfigObservation | null; connects: SshConnectObservation[] }>();
  for (const observation of sortInPlanOrder([...observationsOfProbe(view, 'ssh-config'), ...observationsOfProbe(view, 'ssh-connect')])) {
    if (observation.state !== 'completed' || observation.role !== 'row') continue;
    const alias = aliasOf(observation);
    const known = cases.get(alias) ?? { config: null, connects: [] };
    cases.set(alias, known);
    if (observation.probe === 'ssh-config') known.config = observation;
    else known.connects.push(observation);
  }
  return [...cases].map(([alias, { config, connects }]) => ({ alias, config, facts: config?.facts ?? null, connects }));
});

function aliasOf(observation: SshConfigObservation | SshConnectObservation): string {
  const asked = observation.probe === 'ssh-config' ? observation.facts?.asked : null;
  return asked ?? (observation.target.kind === 'ssh-alias' ? observation.target.pattern : '');
}

export function failedIds(view: View, { config, connects }: AliasCase, kinds: ReadonlySet<FailureKind>): string[] {
  return [...(config === null ? [] : [config]), ...connects]
    .filter((each) => each.failure !== null && kinds.has(each.failure.kind) && view.isFailed(each))
    .map(({ id }) => id);
}

export function allFailedIds(view: View, { config, connects }: AliasCase): string[] {
  return [...(config === null ? [] : [config]), ...connects].filter((each) => view.isFailed(each)).map(({ id }) => id);
}

export function failureKinds({ connects }: AliasCase): FailureKind[] {
  return [...new Set(connects.flatMap(({ failure }) => (failure === null ? [] : [failure.kind])))];
}

/** The phase of this name in any connection of the alias, preferably a failed one. */
export function connectPhase<N extends PhaseName>({ connects }: AliasCase, name: N): PhaseOf<N> | undefined {
  const phases = connects.flatMap((each) => firstPhase(each, name) ?? []);
  return phases.find(({ ok }) => !ok) ?? phases[0];
}

export function hasLogin({ connects }: AliasCase): boolean {
  return connects.some(({ rung, failure }) => rung === 'session' && failure === null);
}

export function rowsOfAlias({ config, connects }: AliasCase): string[] {
  return [...new Set([...(config?.requirements ?? []), ...connects.flatMap(({ requirements }) => requirements)])];
}

/** The evidence for claims without a failure. */
export function configEvidence({ config }: AliasCase): string[] {
  return config === null ? [] : [config.id];
}

/** Host and port to which the alias connects, from the client's own output. */
export function addressOf(alias: AliasCase): { host: string; port: number } | null {
  const { effective, branch } = alias.facts ?? {};
  if (effective !== undefined && effective !== null && branch === 'address') {
    // A value that is not a valid host is shown, but never connected to.
    return { host: safeHost(effective.hostname.value), port: effective.port.value };
  }
  const tcp = connectPhase(alias, 'tcp');
  return tcp === undefined ? null : { host: tcp['server.address'], port: tcp['server.port'] };
}

/** Observations of other aliases whose server answered on this port, which proves that the port is open for some hosts. */
export function serversAnsweringOnPort(view: View, self: AliasCase, port: number): string[] {
  return aliasCases(view).flatMap((other) => {
    if (other === self) return [];
    return other.connects
      .filter((each) => each.phases.some((one) => one.name === 'banner' && one.ok && one['server.port'] === port))
      .map(({ id }) => id);
  });
}
