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

describe('a healthy alias has no finding', () => {
  test.each<[string, SshConfigFacts, Connected[]]>([
    ['by proxy command, looked at', PROXIED, connected(undefined)],
    ['by proxy command, logged in', PROXIED, [{}, loggedIn]],
    ['by address, looked at', ADDRESSED, connected(undefined, bannerPhase('ssh'), kexPhase('known', true))],
    [
      'by address, with a key nobody has seen, which ssh asks about',
      ADDRESSED,
      connected(undefined, bannerPhase('ssh'), kexPhase('unknown', true)),
    ],
    ['although another section lost to it, as the login works', { ...PROXIED, shadowed: [lost(false), lost(true)] }, [{}, loggedIn]],
    ['with a stale control socket, which ssh clears away', { ...PROXIED, controlProblem: 'stale-socket' }, connected(undefined)],
    [
      'with a default key that is not there',
      { ...PROXIED, identities: [{ ...key('missing'), source: { by: 'default' } }] },
      connected(undefined),
    ],
    ['with one of two keys gone', { ...PROXIED, identities: [key('missing'), key('usable')] }, connected(undefined)],
    ['with a locked key that the agent holds', { ...PROXIED, identities: [{ ...key('locked'), inAgent: true }] }, connected(undefined)],
  ])('%s', (_what, facts, connects) => {
    expect(names(withAlias(good(), facts, null, connects))).toEqual([]);
  });
});

describe('each failure has its own finding', () => {
  const refusal = { place: { file: CONFIG, line: 4 }, file: null, reason: 'unknown-keyword' as const, keyword: 'usekeychain' };
  const remote = { ...ADDRESSED, identities: [] };
  const remoteCommand = { ...ADDRESSED, effective: ADDRESSED.effective && { ...ADDRESSED.effective, hasRemoteCommand: true } };
  const hostName = (value: string): SshConfigFacts => ({
    ...ADDRESSED,
    effective: ADDRESSED.effective && { ...ADDRESSED.effective, hostname: { value, source: { by: 'file', file: CONFIG, line: 2 } } },
  });
  test.each<[string, FindingName[], Session]>([
    [
      'no client',
      ['ssh-client-missing'],
      withAlias(good(), { ...PROXIED, client: null, state: 'not-asked', effective: null, branch: null }, 'ssh.client-missing'),
    ],
    [
      'a refused file',
      ['ssh-config-refused'],
      withAlias(good(), { ...PROXIED, state: 'refused', refusal, effective: null, branch: null }, 'ssh.config-refused'),
    ],
    [
      'a file that hangs',
      ['ssh-config-refused'],
      withAlias(good(), { ...PROXIED, state: 'timeout', effective: null, branch: null }, 'ssh.config-timeout'),
    ],
    ['no section', ['ssh-alias-unmatched'], withAlias(good(), UNMATCHED, 'ssh.unresolved', connected('dns.nxdomain'))],
    [
      'a dead Include',
      ['ssh-include-dead'],
      withAlias(good(), { ...UNMATCHED, includes: [include('dead-block')] }, 'ssh.unresolved', connected('dns.nxdomain')),
    ],
    [
      'a stray file',
      ['ssh-include-dead'],
      withAlias(good(), { ...UNMATCHED, stray: [{ path: GITPOD_CONFIG, generations: ['environment'] }] }, 'ssh.unresolved'),
    ],
    [
      'an earlier section',
      ['ssh-setting-overridden'],
      withAlias(good(), { ...ADDRESSED, branch: 'jump', shadowed: [lost(false)] }, null, connected('tcp.timeout')),
    ],
    ['two generations', ['ssh-two-generations'], withAlias(good(), { ...PROXIED, shadowed: [lost(true)] }, null)],
    [
      'no program',
      ['ssh-proxy-command-missing'],
      withAlias(good(), PROXIED, null, connected('ssh.proxy-command-missing', program('not-found'))),
    ],
    [
      'a program that ends',
      ['ssh-proxy-command-fails'],
      withAlias(good(), PROXIED, null, [{}, { rung: 'session', fails: 'ssh.proxy-command-failed' }]),
    ],
    [
      'a key that is gone',
      ['ssh-identity-unusable'],
      withAlias(good(), { ...remote, identities: [key('missing')] }, null, [
        { rung: 'session', fails: 'ssh.key-missing', phases: [sessionPhase()] },
      ]),
    ],
    [
      'a key that is too open, before anybody logs in',
      ['ssh-identity-unusable'],
      withAlias(good(), { ...remote, identities: [key('too-open')] }, null),
    ],
    [
      'a locked key',
      ['ssh-identity-unusable'],
      withAlias(good(), remote, null, [{ rung: 'session', fails: 'ssh.key-locked', phases: [sessionPhase({ keyAccepted: true })] }]),
    ],
    ['a port that drops', ['ssh-port-blocked'], withAlias(good(), ADDRESSED, null, connected('tcp.timeout'))],
    ['a page', ['ssh-answered-by-something-else'], withAlias(good(), ADDRESSED, null, connected('ssh.not-ssh', bannerPhase('http')))],
    [
      'a login refused',
      ['ssh-login-refused'],
      withAlias(good(), remote, null, [{ rung: 'session', fails: 'ssh.permission-denied', phases: [sessionPhase()] }]),
    ],
    [
      'a changed host key',
      ['ssh-host-key-changed'],
      withAlias(good(), ADDRESSED, null, connected('ssh.host-key-changed', bannerPhase('ssh'), kexPhase('changed', false))),
    ],
    [
      'an unknown host key',
      ['ssh-host-key-unknown'],
      withAlias(good(), ADDRESSED, null, connected('ssh.host-key-unknown', bannerPhase('ssh'), kexPhase('unknown', false))),
    ],
    [
      'no algorithm',
      ['ssh-no-common-algorithm'],
      withAlias(good(), ADDRESSED, null, connected('ssh.no-common-algorithm', bannerPhase('ssh'), kexPhase(null, false))),
    ],
    ['a cut', ['ssh-cut-after-banner'], withAlias(good(), ADDRESSED, null, connected('ssh.cut-after-banner', bannerPhase('ssh')))],
    [
      'too many keys',
      ['ssh-too-many-keys'],
      withAlias(good(), remote, null, [{ rung: 'session', fails: 'ssh.too-many-keys', phases: [sessionPhase({ keysOffered: 6 })] }]),
    ],
    ['a control path', ['ssh-control-path-unusable'], withAlias(good(), { ...PROXIED, controlProblem: 'folder-missing' }, null)],
    ['silence', ['ssh-port-silent'], withAlias(good(), ADDRESSED, null, connected('ssh.banner-timeout', bannerPhase(null)))],
    [
      'a HostName written as a URL',
      ['ssh-hostname-malformed'],
      withAlias(good(), hostName('https://gate.example/'), null, connected('dns.nxdomain')),
    ],
    [
      'a command of its own',
      ['ssh-remote-command-clash'],
      withAlias(good(), remoteCommand, null, connected(undefined, bannerPhase('ssh'), kexPhase('known', true))),
    ],
    ['a reset at once', ['ssh-port-silent'], withAlias(good(), ADDRESSED, null, connected('ssh.banner-reset', bannerPhase(null)))],
  ])('%s', (_what, expected, built) => {
    expect(names(built)).toEqual(expected);
    expect(unexplained(RULES, built)).toEqual([]);
  });
});
