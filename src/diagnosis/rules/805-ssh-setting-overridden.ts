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
  // This cause comes before failures at the host to which the earlier line leads.
  scope: 'machine',
  excludes: { 'ssh-two-generations': by.evidence, 'ssh-alias-unmatched': by.evidence },

  find: (view) => shadowClaims(view, ({ winnerIsOurs }) => !winnerIsOurs),

  summary: 'An earlier section of the SSH configuration overrides a setting that the alias needs.',
  why: 'The ssh client uses the first value that it finds for each keyword. So a “Host *” section, or a file that is included earlier, overrides the section of the alias. If ProxyJump and ProxyCommand are both set, ssh uses only the first.',
  stops: 'The connection goes to the wrong host, through the wrong program, or as the wrong user.',
  otherwise: 'the first value may be intended, and the failure may have another cause',
  confusedWith: {
    'ssh-two-generations': 'both sections come from Gitpod’s CLI; here one of them does not.',
    'ssh-alias-unmatched': 'no section applies; here two sections apply.',
  },
  byHand: [
    {
      run: command`ssh -v -G -- <alias> 2>&1 | grep 'Applying options for'`,
      shows: '<file> line <line>: Applying options for',
      tells: 'This section comes first. ssh uses the first value of each setting.',
    },
    {
      run: command`ssh -G -- <alias> | grep '^proxycommand'`,
      shows: '<other program>',
      tells: 'ssh uses the program of that section instead of Gitpod’s.',
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
      'Move the Include of Gitpod’s file above the overriding section, or exclude the alias from that section: “Host * !*.gitpod.environment !*.ona.environment !*.gitpod.remote”.',
    ),
  ],
});
