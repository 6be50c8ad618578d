/** The routes that proxy scripts give to their programs, and the first entry of each list that works. */
import type { FailureKind } from '../../model/failure.ts';
import {
  hostFactsOf,
  isWebObservation,
  type Observation,
  type ProxyScriptObservation,
  type WebObservation,
} from '../../model/observation.ts';
import type { ScriptAnswer, ScriptEntry } from '../../model/proxy-script.ts';
import type { Session } from '../../model/session.ts';
import { hostPort, routeName, targetHost, targetPort } from '../../model/target.ts';
import { normalizeHost } from '../../model/wildcard.ts';
import type { AskScript } from '../no-proxy/by-settings.ts';
import {
  foundNoScript,
  namedScriptOf,
  readerOf,
  routeOfEntry,
  type ScriptReader,
  scriptReaders,
  triesNextEntry,
} from '../proxies/script-readers.ts';

export interface ScriptRoute {
  script: ProxyScriptObservation;
  /** The measured requirement. */
  row: WebObservation;
  reader: ScriptReader;
  /** True if the requirement's own program reads the script; false if another program for the same requirement does. */
  isOwn: boolean;
  /** Null if the script gives no answer, in which case programs connect directly. */
  answer: ScriptAnswer | null;
  /** In order, as the program tries them. */
  entries: readonly ScriptEntry[];
  tried: readonly { entry: ScriptEntry; observation: WebObservation }[];
  /** `open`: the next entry was not measured. */
  outcome: 'works' | 'fails' | 'open';
}

const DIRECT_ONLY: readonly ScriptEntry[] = [{ kind: 'direct' }];

/** Every measured requirement whose program reads a script, once for each script. Empty if no script was measured. */
export function scriptRoutes({
  observations,
  requirements,
  profile,
}: Pick<Session, 'observations' | 'requirements' | 'profile'>): ScriptRoute[] {
  const scripts = observations.filter((one) => one.probe === 'proxy-script' && one.state === 'completed');
  const host = hostFactsOf(observations);
  if (scripts.length === 0 || host === null) return [];
  const rows = new Map(requirements.map((row) => [row.id, row]));
  const measured = Map.groupBy(observations.filter(isUsable), placeOf);
  return scripts.flatMap((script) => {
    if (script.probe !== 'proxy-script') return [];
    const named = namedScriptOf(script, host);
    const readers = named === null || foundNoScript(named, script.failure) ? [] : scriptReaders(named, host);
    return observations.filter(isUsable).flatMap((row): ScriptRoute[] => {
      if (row.role !== 'row') return [];
      const readBy = row.requirements.flatMap((id) => {
        const requirement = rows.get(id);
        const reader = requirement === undefined ? null : readerOf(requirement, profile);
        return requirement === undefined || reader === null || !readers.includes(reader)
          ? []
          : [{ reader, isOwn: reader === requirement.consumer }];
      });
      const [first] = readBy;
      if (first === undefined) return [];
      const answer = answerFor(script, row);
      const all = answer === null ? DIRECT_ONLY : answer.entries;
      const entries = triesNextEntry(first.reader) ? all : all.slice(0, 1);
      const isOwn = readBy.length === row.requirements.length && readBy.every((each) => each.isOwn);
      return [{ script, row, reader: first.reader, isOwn, answer, entries, ...followed(entries, measured.get(placeOf(row)) ?? []) }];
    });
  });
}

/** True if the row's own program gets an answer through the script's proxy, whatever the measured route did. */
export function isCarriedByScript(route: ScriptRoute): boolean {
  return route.isOwn && isOpenByScript(route);
}

/** True if the host answers through the script's proxy, so that there is a way out, for programs that take it. */
export function isOpenByScript({ outcome, tried }: ScriptRoute): boolean {
  const last = tried.at(-1)?.observation;
  return outcome === 'works' && last?.route.via === 'proxy' && last.failure === null;
}

/** The first route that a measured script gives for a destination; direct if it gives no answer. */
export function askMeasuredScripts({ observations }: Pick<Session, 'observations'>): AskScript {
  return ({ number }, { scheme, host, port }) => {
    const measured = observations.find(
      (one) => one.probe === 'proxy-script' && one.state === 'completed' && one.target.kind === 'script' && one.target.number === number,
    );
    if (measured?.probe !== 'proxy-script') return 'script';
    if (measured.failure !== null) return 'direct';
    const answer = (measured.script?.answers ?? []).find(
      (each) => normalizeHost(each.host) === normalizeHost(host) && each.url.startsWith(`${scheme}:`) && portOf(each.url) === port,
    );
    if (answer === undefined) return 'script';
    return (answer.entries[0]?.kind ?? 'direct') === 'direct' ? 'direct' : 'proxy';
  };
}

/** The list that a script returned for the host and scheme of a requirement; null if it returned none. */
function answerFor({ script }: ProxyScriptObservation, { target }: WebObservation): ScriptAnswer | null {
  const host = normalizeHost(targetHost(target) ?? '');
  const answers = (script?.answers ?? []).filter((answer) => normalizeHost(answer.host) === host && answer.entries.length > 0);
  return answers.find(({ url }) => url.startsWith(`${target.kind}:`) && portOf(url) === targetPort(target)) ?? answers[0] ?? null;
}

function portOf(url: string): number | null {
  const parsed = URL.parse(url);
  if (parsed === null) return null;
  return parsed.port === '' ? (parsed.protocol === 'http:' ? 80 : 443) : Number(parsed.port);
}

function followed(entries: readonly ScriptEntry[], measured: readonly WebObservation[]): Pick<ScriptRoute, 'tried' | 'outcome'> {
  const tried: { entry: ScriptEntry; observation: WebObservation }[] = [];
  for (const entry of entries) {
    const route = routeOfEntry(entry);
    const observation = measured.findLast((one) => routeName(one.route) === routeName(route));
    if (observation === undefined) return { tried, outcome: 'open' };
    tried.push({ entry, observation });
    const end = endOf(observation);
    if (end !== 'next') return { tried, outcome: end };
  }
  return { tried, outcome: 'fails' };
}

/** A proxy answered and refused: programs stop there (Chromium, net/http/proxy_fallback.cc, ERR_TUNNEL_CONNECTION_FAILED). */
const REFUSED: ReadonlySet<FailureKind> = new Set<FailureKind>(['tunnel.407', 'tunnel.4xx', 'tunnel.5xx', 'tunnel.unexpected-status']);

/** `works`: a connection to the host opened, whatever the host answered. */
function endOf({ failure, phases, route }: WebObservation): 'works' | 'fails' | 'next' {
  if (failure === null) return 'works';
  const isOpen = phases.some(
    ({ name, ok, peer, hop }) => ok && hop === 0 && (route.via === 'proxy' ? name === 'tunnel' : name === 'tcp' && peer === 'target'),
  );
  if (isOpen) return 'works';
  return REFUSED.has(failure.kind) ? 'fails' : 'next';
}

function isUsable(observation: Observation): observation is WebObservation {
  return (
    isWebObservation(observation) &&
    observation.state === 'completed' &&
    observation.probe !== 'download' &&
    (observation.role === 'row' || SAME_REQUEST.has(observation.purpose))
  );
}

/** Controls that send the same request to the same host. */
const SAME_REQUEST: ReadonlySet<Observation['purpose']> = new Set<Observation['purpose']>([
  ...(['script-entry', 'other-route', 'other-programs-proxy', 'repeat'] as const),
]);

function placeOf({ target }: Observation): string {
  return `${target.kind} ${hostPort(normalizeHost(targetHost(target) ?? ''), targetPort(target) ?? 0)}`;
}
