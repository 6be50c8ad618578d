import { describe, expect, test } from 'vitest';
import { parseNoProxy, parseProxyVariable } from '../../knowledge/proxies/variables.ts';
import type { ProxyVariable } from '../../model/host-facts.ts';
import { diagnose } from '../engine/diagnose.ts';
import { fails, passes, session } from '../testing/session.ts';
import { findingOf, rootsOf } from '../testing/told.ts';

const set = (name: ProxyVariable['name'], value: string) => parseProxyVariable(name, value);

describe('a proxy variable', () => {
  test.each(['"http://proxy.corp:3128"', 'socks4://proxy.corp:1080', 'http://proxy corp', '://'])(
    'is reported if its value is invalid: %s',
    (value) => {
      const told = session()
        .host({ proxies: [set('HTTPS_PROXY', value)] })
        .https('app.gitpod.io')
        .build();
      expect(rootsOf(told)).toEqual(['proxy-variable-invalid']);
    },
  );

  test('is not reported if its value is valid or empty', () => {
    const proxies = [set('HTTPS_PROXY', 'http://proxy.corp:3128'), set('https_proxy', '')];
    expect(rootsOf(session().host({ proxies }).https('app.gitpod.io').build())).toEqual([]);
  });

  test('with an invalid value is the root cause, not no-direct-egress, when no direct connection opens', () => {
    const told = session()
      .host({ proxies: [set('HTTPS_PROXY', '"http://proxy.corp:1080"')] })
      .https('app.gitpod.io', fails('tcp.timeout'))
      .https('mcr.microsoft.com', fails('tcp.timeout'))
      .udp('35.171.240.32', fails('udp.silent'))
      .build();
    expect(rootsOf(told)).toEqual(['proxy-variable-invalid']);
    expect(findingOf(told, 'proxy-variable-invalid')?.severity).toBe('blocker');
  });

  test('is never reported with the password in its value', () => {
    const told = session()
      .host({ proxies: [set('HTTPS_PROXY', 'socks5://user:pa55word@proxy.corp:1080')] })
      .https('app.gitpod.io')
      .build();
    expect(JSON.stringify(diagnose(told))).not.toContain('pa55word');
  });

  test('is reported if its upper and lower case, or HTTP_PROXY and HTTPS_PROXY, name different proxies', () => {
    const cases = [set('HTTPS_PROXY', 'http://a.corp:1'), set('https_proxy', 'http://b.corp:1')];
    expect(rootsOf(session().host({ proxies: cases }).https('app.gitpod.io').build())).toEqual(['proxy-variables-disagree']);
    const schemes = [set('HTTPS_PROXY', 'http://a.corp:1'), set('HTTP_PROXY', 'http://b.corp:1')];
    expect(rootsOf(session().host({ proxies: schemes }).https('app.gitpod.io').build())).toEqual(['proxy-variables-disagree']);
  });

  test('is not reported if its upper and lower case have the same value', () => {
    const proxies = [set('HTTPS_PROXY', 'http://a.corp:1'), set('https_proxy', 'http://a.corp:1')];
    expect(rootsOf(session().host({ proxies }).https('app.gitpod.io').build())).toEqual([]);
  });
});

describe('the NO_PROXY entries of the access requirements', () => {
  const environment = (runner: 'enterprise' | 'standard', entries: string) =>
    session({ from: 'environment', runner, regions: ['eu-central-1'] })
      .proxy('http://proxy.corp:3128')
      .host({ noProxy: [parseNoProxy('NO_PROXY', entries)] })
      .https('app.gitpod.io');

  test('are reported as missing, with the value to set, when the direct route works', () => {
    const told = environment('enterprise', '.internal,169.254.169.254,.amazonaws.com')
      .direct()
      .control('other-route', 'app.gitpod.io')
      .build();
    expect(rootsOf(told)).toEqual(['no-proxy-incomplete']);
    expect(findingOf(told, 'no-proxy-incomplete')?.fixes[0]?.text).toContain('was reached without the proxy');
    expect(findingOf(told, 'no-proxy-incomplete')?.fixes[0]?.command).toBe(
      'export NO_PROXY=.internal,169.254.169.254,.amazonaws.com,app.gitpod.io',
    );
  });

  test('are requested as an installation parameter if the edition has one', () => {
    const told = session({ from: 'environment', runner: 'enterprise', edition: 'aws-runner-2026', regions: ['eu-central-1'] })
      .proxy('http://proxy.corp:3128')
      .host({ noProxy: [parseNoProxy('NO_PROXY', '.internal')] })
      .https('app.gitpod.io')
      .direct()
      .control('other-route', 'app.gitpod.io')
      .build();
    const texts = findingOf(told, 'no-proxy-incomplete')?.fixes.map(({ text }) => text);
    expect(texts?.join('\n')).toContain('add these entries to proxy_config.no_proxy: app.gitpod.io');
    expect(texts?.join('\n')).not.toContain("Enterprise runner's stack");
  });

  test('are not reported as missing while the direct route fails, because programs may need the proxy', () => {
    const told = environment('enterprise', '.internal').direct().control('other-route', 'app.gitpod.io', fails('tcp.timeout')).build();
    expect(rootsOf(told)).toEqual([]);
  });

  test("are not reported as missing if the list covers them by Go's rules", () => {
    const told = environment('enterprise', '.internal,169.254.0.0/16,app.gitpod.io,.amazonaws.com')
      .direct()
      .control('other-route', 'app.gitpod.io', passes())
      .build();
    expect(rootsOf(told)).toEqual([]);
  });

  test('lead only to a note when they are missing on a standard runner', () => {
    const diagnosis = diagnose(environment('standard', '.internal').direct().control('other-route', 'app.gitpod.io').build());
    expect(diagnosis.notes.map((note) => note.name)).toContain('no-proxy-incomplete');
    expect(diagnosis.findings.map((finding) => finding.name)).not.toContain('no-proxy-incomplete');
  });
});
