/** The diagnosis of a bundle on an engineer's machine must equal that on the customer's machine, with other names. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { diagnose } from '../diagnosis/index.ts';
import { fails, passes, type SessionBuilder, session } from '../diagnosis/testing/session.ts';
import { publishedOwner } from '../knowledge/owner-of-host.ts';
import { parseNoProxy } from '../knowledge/proxies/variables.ts';
import type { Diagnosis } from '../model/finding.ts';
import { Finding, Note } from '../model/finding.ts';
import { hostName } from '../model/privacy.ts';
import { SessionEvent } from '../model/session.ts';
import { foldEvents } from '../session/index.ts';
import { logOf, testRedactor } from './testing/log.ts';

const PUBLIC = [
  'app.gitpod.io',
  'us01.gitpod.dev',
  'api.us01.gitpod.dev',
  'ec2.us-east-1.amazonaws.com',
  'marketplace.visualstudio.com',
  '35.171.240.32',
];

const situations: Record<string, () => SessionBuilder> = {
  'a proxy that wants a login': () =>
    session({ from: 'laptop' })
      .proxy('http://proxy.acme.com:3128')
      .https('app.gitpod.io', fails('tunnel.407', { status: 407, tunnel: { authenticate: ['Basic'] } })),
  'a proxy of one label': () =>
    session()
      .proxy('http://acmeprx01:3128')
      .https('app.gitpod.io', fails('tcp.refused', { peer: 'proxy' })),
  'a name that is sinkholed': () =>
    session()
      .dns('app.gitpod.io', ['10.9.9.9'])
      .https('app.gitpod.io', fails('tcp.timeout', { addresses: ['10.9.9.9'] })),
  'a VPC endpoint that does not answer': () =>
    session({ from: 'runner', regions: ['us-east-1'] })
      .dns('ec2.us-east-1.amazonaws.com', ['10.20.1.7'])
      .https('app.gitpod.io')
      .https('ec2.us-east-1.amazonaws.com', fails('tcp.timeout', { addresses: ['10.20.1.7'] }), { requirement: 'aws.ec2' }),
  'an inspecting proxy': () =>
    session()
      .https('app.gitpod.io', fails('tls.unknown-issuer', { issuer: 'ACME Inspection CA', trust: { public: 'untrusted' } }))
      .https('marketplace.visualstudio.com', fails('tls.unknown-issuer', { issuer: 'ACME Inspection CA', trust: { public: 'untrusted' } })),
  'a redirect to a blocked host': () =>
    session()
      .https('app.gitpod.io', fails('tcp.timeout', { redirectsTo: 'cdn.vendor.net' }))
      .https('us01.gitpod.dev'),
  'a private host that is refused': () =>
    session({ scm: ['https://git.acme.com'] })
      .https('app.gitpod.io')
      .https('https://git.acme.com/team/repo', fails('tcp.refused', { addresses: ['10.1.2.3'] }), { requirement: 'scm.provider' }),
  'a name that does not exist': () =>
    session().https('app.gitpod.io').dns('git.acme.com', 'dns.nxdomain').https('git.acme.com', fails('dns.nxdomain')),
  'resolvers that are silent': () => session().dns('app.gitpod.io', 'dns.timeout').https('app.gitpod.io', fails('dns.timeout')),
  'a vendor page behind an inspecting proxy': () =>
    session({ from: 'runner' })
      .https(
        'https://s3.us-east-1.amazonaws.com/',
        fails('tls.unknown-issuer', {
          issuer: 'ACME CA',
          trust: { public: 'untrusted' },
          unverified: { redirect: { scheme: 'https', host: 'aws.amazon.com', port: 443 } },
        }),
      )
      .https('app.gitpod.io', fails('tls.unknown-issuer', { issuer: 'ACME CA', trust: { public: 'untrusted' } })),
  'a broken trust file': () =>
    session()
      .host({ trustFiles: [{ variable: 'NODE_EXTRA_CA_CERTS', path: '/home/jdoe/acme/ca.pem', state: 'missing', certificates: 0 }] })
      .https('app.gitpod.io', passes()),
  'a proxy that only git knows': () =>
    session({ from: 'runner', runner: 'standard' })
      .host({
        otherProxies: [
          {
            program: 'git',
            proxy: { scheme: 'http', host: 'proxy.acme.com', port: 3128 },
            hasCredentials: false,
            noProxy: [],
            file: '/home/jdoe/.gitconfig',
          },
        ],
      })
      .https('app.gitpod.io', fails('tcp.timeout'))
      .https('marketplace.visualstudio.com', fails('tcp.timeout'))
      .udp('35.171.240.32', fails('udp.silent'))
      .via('http://proxy.acme.com:3128')
      .control('other-programs-proxy', 'marketplace.visualstudio.com'),
  'a list that programs read differently': () =>
    session({ from: 'environment', runner: 'enterprise' })
      .proxy('http://proxy.acme.com:3128')
      .host({ noProxy: [parseNoProxy('NO_PROXY', '10.1.0.0/16,.acme.com,169.254.0.0/16')] })
      .https('app.gitpod.io')
      .requirement('imds.endpoint', {
        targets: [
          { target: { kind: 'http', url: 'http://169.254.169.254/', host: '169.254.169.254', port: 80, path: '/' }, standsFor: null },
        ],
      }),
  'a direct route that is closed': () =>
    session({ from: 'runner', runner: 'enterprise', regions: ['us-east-1'] })
      .proxy('http://proxy.acme.com:3128')
      .host({ noProxy: [parseNoProxy('NO_PROXY', '.acme.com,.amazonaws.com')] })
      .https('app.gitpod.io')
      .direct()
      .https('ec2.us-east-1.amazonaws.com', fails('tcp.timeout'), { requirement: 'aws.ec2' })
      .https('https://git.acme.com/team/repo', fails('tcp.timeout', { addresses: ['10.1.2.3'] }), { requirement: 'scm.provider' })
      .via('http://proxy.acme.com:3128')
      .control('other-route', 'ec2.us-east-1.amazonaws.com', passes(), { requirement: 'aws.ec2' })
      .control('other-route', 'https://git.acme.com/team/repo', passes(), { requirement: 'scm.provider' }),
  'a proxy that nobody configured': () =>
    session()
      .https('marketplace.visualstudio.com', fails('tls.closed'))
      .https('app.gitpod.io', fails('tls.reset'))
      .https('us01.gitpod.dev')
      .tcp('192.0.2.1', 443, passes(), { role: 'control', purpose: 'unserved-address', requirement: 'app.gitpod.io' })
      .control('neutral-name', 'marketplace.visualstudio.com', fails('tls.closed')),
  'a proxy that nobody configured, or a client here': () =>
    session()
      .dns('git.acme.com', ['100.64.1.7'])
      .https('git.acme.com', fails('tls.closed', { addresses: ['100.64.1.7'] }))
      .tcp('192.0.2.1', 443, passes(), { role: 'control', purpose: 'unserved-address', requirement: 'git.acme.com' }),
  'a gateway that is silent': () => session({ runner: 'standard' }).https('app.gitpod.io').udp('35.171.240.32', fails('udp.silent')),
};

/** Ids and order depend on the subject, whose text changes by redaction. */
function comparable({ verdicts, findings, notes }: Diagnosis) {
  const codes = new Map(findings.map((finding) => [finding.id, finding.code]));
  const plain = findings.map(({ id: _, causedById, ...finding }) => ({
    ...finding,
    causedById: causedById === null ? null : codes.get(causedById),
  }));
  return { verdicts, findings: plain.map((each) => JSON.stringify(each, null, 1)).sort(), notes };
}

it("the sessions of this test have causes that depend on the customer's own settings", () => {
  const shown = new Set(Object.values(situations).flatMap((situation) => diagnose(situation().build()).findings.map(({ code }) => code)));
  expect([...shown]).toEqual(expect.arrayContaining(['GD103', 'GD108', 'GD112', 'GD113', 'GD117', 'GD204', 'GD307', 'GD603']));
});

describe('the diagnosis of a redacted session', () => {
  it.each(Object.entries(situations))('equals the redacted diagnosis of the original session: %s', (_, situation) => {
    for (const level of ['standard', 'strict', 'network-clear'] as const) {
      const redactor = testRedactor({ level, publicNames: PUBLIC });
      const events = logOf(situation().build());
      const masked = events
        .map((event) => redactor.learn(SessionEvent, event))
        .map((_, index) => redactor.value(SessionEvent, events[index] as SessionEvent));
      const said = diagnose(foldEvents(events));
      const redactedWords: Diagnosis = {
        verdicts: said.verdicts,
        findings: said.findings.map((finding) => redactor.value(Finding, finding)),
        notes: said.notes.map((note) => redactor.value(Note, note)),
      };
      expect(comparable(diagnose(foldEvents(masked)))).toEqual(comparable(redactedWords));
    }
  });
});

it.each([
  'x.us01.gitpod.dev',
  'signin.amazon.com',
  'acme.cloudfront.net',
  'acme.visualstudio.com',
  'acme.okta.com',
  'x.vo.msecnd.net',
  'docker.com',
  'acme.com',
])('the owner of %s is still recognised after redaction', (host) => {
  for (const level of ['standard', 'strict'] as const) {
    const masked = testRedactor({ level, publicNames: [] }).value(hostName(), host);
    expect(publishedOwner(masked)).toBe(publishedOwner(host));
    expect(masked).not.toContain('acme');
  }
});

it('a redacted event matches the schema, and redacting it again changes nothing', () => {
  const events = Object.values(situations).flatMap((situation) => logOf(situation().build()));
  fc.assert(
    fc.property(fc.constantFrom(...events), fc.constantFrom('standard' as const, 'strict' as const), (event, level) => {
      const redactor = testRedactor({ level, publicNames: PUBLIC });
      const once = redactor.value(SessionEvent, event);
      expect(SessionEvent.safeParse(once).success).toBe(true);
      expect(testRedactor({ level, publicNames: PUBLIC, key: new Uint8Array(32) }).value(SessionEvent, once)).toEqual(once);
      expect(redactor.account().dropped).toBe(0);
    }),
    { numRuns: 150 },
  );
});
