/** GD802: ssh refuses its own configuration or does not finish reading it, so no alias works. */

import { command, pathWord } from '../../model/command/index.ts';
import type { FailureKind } from '../../model/failure.ts';
import type { ConfigRefusal, SshConfigFacts } from '../../model/ssh/index.ts';
import { aliasCases, failedIds } from '../facts/ssh-aliases.ts';
import { refusedHostNameLine } from '../facts/ssh-host-names.ts';
import { by, defineRule, type FixDraft } from './rule.ts';
import { type ConfigFix, configFixOf, patchFix, placeText, sshConfigCommand } from './shared/ssh-words.ts';
import { capitalize } from './shared/wording.ts';

interface Facts {
  alias: string;
  reason: ConfigRefusal['reason'] | 'hangs' | 'curly-quotes';
  /** `file:line`, or the file alone; null if the client gives neither. */
  where: string | null;
  file: string | null;
  keyword: string | null;
  version: string | null;
  patch: ConfigFix | null;
}

const REFUSED: ReadonlySet<FailureKind> = new Set<FailureKind>(['ssh.config-refused', 'ssh.config-timeout']);

export const sshConfigRefused = defineRule<Facts>({
  code: 'GD802',
  excludes: { 'ssh-alias-unmatched': by.faults },

  find(view) {
    return aliasCases(view).flatMap((alias) => {
      const accountsFor = failedIds(view, alias, REFUSED);
      // A percent sign in HostName is reported as a malformed HostName (823).
      if (accountsFor.length === 0 || refusedHostNameLine(alias.facts) !== null) return [];
      const facts = factsOf(alias.alias, alias.facts);
      // A timeout of the client may be due to a busy machine, but a refusal is explicit.
      const confidence = facts.reason === 'hangs' ? ('likely' as const) : ('certain' as const);
      return [{ subject: facts.where ?? alias.alias, confidence, accountsFor, facts }];
    });
  },

  summary: 'The client refuses its configuration, or never finishes reading it.',
  why: 'The ssh client stops at any line that it does not understand, even in a section for another host. The usual reasons are copied text, a newer keyword, and file permissions that are too open. ssh also refuses names with special shell characters.',
  stops: 'Every ssh connection from this account fails, not only the alias.',
  otherwise: 'this machine may have been too busy to read the files in time',
  confusedWith: {
    'ssh-alias-unmatched':
      'ssh reads the whole configuration but finds no section for the name; here ssh stops before it has read everything.',
  },
  byHand: [
    {
      run: command`ssh -G -- <alias>`,
      shows: 'Bad configuration option',
      tells: 'ssh names the file and the line. If ssh accepts the file, this command prints only settings.',
    },
  ],
  example: {
    alias: '<alias>',
    reason: 'unknown-keyword',
    where: '<file>:<line>',
    file: '<file>',
    keyword: '<keyword>',
    version: '<version>',
    patch: null,
  },
  title: ({ alias, reason, where }) => {
    if (reason === 'hangs') return 'ssh does not finish reading its configuration';
    return reason === 'bad-name' ? `ssh refuses the name ${alias}` : `ssh refuses its configuration${where === null ? '' : ` at ${where}`}`;
  },
  evidence: (facts) => [
    `${capitalize(REASONS[facts.reason])}${facts.keyword === null ? '' : `: ${facts.keyword}`}.`,
    facts.version !== null && `The client is ${facts.version}.`,
  ],
  fixes: (facts) => [
    ...fixesOf(facts),
    {
      owner: 'you',
      text: 'Read the error of ssh itself. When the line is correct, ssh prints only settings.',
      command: sshConfigCommand(facts.alias),
    },
  ],
});

function factsOf(alias: string, facts: SshConfigFacts | null): Facts {
  const refusal = facts?.refusal ?? null;
  const place = refusal?.place ?? null;
  return {
    alias,
    reason: reasonOf(facts),
    where: place === null ? (refusal?.file ?? null) : placeText(place),
    file: place?.file ?? refusal?.file ?? null,
    keyword: refusal?.keyword ?? null,
    version: facts?.client?.version ?? null,
    patch: configFixOf(facts, ['remove-bom', 'replace-no-break-space', 'ignore-keyword']),
  };
}

/** Typographic quotes come first, because they explain ssh's message about the line. */
function reasonOf(facts: SshConfigFacts | null): Facts['reason'] {
  const { refusal = null, state, files = [] } = facts ?? {};
  if (refusal === null) return state === 'timeout' || state === 'too-much' ? 'hangs' : 'other';
  const { place, reason } = refusal;
  const marks = files.find(({ path }) => path === place?.file)?.marks ?? [];
  const isCurly = marks.some(({ mark, line }) => mark === 'curly-quotes' && line === place?.line);
  return isCurly && (reason === 'bad-value' || reason === 'extra-arguments') ? 'curly-quotes' : reason;
}

const REASONS = {
  'unknown-keyword': 'the client does not know a keyword',
  'missing-argument': 'a keyword has no value',
  'extra-arguments': 'the line has more values than the keyword accepts, usually because of a space in a path without quotes',
  'bad-value': 'a keyword has a value that is not allowed',
  'curly-quotes': 'the line has typographic quotes, which ssh reads as ordinary letters',
  'bad-match': 'a Match line has a condition that ssh does not understand',
  'include-recursion': 'the files include each other in a circle',
  'bad-include-path': 'an Include has a path that is not allowed in this file',
  permissions: 'other users than its owner can change a file',
  unreadable: 'a file cannot be read',
  bom: 'the file begins with a byte order mark, which ssh reads as part of the first keyword',
  'no-break-space': 'a line has a no-break space instead of a space, as in text copied from a web page',
  'merge-marks': 'the file contains the marks of a merge that was not finished',
  binary: 'the file is not text',
  'jump-loop': 'the jump host is set to jump through itself',
  'bad-token': 'a value has a percent sign without a meaning; write %% for a percent sign',
  'bad-name': 'the name has characters that a host name cannot have, or is a URI that ssh cannot read',
  other: 'ssh ends with an error about its configuration',
  hangs: 'ssh does not finish reading: a named pipe, a share that does not answer, or a huge file',
} as const satisfies Record<Facts['reason'], string>;

function fixesOf(facts: Facts): FixDraft[] {
  const { reason, file, patch } = facts;
  if (patch !== null || reason !== 'permissions' || file === null) return [patchFix(patch, remedy(facts))];
  const text = 'Remove the write permission of other users. The owner of the file has to be you or root.';
  return [{ owner: 'you', text, command: command`chmod go-w ${pathWord(file)}` }];
}

function remedy({ reason, where, keyword }: Facts): string {
  const there = where ?? 'the line that ssh names';
  if (reason === 'unknown-keyword') {
    return `Remove ${keyword ?? 'the keyword'} at ${there}, or update the client if it is older than the keyword. A line “IgnoreUnknown ${keyword ?? '<keyword>'}” above the first section makes older clients skip it.`;
  }
  if (reason === 'curly-quotes') return `Replace the typographic quotes by plain quotes at ${there}.`;
  if (reason === 'bad-name') return 'Type the name as its section spells it, without characters that are special in a shell.';
  if (reason === 'bad-match' && keyword !== null) {
    return `Remove the criterion ${keyword} at ${there}, or update the client if it is older than the criterion.`;
  }
  if (reason === 'hangs') return 'Look for an Include that leads to a pipe, a device or a network share, and remove it.';
  return `Correct ${there}.`;
}
