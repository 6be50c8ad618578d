/** GD805: an earlier section of another program overrides a Gitpod setting. */

import { command } from '../../model/command/index.ts';
import { KEYWORD_SPELLING } from '../../model/ssh/index.ts';
import { unique } from '../facts/order.ts';
import { by, defineRule } from './rule.ts';
import { type ShadowFacts, shadowClaims } from './shared/ssh-shadows.ts';
import { overriddenText, patchFix } from './shared/ssh-words.ts';
import { toList } from './shared/wording.ts';

export const sshSettingOverridden = defineRule<ShadowFacts>({
  code: 'GD805',
  // Takes precedence over failures at the host to which the winning line leads.
  scope: 'machine',
  excludes: { 'ssh-two-generations': by.evidence, 'ssh-alias-unmatched': by.evidence },

  find: (view) => shadowClaims(view, ({ winnerIsOurs }) => !winnerIsOurs),

  summary: 'An earlier section of the SSH configuration wins over a setting that the alias needs.',
  why: 'The client takes the first value that it meets for each keyword. A “Host *” section, or a file that is included earlier, therefore wins over the section of the alias; of ProxyJump and ProxyCommand the first one drops the other.',
  stops: 'The connection goes to another place, through another program, or as another user than the alias means.',
  otherwise: 'the value that wins may be the one that is wanted, and the failure may have a cause of its own',
  confusedWith: {
    'ssh-two-generations': 'There both sections come from Gitpod’s own programs; here one comes from elsewhere.',
    'ssh-alias-unmatched': 'There no section applies at all; here two do.',
  },
  byHand: [
    {
      run: command`ssh -v -G -- <alias> 2>&1 | grep 'Applying options for'`,
      shows: '<file> line <line>: Applying options for',
      tells: 'This section comes first, and the first value of each setting counts.',
    },
    {
      run: command`ssh -G -- <alias> | grep '^proxycommand'`,
      shows: '<other program>',
      tells: 'The program of that section, in the place of Gitpod’s.',
    },
  ],
  example: {
    alias: '<alias>',
    shadowed: [
      {
        keyword: 'proxycommand',
        winnerKeyword: 'proxyjump',
        winner: { by: 'file', file: '<file>', line: 3 },
        loser: { file: '<other file>', line: 7 },
        winnerIsOurs: false,
      },
    ],
    patch: null,
  },
  title: ({ alias, shadowed }) =>
    `An earlier SSH entry overrides ${toList(unique(shadowed.map(({ keyword }) => KEYWORD_SPELLING[keyword])))} of ${alias}`,
  evidence: ({ shadowed }) => shadowed.map(overriddenText),
  fixes: ({ patch }) => [
    patchFix(
      patch,
      'Move the Include of Gitpod’s file above the section that wins, or keep that section away from the alias: “Host * !*.gitpod.environment !*.ona.environment !*.gitpod.remote”.',
    ),
  ],
});
