/** What is kept of a good network's report. If one fails, `--baseline` blames this network for what fails there too. */
import { describe, expect, it } from 'vitest';
import { diagnose } from '../diagnosis/index.ts';
import { fails, passes, type SessionBuilder, session } from '../diagnosis/testing/session.ts';
import { buildReport } from '../documents/report/report.ts';
import { baselineOf } from './baseline.ts';

const baseline = (told: SessionBuilder) => {
  const built = told.build();
  return baselineOf(buildReport(built, diagnose(built)));
};

describe('a baseline', () => {
  it('keeps the verdicts, and the hosts of requirements that passed at least once', () => {
    const kept = baseline(session().https('app.gitpod.io').https('ghcr.io', fails('tcp.timeout')).https('app.gitpod.io'));
    expect(kept.passed).toEqual(['app.gitpod.io']);
    expect(kept.verdicts).toEqual(
      expect.arrayContaining([
        { requirement: 'app.gitpod.io', verdict: 'met' },
        { requirement: 'ghcr.io', verdict: 'unmet' },
      ]),
    );
  });

  it.each([
    ['connection', session().https('ghcr.io', fails('tcp.refused')), [{ host: 'ghcr.io', phase: 'tcp', kind: 'tcp.refused' }]],
    ['lookup', session().https('ghcr.io', fails('dns.nxdomain')), [{ host: 'ghcr.io', phase: 'dns', kind: 'dns.nxdomain' }]],
    ['handshake', session().https('ghcr.io', fails('tls.reset')), [{ host: 'ghcr.io', phase: 'tls', kind: 'tls.reset' }]],
    ['proxy', session().via('http://proxy.corp:3128').https('ghcr.io', fails('tunnel.4xx')), []],
    ['control', session().https('ghcr.io').control('port-443', 'ghcr.io', fails('tcp.timeout')), []],
  ])('keeps the failure of an unmet requirement unless the proxy or the route to the proxy failed: %s', (_, told, failed) => {
    expect(baseline(told).failed).toEqual(failed);
  });

  it('keeps the protocol and all headers of each host from every request', () => {
    const told = session()
      .https('ghcr.io', passes({ answer: { headers: ['x-served-by'] } }))
      .https('ghcr.io', passes({ answer: { headers: ['etag', 'x-served-by'] } }));
    expect(baseline(told).hosts).toEqual([{ host: 'ghcr.io', alpn: 'h2', headers: ['etag', 'x-served-by'] }]);
  });

  it('keeps the addresses that answered over UDP', () => {
    const told = session({ runner: 'standard' }).udp('34.204.159.193').udp('34.204.159.194', fails('udp.silent'));
    expect(baseline(told).answered).toEqual(['34.204.159.193']);
  });

  it('identifies the network by own addresses and resolvers, and has neither if the machine was not inspected', () => {
    const machine = { resolvers: [{ address: '192.0.2.53', port: 53 }], ownAddresses: [{ address: '10.20.0.10', prefix: 24 }] };
    expect(baseline(session().host(machine)).network).toEqual({ ownAddresses: ['10.20.0.10'], resolvers: ['192.0.2.53'] });
    expect(baseline(session().host(null)).network).toEqual({ ownAddresses: [], resolvers: [] });
  });
});
