/** Requirements of the tool itself, not of the access requirements: conditions on this machine without which no host can be judged. */
import type { Area } from '../model/area.ts';
import { ANY_ANSWER } from '../model/requirement.ts';
import { ALL_VANTAGES, endpoint, type Row } from './row.ts';

function own(area: Extract<Area, 'host' | 'proxy' | 'dns'>, name: string, title: string, subject: string, more: Partial<Row> = {}): Row {
  const common = {
    area,
    section: '—',
    neededFrom: ALL_VANTAGES,
    consumer: 'tool',
    origin: 'tool',
    documented: [],
    proof: ANY_ANSWER,
  } as const;
  return endpoint({ ...common, documented: [] }, name, title, subject, { targets: [{ target: { kind: 'host' } }], ...more });
}

export const OWN_ROWS: Row[] = [
  own('host', 'network', 'This machine has a network', 'interfaces and default route'),
  own('host', 'clock', 'The clock is right', 'clock and Date headers', { level: 'optional' }),
  own('host', 'trust-files', 'Certificate files are sound', 'NODE_EXTRA_CA_CERTS, SSL_CERT_FILE, AWS_CA_BUNDLE', { level: 'optional' }),
  own('proxy', 'variables', 'Proxy variables can be read', 'HTTP_PROXY, HTTPS_PROXY, ALL_PROXY', { level: 'optional' }),
  // The targets are the configured proxies, which only the host facts show. Without a proxy the requirement does not apply.
  own('proxy', 'reachable', 'The proxy serves this machine', 'the configured proxies', { targets: [] }),
  own('proxy', 'no-proxy', 'NO_PROXY names what must go direct', 'NO_PROXY', {
    level: 'conditional',
    conditions: [{ kind: 'runner', is: 'enterprise' }],
    neededFrom: ['runner', 'environment'],
    // The note on proxies of Enterprise runners in the access requirements.
    documented: ['.internal', '169.254.0.0/16', 'app.gitpod.io', '.amazonaws.com'],
  }),
  own('dns', 'resolvers', 'The configured resolvers answer', 'configured resolvers', {
    // Two names of different owners are used, so that one filtered name does not make a resolver look silent.
    targets: ['app.gitpod.io', 'mcr.microsoft.com'].map((host) => ({ target: { kind: 'name', host } })),
  }),
];
