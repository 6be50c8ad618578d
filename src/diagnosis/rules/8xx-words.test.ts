/**
 * The words for each variant of an SSH finding. If one fails, the wrong line is edited, the wrong program is installed, or a sentence
 * states something unmeasured.
 */

import { describe, expect, test } from 'vitest';
import { listing } from '../../model/command/index.ts';
import type { FailureKind } from '../../model/failure.ts';
import type { SshConfigFacts } from '../../model/ssh/index.ts';
import { diagnose } from '../engine/diagnose.ts';
import { wordsOf } from '../facts/testing/claims.ts';
import { fails, session } from '../testing/session.ts';
import { ADDRESSED, bannerPhase, CONFIG, kexPhase, PROXIED, sessionPhase, UNMATCHED, withAlias } from '../testing/ssh.ts';
import { RULES } from './registry.ts';
import type { Explanation } from './rule.ts';

/** The words of a rule for its example with some facts changed. */
function said(code: string, change: object = {}): string {
  const rule = RULES.find((each) => each.code === code);
  if (rule === undefined) throw new Error(`no rule ${code}`);
  const { example } = rule as Explanation<object>;
  return wordsOf(rule, { subject: '', confidence: 'certain', accountsFor: [], facts: { ...example, ...change } });
}

const REFUSED: [object, string][] = [
  [{ reason: 'unknown-keyword', keyword: 'UseKeychain' }, 'IgnoreUnknown UseKeychain'],
  [{ reason: 'unknown-keyword', keyword: null }, 'Remove the keyword at <file>:<line>'],
  [{ reason: 'permissions', file: '/home/dev/my config' }, "chmod go-w '/home/dev/my config'"],
  [{ reason: 'permissions', file: null, where: null }, 'Correct the line that ssh names'],
  [{ reason: 'hangs', where: null }, 'does not finish reading'],
  [{ reason: 'bom', keyword: null, version: null }, 'byte order mark'],
];
const PATCH = { change: listing('change', '+Include gitpod/config'), file: CONFIG, proved: null };
const include = (state: string, below: object | null = null) => ({
  unread: {
    includes: [{ place: { file: CONFIG, line: 2 }, pattern: 'gitpod/config', state, below, leadsTo: [], isOurs: true }],
    stray: [],
  },
});
const nearest = (differsBy: string, meant: string | null) => ({
  nearest: { pattern: '*.gitpod.remote', place: { file: CONFIG, line: 4 }, differsBy, meant },
});

describe('the text of an SSH finding', () => {
  test.each<[string, object, string]>([
    ...REFUSED.map(([change, words]): [string, object, string] => ['GD802', change, words]),
    ['GD803', nearest('case', 'x1.gitpod.remote'), 'with the same upper and lower case'],
    ['GD803', nearest('case', 'x1.gitpod.remote'), 'Or, if the name is typed correctly, let the Gitpod CLI'],
    ['GD803', nearest('alias-of-alias', null), 'ssh chooses sections only by the typed name'],
    ['GD803', { ...nearest('no-suffix', 'x1.gitpod.remote'), isFamily: false, wouldStand: null }, 'aliases end in .gitpod.environment'],
    ['GD804', include('dead-block', { file: CONFIG, line: 1 }), `below the section at ${CONFIG}:1`],
    ['GD804', include('dead-block'), 'below a section, so it applies only to the names of that section'],
    ['GD804', include('commented'), 'switched off by a #'],
    ['GD804', include('matches-nothing'), 'leads to no file'],
    ['GD804', include('not-reached'), 'in a file that ssh does not read'],
    [
      'GD804',
      { unread: { includes: [], stray: [{ path: '/home/dev/.ssh/ona/config', generations: [] }] } },
      'No Include leads to /home/dev/.ssh/ona/config',
    ],
    ['GD804', { patch: PATCH }, 'could not be tested here'],
    ['GD806', { program: '/opt/gitpod', state: 'not-found' }, '/opt/gitpod does not exist'],
    ['GD806', { program: 'gitpod', state: 'not-found' }, 'gitpod is in no folder of the PATH'],
    ['GD806', { program: '/opt/corp/connect', isOurs: false }, 'correct or remove the line that names it, <file>:<line>'],
    ['GD806', { program: 'nc', isOurs: false, setAt: null }, 'remove the line that names it.'],
    ['GD806', { program: '/opt/gitpod', state: 'not-executable', foundAt: '/opt/gitpod' }, 'chmod u+x /opt/gitpod'],
    ['GD806', { program: 'gitpod', state: 'a-folder', foundAt: '/opt/gitpod' }, 'gitpod is a folder (/opt/gitpod)'],
    ['GD807', { trouble: 'locked', agentKeys: 0 }, 'The agent holds no key'],
    ['GD807', { trouble: 'locked', agentKeys: 1, path: '/k' }, 'The agent holds 1 other key.'],
    ['GD807', { trouble: 'locked', path: '/k' }, 'ssh-add /k'],
    ['GD807', { trouble: 'missing', path: null, setAt: null }, 'The key file does not exist.'],
    ['GD807', { trouble: 'unreadable', path: '/k' }, 'chmod 600 /k'],
    ['GD807', { trouble: 'not-a-key', path: '/k' }, 'is not a private key'],
    ['GD808', { nameIsGone: true }, 'The name <host> does not exist any more'],
    ['GD808', { addresses: 2 }, 'contain 2 addresses, and ssh uses the first'],
    ['GD808', { setAt: null, portAnswersElsewhere: false }, 'so that the section gets the new address.'],
    ['GD809', { kind: 'tcp.refused', hasEgress: false }, 'the connection is refused'],
    ['GD810', { speaks: 'tls' }, 'a TLS server'],
    ['GD811', { keysOffered: 0, user: null, methods: [] }, 'no key was offered'],
    ['GD811', { keysOffered: 3 }, '3 keys were offered but none was accepted'],
    ['GD812', { isRevoked: true, place: null, fingerprint: null }, 'marked as revoked'],
    ['GD816', { hangs: true }, 'no SSH banner came through it in time'],
    ['GD817', { setAt: null, fingerprint: null }, 'Strict checking is on.'],
    ['GD818', { offered: null, version: null }, 'no algorithm in common'],
    ['GD819', { stalls: true, software: null }, 'The server sends its SSH banner; then the key exchange gets no answer'],
    ['GD820', { identitiesOnly: true, agentKeys: null }, 'the section itself names too many keys'],
    ['GD821', { problem: 'path-too-long', path: null, setAt: null }, 'ControlPath: the path is too long for a socket'],
    ['GD821', { problem: 'folder-missing', path: '/cm' }, 'mkdir -p -m 700 /'],
    ['GD822', { ended: 'reset' }, 'is reset without an SSH banner'],
    ['GD823', { fault: 'percent', host: null }, 'HostName is set at <file>:<line>.'],
    ['GD823', { fault: 'port', meant: 'gate.example' }, 'write “HostName gate.example”, and write the port on its own line “Port”'],
    ['GD823', { fault: 'brackets' }, 'write the address without brackets'],
    ['GD824', { setAt: null }, 'Remove RemoteCommand, or move it'],
    ['GD802', { reason: 'bad-match', keyword: 'tagged' }, 'Remove the criterion tagged at <file>:<line>'],
    ['GD802', { reason: 'bad-name', where: null }, 'ssh refuses the name <alias>'],
    ['GD802', { reason: 'curly-quotes' }, 'typographic quotes'],
    ['GD806', { program: '“/opt/gitpod”', state: 'not-found' }, 'typographic quotes, which ssh reads as part of the name'],
    ['GD807', { trouble: 'missing', path: '/h/“k”' }, 'typographic quotes, which ssh reads as part of the name'],
  ])('%s with the facts %o contains “%s”', (code, change, words) => {
    expect(said(code, change)).toContain(words);
  });
});

/** A run that ended early, or whose facts were left out of a bundle: what remains still has its name. */
describe('an SSH connection without any other facts', () => {
  const alone = (kind: FailureKind) => {
    const built = withAlias(
      session({ sshAlias: ['x1.gitpod.environment'] })
        .https('app.gitpod.io')
        .build(),
      PROXIED,
      null,
      [{ fails: kind }],
    );
    return { ...built, observations: built.observations.filter(({ probe }) => probe !== 'ssh-config') };
  };
  test.each<[FailureKind, string]>([
    ['ssh.config-refused', 'ssh-config-refused'],
    ['ssh.proxy-command-missing', 'ssh-proxy-command-missing'],
    ['ssh.key-missing', 'ssh-identity-unusable'],
    ['ssh.key-locked', 'ssh-identity-unusable'],
    ['ssh.not-ssh', 'ssh-answered-by-something-else'],
    ['ssh.permission-denied', 'ssh-login-refused'],
    ['ssh.host-key-changed', 'ssh-host-key-changed'],
    ['ssh.proxy-command-timeout', 'ssh-proxy-command-fails'],
    ['ssh.host-key-unknown', 'ssh-host-key-unknown'],
    ['ssh.no-common-algorithm', 'ssh-no-common-algorithm'],
    ['ssh.kex-timeout', 'ssh-cut-after-banner'],
    ['ssh.too-many-keys', 'ssh-too-many-keys'],
    ['ssh.control-path', 'ssh-control-path-unusable'],
    ['ssh.banner-closed', 'ssh-port-silent'],
  ])('%s is reported as %s without a missing value in the text', (kind, name) => {
    const [finding] = diagnose(alone(kind)).findings;
    expect(finding?.name).toBe(name);
    expect(JSON.stringify([finding?.title, finding?.evidence, finding?.fixes.map(({ text }) => text)])).not.toMatch(/null|undefined|NaN/);
  });
});

describe('a finding from the configuration and the connection', () => {
  const good = () =>
    session({ sshAlias: ['x1.gitpod.remote'] })
      .https('app.gitpod.io')
      .build();
  const evidence = (facts: SshConfigFacts, ...connects: Parameters<typeof withAlias>[3] & object) =>
    diagnose(withAlias(good(), facts, null, connects)).findings.flatMap((finding) => finding.evidence);

  test('says that a revoked host key is revoked', () => {
    expect(
      diagnose(withAlias(good(), ADDRESSED, null, [{ fails: 'ssh.host-key-changed', phases: [kexPhase('revoked', false)] }])).findings[0]
        ?.title,
    ).toContain('marked as revoked');
  });

  test('gives the line of a changed host key from the message of ssh when the key exchange did not give it', () => {
    const phase = { ...sessionPhase(), offendingKey: { file: '/home/dev/.ssh/known_hosts', line: 3 } };
    expect(
      evidence(ADDRESSED, { rung: 'session', fails: 'ssh.host-key-changed', phases: [phase as ReturnType<typeof sessionPhase>] }),
    ).toContain('The different key is in /home/dev/.ssh/known_hosts:3.');
  });

  test('quotes the SSH banner after which the key exchange stalled', () => {
    expect(evidence(ADDRESSED, { fails: 'ssh.kex-timeout', phases: [bannerPhase('ssh')] })).toContain(
      'The server sends the SSH banner SSH-2.0-OpenSSH_9.2p1; then the key exchange gets no answer.',
    );
  });

  test('makes the requirement unmet for a key with a passphrase unless the login succeeded', () => {
    const locked: SshConfigFacts = {
      ...ADDRESSED,
      identities: [
        {
          path: '/k',
          state: 'locked',
          source: { by: 'file', file: CONFIG, line: 2 },
          type: null,
          fingerprint: null,
          mode: null,
          inAgent: null,
        },
      ],
    };
    const row = (facts: SshConfigFacts, rung: 'reach' | 'session') =>
      diagnose(withAlias(good(), facts, null, [{ rung, phases: [kexPhase('known', true)] }])).verdicts.find(
        ({ requirement }) => requirement === 'ssh.gitpod-environment',
      )?.verdict;
    expect([row(locked, 'reach'), row(locked, 'session'), row(ADDRESSED, 'reach')]).toEqual(['unmet', 'met', 'met']);
  });

  test('reports a missing section even without a network', () => {
    const cut = session({ sshAlias: ['x1.gitpod.environment'] })
      .host({ interfaces: 0, defaultRoute4: false, defaultRoute6: false })
      .https('app.gitpod.io', fails('dns.unavailable'))
      .build();
    const { findings } = diagnose(withAlias(cut, UNMATCHED, 'ssh.unresolved'));
    expect(findings.map(({ name, causedBy }) => [name, causedBy])).toEqual([
      ['no-network', null],
      ['ssh-alias-unmatched', null],
    ]);
  });

  test('reports a missing section and the number of files that were read when no Gitpod file exists', () => {
    const facts = { ...UNMATCHED, files: [], wouldStand: null, generation: null };
    const { findings } = diagnose(withAlias(good(), facts, 'ssh.unresolved'));
    expect(findings[0]).toMatchObject({ name: 'ssh-alias-unmatched' });
    expect(findings[0]?.evidence).toEqual([expect.stringContaining('0 files were read')]);
  });
});
