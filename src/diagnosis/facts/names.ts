/** Every name that this machine had to look up itself, with the outcome. */
import type { FailureKind } from '../../model/failure.ts';
import type { Resolver } from '../../model/host-facts.ts';
import type { NameAnswer, Observation } from '../../model/observation.ts';
import type { ResolvedAddress } from '../../model/phase.ts';
import { hostPort } from '../../model/target.ts';
import { normalizeHost } from '../../model/wildcard.ts';
import { answeringResolver, lookupFailed } from './context.ts';
import { memoize } from './memo.ts';
import { doubtAboutFailure } from './retries.ts';
import type { View } from './view.ts';

export interface NameFacts {
  name: string;
  resolved: boolean;
  /** The failures of the system lookup, and of directly queried resolvers that gave no address of either family. */
  system: ReadonlySet<FailureKind>;
  resolvers: ReadonlySet<FailureKind>;
  /** True if a resolver that was queried directly gave addresses. */
  answeredDirectly: boolean;
  /** Failed observations that this lookup explains. */
  failed: string[];
}

export interface NameLookupFacts {
  asked: NameFacts[];
  resolved: NameFacts[];
  unresolved: NameFacts[];
  named(host: string): NameFacts | undefined;
}

export const nameLookupFacts = memoize((view: View): NameLookupFacts => {
  const facts = new Map<string, NameFacts>();
  // A lost packet proves nothing about a resolver.
  const doubted = new Set<string>();
  for (const observation of view.observations) {
    if (observation.state !== 'completed' || observation.purpose === 'dns-details' || observation.purpose === 'invented-name') continue;
    if (observation.probe === 'dns') {
      readLookup(view, observation.name, observation, facts);
      if (view.isFailed(observation) && doubtAboutFailure(view, observation) !== null) doubted.add(normalizeHost(observation.name));
    } else readPhases(view, observation, facts, doubted);
  }
  const asked = [...facts.values()];
  return {
    asked,
    resolved: asked.filter((name) => name.resolved),
    unresolved: asked.filter((name) => !name.resolved && name.failed.length > 0 && !doubted.has(name.name)),
    named: (host) => facts.get(normalizeHost(host)),
  };
});

/** Loops by index, because creating an iterator for each of many short lists takes time. */
function readPhases(view: View, observation: Observation, facts: Map<string, NameFacts>, doubted: Set<string>): void {
  const { phases } = observation;
  for (let nth = 0; nth < phases.length; nth += 1) {
    const phase = phases[nth];
    if (phase?.name !== 'dns' || phase.addresses.some(isLiteral)) continue;
    if (!phase.ok && !view.isFailed(observation)) continue;
    const name = factsOf(phase['dns.question.name'], facts);
    if (phase.ok) name.resolved = true;
    else {
      if (observation.failure !== null) note(name, 'system', observation.failure.kind);
      name.failed.push(observation.id);
      if (doubtAboutFailure(view, observation) !== null) doubted.add(name.name);
    }
  }
}

function isLiteral({ via }: ResolvedAddress): boolean {
  return via === 'literal';
}

function readLookup(view: View, host: string, observation: Extract<Observation, { probe: 'dns' }>, facts: Map<string, NameFacts>): void {
  const failed = lookupFailed(observation);
  if (observation.addresses.some(isLiteral) || (failed && !view.isFailed(observation))) return;
  const name = factsOf(host, facts);
  if (!failed) name.resolved = true;
  else name.failed.push(observation.id);
  for (const [resolver, answers] of Map.groupBy(observation.answers, answeringResolver)) {
    if (answers.some(({ addresses }) => addresses.length > 0)) name.answeredDirectly ||= resolver !== null;
    else {
      const kind = decisive(answers);
      if (kind !== undefined) note(name, resolver === null ? 'system' : 'resolvers', kind);
    }
  }
  if (failed && name.system.size === 0 && observation.failure !== null) note(name, 'system', observation.failure.kind);
}

/** The outcome of one resolver for both address families: the IPv4 outcome, unless the name only lacks an IPv4 address. */
function decisive(answers: readonly NameAnswer[]): FailureKind | undefined {
  const kindOf = (family: NameAnswer['family']) => answers.find((answer) => answer.family === family)?.failure?.kind;
  const four = kindOf(4) ?? kindOf(null);
  return four === undefined || four === 'dns.no-data' ? (kindOf(6) ?? four) : four;
}

const NOTHING: ReadonlySet<FailureKind> = new Set();

function note(name: NameFacts, whose: 'system' | 'resolvers', kind: FailureKind): void {
  if (!name[whose].has(kind)) name[whose] = new Set([...name[whose], kind]);
}

function factsOf(host: string, facts: Map<string, NameFacts>): NameFacts {
  const name = normalizeHost(host);
  const known = facts.get(name);
  if (known !== undefined) return known;
  const fresh: NameFacts = { name, resolved: false, system: NOTHING, resolvers: NOTHING, answeredDirectly: false, failed: [] };
  facts.set(name, fresh);
  return fresh;
}

/**
 * The configured resolvers that gave this answer for one of these names in a direct query; all configured resolvers if none of them did.
 */
export function resolversAnswering(view: View, names: readonly string[], kinds: ReadonlySet<FailureKind>): string[] {
  const answers = names.flatMap((name) => view.dnsOf(name)?.answers ?? []);
  const heard = new Set(
    answers.flatMap((answer) => (answer.failure !== null && kinds.has(answer.failure.kind) ? answeringResolver(answer) : [])),
  );
  const some = (view.host?.resolvers ?? []).filter(({ address, port }) => heard.has(hostPort(address, port)));
  return some.length > 0 ? some.map(resolverText) : resolverTexts(view);
}

/** The configured resolvers as text, including a loopback stub. */
export function resolverTexts(view: View): string[] {
  return (view.host?.resolvers ?? []).map(resolverText);
}

/** The resolver's address, with the port if it is not 53. */
export function resolverText({ address, port }: Resolver): string {
  return port === 53 ? address : hostPort(address, port);
}
