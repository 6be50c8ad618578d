/** If these fail, the text and the table of a request differ, or a second request is needed. */
import { describe, expect, it } from 'vitest';
import { assembleRequirements } from '../../src/catalog/index.ts';
import { alternativeOf, explainFinding } from '../../src/diagnosis/index.ts';
import { createHandover, handoverAs, isEmpty } from '../../src/documents/handover/index.ts';
import { programRoutes } from '../../src/documents/proxies/program-routes.ts';
import type { Severity } from '../../src/model/finding.ts';
import { FINDING_CODES } from '../../src/model/finding-codes.ts';
import type { Handover } from '../../src/model/handover.ts';
import type { SessionEvent } from '../../src/model/session.ts';
import { requested } from '../support/golden-requests.ts';
import { goldenSessions } from '../support/golden-session.ts';

function fromLaptop(event: SessionEvent): SessionEvent {
  return event.type === 'profile-set' ? { ...event, profile: { ...event.profile, from: 'laptop' } } : event;
}

const CASES = goldenSessions().flatMap(({ name, events }) => [
  { name, toldTo: requested(events).toldTo },
  { name: `${name}, from a laptop`, toldTo: requested(events.map(fromLaptop)).toldTo },
]);

const of = (name: string) => CASES.find((each) => each.name === name)?.toldTo ?? expect.fail(name);

/** As from a place that does not need releases.gitpod.io. */
function withReleasesElsewhere(name: string, severity: Severity): Handover {
  const { session, report } = requested(goldenSessions().find((each) => each.name === name)?.events ?? expect.fail(name));
  const requirements = report.requirements.map((row) =>
    row.endpoint.includes('releases.gitpod.io')
      ? { ...row, counts: false, verdict: 'not-applicable' as const, reason: 'wrong-vantage' as const }
      : row,
  );
  const findings = report.findings.map((finding) => ({ ...finding, severity }));
  const ways = programRoutes(session, (text) => text);
  return createHandover({ ...report, requirements, findings }, { session, ways }, 'network-team');
}

describe.each(CASES)('the requests about $name', ({ toldTo }) => {
  const told = toldTo('network-team');
  const broken = told.connections.filter(({ state }) => state !== 'works');

  it('ask only for ports that are marked in the table', () => {
    const marked = new Set(broken.map(({ protocol, port }) => `${protocol.toUpperCase()} ${port}`));
    const ruled = told.asks.filter(({ finding }) => told.openings.some((rule) => rule.finding === finding.id));
    const named = ruled.flatMap(({ fixes }) => fixes.flatMap(({ text }) => text.match(/\b(?:TCP|UDP) \d+(?= to )/g) ?? []));
    expect(named.filter((port) => !marked.has(port))).toEqual([]);
  });

  it('exempt from TLS inspection also the untested hosts on the same route', () => {
    if (told.exemptions.length === 0) return;
    const routes = new Set(broken.filter(({ state }) => state === 'intercepted').map(({ proxy }) => proxy));
    const untested = broken.filter(
      ({ state, protocol, port, proxy }) => state === 'not-measured' && protocol === 'tcp' && port === 443 && routes.has(proxy),
    );
    expect(told.exemptions.map(({ host }) => host)).toEqual(expect.arrayContaining(untested.map(({ host }) => host)));
  });

  it('do not say “this machine” to readers at other machines', () => {
    for (const owner of ['network-team', 'aws-admin'] as const) expect(handoverAs('text', toldTo(owner))).not.toMatch(/\bthis machine\b/i);
  });
});

it.each(FINDING_CODES)('the text of %s for other teams mentions neither this machine nor a list that only this tool has', (code) => {
  const { title, why, evidence, fixes } = explainFinding(code);
  const theirs = fixes.filter(({ owner }) => owner === 'network-team' || owner === 'aws-admin').map(({ text }) => text);
  const words = [title, why, alternativeOf(code) ?? '', ...evidence, ...theirs].join(' ');
  if (theirs.length > 0) expect(words).not.toMatch(/\bthis machine|hosts? of (?:the|this) list|listed hosts/i);
});

describe('a request to another team', () => {
  it('states the inbound rules of the edition with their direction, and none for the document', () => {
    const edition = (event: SessionEvent): SessionEvent =>
      event.type === 'profile-set'
        ? { ...event, requirements: assembleRequirements({ ...event.profile, edition: 'aws-runner-2026' }, null) }
        : event;
    const first = goldenSessions().find(({ name }) => name === 'port-dropped');
    const letters = (events: readonly SessionEvent[]) => handoverAs('text', requested(events).toldTo('network-team'));
    expect(letters((first?.events ?? []).map(edition))).toMatch(/inbound connections in this table[\s\S]*443, 80[\s\S]*load balancer/);
    expect(letters(first?.events ?? [])).not.toContain('inbound');
  });

  it('lists, for missing direct egress, what this machine needs and nothing that only other machines need', () => {
    const text = handoverAs('text', withReleasesElsewhere('no-direct-egress-rejected', 'degraded'));
    expect(text).toContain('\n  TCP 443 to app.gitpod.io\n');
    expect(text).not.toContain('TCP 443 to releases.gitpod.io');
  });

  it('is advice, and not empty, about a host that only other machines need', () => {
    const told = withReleasesElsewhere('port-dropped', 'advice');
    expect(isEmpty(told)).toBe(false);
    expect(handoverAs('text', told)).toContain('For information: this breaks nothing that Gitpod needs');
  });

  it('is not only advice about a cause that degrades this machine, even if no listed requirement needs the host here', () => {
    const told = withReleasesElsewhere('port-dropped', 'degraded');
    expect(told.asks.map(({ finding }) => finding.name)).toContain('port-dropped');
    expect(handoverAs('text', told)).toContain('What to change');
  });

  it('asks for all addresses of a silent gateway, and checks all of them', () => {
    const text = handoverAs('text', of('gateway-udp-silent')('network-team'));
    expect(text).toContain('to the Gitpod gateway (5 addresses) and the replies are allowed');
    expect(text.match(/^ +echo test \| nc -u /gm)).toHaveLength(5);
  });

  it('for a proxy login of a laptop shows curl’s option -U, and does not mention unattended runners', () => {
    const text = handoverAs('text', of('proxy-requires-login, from a laptop')('network-team'));
    expect(text).not.toMatch(/unattended|runners/);
    expect(text).toContain('option -U');
  });

  it('lists each host with its port when a port is refused', () => {
    const text = handoverAs('text', of('proxy-refuses-port')('network-team'));
    expect(text).toContain('\n  CONNECT us01.gitpod.dev:8443\n  CONNECT *.us01.gitpod.dev:8443\n');
  });

  it('states the source machine and a table of connections for the AWS administrator', () => {
    const text = handoverAs('text', of('vpc-endpoint-unreachable')('aws-admin'));
    expect(text).toMatch(/Source: a Gitpod runner/);
    expect(text).toMatch(/TCP +443 +ssm\.us-east-1/);
  });
});
