/**
 * Requests made from recorded sessions. If these fail, a firewall team is asked for what is open already, or is not asked
 * for what is closed, or gets a file that its program does not read.
 */
import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { diagnose } from '../../src/diagnosis/index.ts';
import { OWNERS } from '../../src/model/finding.ts';
import type { Report } from '../../src/model/report.ts';
import { handover, handoverAs, isEmpty } from '../../src/present/handover/index.ts';
import { proxyWays } from '../../src/present/proxy-ways.ts';
import { buildReport } from '../../src/present/report.ts';
import { fold } from '../../src/session/index.ts';
import { goldenSessions } from '../support/golden-session.ts';

const hasNft = spawnSync('nft', ['--version']).status === 0;
if (!hasNft) process.stderr.write('SKIPPED: the rules of requests are not read by nft: it is not on PATH\n');

/** `host:port` of every row that was measured on this way and came to its end. */
function passed({ observations }: Report, via: 'direct' | 'proxy'): Set<string> {
  const places = observations.flatMap(({ role, failure, state, target, route }) =>
    role === 'row' && failure === null && state === 'completed' && route.via === via && 'port' in target
      ? [`${'host' in target ? target.host : target.address}:${target.port}`]
      : [],
  );
  return new Set(places);
}

const CASES = goldenSessions().map(({ name, events }) => {
  const session = fold(events);
  const report = buildReport(session, diagnose(session));
  const toldTo = (owner: (typeof OWNERS)[number]) =>
    handover(
      report,
      owner,
      session.profile,
      proxyWays(session, (text) => text),
    );
  return { name, report, toldTo };
});

describe.each(CASES)('$name', ({ report, toldTo }) => {
  const told = toldTo('network-team');

  it('asks for what failed and for nothing that passed', () => {
    const failed = new Set(report.observations.filter(({ failure }) => failure !== null).flatMap(({ requirements }) => requirements));
    for (const { host, port, proxy, rows, protocol } of told.openings) {
      expect(rows.length).toBeGreaterThan(0);
      expect(rows.filter((row) => !failed.has(row))).toEqual([]);
      if (protocol === 'tcp') expect([...passed(report, proxy === null ? 'direct' : 'proxy')]).not.toContain(`${host}:${port}`);
    }
    const keys = told.openings.map(({ protocol, host, port, proxy }) => `${protocol} ${host} ${port} ${proxy}`);
    expect(new Set(keys).size).toBe(keys.length);
  });

  it('as CSV has a line for each rule, all with as many fields as the head', () => {
    const lines = handoverAs('csv', told).split('\r\n').slice(0, -1);
    expect(lines).toHaveLength(told.openings.length + 1);
    const fields = (line: string) => [...line.matchAll(/(?:^|,)("(?:[^"]|"")*"|[^,]*)/g)].length;
    expect(new Set(lines.map(fields)).size).toBe(1);
  });

  it.skipIf(!hasNft)('as a set is read by nft', () => {
    const { status, stderr } = spawnSync('unshare', ['-n', 'nft', '-c', '-f', '-'], {
      input: handoverAs('nftables', told),
      encoding: 'utf8',
    });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  });

  it('says the same as text, Markdown and JSON, for every team', () => {
    for (const owner of OWNERS) {
      const other = toldTo(owner);
      const [text, markdown, json] = (['text', 'markdown', 'json'] as const).map((format) => handoverAs(format, other));
      for (const { host } of other.openings) expect([text, markdown, json].every((each) => each?.includes(host))).toBe(true);
      for (const { finding } of other.asks) expect([text, markdown, json].every((each) => each?.includes(finding.code))).toBe(true);
      expect(JSON.parse(json ?? '')).toMatchObject({ schema: 'gitpod-doctor/request@1', owner });
      expect([text, markdown].join()).not.toMatch(/undefined|null|\[object/);
    }
  });
});

describe('who is asked for what', () => {
  const of = (name: string) => CASES.find((each) => each.name === name) ?? expect.fail(name);

  it('a healthy network: nobody but support, which gets the outcome', () => {
    const { toldTo } = of('healthy');
    expect(OWNERS.filter((owner) => !isEmpty(toldTo(owner)))).toEqual(['gitpod']);
    expect(handoverAs('text', toldTo('gitpod'))).toContain('Outcome: ');
  });

  it('a dropped port: that destination, its address, the direct way, in the name of its cause', () => {
    const [rule, ...more] = of('port-dropped').toldTo('network-team').openings;
    expect(more).toEqual([]);
    expect(rule).toMatchObject({ protocol: 'tcp', port: 443, proxy: null, code: 'GD302' });
    expect(rule?.addresses.length).toBeGreaterThan(0);
  });

  it('a silent gateway: its five addresses, UDP 4242', () => {
    const rules = of('gateway-udp-silent').toldTo('network-team').openings;
    expect(rules.map(({ protocol, port }) => `${protocol} ${port}`)).toEqual(Array(5).fill('udp 4242'));
    expect(new Set(rules.map(({ host }) => host)).size).toBe(5);
  });

  it('a port that the proxy refuses is asked of the proxy, not of the firewall', () => {
    const { openings } = of('proxy-refuses-port').toldTo('network-team');
    expect(openings.length).toBeGreaterThan(0);
    expect(openings.every(({ proxy, port }) => proxy !== null && port === 8443)).toBe(true);
    expect(handoverAs('nftables', of('proxy-refuses-port').toldTo('network-team'))).toMatch(/# on the proxy .* allow CONNECT to /);
  });

  it('inspection: the hosts to leave alone, and no rule of a firewall', () => {
    const told = of('tls-intercepted-by-mitmproxy').toldTo('network-team');
    expect(told.openings).toEqual([]);
    expect(told.inspected).toContain('app.gitpod.io');
  });

  it('a proxy that wants a login asks for no openings', () => {
    expect(of('proxy-requires-login').toldTo('network-team').openings).toEqual([]);
  });

  it('NO_PROXY that lacks entries: the list that works for every program', () => {
    expect(of('no-proxy-incomplete').toldTo('you').noProxy?.noProxy).toContain('.internal');
  });
});
