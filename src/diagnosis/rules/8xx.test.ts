/**
 * SSH aliases. If one of these fails, somebody opens a port that is not used, deletes a host key that was right, or looks in DNS for
 * a name that was never there.
 */
import { describe, expect, test } from 'vitest';
import type { FindingName } from '../../model/finding-codes.ts';
import type { Session } from '../../model/session.ts';
import type { ConfigPatch, SshConfigFacts } from '../../model/ssh/index.ts';
import { diagnose } from '../diagnose.ts';
import { rootCauses, unexplained, wordsOf } from '../evidence/testing/claims.ts';
import { RULES } from '../registry.ts';
import { fails, session } from '../testing/session.ts';
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
import { viewOf } from '../view-of.ts';

const good = () =>
  session({ sshAlias: ['x1.gitpod.environment'] })
    .https('app.gitpod.io')
    .build();
const names = (built: Session): FindingName[] => rootCauses(RULES, built);
const words = (built: Session): string =>
  RULES.filter(({ code }) => code.startsWith('GD8'))
    .flatMap((rule) => rule.find(viewOf(built)).map((claim) => wordsOf(rule, claim)))
    .join('\n');

const connected = (fails: Connected['fails'], ...phases: NonNullable<Connected['phases']>): Connected[] => [
  { ...(fails === undefined ? {} : { fails }), phases },
];
const loggedIn: Connected = { rung: 'session' };

const include = (state: 'dead-block' | 'commented' | 'live'): SshConfigFacts['includes'][number] => ({
  place: { file: CONFIG, line: 12 },
  pattern: 'gitpod/config',
  state,
  below: state === 'dead-block' ? { file: CONFIG, line: 10 } : null,
  leadsTo: [GITPOD_CONFIG],
  isOurs: true,
});
const patch = (proved: boolean | null): ConfigPatch => ({
  reason: 'move-include',
  file: CONFIG,
  hunks: [{ line: 1, before: [], after: ['Include gitpod/config'] }],
  proved,
});
const lost = (winnerIsOurs: boolean): SshConfigFacts['shadowed'][number] => ({
  keyword: 'proxycommand',
  winnerKeyword: 'proxyjump',
  winner: { by: 'file', file: CONFIG, line: 2 },
  loser: { file: GITPOD_CONFIG, line: 3 },
  winnerIsOurs,
});
const key = (state: SshConfigFacts['identities'][number]['state']): SshConfigFacts['identities'][number] => ({
  path: '/home/dev/.ssh/ona/id_ed25519',
  state,
  source: { by: 'file', file: GITPOD_CONFIG, line: 6 },
  type: 'ssh-ed25519',
  fingerprint: 'SHA256:abc',
  mode: 0o600,
  inAgent: false,
});
const program = (state: 'not-found' | 'not-executable'): NonNullable<Connected['phases']>[number] => ({
  name: 'proxy-command',
  startMs: 0,
  durationMs: 1,
  ok: false,
  hop: 0,
  peer: 'target',
  program: '/opt/gone/gitpod',
  state,
  foundAt: null,
  ended: null,
  exitStatus: null,
});

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

describe('each way to fail has its own finding', () => {
  const refusal = { place: { file: CONFIG, line: 4 }, file: null, reason: 'unknown-keyword' as const, keyword: 'usekeychain' };
  const remote = { ...ADDRESSED, identities: [] };
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
    ['a reset at once', ['ssh-port-silent'], withAlias(good(), ADDRESSED, null, connected('ssh.banner-reset', bannerPhase(null)))],
  ])('%s', (_what, expected, built) => {
    expect(names(built)).toEqual(expected);
    expect(unexplained(RULES, built)).toEqual([]);
  });
});

describe('near misses', () => {
  test('on the proxy branch neither port nor address is spoken of', () => {
    const built = withAlias(good(), PROXIED, null, [{ rung: 'session', fails: 'tcp.timeout' }]);
    expect(names(built)).not.toContain('ssh-port-blocked');
    expect(names(built)).not.toContain('ssh-address-stale');
  });

  test('the port answers at another address: the address is the old one', () => {
    const other = withAlias(
      good(),
      { ...ADDRESSED, asked: 'x2.gitpod.remote' },
      null,
      connected(undefined, bannerPhase('ssh'), kexPhase('known', true)),
    );
    expect(names(withAlias(other, ADDRESSED, null, connected('tcp.timeout')))).toEqual(['ssh-address-stale']);
  });

  test('the name of the address is gone', () => {
    expect(names(withAlias(good(), ADDRESSED, null, connected('dns.nxdomain')))).toEqual(['ssh-address-stale']);
  });

  test('without anything else that answers, a closed port is only possible', () => {
    const { findings } = diagnose(withAlias(session().build(), ADDRESSED, null, connected('tcp.timeout')));
    expect(findings.map(({ name, confidence }) => [name, confidence])).toEqual([['ssh-port-blocked', 'possible']]);
  });

  test('an Include that counts does not explain a name without a section', () => {
    expect(names(withAlias(good(), { ...UNMATCHED, includes: [include('live')] }, 'ssh.unresolved'))).toEqual(['ssh-alias-unmatched']);
  });

  test('an include that is someone else’s is nobody’s cause', () => {
    const facts = { ...UNMATCHED, includes: [{ ...include('dead-block'), isOurs: false }] };
    expect(names(withAlias(good(), facts, 'ssh.unresolved'))).toEqual(['ssh-alias-unmatched']);
  });

  test('a wildcard in DNS hides that the section is missing, and follows from it', () => {
    const base = session()
      .https('app.gitpod.io')
      .dns('nobody.gitpod.environment', ['10.9.9.9'], undefined, { role: 'control', purpose: 'virtual-name' })
      .build();
    const { findings } = diagnose(withAlias(base, UNMATCHED, 'ssh.unresolved', connected('tcp.refused')));
    expect(findings.map(({ name, causedBy }) => [name, causedBy])).toEqual(
      expect.arrayContaining([
        ['ssh-alias-unmatched', null],
        ['ssh-alias-resolves-in-dns', null],
      ]),
    );
    expect(names(withAlias(base, PROXIED, null, connected(undefined)))).toEqual([]);
  });

  test('a broken network is told before its aliases', () => {
    const base = session().https('app.gitpod.io', fails('tcp.refused')).https('github.com').build();
    expect(names(withAlias(base, PROXIED, null, connected(undefined)))).toEqual(['port-refused']);
  });
});

describe('the words', () => {
  test('the change is shown as a diff, with whether it was tried', () => {
    const dead = { ...UNMATCHED, includes: [include('dead-block')] };
    const proved = words(withAlias(good(), { ...dead, patches: [patch(true)] }, 'ssh.unresolved'));
    expect(proved).toContain('@@ -0,0 +1,1 @@\n+Include gitpod/config');
    expect(proved).toContain('It was tried');
    expect(words(withAlias(good(), { ...dead, patches: [patch(null)] }, 'ssh.unresolved'))).toContain('could not be tried');
    // A change that does not help is not offered.
    expect(words(withAlias(good(), { ...dead, patches: [patch(false)] }, 'ssh.unresolved'))).not.toContain('@@');
  });

  test('a name that matches nothing names the nearest pattern and where its section would stand', () => {
    const nearest = {
      pattern: '*.gitpod.environment',
      place: { file: GITPOD_CONFIG, line: 1 },
      differsBy: 'case' as const,
      meant: 'x1.gitpod.environment',
    };
    const said = words(withAlias(good(), { ...UNMATCHED, nearest, wouldStand: { file: CONFIG, line: 3 } }, 'ssh.unresolved'));
    expect(said).toContain(`*.gitpod.environment at ${GITPOD_CONFIG}:1`);
    expect(said).toContain(`${CONFIG}:3`);
    expect(said).toContain('Use the name as the section has it: x1.gitpod.environment');
  });

  test('a changed host key names the line, and asks whose key it is before it is removed', () => {
    const said = words(withAlias(good(), ADDRESSED, null, connected('ssh.host-key-changed', kexPhase('changed', false))));
    expect(said).toContain('/home/dev/.ssh/known_hosts:7');
    expect(said).toContain('Find out first whose key it is');
  });

  test('how the alias works here stands among the notes', () => {
    const { notes } = diagnose(withAlias(good(), PROXIED, null));
    expect(notes.map(({ text }) => text).join()).toContain('runs /usr/local/bin/gitpod and talks through it');
  });
});

describe('the row', () => {
  const verdict = (built: Session) => diagnose(built).verdicts.find(({ requirement }) => requirement === 'ssh.gitpod-environment');
  test.each<[string, string, string | null, Session]>([
    [
      'is met by an alias whose way is open',
      'met',
      null,
      withAlias(good(), ADDRESSED, null, connected(undefined, bannerPhase('ssh'), kexPhase('known', true))),
    ],
    ['is met by a login', 'met', null, withAlias(good(), PROXIED, null, [{}, loggedIn])],
    ['needs consent where only a program could tell', 'unknown', 'needs-consent', withAlias(good(), PROXIED, null, connected(undefined))],
    ['is unmet by a failure', 'unmet', null, withAlias(good(), ADDRESSED, null, connected('tcp.timeout'))],
    [
      'is unmet by a control path that ends every login',
      'unmet',
      null,
      withAlias(good(), { ...PROXIED, controlProblem: 'folder-missing' }, null, [{}, loggedIn]),
    ],
  ])('%s', (_what, word, reason, built) => {
    expect(verdict(built)).toMatchObject({ verdict: word, reason });
  });
});
