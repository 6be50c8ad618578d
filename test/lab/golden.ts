/**
 * The scenarios recorded for the fast suite: one per kind of cause, and pairs of causes. Most are recorded with only their own areas, as
 * `check AREA…` measures them; without areas, the whole sweep.
 */
import type { Area } from '../../src/model/area.ts';
import type { LabScenario } from './scenario.ts';
import { SCENARIOS } from './scenarios/index.ts';

const GOLDEN: Readonly<Record<string, readonly Area[]>> = {
  healthy: [],
  unplugged: ['host', 'dns', 'management'],
  'nobody-behind-the-link': ['host', 'dns', 'management', 'gateway'],
  'clock-wrong': ['host', 'management', 'vscode'],
  'own-filter-rejects-udp': ['host', 'management', 'gateway'],
  'proxy-step-login': ['proxy'],
  'proxy-requires-login': ['proxy', 'management', 'releases', 'aws'],
  'proxy-refuses-port': ['proxy', 'management', 'gateway', 'releases'],
  'proxy-refuses-host': ['proxy', 'management', 'releases', 'registries'],
  'proxy-cannot-reach-upstream': ['proxy', 'releases', 'registries'],
  'proxy-port-closed': ['proxy', 'releases', 'registries'],
  'no-proxy-incomplete': ['proxy', 'management', 'aws'],
  'resolver-refuses': ['dns', 'management', 'releases'],
  'one-zone-servfail': ['dns', 'management', 'releases'],
  'name-not-found': ['dns', 'management', 'releases'],
  'name-sinkholed': ['management', 'vscode'],
  'resolvers-disagree': ['dns', 'registries'],
  'resolver-answers-falsely': ['management', 'vscode'],
  'resolver-filters': ['dns', 'management', 'releases'],
  'answers-injected': ['management', 'vscode'],
  'vpc-endpoint-unreachable': ['management', 'aws'],
  'ipv6-broken': ['dns', 'management', 'releases'],
  'no-direct-egress-rejected': ['host', 'dns', 'management', 'releases'],
  'port-dropped': ['management', 'releases', 'registries'],
  'path-rejected': ['management', 'vscode'],
  'name-filtered-in-tls': ['management', 'releases'],
  'mtu-hole-inbound': ['management', 'releases'],
  'large-hello-dropped': ['management', 'releases'],
  'tls-intercepted-by-mitmproxy': ['management', 'releases', 'registries'],
  'http2-downgraded-from-baseline': ['management', 'releases'],
  'packet-loss': ['host', 'dns', 'management', 'vscode', 'releases', 'registries'],
  'proxy-alters-headers': ['registries'],
  'captive-portal': ['management', 'scm'],
  'transparent-proxy': ['jetbrains', 'registries'],
  'redirect-target-blocked': ['management', 'vscode'],
  'download-altered': ['management', 'releases'],
  'gateway-udp-silent': ['management', 'gateway'],
  'nebula-one-never-answers': ['management', 'gateway'],
  'intercepted-and-redirect-blocked': ['management', 'vscode'],
  'login-and-udp-dropped': ['proxy', 'management', 'gateway', 'releases'],
  'ipv6-hole-and-sinkholed': ['dns', 'management', 'vscode'],
  'no-proxy-and-host-refused': ['proxy', 'management', 'releases', 'aws'],
};

export function goldenScenarios(): LabScenario[] {
  return SCENARIOS.flatMap((scenario) => {
    const areas = GOLDEN[scenario.name];
    return areas === undefined ? [] : { ...scenario, areas };
  });
}
