/** GD823: HostName has a form that no host has, so its lookup fails on any network. */

import { command } from '../../model/command/index.ts';
import type { HostNameFault, SshConfigFacts } from '../../model/ssh/index.ts';
import { type AliasCase, aliasCases, allFailedIds, failedIds } from '../facts/ssh-aliases.ts';
import { malformedHostName, refusedHostNameLine } from '../facts/ssh-host-names.ts';
import { by, defineRule } from './rule.ts';
import { placeText, sourceText } from './shared/ssh-words.ts';

interface Facts {
  alias: string;
  fault: HostNameFault;
  /** The value of HostName; null if ssh refuses the value without printing it. */
  host: string | null;
  meant: string | null;
  setAt: string;
}

export const sshHostnameMalformed = defineRule<Facts>({
  code: 'GD823',
  excludes: { 'ssh-address-stale': by.faults, 'ssh-config-refused': by.faults },

  find(view) {
    return aliasCases(view).flatMap((alias) => {
      const facts = factsOf(alias);
      const accountsFor = isRefused(alias.facts) ? failedIds(view, alias, new Set(['ssh.config-refused'])) : allFailedIds(view, alias);
      return facts === null || accountsFor.length === 0
        ? []
        : [{ subject: alias.alias, confidence: 'certain' as const, accountsFor, facts }];
    });
  },

  summary: 'HostName contains more than a host name: a URL, a port, a comment or quotes.',
  why: 'The ssh client uses the value of HostName as it is. A URL is not allowed, the port needs its own line, and a comment needs a space before its #. Typographic quotes count as ordinary letters. A percent sign begins a token; HostName accepts only %h and %%.',
  stops: 'The client ends with “Could not resolve hostname”, or refuses a percent sign with “unknown key”.',
  confusedWith: {
    'ssh-address-stale': 'the address is valid but no longer answers; here the address is not valid.',
    'ssh-config-refused': 'ssh names a line that it does not understand; here ssh accepts the line, or its error names no line.',
  },
  byHand: [
    {
      run: command`ssh -G -- <alias> | grep '^hostname '`,
      shows: 'hostname https://',
      tells: 'ssh looks this value up as a name, but the value is a URL. A host name has only letters, digits, dots and hyphens.',
    },
  ],
  example: { alias: '<alias>', fault: 'url', host: '<host>', meant: null, setAt: '<file>:<line>' },
  title: ({ alias, fault }) => `HostName of ${alias} ${FAULTS[fault]}`,
  evidence: ({ host, setAt }) => [host === null ? `HostName is set at ${setAt}.` : `HostName is ${host}, set at ${setAt}.`],
  fixes: ({ alias, fault, meant, setAt }) => [
    {
      owner: 'you',
      text: `Change ${setAt}: ${meant === null ? REMEDIES[fault] : `write “HostName ${meant}”${fault === 'port' ? ', and write the port on its own line “Port”' : ''}`}. Then try ${alias} again.`,
    },
  ],
});

const FAULTS = {
  quotes: 'has typographic quotes around it',
  url: 'is written as a URL',
  comment: 'has a comment without a space before it',
  user: 'contains a user name',
  port: 'contains a port',
  brackets: 'has brackets around it',
  percent: 'has a percent sign without a meaning',
  characters: 'has characters that are not allowed in a host name',
} as const satisfies Record<HostNameFault, string>;

const REMEDIES = {
  quotes: 'use plain quotes or no quotes',
  url: 'write only the host name, without https:// and without a path',
  comment: 'put a space before the #',
  user: 'write only the host name, and write the user on its own line “User”',
  port: 'write only the host name, and write the port on its own line “Port”',
  brackets: 'write the address without brackets',
  percent: 'remove the percent sign; %h stands for the typed name, and %% for a percent sign',
  characters: 'write only the host name, with letters, digits, dots and hyphens',
} as const satisfies Record<HostNameFault, string>;

function isRefused(facts: SshConfigFacts | null): boolean {
  return refusedHostNameLine(facts) !== null;
}

function factsOf(alias: AliasCase): Facts | null {
  const place = refusedHostNameLine(alias.facts);
  if (place !== null) return { alias: alias.alias, fault: 'percent', host: null, meant: null, setAt: placeText(place) };
  const odd = malformedHostName(alias.facts);
  return odd === null ? null : { alias: alias.alias, fault: odd.fault, host: odd.value, meant: odd.meant, setAt: sourceText(odd.source) };
}
