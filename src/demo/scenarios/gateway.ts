/** Scenarios of the gateway (GD5xx). */
import { GATEWAY_ADDRESSES } from '../../catalog/gateway.ts';
import { PROXY, proxyEnvironment, type ScenarioTable, SHORT_LIMITS } from './parts.ts';

export const GATEWAY_SCENARIOS = {
  /** The firewall allows port 443 to every host, and port 8443 to none. */
  'gateway-port-blocked': {
    title: 'Port 8443 is blocked',
    network: { path: [{ to: '*', port: 8443, does: 'drop' }] },
    limits: SHORT_LIMITS,
  },
  /** The firewall's rule covers us01.gitpod.dev itself, but not its subdomains. */
  'gateway-subdomains-blocked': {
    title: 'The gateway is open, but names below it are not',
    network: { path: [{ to: '*.us01.gitpod.dev', does: 'reset-by-name' }] },
  },
  /** All five addresses answer with ICMP port unreachable. */
  'gateway-udp-refused': {
    title: 'UDP 4242 is refused',
    network: { path: [{ to: '*', port: 4242, does: 'refuse' }] },
  },
  /** None of the five addresses answers, which proves nothing by itself. */
  'gateway-udp-silent': {
    title: 'UDP 4242 is silent',
    network: { path: [{ to: '*', port: 4242, does: 'drop' }] },
    limits: SHORT_LIMITS,
  },
  /** Three addresses answer, two do not. */
  'gateway-udp-partly-open': {
    title: 'UDP 4242 is open to only some addresses',
    network: {
      path: [
        { to: GATEWAY_ADDRESSES[1] ?? '', does: 'drop' },
        { to: GATEWAY_ADDRESSES[3] ?? '', does: 'drop' },
      ],
    },
    limits: SHORT_LIMITS,
  },
  /** A gateway name resolves to an address that the catalogue lacks. The listed addresses still answer. */
  'gateway-addresses-drifted': {
    title: 'The gateway has addresses that the list does not name',
    network: { names: [{ to: 'lighthouse.us01.gitpod.dev', answer: { addresses: ['52.54.12.7', '35.171.240.32'] } }] },
  },
  /** The only egress is an HTTP proxy, which cannot carry UDP 4242. */
  'gateway-cannot-use-proxy': {
    title: 'A standard runner has only an HTTP proxy',
    network: {
      proxy: PROXY,
      environment: proxyEnvironment('.internal,169.254.169.254'),
      path: [
        { to: '*', port: 4242, does: 'drop' },
        { to: '*', does: 'refuse' },
      ],
    },
    limits: SHORT_LIMITS,
  },
} satisfies ScenarioTable<5>;
