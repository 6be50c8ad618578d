/** Draws the network of each run of a campaign from its seed and number. */
import { ENVIRONMENT, LAPTOP } from '../../../src/demo/scenarios/parts.ts';
import type { Conditions } from '../conditions/conditions.ts';
import type { LabScenario } from '../scenario.ts';
import { SCENARIOS } from '../scenarios/index.ts';
import { combined, drawTogether } from './combine.ts';
import type { Fault } from './faults.ts';
import { drawConditions } from './networks.ts';
import { randomFrom } from './random.ts';

/** Of ten runs. */
const KINDS = ['working', 'working', 'working', 'working', 'single', 'single', 'single', 'pair', 'pair', 'triple'] as const;
export type RunKind = (typeof KINDS)[number];

export interface Drawn {
  run: number;
  kind: RunKind;
  scenario: LabScenario;
  conditions: Conditions;
  /** The faults from which pairs and triples are made. */
  faults: readonly Fault[];
}

const open = (name: string, rest: Pick<LabScenario, 'profile'> & Partial<LabScenario>): LabScenario => ({
  ...{ name, title: 'Everything is open', expect: { causes: [], never: [], exit: 0 } },
  ...rest,
});

/** Networks without a fault. */
const WORKING: readonly LabScenario[] = [
  ...named('healthy', 'proxy-healthy', 'proxy-login-accepted', 'two-resolvers-healthy', 'ipv6-healthy', 'carrier-nat'),
  ...named('stub-resolver-on-loopback', 'split-dns-with-vpc-endpoints', 'aaaa-servfail', 'nebula-answers'),
  open('laptop', { profile: LAPTOP }),
  open('environment', { profile: ENVIRONMENT }),
];

/** One fault each, in the proportions in which they occur. */
const CLASSIC: readonly LabScenario[] = [
  ...named('proxy-requires-login', 'proxy-rejects-credentials', 'proxy-refuses-port', 'proxy-refuses-host', 'proxy-refuses-everything'),
  ...named('proxy-cannot-reach-upstream', 'proxy-port-closed', 'no-proxy-incomplete', 'gateway-port-blocked', 'gateway-udp-silent'),
  ...named('gateway-udp-refused', 'gateway-udp-partly-open', 'gateway-subdomains-blocked', 'name-sinkholed', 'name-sinkholed-nowhere'),
  ...named('name-not-found', 'resolver-silent', 'resolver-refuses', 'one-zone-servfail', 'tls-intercepted', 'tls-intercepted-by-mitmproxy'),
  ...named('name-filtered-in-tls', 'name-filtered-by-silence', 'tls-cut-off', 'tls-stalls', 'large-hello-dropped', 'block-page'),
  ...named('captive-portal', 'redirect-target-blocked', 'redirect-target-refused', 'certificate-expired', 'certificate-for-another-name'),
  ...named('no-direct-egress', 'no-direct-egress-rejected', 'port-dropped', 'port-refused', 'path-rejected', 'aws-endpoint-blocked'),
  ...named('vpc-endpoint-unreachable', 'ipv6-broken', 'service-unhealthy', 'service-refuses-client', 'own-filter-drops'),
];

export function drawRun(seed: number, run: number): Drawn {
  const random = randomFrom(seed, run);
  const kind = KINDS[run % KINDS.length] as RunKind;
  const faults = kind === 'pair' ? drawTogether(random, 2) : kind === 'triple' ? drawTogether(random, 3) : [];
  const scenario = kind === 'working' ? random.oneOf(WORKING) : kind === 'single' ? random.oneOf(CLASSIC) : combined(faults);
  // Some faults are added to a good network, so that only their combination is new.
  const conditions = kind === 'working' || kind === 'single' || random.next() < 0.6 ? drawConditions(random, scenario) : {};
  return { run, kind, scenario, conditions, faults };
}

function named(...names: readonly string[]): LabScenario[] {
  return names.map((name) => {
    const scenario = SCENARIOS.find((one) => one.name === name);
    if (scenario === undefined) throw new Error(`There is no scenario ${name}.`);
    return scenario;
  });
}
