/** The report of a good network: the same measurements without any fault. */
import type { LabScenario } from './scenario.ts';

/** The situation of a scenario, without its faults. */
export function goodNetworkOf({ name, profile, areas, ipv6 }: LabScenario): LabScenario {
  return {
    name: `${name}, on a good network`,
    title: 'Everything is open',
    profile,
    ...(areas === undefined ? {} : { areas }),
    ...(ipv6 === undefined ? {} : { ipv6 }),
    expect: { causes: [], never: [], exit: 0 },
  };
}
