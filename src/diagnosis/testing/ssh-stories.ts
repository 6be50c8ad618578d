import type { FindingName } from '../../model/finding-codes.ts';
import type { Session } from '../../model/session.ts';
import type { ConfigPatch, SshConfigFacts } from '../../model/ssh/index.ts';
import { rootCauses, wordsOf } from '../facts/testing/claims.ts';
import { viewOf } from '../facts/view-of.ts';
import { RULES } from '../rules/registry.ts';
import { session } from './session.ts';
import { CONFIG, type Connected, GITPOD_CONFIG } from './ssh.ts';

export const good = () =>
  session({ sshAlias: ['x1.gitpod.environment'] })
    .https('app.gitpod.io')
    .build();
export const names = (built: Session): FindingName[] => rootCauses(RULES, built);
export const words = (built: Session): string =>
  RULES.filter(({ code }) => code.startsWith('GD8'))
    .flatMap((rule) => rule.find(viewOf(built)).map((claim) => wordsOf(rule, claim)))
    .join('\n');

export const connected = (fails: Connected['fails'], ...phases: NonNullable<Connected['phases']>): Connected[] => [
  { ...(fails === undefined ? {} : { fails }), phases },
];
export const loggedIn: Connected = { rung: 'session' };

export const include = (state: 'dead-block' | 'commented' | 'live'): SshConfigFacts['includes'][number] => ({
  place: { file: CONFIG, line: 12 },
  pattern: 'gitpod/config',
  state,
  below: state === 'dead-block' ? { file: CONFIG, line: 10 } : null,
  leadsTo: [GITPOD_CONFIG],
  isOurs: true,
});
export const patch = (proved: boolean | null): ConfigPatch => ({
  reason: 'move-include',
  file: CONFIG,
  hunks: [{ line: 1, before: [], after: ['Include gitpod/config'] }],
  proved,
});
export const lost = (winnerIsOurs: boolean): SshConfigFacts['shadowed'][number] => ({
  keyword: 'proxycommand',
  winnerKeyword: 'proxyjump',
  winner: { by: 'file', file: CONFIG, line: 2 },
  loser: { file: GITPOD_CONFIG, line: 3 },
  winnerIsOurs,
});
export const key = (state: SshConfigFacts['identities'][number]['state']): SshConfigFacts['identities'][number] => ({
  path: '/home/dev/.ssh/ona/id_ed25519',
  state,
  source: { by: 'file', file: GITPOD_CONFIG, line: 6 },
  type: 'ssh-ed25519',
  fingerprint: 'SHA256:abc',
  mode: 0o600,
  inAgent: false,
});
export const program = (state: 'not-found' | 'not-executable'): NonNullable<Connected['phases']>[number] => ({
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
