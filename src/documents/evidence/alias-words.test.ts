/** If this fails, a user searches DNS for an alias, or edits a line that has no effect. */
import { expect, it } from 'vitest';
import { ADDRESSED, CONFIG, GITPOD_CONFIG, PROXIED, UNMATCHED } from '../../diagnosis/testing/ssh.ts';
import type { SshConfigFacts } from '../../model/ssh/index.ts';
import { createSay } from '../words/say.ts';
import { aliasLines } from './alias-words.ts';

const lines = (facts: SshConfigFacts, mask = (text: string) => text) =>
  aliasLines(facts, createSay(mask)).map(({ label, text }) => `${label}: ${text}`);
const section = {
  place: { file: GITPOD_CONFIG, line: 1 },
  patterns: ['*.gitpod.environment'],
  generations: ['environment' as const],
  applied: true,
  isRead: true,
};

it('the text about an alias gives the typed name, the section, and each effective setting with its line', () => {
  expect(lines({ ...PROXIED, sections: [section] })).toEqual([
    'typed: x1.gitpod.environment (only ssh knows this name; ping, nslookup and browsers do not)',
    `section: Host *.gitpod.environment at ${GITPOD_CONFIG}:1`,
    `ssh then: connects through /usr/local/bin/gitpod, set at ${GITPOD_CONFIG}:2`,
    `as: gitpod_devcontainer, set at ${GITPOD_CONFIG}:3`,
    'client: /usr/bin/ssh, OpenSSH_9.2p1',
  ]);
  expect(lines(ADDRESSED)).toContain(`ssh then: connects to ec2-1.compute.example port 22, set at ${GITPOD_CONFIG}:2`);
});

it('the text about an alias says that it is an estimate when no ssh client is installed, and what VS Code lists', () => {
  const estimate = { hostname: '192.0.2.7', user: 'me', port: 22, proxyCommand: null, proxyJump: null, isPartial: false };
  const listedByVsCode = { state: 'pattern' as const, file: GITPOD_CONFIG, line: 1 };
  expect(lines({ ...ADDRESSED, client: null, state: 'not-asked', effective: null, branch: null, estimate, listedByVsCode })).toEqual([
    'typed: x1.gitpod.remote (only ssh knows this name; ping, nslookup and browsers do not)',
    'estimate: ssh would connect to 192.0.2.7 port 22, as user me (estimated from the files; no ssh client here to confirm it)',
    `vs code: the list of SSH hosts in VS Code probably omits it, because only the pattern at ${GITPOD_CONFIG}:1 fits; the name can be typed there`,
  ]);
});

it('the text about an alias without a section says that DNS is queried, and gives the closest section', () => {
  const nearest = { pattern: '*.gitpod.environment', place: section.place, differsBy: 'case' as const, meant: null };
  const include = {
    place: { file: CONFIG, line: 9 },
    pattern: 'gitpod/config',
    state: 'dead-block' as const,
    below: null,
    leadsTo: [],
    isOurs: true,
  };
  expect(lines({ ...UNMATCHED, nearest, wouldStand: { file: CONFIG, line: 3 }, includes: [include] })).toEqual(
    expect.arrayContaining([
      'section: none of Gitpod’s matches',
      'ssh then: looks it up in DNS, like any other host',
      `include: gitpod/config at ${CONFIG}:9 applies only to the section above the Include`,
      `nearest: *.gitpod.environment at ${GITPOD_CONFIG}:1`,
      `belongs: a section for this name, or an Include that leads to one, at ${CONFIG}:3`,
    ]),
  );
});

it('the text about an alias shows an overridden line next to the line that takes effect', () => {
  const lost = {
    keyword: 'proxycommand' as const,
    winnerKeyword: 'proxyjump' as const,
    winner: { by: 'file' as const, file: CONFIG, line: 2 },
    loser: { file: GITPOD_CONFIG, line: 2 },
    winnerIsOurs: false,
  };
  expect(lines({ ...PROXIED, shadowed: [lost] })).toContain(`lost: ProxyCommand at ${GITPOD_CONFIG}:2, to ProxyJump set at ${CONFIG}:2`);
});

it('the text about an alias shows no name, path or user when values are masked', () => {
  const said = lines({ ...PROXIED, sections: [section] }, () => '▒').join('\n');
  for (const value of ['x1.', '/home/dev', '/usr/local', 'devcontainer']) expect(said).not.toContain(value);
});
