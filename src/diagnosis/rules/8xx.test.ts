/** SSH aliases. If one of these fails, a user opens an unused port, deletes a valid host key, or searches DNS for a name that never existed there. */
import { describe, expect, test } from 'vitest';
import type { FindingName } from '../../model/finding-codes.ts';
import type { Session } from '../../model/session.ts';
import type { SshConfigFacts } from '../../model/ssh/index.ts';
import { unexplained } from '../facts/testing/claims.ts';
import {
  ADDRESSED,
  bannerPhase,
  CONFIG,
  type Connected,
  GITPOD_CONFIG,
  kexPhase,
  PROXIED,
  sessionPhase,
  UNMATCHED,
  withAlias,
} from '../testing/ssh.ts';
import { connected, good, include, key, loggedIn, lost, names, program } from '../testing/ssh-stories.ts';
import { RULES } from './registry.ts';

describe('a healthy alias', () => {
  test.each<[string, SshConfigFacts, Connected[]]>([
    ['has no finding when its ProxyCommand was inspected but not run', PROXIED, connected(undefined)],
    ['has no finding when it logs in through its ProxyCommand', PROXIED, [{}, loggedIn]],
    ['has no finding when the key exchange completes', ADDRESSED, connected(undefined, bannerPhase('ssh'), kexPhase('known', true))],
    [
      'has no finding when ssh would ask about an unknown host key',
      ADDRESSED,
      connected(undefined, bannerPhase('ssh'), kexPhase('unknown', true)),
    ],
    [
      'has no finding when the login works although it overrides another section',
      { ...PROXIED, shadowed: [lost(false), lost(true)] },
      [{}, loggedIn],
    ],
    [
      'has no finding when its control socket is stale, which ssh removes',
      { ...PROXIED, controlProblem: 'stale-socket' },
      connected(undefined),
    ],
    [
      'has no finding when a default key does not exist',
      { ...PROXIED, identities: [{ ...key('missing'), source: { by: 'default' } }] },
      connected(undefined),
    ],
    ['has no finding when one of two keys is missing', { ...PROXIED, identities: [key('missing'), key('usable')] }, connected(undefined)],
    [
      'has no finding when the agent holds its locked key',
      { ...PROXIED, identities: [{ ...key('locked'), inAgent: true }] },
      connected(undefined),
    ],
  ])('%s', (_what, facts, connects) => {
    expect(names(withAlias(good(), facts, null, connects))).toEqual([]);
  });
});

describe('a failing alias', () => {
  const refusal = { place: { file: CONFIG, line: 4 }, file: null, reason: 'unknown-keyword' as const, keyword: 'usekeychain' };
  const remote = { ...ADDRESSED, identities: [] };
  const remoteCommand = { ...ADDRESSED, effective: ADDRESSED.effective && { ...ADDRESSED.effective, hasRemoteCommand: true } };
  const hostName = (value: string): SshConfigFacts => ({
    ...ADDRESSED,
    effective: ADDRESSED.effective && { ...ADDRESSED.effective, hostname: { value, source: { by: 'file', file: CONFIG, line: 2 } } },
  });
  test.each<[string, FindingName[], Session]>([
    [
      'is reported when ssh is not installed',
      ['ssh-client-missing'],
      withAlias(good(), { ...PROXIED, client: null, state: 'not-asked', effective: null, branch: null }, 'ssh.client-missing'),
    ],
    [
      'is reported when ssh refuses the configuration',
      ['ssh-config-refused'],
      withAlias(good(), { ...PROXIED, state: 'refused', refusal, effective: null, branch: null }, 'ssh.config-refused'),
    ],
    [
      'is reported when ssh does not finish reading the configuration',
      ['ssh-config-refused'],
      withAlias(good(), { ...PROXIED, state: 'timeout', effective: null, branch: null }, 'ssh.config-timeout'),
    ],
    [
      'is reported when no section matches',
      ['ssh-alias-unmatched'],
      withAlias(good(), UNMATCHED, 'ssh.unresolved', connected('dns.nxdomain')),
    ],
    [
      'is reported when an Include has no effect',
      ['ssh-include-dead'],
      withAlias(good(), { ...UNMATCHED, includes: [include('dead-block')] }, 'ssh.unresolved', connected('dns.nxdomain')),
    ],
    [
      "is reported when no Include leads to Gitpod's file",
      ['ssh-include-dead'],
      withAlias(good(), { ...UNMATCHED, stray: [{ path: GITPOD_CONFIG, generations: ['environment'] }] }, 'ssh.unresolved'),
    ],
    [
      'is reported when an earlier section overrides its settings',
      ['ssh-setting-overridden'],
      withAlias(good(), { ...ADDRESSED, branch: 'jump', shadowed: [lost(false)] }, null, connected('tcp.timeout')),
    ],
    [
      'is reported when sections of two generations match',
      ['ssh-two-generations'],
      withAlias(good(), { ...PROXIED, shadowed: [lost(true)] }, null),
    ],
    [
      'is reported when the ProxyCommand does not exist',
      ['ssh-proxy-command-missing'],
      withAlias(good(), PROXIED, null, connected('ssh.proxy-command-missing', program('not-found'))),
    ],
    [
      'is reported when the ProxyCommand exits early',
      ['ssh-proxy-command-fails'],
      withAlias(good(), PROXIED, null, [{}, { rung: 'session', fails: 'ssh.proxy-command-failed' }]),
    ],
    [
      'is reported when its key file is missing',
      ['ssh-identity-unusable'],
      withAlias(good(), { ...remote, identities: [key('missing')] }, null, [
        { rung: 'session', fails: 'ssh.key-missing', phases: [sessionPhase()] },
      ]),
    ],
    [
      'is reported before any login when others can read its key',
      ['ssh-identity-unusable'],
      withAlias(good(), { ...remote, identities: [key('too-open')] }, null),
    ],
    [
      'is reported when its key is locked',
      ['ssh-identity-unusable'],
      withAlias(good(), remote, null, [{ rung: 'session', fails: 'ssh.key-locked', phases: [sessionPhase({ keyAccepted: true })] }]),
    ],
    ['is reported when its port does not answer', ['ssh-port-blocked'], withAlias(good(), ADDRESSED, null, connected('tcp.timeout'))],
    [
      'is reported when its port answers with HTTP',
      ['ssh-answered-by-something-else'],
      withAlias(good(), ADDRESSED, null, connected('ssh.not-ssh', bannerPhase('http'))),
    ],
    [
      'is reported when the login is refused',
      ['ssh-login-refused'],
      withAlias(good(), remote, null, [{ rung: 'session', fails: 'ssh.permission-denied', phases: [sessionPhase()] }]),
    ],
    [
      'is reported when the host key has changed',
      ['ssh-host-key-changed'],
      withAlias(good(), ADDRESSED, null, connected('ssh.host-key-changed', bannerPhase('ssh'), kexPhase('changed', false))),
    ],
    [
      'is reported when ssh refuses an unknown host key',
      ['ssh-host-key-unknown'],
      withAlias(good(), ADDRESSED, null, connected('ssh.host-key-unknown', bannerPhase('ssh'), kexPhase('unknown', false))),
    ],
    [
      'is reported when client and server share no algorithm',
      ['ssh-no-common-algorithm'],
      withAlias(good(), ADDRESSED, null, connected('ssh.no-common-algorithm', bannerPhase('ssh'), kexPhase(null, false))),
    ],
    [
      'is reported when the connection ends after the banner',
      ['ssh-cut-after-banner'],
      withAlias(good(), ADDRESSED, null, connected('ssh.cut-after-banner', bannerPhase('ssh'))),
    ],
    [
      'is reported when too many keys are offered',
      ['ssh-too-many-keys'],
      withAlias(good(), remote, null, [{ rung: 'session', fails: 'ssh.too-many-keys', phases: [sessionPhase({ keysOffered: 6 })] }]),
    ],
    [
      'is reported when its ControlPath is unusable',
      ['ssh-control-path-unusable'],
      withAlias(good(), { ...PROXIED, controlProblem: 'folder-missing' }, null),
    ],
    [
      'is reported when the server sends no banner',
      ['ssh-port-silent'],
      withAlias(good(), ADDRESSED, null, connected('ssh.banner-timeout', bannerPhase(null))),
    ],
    [
      'is reported when its HostName is a URL',
      ['ssh-hostname-malformed'],
      withAlias(good(), hostName('https://gate.example/'), null, connected('dns.nxdomain')),
    ],
    [
      'is reported when it sets RemoteCommand',
      ['ssh-remote-command-clash'],
      withAlias(good(), remoteCommand, null, connected(undefined, bannerPhase('ssh'), kexPhase('known', true))),
    ],
    [
      'is reported when the connection is reset before the banner',
      ['ssh-port-silent'],
      withAlias(good(), ADDRESSED, null, connected('ssh.banner-reset', bannerPhase(null))),
    ],
  ])('%s ($1)', (_what, expected, built) => {
    expect(names(built)).toEqual(expected);
    expect(unexplained(RULES, built)).toEqual([]);
  });
});
