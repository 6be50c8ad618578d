/** SSH aliases that look alike. If one of these fails, a neighbour of the cause is blamed, or the words do not help. */
import { describe, expect, test } from 'vitest';
import type { Session } from '../../model/session.ts';
import { diagnose } from '../engine/diagnose.ts';
import { fails, session } from '../testing/session.ts';
import { ADDRESSED, bannerPhase, CONFIG, GITPOD_CONFIG, kexPhase, PROXIED, UNMATCHED, withAlias } from '../testing/ssh.ts';
import { connected, good, include, loggedIn, lost, names, patch, words } from '../testing/ssh-stories.ts';

test('neither ssh-port-blocked nor ssh-address-stale is reported for an alias with a ProxyCommand', () => {
  const built = withAlias(good(), PROXIED, null, [{ rung: 'session', fails: 'tcp.timeout' }]);
  expect(names(built)).not.toContain('ssh-port-blocked');
  expect(names(built)).not.toContain('ssh-address-stale');
});

test('an address is reported as stale when the port answers only at the address of another alias', () => {
  const other = withAlias(
    good(),
    { ...ADDRESSED, asked: 'x2.gitpod.remote' },
    null,
    connected(undefined, bannerPhase('ssh'), kexPhase('known', true)),
  );
  expect(names(withAlias(other, ADDRESSED, null, connected('tcp.timeout')))).toEqual(['ssh-address-stale']);
});

test('a malformed HostName is not also reported as a stale address or a blocked port', () => {
  const written = (value: string) => ({
    ...ADDRESSED,
    effective: ADDRESSED.effective && {
      ...ADDRESSED.effective,
      hostname: { value, source: { by: 'file' as const, file: CONFIG, line: 2 } },
    },
  });
  const named = (value: string) => names(withAlias(good(), written(value), null, connected('dns.nxdomain')));
  expect([named('gate.example:22'), named('gate.example')]).toEqual([['ssh-hostname-malformed'], ['ssh-address-stale']]);
  expect(names(withAlias(good(), written('fe80::1%eth0'), null, connected('tcp.timeout')))).toEqual(['ssh-port-blocked']);
  // Where such a name works, for example by a hosts file, nothing is wrong with it.
  expect(names(withAlias(good(), written('a,b'), null, connected(undefined, bannerPhase('ssh'), kexPhase('known', true))))).toEqual([]);
});

test('an address is reported as stale when its HostName does not exist in DNS', () => {
  expect(names(withAlias(good(), ADDRESSED, null, connected('dns.nxdomain')))).toEqual(['ssh-address-stale']);
});

test('ssh-port-blocked is only possible when no other host answers', () => {
  const { findings } = diagnose(withAlias(session().build(), ADDRESSED, null, connected('tcp.timeout')));
  expect(findings.map(({ name, confidence }) => [name, confidence])).toEqual([['ssh-port-blocked', 'possible']]);
});

test('an Include that takes effect does not explain a missing section', () => {
  expect(names(withAlias(good(), { ...UNMATCHED, includes: [include('live')] }, 'ssh.unresolved'))).toEqual(['ssh-alias-unmatched']);
});

const section = {
  place: { file: CONFIG, line: 4 },
  patterns: ['*.gitpod.environment'],
  generations: ['environment' as const],
  isRead: true,
};
const titles = (facts: typeof UNMATCHED) =>
  diagnose(withAlias(good(), facts, 'ssh.unresolved', connected('dns.nxdomain'))).findings.map(({ name, title, confidence }) => [
    name,
    title,
    confidence,
  ]);

test('the title says that no section of the SSH configuration applies only if no section applied', () => {
  expect(titles({ ...UNMATCHED, applied: [] })).toEqual([
    ['ssh-alias-unmatched', 'No section of the SSH configuration applies to x1.gitpod.environment', 'certain'],
  ]);
  expect(titles({ ...UNMATCHED, applied: [{ file: CONFIG, line: 1 }] })).toEqual([
    ['ssh-alias-unmatched', 'The SSH configuration gives x1.gitpod.environment neither an address nor a proxy', 'certain'],
  ]);
  const own = { ...UNMATCHED, applied: [section.place], sections: [{ ...section, applied: true }] };
  expect(titles(own)).toEqual([
    ['ssh-alias-unmatched', `The section at ${CONFIG}:4 gives x1.gitpod.environment neither an address nor a proxy`, 'certain'],
  ]);
  const dead = { ...own, includes: [include('dead-block')] };
  expect(titles(dead)).toEqual([
    [
      'ssh-include-dead',
      `Probable cause: the settings in ${GITPOD_CONFIG} are not used, and no other section gives x1.gitpod.environment an address or a proxy`,
      'likely',
    ],
  ]);
});

test('the title says that a section is never read only if a tested change made the section apply', () => {
  const dead = { ...UNMATCHED, applied: [], includes: [include('dead-block')] };
  expect(titles({ ...dead, patches: [patch(true)] })).toEqual([
    ['ssh-include-dead', 'The section for x1.gitpod.environment is never read', 'certain'],
  ]);
  expect(titles(dead)[0]?.[1]).toContain(`the settings in ${GITPOD_CONFIG} are not used`);
  const missing = { ...dead, includes: [{ ...include('dead-block'), state: 'matches-nothing' as const, leadsTo: [] }] };
  expect(titles(missing)[0]?.[1]).toContain('no file is at gitpod/config, which the SSH configuration includes');
  const other = { ...section, place: { file: GITPOD_CONFIG, line: 1 }, generations: ['remote' as const], applied: false };
  expect(titles({ ...dead, sections: [other] })).toEqual([
    ['ssh-alias-unmatched', 'No section of the SSH configuration applies to x1.gitpod.environment', 'certain'],
  ]);
});

test('ssh-alias-unmatched is only likely if ssh may look up another form of the name', () => {
  const set = { value: 'yes', source: { by: 'file' as const, file: CONFIG, line: 2 } };
  const on = { ...UNMATCHED, effective: UNMATCHED.effective && { ...UNMATCHED.effective, canonicalizeHostname: set } };
  const confidence = (facts: typeof UNMATCHED) => titles(facts).map(([, , sure]) => sure);
  expect(confidence(on)).toEqual(['likely']);
  expect(confidence({ ...on, canonical: 'not-asked' })).toEqual(['likely']);
  expect(confidence({ ...on, canonical: 'asked' })).toEqual(['certain']);
  const pair = { state: 'differs' as const, lines: [{ file: CONFIG, line: 3 }], ran: false };
  expect(confidence({ ...UNMATCHED, pair: { ...pair, keywords: ['hostname'] } })).toEqual(['likely']);
  expect(confidence({ ...UNMATCHED, pair: { ...pair, keywords: ['user'] } })).toEqual(['certain']);
  expect(words(withAlias(good(), on, 'ssh.unresolved'))).toContain(`ask DNS for another form of the name (${CONFIG}:2)`);
});

test.each(['user', 'port', 'identityfile', 'hostname'] as const)(
  'two sections that complement each other are not reported, even if the first overrides %s of the second',
  (keyword) => {
    const both = { shadowed: [{ ...lost(true), keyword, winnerKeyword: keyword }] };
    expect(names(withAlias(good(), { ...PROXIED, ...both }, null, connected(undefined)))).toEqual([]);
    expect(
      names(withAlias(good(), { ...ADDRESSED, ...both }, null, connected(undefined, bannerPhase('ssh'), kexPhase('known', true)))),
    ).toEqual([]);
  },
);

test('the title says that ssh refuses the name, not the configuration, when the name is invalid', () => {
  const refusal = { place: null, file: null, reason: 'bad-name' as const, keyword: null };
  const built = withAlias(good(), { ...PROXIED, state: 'refused', refusal, effective: null, branch: null }, 'ssh.config-refused');
  expect(diagnose(built).findings.map(({ title }) => title)).toEqual(['ssh refuses the name x1.gitpod.environment']);
});

test('ssh-config-refused is only likely when ssh does not finish reading in time, because the machine may be busy', () => {
  const built = withAlias(good(), { ...PROXIED, state: 'timeout', effective: null, branch: null }, 'ssh.config-timeout');
  expect(diagnose(built).findings.map(({ name, confidence }) => [name, confidence])).toEqual([['ssh-config-refused', 'likely']]);
});

test('an Include of another program is not reported as the cause', () => {
  const facts = { ...UNMATCHED, includes: [{ ...include('dead-block'), isOurs: false }] };
  expect(names(withAlias(good(), facts, 'ssh.unresolved'))).toEqual(['ssh-alias-unmatched']);
});

test('a DNS wildcard that answers for the alias is reported in addition to the missing section', () => {
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

test('a host that refuses connections is reported without a finding about an alias that works', () => {
  const base = session().https('app.gitpod.io', fails('tcp.refused')).https('github.com').build();
  expect(names(withAlias(base, PROXIED, null, connected(undefined)))).toEqual(['port-refused']);
});

describe('SSH findings', () => {
  test('show a proposed change as a diff, and say whether the change was tested', () => {
    const dead = { ...UNMATCHED, includes: [include('dead-block')] };
    const proved = words(withAlias(good(), { ...dead, patches: [patch(true)] }, 'ssh.unresolved'));
    expect(proved).toContain('@@ -0,0 +1,1 @@\n+Include gitpod/config');
    expect(proved).toContain('Tested on a copy');
    expect(words(withAlias(good(), { ...dead, patches: [patch(null)] }, 'ssh.unresolved'))).toContain('could not be tested');
    // A change that does not help is not offered.
    expect(words(withAlias(good(), { ...dead, patches: [patch(false)] }, 'ssh.unresolved'))).not.toContain('@@');
  });

  test('give the closest pattern and the line for a new section when no section matches', () => {
    const nearest = {
      pattern: '*.gitpod.environment',
      place: { file: GITPOD_CONFIG, line: 1 },
      differsBy: 'case' as const,
      meant: 'x1.gitpod.environment',
    };
    const said = words(withAlias(good(), { ...UNMATCHED, nearest, wouldStand: { file: CONFIG, line: 3 } }, 'ssh.unresolved'));
    expect(said).toContain(`*.gitpod.environment at ${GITPOD_CONFIG}:1`);
    expect(said).toContain(`${CONFIG}:3`);
    expect(said).toContain('Type the name as the section spells it: x1.gitpod.environment');
  });

  test('give the line of a changed host key, and ask to check the key before removing it', () => {
    const said = words(withAlias(good(), ADDRESSED, null, connected('ssh.host-key-changed', kexPhase('changed', false))));
    expect(said).toContain('/home/dev/.ssh/known_hosts:7');
    expect(said).toContain('First compare the fingerprint');
  });

  test('include a note that explains how the alias works', () => {
    const { notes } = diagnose(withAlias(good(), PROXIED, null));
    expect(notes.map(({ text }) => text).join()).toContain('connects through /usr/local/bin/gitpod');
  });
});

describe('the requirement of an SSH alias', () => {
  const verdict = (built: Session) => diagnose(built).verdicts.find(({ requirement }) => requirement === 'ssh.gitpod-environment');
  test.each<[string, string, string | null, Session]>([
    [
      'is met when the key exchange completes without a ProxyCommand',
      'met',
      null,
      withAlias(good(), ADDRESSED, null, connected(undefined, bannerPhase('ssh'), kexPhase('known', true))),
    ],
    ['is met when the login succeeds', 'met', null, withAlias(good(), PROXIED, null, [{}, loggedIn])],
    [
      'is unknown without consent when only the ProxyCommand could show whether the alias works',
      'unknown',
      'needs-consent',
      withAlias(good(), PROXIED, null, connected(undefined)),
    ],
    ['is unmet when the connection fails', 'unmet', null, withAlias(good(), ADDRESSED, null, connected('tcp.timeout'))],
    [
      'is unmet when an unusable ControlPath ends every login',
      'unmet',
      null,
      withAlias(good(), { ...PROXIED, controlProblem: 'folder-missing' }, null, [{}, loggedIn]),
    ],
  ])('%s', (_what, word, reason, built) => {
    expect(verdict(built)).toMatchObject({ verdict: word, reason });
  });
});
