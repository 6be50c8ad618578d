/** A resolver's answers to a name. */
import type { FailureKind } from '../../../src/model/failure.ts';
import type { FindingName } from '../../../src/model/finding-codes.ts';
import type { NameSays } from '../../../src/probes/testing/dns-server.ts';
import type { Line } from '../line.ts';

const resolver = (by: string, finding: FindingName | null, says: NameSays): Line => ({ by, finding, way: { as: 'resolver', says } });

export const NAME_LINES = {
  'dns.nxdomain': [resolver('NXDOMAIN', 'name-not-found', 'NXDOMAIN')],
  'dns.no-data': [resolver('an answer without addresses', 'name-not-found', { A: [], AAAA: [] })],
  'dns.servfail': [resolver('SERVFAIL', 'resolver-refuses', 'SERVFAIL')],
  'dns.refused': [resolver('REFUSED', 'resolver-refuses', 'REFUSED')],
  'dns.timeout': [resolver('no answer', 'resolver-silent', 'silence')],
  'dns.malformed': [resolver('an answer that cannot be read', 'resolver-refuses', 'rubbish')],
  'dns.unavailable': [
    { by: 'EAI_AGAIN from the system', finding: 'resolver-refuses', way: { as: 'test', file: 'src/probes/dns/names.test.ts' } },
  ],
} as const satisfies Partial<Record<FailureKind, readonly Line[]>>;
