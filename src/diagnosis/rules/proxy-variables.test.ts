import { describe, expect, test } from 'vitest';
import { parseNoProxy, parseProxyVariable } from '../../knowledge/proxies/variables.ts';
import type { ProxyVariable } from '../../model/host-facts.ts';
import { diagnose } from '../engine/diagnose.ts';
import { fails, passes, session } from '../testing/session.ts';
import { findingOf, rootsOf } from '../testing/told.ts';

const set = (name: ProxyVariable['name'], value: string) => parseProxyVariable(name, value);

describe('variables that mislead programs', () => {
  test.each(['"http://proxy.corp:3128"', 'socks5://proxy.corp:1080', 'http://proxy corp', '://'])('%s is not a usable value', (value) => {
    const told = session()
      .host({ proxies: [set('HTTPS_PROXY', value)] })
      .https('app.gitpod.io')
      .build();
    expect(rootsOf(told)).toEqual(['proxy-variable-invalid']);
  });

  test('a sound value is none, and neither is an empty one', () => {
    const proxies = [set('HTTPS_PROXY', 'http://proxy.corp:3128'), set('https_proxy', '')];
    expect(rootsOf(session().host({ proxies }).https('app.gitpod.io').build())).toEqual([]);
  });

  test('where nothing gets out without the proxy, the variable is the cause and not the missing direct way', () => {
    const told = session()
      .host({ proxies: [set('HTTPS_PROXY', 'socks5://proxy.corp:1080')] })
      .https('app.gitpod.io', fails('tcp.timeout'))
      .https('mcr.microsoft.com', fails('tcp.timeout'))
      .udp('35.171.240.32', fails('udp.silent'))
      .build();
    expect(rootsOf(told)).toEqual(['proxy-variable-invalid']);
    expect(findingOf(told, 'proxy-variable-invalid')?.severity).toBe('blocker');
  });

  test('a secret that was part of the value is nowhere in the finding', () => {
    const told = session()
      .host({ proxies: [set('HTTPS_PROXY', 'socks5://user:pa55word@proxy.corp:1080')] })
      .https('app.gitpod.io')
      .build();
    expect(JSON.stringify(diagnose(told))).not.toContain('pa55word');
  });

  test('upper and lower case that differ, and http and https that go to different proxies', () => {
    const cases = [set('HTTPS_PROXY', 'http://a.corp:1'), set('https_proxy', 'http://b.corp:1')];
    expect(rootsOf(session().host({ proxies: cases }).https('app.gitpod.io').build())).toEqual(['proxy-variables-disagree']);
    const schemes = [set('HTTPS_PROXY', 'http://a.corp:1'), set('HTTP_PROXY', 'http://b.corp:1')];
    expect(rootsOf(session().host({ proxies: schemes }).https('app.gitpod.io').build())).toEqual(['proxy-variables-disagree']);
  });

  test('the same value in both spellings is no disagreement', () => {
    const proxies = [set('HTTPS_PROXY', 'http://a.corp:1'), set('https_proxy', 'http://a.corp:1')];
    expect(rootsOf(session().host({ proxies }).https('app.gitpod.io').build())).toEqual([]);
  });
});

describe('what has to go past the proxy', () => {
  const environment = (runner: 'enterprise' | 'standard', entries: string) =>
    session({ from: 'environment', runner, regions: ['eu-central-1'] })
      .proxy('http://proxy.corp:3128')
      .host({ noProxy: [parseNoProxy('NO_PROXY', entries)] })
      .https('app.gitpod.io');

  test('is named once the direct way is proved, with the line that repairs it', () => {
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

  test('is not claimed while the direct way fails: then the proxy may be right', () => {
    const told = environment('enterprise', '.internal').direct().control('other-route', 'app.gitpod.io', fails('tcp.timeout')).build();
    expect(rootsOf(told)).toEqual([]);
  });

  test('the documented list is complete by the rules of Go', () => {
    const told = environment('enterprise', '.internal,169.254.0.0/16,app.gitpod.io,.amazonaws.com')
      .direct()
      .control('other-route', 'app.gitpod.io', passes())
      .build();
    expect(rootsOf(told)).toEqual([]);
  });

  test('is a note elsewhere than for an enterprise runner', () => {
    const diagnosis = diagnose(environment('standard', '.internal').direct().control('other-route', 'app.gitpod.io').build());
    expect(diagnosis.notes.map((note) => note.name)).toContain('no-proxy-incomplete');
    expect(diagnosis.findings.map((finding) => finding.name)).not.toContain('no-proxy-incomplete');
  });
});
