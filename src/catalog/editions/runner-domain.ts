/** Requirements of the runner's own domain and of the ports of environments, which later runners have in common. */
import { type CommonRow, endpoint, type Row, type RowSource } from '../row.ts';
import { withSource } from './edition.ts';

type Sourced = Row & { source: RowSource };

/** The domain's load balancer, and a name below it, which the certificate and DNS have to cover as well. */
export function runnerDomainRows(section: string, domain: RowSource, names: RowSource): Sourced[] {
  const common: CommonRow = { area: 'management', section, neededFrom: ['laptop', 'environment'], consumer: 'go', documented: [] };
  return [
    withSource(
      endpoint(common, 'runner-domain', "The runner's domain", 'https://<runner-domain>', { targets: [{ runnerDomain: '' }] }),
      domain,
    ),
    withSource(
      endpoint(common, 'runner-subdomains', "Names below the runner's domain", 'https://*.<runner-domain>', {
        targets: [{ runnerDomain: 'gitpod-doctor.', standsFor: 'DNS and the certificate cover every name below the domain' }],
      }),
      names,
    ),
  ];
}

/**
 * Ports on which the runner connects to its environments, and those of them that speak SSH. Only the user knows an environment's address.
 */
export function environmentPortRow(section: string, ports: readonly number[], ssh: readonly number[], source: RowSource): Sourced {
  const common: CommonRow = { area: 'management', section, neededFrom: ['runner'], consumer: 'ssh', documented: [] };
  return withSource(
    endpoint(common, 'environment-ports', 'From the runner to its environments', `<environment> (TCP ${ports.join(', ')})`, {
      level: 'conditional',
      conditions: [{ kind: 'named', what: 'environment-address' }],
      targets: ports.map((environmentPort) => ({ environmentPort, ...(ssh.includes(environmentPort) ? { speaks: 'ssh' as const } : {}) })),
    }),
    source,
  );
}

/** An inbound rule: others connect to a part of the installation. */
export function inboundRow(
  section: string,
  name: string,
  title: string,
  { to, from, ports }: { to: string; from: string; ports: readonly string[] },
  source: RowSource,
): Sourced {
  const common: CommonRow = {
    area: 'management',
    section,
    neededFrom: ['laptop', 'runner', 'environment'],
    consumer: 'go',
    documented: [],
  };
  const spelling = `inbound TCP ${ports.join(', ')} to ${to}, from ${from}`;
  const inbound = { to, from, protocol: 'tcp' as const, ports: [...ports] };
  return withSource(endpoint(common, `inbound-${name}`, title, spelling, { targets: [], inbound }), source);
}
