/**
 * Distinguishes machines. Host names are cloned together with images, so results are merged only for a reason: an id from the engine, the
 * user or the environment; the same run in two files; or consecutive runs in one file.
 */
import type { CompactReport } from '../../model/compact.ts';
import type { FleetPlace } from '../../model/fleet.ts';
import { boundedWord } from './bounded-text.ts';

export interface Identity {
  /** What the results of one machine have in common. */
  machine: string;
  /** Null if the machine has an id; otherwise the time of this run, because several machines may look the same. */
  run: string | null;
}

type Names = Pick<FleetPlace, 'instance' | 'name' | 'host' | 'source' | 'account' | 'region' | 'subnets' | 'from'>;

/** A result with the facts that distinguish its machine from others. */
export interface MeasuredPlace extends Names {
  startedAt: string;
  durationMs: number;
  identity: Identity;
}

/** `fingerprint` is set for a report that counts as a machine of its own. */
export function identityOf({ place, startedAt, durationMs }: CompactReport, names: Names, fingerprint: string | null): Identity {
  const { instance, name, host, source, account, region, subnets, from } = names;
  const [environmentId, runnerId, machine] = [place.environmentId, place.runnerId, place.machine ?? null].map((id) =>
    id === null ? null : boundedWord(id),
  );
  if (fingerprint !== null) return { machine: boundedWord(fingerprint), run: null };
  const id = instance ?? name;
  if (id !== null) return { machine: JSON.stringify([id, environmentId, from]), run: null };
  if (place.environmentId !== null) return { machine: JSON.stringify([host, machine, environmentId, from]), run: null };
  return {
    // A report without any name is identified by its file alone.
    machine: JSON.stringify([host ?? source, machine, runnerId, account, region, subnets[0] ?? null, from]),
    run: `${boundedWord(startedAt)} ${durationMs}`,
  };
}

/** The key of a run, which is the same in every file. */
export function keyOf({ machine, run }: Identity): string {
  return `${machine} ${run}`;
}

export interface DistinctPlaces<P> {
  all: P[];
  /** The number of results that a newer result of the same machine replaced. */
  older: number;
  sharesNames: boolean;
}

/** Keeps the newest run of each machine. `source` is kept only if nothing else distinguishes two machines. */
export function distinguishPlaces<P extends MeasuredPlace>(places: readonly P[]): DistinctPlaces<P> {
  const machines = Map.groupBy(places, ({ identity: { machine, run }, source }) =>
    run === null ? machine : JSON.stringify([machine, source]),
  );
  const kept = new Set([...machines.values()].flatMap(separateMachines));
  const sharing = Map.groupBy(kept, ({ identity }) => identity.machine);
  const hasNamesake = ({ identity }: P) => identity.run !== null && (sharing.get(identity.machine)?.length ?? 0) > 1;
  return {
    all: places
      .filter((place) => kept.has(place))
      .map((place) => ({ ...place, source: isNameless(place) || hasNamesake(place) ? place.source : null })),
    older: places.length - kept.size,
    sharesNames: [...kept].some((place) => hasNamesake(place) && !isNameless(place)),
  };
}

/** Runs of one machine never overlap. If runs overlap, several machines look the same, and each run may be that of another machine. */
function separateMachines<P extends MeasuredPlace>(alike: readonly P[]): readonly P[] {
  const runs = alike.toSorted((a, b) => moment(a.startedAt) - moment(b.startedAt));
  const isOverlapping = runs.some((run, index) => {
    const before = runs[index - 1];
    return before !== undefined && moment(run.startedAt) < moment(before.startedAt) + before.durationMs;
  });
  return isOverlapping ? runs : runs.slice(-1);
}

function isNameless({ instance, name, host }: Names): boolean {
  return instance === null && name === null && host === null;
}

/** An invalid time counts as older than any other. */
export function moment(startedAt: string): number {
  const at = Date.parse(startedAt);
  return Number.isNaN(at) ? Number.NEGATIVE_INFINITY : at;
}
