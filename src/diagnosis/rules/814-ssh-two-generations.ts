/** GD814: sections of two of Gitpod's own programs apply to one name, and the older one wins. */

import { command } from '../../model/command/index.ts';
import type { ShadowedSetting } from '../../model/ssh/index.ts';
import { unique } from '../facts/order.ts';
import { unreachedAddresses } from '../facts/ssh-ports.ts';
import { by, defineRule } from './rule.ts';
import { type ShadowFacts, shadowClaims } from './shared/ssh-shadows.ts';
import { overriddenText, patchFix, placeText } from './shared/ssh-words.ts';
import { toList } from './shared/wording.ts';

export const sshTwoGenerations = defineRule<ShadowFacts>({
  code: 'GD814',
  // This cause comes before failures at the host to which the earlier line leads.
  scope: 'machine',
  excludes: { 'ssh-setting-overridden': by.evidence },

  find(view) {
    // If one of two addresses is outdated, GD808 is the cause, because it knows the result at each address.
    const unreached = new Set(unreachedAddresses(view).map(({ alias }) => alias));
    const isAddress = ({ keyword }: ShadowedSetting) => keyword === 'hostname' || keyword === 'port';
    const claims = shadowClaims(view, (lost, alias) => lost.winnerIsOurs && !(unreached.has(alias) && isAddress(lost)));
    // Without a failure, only settings that decide the destination count as competing, because sections may complement each other in other
    // settings.
    return claims.filter(({ confidence, facts }) => confidence !== 'possible' || facts.shadowed.some(isWay));
  },

  summary: 'Two sections of Gitpod’s own programs match one name, and ssh uses the first.',
  why: 'The gitpod CLI and the ona CLI each write their own file. An older section may also contain an old address of the environment. ssh uses the first value that it finds for each setting.',
  stops: 'The alias uses a program, a key or an address of an installation that is no longer in use.',
  otherwise: 'the first section may still be right, and the failure may have another cause',
  confusedWith: { 'ssh-setting-overridden': 'the first section is not from Gitpod’s programs.' },
  byHand: [
    {
      run: command`grep -ls 'gitpod\\.environment' ~/.ssh/gitpod/config ~/.ssh/ona/config`,
      shows: '.ssh/ona/config',
      tells: 'Both programs have written a section for the same names.',
    },
    {
      run: command`ssh -G -- <alias> | grep '^proxycommand'`,
      shows: '<old program>',
      tells: 'ssh uses the program of the first section, although it is no longer in use.',
    },
  ],
  example: {
    alias: '<alias>',
    shadowed: [
      {
        keyword: 'proxycommand',
        winnerKeyword: 'proxycommand',
        winner: { by: 'file', file: '<older file>', line: 2 },
        loser: { file: '<newer file>', line: 2 },
        winnerIsOurs: true,
      },
    ],
    patch: null,
  },
  title: ({ alias }) => `Two Gitpod sections match ${alias}`,
  evidence: ({ shadowed }) => shadowed.map(overriddenText),
  fixes: ({ patch, shadowed }) => [
    patchFix(patch, removalText(shadowed)),
    {
      owner: 'you',
      text: 'Keep only one of the two CLIs, and let it write its section again.',
      command: command`gitpod environment ssh-config\n# or: ona environment ssh-config`,
    },
  ],
});

function isWay({ keyword }: ShadowedSetting): boolean {
  return keyword === 'proxycommand' || keyword === 'proxyjump';
}

/** Either section may be the outdated one, so the fix gives both locations. */
function removalText(shadowed: readonly ShadowedSetting[]): string {
  const winners = unique(shadowed.flatMap(({ winner }) => (winner.by === 'file' ? placeText(winner) : [])));
  const losers = unique(shadowed.map(({ loser }) => placeText(loser)));
  const where = winners.length === 0 ? '' : ` around ${toList(winners)}`;
  return `Remove the section${where} if its program or address is no longer in use, or move the Include of the file with ${toList(losers)} above it.`;
}
