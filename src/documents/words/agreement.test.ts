/** Results, findings and the outcome of a run agree in the same words on every surface. */
import { describe, expect, it } from 'vitest';
import { presentFinish } from '../../app/screens/finish.ts';
import { diagnose } from '../../diagnosis/index.ts';
import { withScript } from '../../diagnosis/testing/scripts.ts';
import { cancelled, fails, passes, session } from '../../diagnosis/testing/session.ts';
import { parseProxyVariable } from '../../knowledge/proxies/variables.ts';
import type { Session } from '../../model/session.ts';
import { urlTarget } from '../../model/target.ts';
import { textLines } from '../../render/text.ts';
import { requestedPart } from '../../run/requested-part.ts';
import { findingStatus, isWaiting } from '../finding/finding-context.ts';
import { findingSection } from '../finding/finding-section.ts';
import { summaryLines } from '../report/lines.ts';
import { buildReport, exitCodeOf } from '../report/report.ts';
import { rowsOf } from '../rows/rows.ts';
import { storyInput } from '../testing/story.ts';
import { confidenceWords } from './confidence-words.ts';

const asIs = (text: string) => text;

function told(from: Session) {
  const diagnosis = diagnose(from);
  const report = buildReport(from, diagnosis);
  const roots = diagnosis.findings.filter(({ causedBy }) => causedBy === null);
  const words = roots.map((finding) => findingStatus(finding, diagnosis));
  return { diagnosis, roots, words, exit: exitCodeOf(report), last: summaryLines(report, asIs).at(-1) ?? '' };
}

/** Connections over IPv6 fail; IPv4 works for every host. */
function brokenIpv6(): Session {
  const six = { address: '2600:1f18::1', family: 6 as const, durationMs: 1, failure: { kind: 'tcp.timeout' as const, text: 'x' } };
  const four = { address: '52.1.2.3', family: 4 as const, durationMs: 1, failure: null };
  const both = passes({ attempts: [six, four], addresses: [six.address, four.address] });
  return session().host({ ipv6: true, defaultRoute6: true }).https('app.gitpod.io', both).https('mcr.microsoft.com', both).build();
}

/** A standard runner whose proxy also allows 8443, without any other egress. */
function proxyOnly(gateway: Parameters<ReturnType<typeof session>['https']>[1]): Session {
  const apex = 'https://us01.gitpod.dev:8443/';
  return session({ from: 'runner', runner: 'standard' })
    .proxy('http://proxy.corp:3128')
    .https('app.gitpod.io')
    .https(apex, gateway, { requirement: 'gateway.apex' })
    .direct()
    .udp('35.171.240.32', fails('udp.silent'))
    .control('other-route', 'app.gitpod.io', fails('tcp.timeout'))
    .control('other-route', apex, fails('tcp.timeout'))
    .build();
}

describe('the status word of a finding', () => {
  it('is ADVICE in a run that passes with advice', () => {
    const { diagnosis, words, exit, last } = told(brokenIpv6());
    expect({ words, exit }).toEqual({ words: ['ADVICE'], exit: 0 });
    expect(last).toContain('PASS with advice: no problem found in what was checked');
    const [finding] = diagnosis.findings;
    const telling = { ...diagnosis, requirements: [], observations: [], symptom: null, mask: asIs, most: 3 };
    expect(finding === undefined ? '' : textLines([findingSection(finding, telling)])[0]).toMatch(/^ADVICE /);
  });

  it('is FAIL for an unusable variable, and the passing run does not claim that there is no problem', () => {
    const seen = session({ from: 'runner' })
      .host({ proxies: [parseProxyVariable('HTTPS_PROXY', '"http://proxy.corp:3128"')] })
      .https('app.gitpod.io')
      .requirement('proxy.variables', {
        level: 'optional',
        origin: 'tool',
        area: 'proxy',
        section: '—',
        targets: [{ target: { kind: 'host' }, standsFor: null }],
      })
      .build();
    const { diagnosis, words, exit, last } = told(seen);
    expect({ words, exit }).toEqual({ words: ['FAIL'], exit: 0 });
    expect(last).toContain('PASS with a finding: every check that counts passed');
    const telling = { ...diagnosis, requirements: seen.requirements, observations: [], symptom: null, mask: asIs, most: 3 };
    const text = diagnosis.findings.flatMap((finding) => textLines([findingSection(finding, telling)])).join('\n');
    expect(text).toContain('Breaks: Programs that cannot read the value connect directly or give up.');
    expect(text).not.toContain('proxy.variables');
  });

  it('is UNSURE for a refusal that only affects unmeasured requirements', () => {
    const seen = session({ from: 'runner', runner: 'enterprise' })
      .proxy('http://proxy.corp:3128')
      .tcp('releases.gitpod.io', 443, fails('tunnel.4xx'), { requirement: 'proxy.reachable', of: { origin: 'tool' } })
      .tcp('mcr.microsoft.com', 443, passes(), { requirement: 'proxy.reachable' })
      .requirement('releases.cli', { targets: [{ target: urlTarget('https://releases.gitpod.io/cli/'), standsFor: null }] })
      .build();
    const { diagnosis, words, exit } = told(seen);
    expect({ words, exit }).toEqual({ words: ['UNSURE'], exit: 3 });
    expect(diagnosis.findings.map((finding) => isWaiting(finding, diagnosis))).toEqual([true]);
  });

  it('is ADVICE for a certain cause that degrades something while every check passes', () => {
    const laptop = session({ from: 'laptop', ide: ['vscode'] })
      .https('app.gitpod.io')
      .https('marketplace.visualstudio.com')
      .build();
    const { roots, words, exit, last } = told(withScript(laptop, { fails: 'pac.syntax-error', facts: { line: 2 } }));
    expect(roots).toMatchObject([{ name: 'pac-broken', confidence: 'certain', severity: 'degraded' }]);
    expect({ words, exit }).toEqual({ words: ['ADVICE'], exit: 0 });
    expect(last).toContain('PASS with a finding: every check that counts passed');
  });

  it('is absent in a run without a finding', () => {
    const { words, last } = told(session().https('app.gitpod.io').build());
    expect(words).toEqual([]);
    expect(last).not.toContain('advice');
  });

  it('is UNSURE for the gateway when 8443 is reached through the proxy, because a missing UDP reply proves nothing', () => {
    const { roots, words, exit } = told(proxyOnly(passes()));
    expect({ words, exit }).toEqual({ words: ['UNSURE'], exit: 3 });
    expect(roots[0]).toMatchObject({ name: 'gateway-cannot-use-proxy', confidence: 'likely', severity: 'degraded' });
    expect(roots[0]?.title).not.toContain('cannot reach');
  });

  it('is FAIL for the gateway when 8443 fails as well', () => {
    const { roots, words, exit } = told(proxyOnly(fails('tunnel.4xx')));
    expect({ words, exit }).toEqual({ words: ['FAIL'], exit: 1 });
    expect(roots[0]).toMatchObject({ name: 'gateway-cannot-use-proxy', confidence: 'certain', severity: 'blocker' });
  });
});

describe('the status word of a requirement', () => {
  const step = (from: Session) => rowsOf(from.requirements, { session: from, diagnosis: diagnose(from), live: null, mask: asIs });

  it('is the same in the step and on the last screen when the user stopped the measurement', () => {
    const seen = session().https('app.gitpod.io').https('mcr.microsoft.com', cancelled('person')).build();
    const { open, summary } = presentFinish(storyInput({ session: seen, diagnosis: diagnose(seen), mask: asIs }));
    expect(step(seen).map(({ status }) => status)).toEqual(['PASS', 'SKIP']);
    expect(open).toEqual([{ status: 'SKIP', title: 'mcr.microsoft.com', beside: 'not measured' }]);
    expect(summary).toBe('no finding, 1 of 2 checks passed, 1 inconclusive');
  });

  it('is FAIL for an unmeasured requirement when a finding is certain about it', () => {
    const asked = session({ from: 'runner' })
      .host({ trustFiles: [{ variable: 'NODE_EXTRA_CA_CERTS', path: '/etc/ca.pem', state: 'missing', certificates: 0 }] })
      .https('app.gitpod.io')
      .requirement('host.trust-files', {
        level: 'optional',
        origin: 'tool',
        area: 'host',
        targets: [{ target: { kind: 'host' }, standsFor: null }],
      })
      .requirement('host.clock', { level: 'optional', origin: 'tool', area: 'host' })
      .build();
    const seen = { ...asked, asked: new Set(asked.requirements.flatMap(({ id, area }) => (area === 'host' ? [] : id))) };
    const part = requestedPart(seen);
    expect(part.requirements.map(({ id }) => id)).toContain('host.trust-files');
    expect(part.requirements.map(({ id }) => id)).not.toContain('host.clock');
    for (const from of [seen, part]) {
      const row = step(from).find(({ requirement }) => requirement === 'host.trust-files');
      expect([told(from).words, row?.status]).toEqual([['FAIL'], 'FAIL']);
    }
  });
});

describe('what remains unknown', () => {
  it('is named beside a likely cause as the other possible cause', () => {
    expect(confidenceWords({ code: 'GD302', confidence: 'likely' })).toBe(
      'likely: one other cause remains (the hosts themselves may be down)',
    );
    expect(confidenceWords({ code: 'GD302', confidence: 'certain' })).not.toContain('(');
  });

  it('is summarised on the last screen by the first three requirements and the number of the others', () => {
    const open = ['gateway.a', 'gateway.b', 'gateway.c', 'gateway.d', 'gateway.e'];
    const asked = open.reduce((builder, id) => builder.requirement(id).notStarted(id), session().https('app.gitpod.io')).build();
    const diagnosis = { ...diagnose(asked), findings: [] };
    expect(presentFinish(storyInput({ session: asked, diagnosis, mask: asIs })).open).toEqual([
      { status: 'SKIP', title: '5 checks: gateway.a, gateway.b, gateway.c, 2 more', beside: expect.stringContaining('out of time') },
    ]);
  });
});
