/**
 * Requests from recorded sessions. If these fail, a firewall team is asked to open a port that is open, is not asked to open a closed one,
 * or is asked twice.
 */
import { describe, expect, it } from 'vitest';
import { handoverAs, isEmpty } from '../../src/documents/handover/index.ts';
import { OWNERS } from '../../src/model/finding.ts';
import type { Opening } from '../../src/model/handover.ts';
import type { Observation } from '../../src/model/observation.ts';
import type { Report } from '../../src/model/report.ts';
import { targetHost, targetPort } from '../../src/model/target.ts';
import { requested } from '../support/golden-requests.ts';
import { goldenSessions } from '../support/golden-session.ts';

const CASES = goldenSessions().map(({ name, events }) => ({ name, ...requested(events) }));

/** Protocol, destination and route of a measurement, as a firewall sees them. */
function placeOf({ target, route }: Observation): string {
  return [target.kind === 'udp' ? 'udp' : 'tcp', targetHost(target), targetPort(target), route.via].join(' ');
}

function placeOfRule({ protocol, host, port, proxy }: Opening): string {
  return [protocol, host, port, proxy === null ? 'direct' : 'proxy'].join(' ');
}

function places({ observations }: Report, wanted: (observation: Observation) => boolean): Set<string> {
  const rows = observations.filter((one) => one.role === 'row' && one.state === 'completed' && targetHost(one.target) !== null);
  return new Set(rows.filter(wanted).map(placeOf));
}

describe.each(CASES)('the requests about $name', ({ report, toldTo }) => {
  const told = toldTo('network-team');

  it('ask for no rule for a connection that passed', () => {
    const failed = places(report, ({ failure }) => failure !== null);
    const open = [...places(report, ({ failure }) => failure === null)].filter((place) => !failed.has(place));
    expect(told.openings.map(placeOfRule).filter((place) => open.includes(place))).toEqual([]);
    const met = new Set(report.requirements.filter(({ verdict }) => verdict === 'met').map(({ id }) => id));
    expect(told.openings.filter(({ rows }) => rows.every((row) => met.has(row)))).toEqual([]);
  });

  it('ask for no rule for requirements that are not needed on this machine, or for hosts that only a control contacted', () => {
    const elsewhere = new Set(report.requirements.filter(({ reason }) => reason === 'wrong-vantage').map(({ id }) => id));
    expect(told.openings.flatMap(({ rows }) => rows).filter((row) => elsewhere.has(row))).toEqual([]);
    const isHere = ({ role, requirements }: Observation) => role === 'row' && requirements.some((id) => !elsewhere.has(id));
    const wanted = new Set(report.observations.filter(isHere).map(({ target }) => targetHost(target)));
    const strays = report.observations.flatMap(({ target }) => targetHost(target) ?? []).filter((host) => !wanted.has(host));
    for (const { finding, fixes } of told.asks) {
      const isRuled = [...told.openings, ...told.exemptions].some((rule) => rule.finding === finding.id);
      const untested = told.connections.filter(({ state }) => state === 'not-measured').map(({ host }) => host);
      expect(told.exemptions.filter(({ host }) => strays.includes(host) && !untested.includes(host))).toEqual([]);
      if (!isRuled) continue;
      const words = fixes.flatMap(({ text, command }) => `${text} ${command ?? ''}`.split(/[\s,]+/));
      expect(strays.filter((host) => words.includes(host))).toEqual([]);
    }
  });

  it('list each connection of a counting requirement exactly once in the table for the network team', () => {
    const keys = told.connections.map(({ protocol, host, port, proxy }) => `${protocol} ${host} ${port} ${proxy}`);
    expect(new Set(keys).size).toBe(keys.length);
    const away = new Set(['host', 'proxy', 'dns', 'imds']);
    const needed = report.requirements.filter(({ counts, area, tested }) => counts && tested.length > 0 && !away.has(area));
    const inTable = told.connections.flatMap(({ rows }) => rows);
    if (told.asks.length > 0) expect(inTable).toEqual(expect.arrayContaining(needed.map(({ id }) => id)));
    const listed = told.connections.map(({ host }) => host);
    expect(listed).toEqual(expect.arrayContaining(told.openings.flatMap(({ allow }) => allow)));
  });

  it('contain for other teams no command of this tool, and no fix that the user makes', () => {
    for (const owner of ['network-team', 'aws-admin'] as const) {
      const letter = handoverAs('text', toldTo(owner));
      expect(letter).not.toMatch(/gitpod-doctor (?!\d)|A NO_PROXY value that every program|nonProxyHosts/);
      for (const { fixes } of report.findings.filter(({ causedBy }) => causedBy === null))
        for (const fix of fixes.filter((each) => each.owner === 'you')) expect(letter).not.toContain(fix.text);
    }
  });

  it('end with a NO_PROXY list that includes every entry which the requests add', () => {
    for (const { asks, noProxy } of OWNERS.map(toldTo)) {
      const commands = asks.flatMap(({ fixes }) => fixes.flatMap((fix) => fix.command ?? []));
      const added = commands.flatMap((command) => [...command.matchAll(/^export NO_PROXY=(.*)$/gm)].map((found) => found[1] ?? ''));
      const entries = added.flatMap((value) => value.replace(/\$\{NO_PROXY:\+\$NO_PROXY,\}|"/g, '').split(','));
      if (noProxy !== null)
        expect(noProxy.noProxy.split(',')).toEqual(expect.arrayContaining(entries.map((entry) => entry.replace(/^\*/, ''))));
    }
  });

  it('ask the network team once for each unmet requirement that counts and that this team can fix', () => {
    const keys = told.openings.map(placeOfRule);
    expect(new Set(keys).size).toBe(keys.length);
    const theirs = report.findings.filter(
      ({ causedBy, fixes }) => causedBy === null && fixes.some(({ owner }) => owner === 'network-team'),
    );
    const unmet = report.requirements.filter(({ counts, verdict }) => counts && verdict === 'unmet');
    for (const { id } of unmet) {
      const causes = theirs.filter(({ requirements }) => requirements.includes(id));
      const asked = told.asks.filter(({ finding }) => finding.requirements.includes(id));
      expect([id, asked.map(({ finding }) => finding.id)]).toEqual([id, causes.map((cause) => cause.id)]);
    }
  });

  it('list every rule below the request for its cause, with its route', () => {
    const asked = told.asks.map(({ finding }) => finding.id);
    for (const rule of told.openings) {
      expect(asked).toContain(rule.finding);
      expect(rule.rows.length).toBeGreaterThan(0);
      expect(rule.allow.length).toBeGreaterThan(0);
      expect(rule.by === 'proxy').toBe(rule.proxy !== null);
    }
    expect(asked).toEqual(expect.arrayContaining(told.exemptions.map(({ finding }) => finding)));
  });
});

describe('the recipient of a request', () => {
  const of = (name: string) => CASES.find((each) => each.name === name) ?? expect.fail(name);

  it('is only Gitpod support for a healthy network', () => {
    const { toldTo } = of('healthy');
    expect(OWNERS.filter((owner) => !isEmpty(toldTo(owner)))).toEqual(['gitpod']);
    expect(handoverAs('text', toldTo('gitpod'))).toContain('Outcome: pass');
  });

  it('gets host, address and cause for a port that is dropped on the direct route', () => {
    const [rule, ...more] = of('port-dropped').toldTo('network-team').openings;
    expect(more).toEqual([]);
    expect(rule).toMatchObject({ protocol: 'tcp', port: 443, proxy: null, by: 'address', code: 'GD302', allow: ['releases.gitpod.io'] });
    expect(rule?.addresses.length).toBeGreaterThan(0);
  });

  it('gets the five addresses of a silent gateway, with UDP 4242', () => {
    const rules = of('gateway-udp-silent').toldTo('network-team').openings;
    expect(rules.map(({ protocol, port }) => `${protocol} ${port}`)).toEqual(Array(5).fill('udp 4242'));
    expect(new Set(rules.map(({ host }) => host)).size).toBe(5);
  });

  it('gets the documented wildcard to allow on the proxy, and no packet filter rule, when the proxy refuses a port', () => {
    const told = of('proxy-refuses-port').toldTo('network-team');
    expect(told.openings.map(({ by, allow, port }) => [by, port, ...allow])).toEqual([
      ['proxy', 8443, 'us01.gitpod.dev'],
      ['proxy', 8443, '*.us01.gitpod.dev'],
    ]);
    expect(told.asks[0]?.fixes[0]?.text).toContain(told.openings[0]?.proxy);
    const rules = handoverAs('nftables', told);
    expect(rules).toMatch(/# On the proxy .*, which refuses this connection: allow CONNECT to us01\.gitpod\.dev:8443/);
    expect(rules).not.toMatch(/^table/m);
  });

  it('gets no packet filter rule for a name that is filtered in TLS, because its addresses are reachable', () => {
    const rules = handoverAs('nftables', of('name-filtered-in-tls').toldTo('network-team'));
    expect(rules).toContain('# In the filter that reads names (the addresses are open): allow releases.gitpod.io:443');
    expect(rules).not.toMatch(/^table/m);
  });

  it('gets no rule for the address of a block page when a DNS answer is wrong', () => {
    for (const name of ['name-sinkholed', 'ipv6-hole-and-sinkholed']) {
      const told = of(name).toldTo('network-team');
      expect(told.openings).toEqual([]);
      expect(told.asks.map(({ finding }) => finding.code)).toContain('GD204');
    }
  });

  it('gets the hosts to exempt from TLS inspection, and no firewall rule', () => {
    const told = of('tls-intercepted-by-mitmproxy').toldTo('network-team');
    expect(told.openings).toEqual([]);
    expect(told.exemptions.map(({ host }) => host)).toContain('app.gitpod.io');
  });

  it('gets no request when every program trusts the TLS-inspecting CA', () => {
    const told = of('http2-downgraded-from-baseline').toldTo('network-team');
    expect(told.exemptions).toEqual([]);
    expect(handoverAs('text', told)).toContain('For information: this breaks nothing that Gitpod needs');
  });

  it('gets no firewall rule when the proxy demands a login', () => {
    expect(of('proxy-requires-login').toldTo('network-team').openings).toEqual([]);
  });

  it('gets a NO_PROXY list that works in every program when NO_PROXY is incomplete', () => {
    const { toldTo } = of('no-proxy-incomplete');
    expect(toldTo('you').noProxy?.noProxy).toContain('.internal');
    expect(isEmpty(toldTo('network-team'))).toBe(true);
    expect(of('proxy-refuses-host').toldTo('network-team').noProxy).toBeNull();
  });
});
