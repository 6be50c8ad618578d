/** The gateway, which standard runners need and Enterprise runners do not. It is a Nebula mesh, so UDP 4242 has no TCP fallback. */
import { type CommonRow, endpoint, type Row } from './row.ts';

const GATEWAY: CommonRow = {
  area: 'gateway',
  section: 'Gitpod Services › Gateway API Server',
  level: 'conditional',
  conditions: [{ kind: 'runner', is: 'standard' }],
  neededFrom: ['runner'],
  consumer: 'go',
};

export const GATEWAY_UDP_PORT = 4242;
export const GATEWAY_ADDRESSES = ['35.171.240.32', '13.216.138.24', '44.223.157.13', '54.163.142.39', '35.171.31.215'];

export const GATEWAY_ROWS: Row[] = [
  endpoint(GATEWAY, 'https-8443', 'Gateway over HTTPS on port 8443', 'https://us01.gitpod.dev:8443', {
    documented: ['https://us01.gitpod.dev:8443', 'HTTPS (Port 8443)'],
  }),
  endpoint(GATEWAY, 'subdomains-8443', 'Gateway subdomains on port 8443', 'https://*.us01.gitpod.dev:8443', {
    targets: [
      {
        url: 'https://api.us01.gitpod.dev:8443',
        standsFor: 'Gitpod itself names this host for a test of the gateway; one firewall rule covers every name below us01.gitpod.dev',
      },
    ],
  }),
  endpoint(GATEWAY, 'udp-4242', 'Gateway lighthouses on UDP 4242', `${GATEWAY_ADDRESSES.join(', ')} (UDP ${GATEWAY_UDP_PORT})`, {
    targets: GATEWAY_ADDRESSES.map((address) => ({ target: { kind: 'udp', address, port: GATEWAY_UDP_PORT } })),
    documented: [...GATEWAY_ADDRESSES, `UDP (Port ${GATEWAY_UDP_PORT})`],
  }),
];
