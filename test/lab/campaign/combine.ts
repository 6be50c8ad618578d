/** Which faults can be combined, and the scenario that results. */
import { ENTERPRISE_RUNNER, ENVIRONMENT, LAPTOP, STANDARD_RUNNER } from '../../../src/demo/scenarios/parts.ts';
import { DEFAULT_ACCESS } from '../proxy.ts';
import type { LabScenario, ResolverFault } from '../scenario.ts';
import { behindProxy, ONLY_EXEMPT } from '../scenarios/proxy.ts';
import { type Base, FAULTS, type Fault } from './faults.ts';
import type { Random } from './random.ts';

const BASES: Readonly<Record<Base, Pick<LabScenario, 'profile'> & Partial<LabScenario>>> = {
  runner: { profile: STANDARD_RUNNER },
  laptop: { profile: LAPTOP },
  environment: { profile: ENVIRONMENT },
  'behind-proxy': { profile: ENTERPRISE_RUNNER, environment: behindProxy(), squid: DEFAULT_ACCESS },
};

/** True if both faults can be observed: they have different causes, affect different things, and neither hides the other. */
export function goTogether(one: Fault, other: Fault): boolean {
  return (
    one.base === other.base &&
    one.cause !== other.cause &&
    one.touches !== other.touches &&
    !one.hides.includes(other.layer) &&
    !other.hides.includes(one.layer)
  );
}

export function drawTogether(random: Random, count: number): Fault[] {
  const drawn = [random.oneOf(FAULTS)];
  while (drawn.length < count) {
    const fitting = FAULTS.filter((fault) => drawn.every((one) => goTogether(one, fault)));
    // A drawn fault can be combined with too few others, so the draw begins again.
    if (fitting.length === 0) return drawTogether(random, count);
    drawn.push(random.oneOf(fitting));
  }
  return drawn;
}

/**
 * Omits `resolver-silent` and similar findings from `never`: with several causes, only each cause must be named and nothing else may block.
 */
export function combined(faults: readonly Fault[]): LabScenario {
  const base = BASES[faults[0]?.base ?? 'runner'];
  const parts = faults.map(({ part }) => part);
  const firewall = [...parts.flatMap((part) => part.firewall ?? []), ...(base.squid === undefined ? [] : ONLY_EXEMPT)];
  const resolvers = parts.flatMap(({ resolver }) => resolver ?? []);
  const resolver: ResolverFault = {
    names: Object.assign({}, ...resolvers.map(({ names }) => names)),
    brokenZones: Object.assign({}, ...resolvers.map(({ brokenZones }) => brokenZones)),
  };
  return {
    ...base,
    ...Object.assign({}, ...parts),
    name: faults.map(({ key }) => key).join(' + '),
    title: 'Faults that were drawn',
    firewall,
    ...(resolvers.length === 0 ? {} : { resolver }),
    environment: Object.assign({}, base.environment, ...parts.map(({ environment }) => environment)),
    internet: {
      path: parts.flatMap(({ internet }) => internet?.path ?? []),
      services: parts.flatMap(({ internet }) => internet?.services ?? []),
    },
    expect: { causes: faults.map(({ cause }) => cause), never: [], exit: 1 },
  };
}
