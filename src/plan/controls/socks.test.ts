/** If these fail, a lookup that only one side of a SOCKS proxy can make is taken for a refusal, or for a name that does not exist. */
import { describe, expect, test } from 'vitest';
import { requirementFor } from '../../diagnosis/testing/defaults.ts';
import { fails, passes, session } from '../../diagnosis/testing/session.ts';
import type { Consumer } from '../../model/consumer.ts';
import type { FailureKind } from '../../model/failure.ts';
import { urlTarget } from '../../model/target.ts';
import { machineFactsOf } from '../machine.ts';
import { webRequest } from '../web-request.ts';
import { createControlContext } from './question.ts';
import { otherLookupControls } from './socks.ts';

const HOST = 'app.gitpod.io';

describe('the control that lets the other end look the host up (proxy or client)', () => {
  const asked = (variable: string, taken: string, failure: FailureKind | null) => {
    const told = session()
      .proxy(`${variable}://proxy.corp.example:1080`)
      .via(`${taken}://proxy.corp.example:1080`)
      .https(HOST, failure === null ? passes() : fails(failure))
      .build();
    return otherLookupControls(createControlContext(told, machineFactsOf(told))).map(({ route }) =>
      route.via === 'proxy' ? route.proxy.scheme : route.via,
    );
  };

  test.each<[when: string, variable: string, taken: string, failure: FailureKind | null, made: string[]]>([
    ['the proxy cannot connect by name', 'socks5h', 'socks5h', 'socks.host-unreachable', ['socks5']],
    ['the proxy takes no names', 'socks4a', 'socks4a', 'socks.address-unsupported', ['socks4']],
    ['the proxy connects, and programs look names up themselves', 'socks5', 'socks5h', null, ['socks5']],
    ['a program looked the name up itself and did not find it', 'socks5', 'socks5', 'dns.nxdomain', ['socks5h']],
  ])('is requested if %s', (_, variable, taken, failure, made) => {
    expect(asked(variable, taken, failure)).toEqual(made);
  });

  test.each<[when: string, variable: string, taken: string, failure: FailureKind | null]>([
    ['the proxy forbids the host', 'socks5h', 'socks5h', 'socks.not-allowed'],
    ['the proxy connects, and no program looks names up itself', 'socks5h', 'socks5h', null],
    ['this machine’s resolver is silent, which proves nothing about the name', 'socks5', 'socks5', 'dns.timeout'],
    ['the proxy speaks HTTP', 'http', 'http', 'tunnel.5xx'],
  ])('is not requested if %s', (_, variable, taken, failure) => {
    expect(asked(variable, taken, failure)).toEqual([]);
  });

  test('measures the failing host first, even if many others pass', () => {
    const told = session().proxy('socks5://proxy.corp.example:1080').via('socks5h://proxy.corp.example:1080');
    for (const host of ['mcr.microsoft.com', 'ghcr.io', 'releases.gitpod.io', 'github.com']) told.https(host);
    const seen = told.https(HOST, fails('socks.general-failure')).build();
    const hosts = otherLookupControls(createControlContext(seen, machineFactsOf(seen))).map(
      ({ target }) => 'host' in target && target.host,
    );
    expect(hosts).toEqual([HOST, 'mcr.microsoft.com', 'ghcr.io', 'releases.gitpod.io']);
  });
});

test.each<[consumer: Consumer, variable: string, route: string]>([
  ['git', 'socks5', 'socks5'],
  ['git', 'socks5h', 'socks5h'],
  ['go', 'socks5', 'socks5h'],
  ['git', 'http', 'http'],
])('a request for %s through %s:// leaves the lookup of the host to the same side as this program', (consumer, variable, route) => {
  const told = session().proxy(`${variable}://proxy.corp.example:1080`).build();
  const target = urlTarget(`https://${HOST}/`);
  const request = webRequest({ ...requirementFor('row', target), consumer }, target, null, machineFactsOf(told));
  expect(request.route).toMatchObject({ via: 'proxy', proxy: { scheme: route } });
});
