import { describe, expect, test } from 'vitest';
import { parseNoProxy, parseProxyVariable } from '../../knowledge/proxies/variables.ts';
import type { ProxyVariable } from '../../model/host-facts.ts';
import { diagnose } from '../engine/diagnose.ts';
import { fails, passes, session } from '../testing/session.ts';
import { findingOf, rootsOf } from '../testing/told.ts';

const set = (name: ProxyVariable['name'], value: string) => parseProxyVariable(name, value);

describe('variables that mislead programs', () => {
  test.each(['"http://proxy.corp:3128"', 'socks5://proxy.corp:1080', 'http://proxy corp', '://'])(
    'are reported when the value is unusable: %s',
    (value) => {
      const told = session()
        .host({ proxies: [set('HTTPS_PROXY', value)] })
        .https('app.gitpod.io')
        .build();
      expect(rootsOf(told)).toEqual(['proxy-variable-invalid']);
    },
  );

  test('a valid or empty value is not a fault', () => {
    const proxies = [set('HTTPS_PROXY', 'http://proxy.corp:3128'), set('https_proxy', '')];
    expect(rootsOf(session().host({ proxies }).https('app.gitpod.io').build())).toEqual([]);
  });

  test('the variable is the cause, not missing egress, when nothing connects without the proxy', () => {
    const told = session()
      .host({ proxies: [set('HTTPS_PROXY', 'socks5://proxy.corp:1080')] })
      .https('app.gitpod.io', fails('tcp.timeout'))
      .https('mcr.microsoft.com', fails('tcp.timeout'))
      .udp('35.171.240.32', fails('udp.silent'))
      .build();
    expect(rootsOf(told)).toEqual(['proxy-variable-invalid']);
    expect(findingOf(told, 'proxy-variable-invalid')?.severity).toBe('blocker');
  });

  test('a secret in the value does not appear in the finding', () => {
    const told = session()
      .host({ proxies: [set('HTTPS_PROXY', 'socks5://user:pa55word@proxy.corp:1080')] })
      .https('app.gitpod.io')
      .build();
    expect(JSON.stringify(diagnose(told))).not.toContain('pa55word');
  });

  test('reports upper and lower case, or http and https, that name different proxies', () => {
    const cases = [set('HTTPS_PROXY', 'http://a.corp:1'), set('https_proxy', 'http://b.corp:1')];
    expect(rootsOf(session().host({ proxies: cases }).https('app.gitpod.io').build())).toEqual(['proxy-variables-disagree']);
    const schemes = [set('HTTPS_PROXY', 'http://a.corp:1'), set('HTTP_PROXY', 'http://b.corp:1')];
    expect(rootsOf(session().host({ proxies: schemes }).https('app.gitpod.io').build())).toEqual(['proxy-variables-disagree']);
  });

  test('the same value in both spellings is not a disagreement', () => {
    const proxies = [set('HTTPS_PROXY', 'http://a.corp:1'), set('https_proxy', 'http://a.corp:1')];
    expect(rootsOf(session().host({ proxies }).https('app.gitpod.io').build())).toEqual([]);
  });
});

describe('documented proxy exceptions', () => {
  const environment = (runner: 'enterprise' | 'standard', entries: string) =>
    session({ from: 'environment', runner, regions: ['eu-central-1'] })
      .proxy('http://proxy.corp:3128')
      .host({ noProxy: [parseNoProxy('NO_PROXY', entries)] })
      .https('app.gitpod.io');

  test('are named with the line that fixes them once the direct route works', () => {
    const told = environment('enterprise', '.internal,169.254.169.254,.amazonaws.com')
      .direct()
      .control('other-route', 'app.gitpod.io')
      .build();
    expect(rootsOf(told)).toEqual(['no-proxy-incomplete']);
    expect(findingOf(told, 'no-proxy-incomplete')?.fixes[0]?.text).toContain('Tried without the proxy: it works for ');
    expect(findingOf(told, 'no-proxy-incomplete')?.fixes[0]?.command).toBe(
      'export NO_PROXY=.internal,169.254.169.254,.amazonaws.com,app.gitpod.io',
    );
  });

  test('are not reported as missing while the direct route fails, because the proxy may be the right route', () => {
    const told = environment('enterprise', '.internal').direct().control('other-route', 'app.gitpod.io', fails('tcp.timeout')).build();
    expect(rootsOf(told)).toEqual([]);
  });

  test("are complete by Go's rules", () => {
    const told = environment('enterprise', '.internal,169.254.0.0/16,app.gitpod.io,.amazonaws.com')
      .direct()
      .control('other-route', 'app.gitpod.io', passes())
      .build();
    expect(rootsOf(told)).toEqual([]);
  });

  test('are a note except for an enterprise runner', () => {
    const diagnosis = diagnose(environment('standard', '.internal').direct().control('other-route', 'app.gitpod.io').build());
    expect(diagnosis.notes.map((note) => note.name)).toContain('no-proxy-incomplete');
    expect(diagnosis.findings.map((finding) => finding.name)).not.toContain('no-proxy-incomplete');
  });
});
