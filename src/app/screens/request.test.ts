/** The request on the screen. If these fail, the owner of a cause gets no text, or the text about another cause. */
import { describe, expect, it } from 'vitest';
import { diagnose } from '../../diagnosis/index.ts';
import { fails, passes, SessionBuilder } from '../../diagnosis/testing/session.ts';
import { createHandover, handoverAs, type RequestFormat } from '../../documents/handover/index.ts';
import { buildReport } from '../../documents/report/report.ts';
import { storyDiagnosis, storyInput } from '../../documents/testing/story.ts';
import type { Finding, Owner } from '../../model/finding.ts';
import { addCheckLetter } from '../../model/masked.ts';
import { presentRequest } from './request.ts';

const [INTERCEPTED] = storyDiagnosis().findings;
const MASKED = `${addCheckLetter('px-abcdef')}.example`;

describe('the request for one cause', () => {
  it("has one text per owner of a fix, and the first text is for the owner on the finding's card", () => {
    const finding: Finding = {
      ...(INTERCEPTED ?? expect.fail()),
      fixes: [
        { owner: 'you', text: 'Install the root.', command: null, verify: [] },
        { owner: 'network-team', text: 'Exclude the host.', command: null, verify: [] },
        { owner: 'gitpod', text: 'Say whether another runner fits.', command: null, verify: [] },
      ],
    };
    const model = presentRequest(finding, storyInput({ diagnosis: { ...storyDiagnosis(), findings: [finding] } }));
    expect(model.texts.map(({ owner, file }) => [owner, file])).toEqual([
      ['you', 'GD307-you'],
      ['network-team', 'GD307-network-team'],
      ['gitpod', 'GD307-gitpod'],
    ]);
    const [you, network, gitpod] = model.texts.map(({ lines }) => lines.join('\n'));
    expect(network).toContain('Exclude the host.');
    expect(network).not.toContain('Install the root.');
    expect(gitpod).toContain('Say whether another runner fits.');
    expect(you).toContain('Install the root.');
    expect(model.lines.join('\n')).toBe(you);
  });

  it('asks only to fix that cause, and includes the table of all connections', () => {
    const session = new SessionBuilder({ from: 'runner', runner: 'standard', regions: ['us-east-1'] })
      .https('https://app.gitpod.io/', passes(), { requirement: 'management.app' })
      .https('https://releases.gitpod.io/', fails('tcp.timeout'), { requirement: 'releases.cli-manifest' })
      .https('https://us01.gitpod.dev:8443/', fails('tcp.timeout'), { requirement: 'gateway.https-8443' })
      .build();
    const diagnosis = diagnose(session);
    const dropped = diagnosis.findings.find(({ code }) => code === 'GD302') ?? expect.fail();
    const gateway = diagnosis.findings.find(({ code }) => code === 'GD501') ?? expect.fail();
    const textOf = (finding: Finding) => presentRequest(finding, storyInput({ session, diagnosis })).lines.join('\n');
    for (const [finding, other] of [
      [dropped, gateway],
      [gateway, dropped],
    ] as const) {
      const text = textOf(finding);
      expect(text).not.toContain(other.title);
      expect(text).toMatch(/no answer +TCP +443 +releases\.gitpod\.io +Gitpod software/);
      expect(text).toMatch(/no answer +TCP +8443 +us01\.gitpod\.dev +Gitpod gateway/);
      expect(text).toMatch(/works +TCP +443 +app\.gitpod\.io +Gitpod control plane/);
    }
    const input = storyInput({ session, diagnosis });
    const spoken = presentRequest(dropped, { ...input, ui: { ...input.ui, device: 'security-group' } });
    expect(spoken.device).toBe('AWS security group');
    expect(spoken.lines.join('\n')).toContain('authorize-security-group-egress');
    expect(spoken.copy().join('\n')).toContain('authorize-security-group-egress');
    expect(textOf(dropped).match(/^ {2}curl.*$/gm)).toEqual([expect.stringContaining('https://releases.gitpod.io/')]);
  });

  it('is masked on the screen; copies contain the real names, except the copy for Gitpod', () => {
    const masked = (text: string) => text.replaceAll('us01.gitpod.dev', MASKED);
    const finding = INTERCEPTED ?? expect.fail();
    const fixes = (['network-team', 'gitpod', 'you'] as const).map((owner) => ({
      ...{ owner, text: 'Look at us01.gitpod.dev.', command: null, verify: [] },
    }));
    const { texts } = presentRequest(
      { ...finding, fixes },
      storyInput({ diagnosis: { ...storyDiagnosis(), findings: [{ ...finding, fixes }] }, mask: masked, masked }),
    );
    for (const { owner, lines, copy, caution } of texts) {
      expect(lines.join('\n')).not.toContain('us01.gitpod.dev');
      expect(copy().join('\n').includes('us01.gitpod.dev'), owner).toBe(owner !== 'gitpod');
      expect(caution).toMatch(
        owner === 'gitpod' ? /The copy for Gitpod stays masked/ : /The copy has the real names: send it only .*\. Secrets are left out/,
      );
    }
  });
});

describe('the details in a request', () => {
  const session = new SessionBuilder({
    ...{
      from: 'runner',
      runner: 'standard',
      ticket: 'SUP-7',
      runnerId: 'r-1',
      runnerVersion: '2.3',
      environmentId: 'e-9',
      note: 'since Monday',
    },
  })
    .host({ ownAddresses: [{ address: '10.20.0.10', prefix: 24 }] })
    .https('https://app.gitpod.io/', passes(), { requirement: 'management.app' })
    .https('https://releases.gitpod.io/', fails('tcp.timeout'), { requirement: 'releases.cli-manifest' })
    .build();
  const report = buildReport(session, diagnose(session));
  const textFor = (owner: Owner, format: RequestFormat = 'text') =>
    handoverAs(format, createHandover(report, { session, ways: { proxy: 'unknown' } }, owner));

  it('include the ids that its recipient searches for', () => {
    for (const owner of ['network-team', 'gitpod'] as const) {
      expect(textFor(owner)).toContain('Ticket: SUP-7\nRunner: r-1, version 2.3\nEnvironment: e-9');
    }
  });

  it('tell the author of a firewall rule where the connections come from', () => {
    expect(textFor('network-team')).toContain('Source: a Gitpod runner, 10.20.0.10 in 10.20.0.0/24. Direction: outbound.');
    expect(textFor('network-team', 'csv')).toContain('"a Gitpod runner, 10.20.0.10 in 10.20.0.0/24"');
    expect(textFor('network-team', 'nftables')).toContain('# From a Gitpod runner, 10.20.0.10 in 10.20.0.0/24');
  });

  it('tell Gitpod the outcome, the measurements and the unmet requirements', () => {
    const text = textFor('gitpod');
    for (const part of ['Note: since Monday', 'Outcome: fail; 1 met, 1 not met', 'Measured: 2 checks', 'Not met: releases.cli-manifest'])
      expect(text).toContain(part);
    expect(text).toMatch(/Cause: .* \(GD302 port-dropped; with network \/ security team\)/);
  });

  it('contain no spreadsheet formula', () => {
    const wild = { ...createHandover(report, { session, ways: { proxy: 'unknown' } }, 'network-team') };
    const asks = wild.asks.map((ask) => ({ ...ask, finding: { ...ask.finding, title: '=HYPERLINK("x")' } }));
    expect(handoverAs('csv', { ...wild, asks })).toContain(`"'=HYPERLINK(""x"")"`);
    for (const title of ['=1', '+1', '-1', '@x', '\t=1', ' =1', '\r=1', '\uff1d1']) {
      const cells = handoverAs('csv', { ...wild, asks: asks.map((ask) => ({ ...ask, finding: { ...ask.finding, title } })) });
      expect(cells).toContain(`'${title}`);
    }
    // In locales where semicolons separate fields, such as German and French, a field begins after each semicolon.
    for (const sign of [';', '; ', ';"', '\t', '\n']) {
      const title = `x${sign}=1`;
      const cells = handoverAs('csv', { ...wild, asks: asks.map((ask) => ({ ...ask, finding: { ...ask.finding, title } })) });
      expect(cells).toContain(`x${sign.slice(0, 1)}'${sign.slice(1).replaceAll('"', '""')}=1`);
    }
  });
});
