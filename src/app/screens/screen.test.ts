import { describe, expect, it } from 'vitest';
import { plainFindings } from '../../cli/output/plain.ts';
import { fails, passes, SessionBuilder } from '../../diagnosis/testing/session.ts';
import { detailLines, evidenceLines, failureRemark } from '../../documents/evidence/evidence.ts';
import { rowLine } from '../../documents/report/lines.ts';
import { buildReport } from '../../documents/report/report.ts';
import { rowsOf } from '../../documents/rows/rows.ts';
import { measuredGateway, storyDiagnosis, storyInput, TO_GATEWAY, walked } from '../../documents/testing/story.ts';
import { FAILURE_KINDS } from '../../model/failure.ts';
import type { Session } from '../../model/session.ts';
import { OVERLAY_SCREENS } from '../screen-name.ts';
import { INITIAL_UI, type PresenterInput } from './input.ts';
import { presentScreen } from './screen.ts';

/** Secrets in every kind of field: a host, an address, an organisation, a path, a proxy. */
const PLANTED = 'canary';

function planted(): Session {
  const proxy = new SessionBuilder({ from: 'runner', runner: 'standard', regions: [`${PLANTED}-region`], symptom: 'runner-offline' })
    .proxy(`http://${PLANTED}.proxy.example:3128`)
    .host({ trustFiles: [{ variable: 'SSL_CERT_FILE', path: `/home/${PLANTED}/ca.pem`, state: 'missing', certificates: 0 }] })
    .host({
      noProxy: [{ name: 'NO_PROXY', entries: [`.${PLANTED}.example`], unreadable: 0, hasBlanks: false }],
      resolvers: [{ address: `${PLANTED}::53`, port: 53 }],
    })
    .dns(`${PLANTED}.example`, [`${PLANTED}::1`], 'dns.nxdomain', { requirement: 'gateway.name' })
    .https(
      `https://${PLANTED}.example/${PLANTED}`,
      fails('tls.unknown-issuer', { issuer: `${PLANTED} CA`, trust: { public: 'untrusted' } }),
      {
        requirement: 'gateway.tls',
        of: { endpoint: `https://${PLANTED}.example/` },
      },
    )
    .https(
      `https://${PLANTED}.example/moved`,
      passes({ redirectsTo: `${PLANTED}.login.example`, answer: { products: [`${PLANTED}-product`] } }),
      { requirement: 'gateway.web' },
    );
  return proxy.direct().udp(`${PLANTED}::4242`, fails('udp.silent')).build();
}

function masked(text: string): string {
  return text.replaceAll(PLANTED, 'masked');
}

describe('masking', () => {
  const session = planted();
  const story = storyDiagnosis();
  const [finding] = story.findings;
  const diagnosis = {
    ...story,
    findings:
      finding === undefined
        ? []
        : [
            {
              ...finding,
              title: `${PLANTED} title`,
              subject: PLANTED,
              why: `because ${PLANTED}`,
              evidence: [PLANTED],
              observations: ['o1', 'o2', 'o3'],
            },
          ],
    notes: [{ code: 'GD904' as const, name: 'measured-from-elsewhere', text: `${PLANTED} note` }],
  };
  const base: PresenterInput = { ...storyInput(), session, diagnosis, mask: masked };
  const guides = [
    walked(TO_GATEWAY),
    walked({ type: 'goto', step: 'symptom' }),
    walked({ type: 'goto', step: 'finish' }),
    walked(TO_GATEWAY, measuredGateway()),
  ];

  it('hides planted secrets on every screen, because every string from outside is masked', () => {
    for (const guide of guides) {
      for (const overlay of [null, ...OVERLAY_SCREENS]) {
        for (const cursor of [0, 1, 2, 3]) {
          const screen = presentScreen({ ...base, guide, ui: { ...INITIAL_UI, overlay, cursor } });
          expect(JSON.stringify(screen), `${guide.at} ${overlay} ${cursor}`).not.toContain(PLANTED);
        }
      }
    }
  });

  it('hides planted secrets in the evidence, in short and in full', () => {
    for (const observation of session.observations) {
      expect(
        JSON.stringify([evidenceLines(observation, masked), detailLines(observation, masked), failureRemark(observation, masked)]),
      ).not.toContain(PLANTED);
    }
  });

  it('hides planted secrets in plain lines', () => {
    const rows = rowsOf(session.requirements, { session, diagnosis, live: null, mask: masked });
    const report = buildReport(session, diagnosis);
    const lines = [...rows.map(rowLine), ...plainFindings(report, masked).split('\n')];
    expect(lines.join('\n')).not.toContain(PLANTED);
  });
});

describe('evidence', () => {
  it.each(FAILURE_KINDS)('explains the failure kind %s and says how to find the cause, without claiming one', (kind) => {
    const [observation] = new SessionBuilder({}).https('x.example', fails(kind)).build().observations;
    if (observation === undefined) throw new Error('no observation');
    const labels = evidenceLines(observation, (text) => text).map(({ label }) => label);
    expect(labels).toContain('means');
    expect(labels).toContain('check');
    expect(failureRemark(observation, (text) => text)).not.toBe('');
  });
});

describe('plain lines', () => {
  it('begin with the status word, and each can be understood alone', () => {
    const input = storyInput();
    const lines = rowsOf(input.session.requirements, input).map(rowLine);
    expect(lines[0]).toMatch(/^PASS {4}HTTPS {7}us01\.gitpod\.dev {2}\d+ ms$/);
    expect(lines[1]).toMatch(/^FAIL {4}HTTPS 8443 {2}us01\.gitpod\.dev {2}\d+ ms {2}unexpected issuer \(Acme Inspection CA\)$/);
    expect(lines[2]).toMatch(/^UNSURE {2}UDP 4242 {4}35\.171\.240\.32 {2}\d+ ms {2}no answer$/);
  });

  it('describe a finding first by its result and last by its fix', () => {
    const { session, diagnosis } = storyInput();
    const lines = plainFindings(buildReport(session, diagnosis), (text) => text).split('\n');
    expect(lines[1]).toBe('FAIL    Something on the way re-signs TLS to us01.gitpod.dev');
    expect(lines).toContain('    network / security team: Exclude us01.gitpod.dev and *.us01.gitpod.dev, port 8443, from TLS inspection.');
  });
});
