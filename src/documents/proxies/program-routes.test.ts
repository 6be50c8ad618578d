/** If these fail, the matrix makes a user change a list that works, or hides a program that ignores the list. */
import { describe, expect, it } from 'vitest';
import { detectedConditions } from '../../app/screens/found.ts';
import { withScript } from '../../diagnosis/testing/scripts.ts';
import { session } from '../../diagnosis/testing/session.ts';
import { environmentOfFacts, neededDestinations, PROGRAMS, routesTo } from '../../knowledge/no-proxy/index.ts';
import { parseNoProxy, parseProxyVariable } from '../../knowledge/proxies/variables.ts';
import type { HostFacts } from '../../model/host-facts.ts';
import type { Session } from '../../model/session.ts';
import { proxiedSession } from '../testing/story.ts';
import { type ProgramRoutes, programRoutes } from './program-routes.ts';

const plain = (text: string) => text;

function ways(of: Session, mask = plain): Extract<ProgramRoutes, { proxy: 'set' }> {
  const model = programRoutes(of, mask);
  if (model.proxy !== 'set') throw new Error(`expected a proxy, got ${model.proxy}`);
  return model;
}

describe('the matrix of routes with a proxy', () => {
  it('shows the route that each program takes to each host', () => {
    const of = proxiedSession();
    const { rows } = ways(of);
    const facts = of.observations.flatMap((one) => (one.probe === 'host' && one.facts !== null ? [one.facts] : []))[0];
    const environment = environmentOfFacts(facts?.proxies ?? [], facts?.noProxy ?? []);
    const destinations = neededDestinations(of.requirements, of.profile);
    expect(rows.map(({ host }) => host)).toEqual(['app.gitpod.io', 'sts.us-east-1.amazonaws.com', 'http://169.254.169.254', '*.internal']);
    for (const { host, cells } of rows) {
      const to = destinations.find((each) => host.replace('*', 'x').endsWith(each.host));
      const expected = to === undefined ? null : routesTo(to, environment);
      expect(cells.map(({ way }) => way)).toEqual(PROGRAMS.map((program) => expected?.[program]));
      expect(cells.map(({ wrong }) => wrong)).toEqual(cells.map(({ way }) => way === 'proxy'));
    }
  });

  it('says how many hosts take a wrong route, and in which programs', () => {
    expect(ways(proxiedSession()).summary).toBe(
      '1 of 4 hosts is not reached as the access requirements want: by python-urllib, botocore, undici, node, vscode and proxy-from-env, where they are used. Java ignores these variables; 3 hosts would take the wrong route. The list for Java is below.',
    );
  });

  it('is right in every program with the suggested NO_PROXY list, except in Java, which reads another setting', () => {
    const list = ways(proxiedSession()).suggested.noProxy;
    const names = ['HTTP_PROXY', 'HTTPS_PROXY', 'http_proxy', 'https_proxy'] as const;
    const set: Partial<HostFacts> = {
      proxies: names.map((name) => parseProxyVariable(name, 'http://proxy.corp.example:3128')),
      noProxy: [parseNoProxy('NO_PROXY', list), parseNoProxy('no_proxy', list)],
    };
    const before = proxiedSession();
    const observations = before.observations.map((one) =>
      one.probe === 'host' && one.facts !== null ? { ...one, facts: { ...one.facts, ...set } } : one,
    );
    const after = ways({ ...before, observations });
    expect(after.summary).toMatch(/^Every program that reads NO_PROXY reaches the 4 hosts as .* want\. Java ignores these variables/);
    expect(after.suggested.noProxy).toBe(list);
  });

  it('groups hosts without a required route by their present routes', () => {
    expect(ways(proxiedSession()).open).toEqual([
      { ways: 'direct in every program', hosts: ['git.corp.example'] },
      { ways: 'direct in wget, not in the others', hosts: ['us01.gitpod.dev:8443'] },
    ]);
  });

  it('masks private values, but not those of the access requirements', () => {
    const model = ways(proxiedSession(), (text) => text.replaceAll(/[a-z.]*corp\.example/g, '#'));
    expect(JSON.stringify(model)).not.toContain('corp');
    expect(model.suggested.noProxy).toMatch(/^\.internal,169\.254\.0\.0\/16,.*,#$/);
  });

  it('omits hosts with masked names, and says so', () => {
    const masked = session()
      .proxy('http://proxy:3128')
      .host({ noProxy: [parseNoProxy('NO_PROXY', '10.0.0.0/8')] })
      .https('px-ip4-10-p6he-nrzb')
      .https('app.gitpod.io')
      .build();
    const { open, rows, remarks } = ways(masked);
    expect(JSON.stringify([open, rows])).not.toContain('px-');
    expect(remarks).toEqual(['1 host with a masked name is left out.']);
  });
});

describe('the columns of programs that follow a proxy script', () => {
  const answers = { 'app.gitpod.io': 'PROXY proxy.corp.example:3128', 'sts.us-east-1.amazonaws.com': 'DIRECT' };
  const fromScript = (of: Session) => withScript(of, { answers });

  it('show what the script returned for each host, except that VS Code follows the variable', () => {
    const { rows, columns } = ways(fromScript(proxiedSession()));
    expect(columns.slice(PROGRAMS.length)).toEqual(['browser', 'vscode-setting', 'jetbrains']);
    const routes = rows.map(({ host, cells }) => [host, ...cells.slice(PROGRAMS.length).map(({ way }) => way)].join(' '));
    expect(routes.slice(0, 2)).toEqual(['app.gitpod.io proxy direct direct', 'sts.us-east-1.amazonaws.com direct direct direct']);
    expect(rows.flatMap(({ cells }) => cells.slice(PROGRAMS.length)).some(({ wrong }) => wrong)).toBe(false);
  });

  it('are absent if no setting names a proxy', () => {
    expect(ways(proxiedSession()).columns).toEqual(PROGRAMS);
  });

  it('become sentences if no proxy variable is set', () => {
    const of = fromScript(session().https('app.gitpod.io').https('sts.us-east-1.amazonaws.com').build());
    expect(programRoutes(of, plain)).toMatchObject({
      proxy: 'none',
      settings: ['through a proxy in the browser and VS Code: app.gitpod.io'],
    });
  });
});

describe('a SOCKS proxy', () => {
  it('has one sentence for all programs that use it in the same way', () => {
    const of = session().proxy('socks5://socks.corp.example:1080').https('app.gitpod.io').build();
    const { remarks } = ways(of);
    expect(remarks).toEqual([
      'With socks5://, go, undici and vscode give the proxy the host’s name.',
      'With socks5://, curl and git look the host up on this machine.',
      'With socks5://, wget, python-urllib, botocore and requests cannot use this proxy and fail.',
      'With socks5://, node and java ignore this proxy and connect directly.',
      'With socks5://, proxy-from-env leaves this proxy to the program that calls it.',
      'requests and pip can use SOCKS if the package PySocks is installed.',
    ]);
  });
});

describe('the matrix of routes without a proxy', () => {
  it.each<[string, Partial<HostFacts>]>([
    ['no variable', { proxies: [] }],
    ['an empty variable', { proxies: [parseProxyVariable('https_proxy', '')] }],
    ['a NO_PROXY list without a proxy', { noProxy: [parseNoProxy('NO_PROXY', 'app.gitpod.io')] }],
  ])('says only that no proxy is set: %s', (_, facts) =>
    expect(programRoutes(session().https('app.gitpod.io').host(facts).build(), plain)).toEqual({
      proxy: 'none',
      elsewhere: [],
      settings: [],
    }),
  );

  it('mentions a proxy script that only the system settings name', () => {
    const script = { scheme: 'http', host: 'wpad.corp.example', port: null } as const;
    const of = session()
      .https('app.gitpod.io')
      .host({ otherSettings: [{ program: 'system', kind: 'pac', file: '/x', script }] })
      .build();
    expect(programRoutes(of, plain)).toEqual({
      proxy: 'none',
      elsewhere: ['the system is set to a proxy script (PAC) at http://wpad.corp.example, in /x'],
      settings: [],
    });
  });

  it('is replaced on the first screen by a remark about a proxy in the settings of programs', () => {
    const told = (facts: Partial<HostFacts>) =>
      detectedConditions({ session: session().https('app.gitpod.io').host(facts).build(), mask: plain });
    expect(told({})).toContain('no proxy variable');
    expect(told({})).not.toContain('settings of programs');
    // Proxy discovery is enabled by default on many desktops, so it is not a finding.
    expect(told({ otherSettings: [{ program: 'system', kind: 'auto-detect', file: '/x' }] })).not.toContain('settings of programs');
    expect(told({ otherSettings: [{ program: 'system', kind: 'pac', file: '/x' }] })).toContain(
      'no proxy variable, but a proxy in the settings of programs',
    );
  });

  it('is absent for a machine that was not inspected', () => {
    expect(programRoutes(session().host(null).https('app.gitpod.io').build(), plain)).toEqual({ proxy: 'unknown' });
  });
});
