/** GD806: the proxy command's program is missing or not executable. */

import { command, pathWord } from '../../model/command/index.ts';
import type { FailureKind } from '../../model/failure.ts';
import type { PhaseOf } from '../../model/phase.ts';
import { aliasCases, connectPhase, failedIds } from '../facts/ssh-aliases.ts';
import { by, defineRule } from './rule.ts';
import { sourceText, typographicQuotesText } from './shared/ssh-words.ts';

interface Facts {
  alias: string;
  program: string;
  state: PhaseOf<'proxy-command'>['state'];
  foundAt: string | null;
  setAt: string | null;
  /** True if the program is one of Gitpod's own. */
  isOurs: boolean;
}

const MISSING: ReadonlySet<FailureKind> = new Set<FailureKind>(['ssh.proxy-command-missing']);

export const sshProxyCommandMissing = defineRule<Facts>({
  code: 'GD806',
  excludes: { 'ssh-proxy-command-fails': by.faults, 'ssh-port-blocked': by.faults },

  find(view) {
    return aliasCases(view).flatMap((alias) => {
      const accountsFor = failedIds(view, alias, MISSING);
      if (accountsFor.length === 0) return [];
      const phase = connectPhase(alias, 'proxy-command');
      const command = alias.facts?.effective?.proxyCommand ?? null;
      const facts = {
        alias: alias.alias,
        program: phase?.program ?? command?.program ?? 'the program',
        state: phase?.state ?? ('not-found' as const),
        foundAt: phase?.foundAt ?? null,
        setAt: command === null ? null : sourceText(command.source),
        isOurs: command === null || OURS.has(command.kind),
      };
      return [{ subject: facts.program, confidence: 'certain' as const, accountsFor, facts }];
    });
  },

  summary: 'The program that ssh runs for this alias does not exist or is not executable.',
  why: 'The section names a program by its path, but the program was moved, updated or removed. A program without a path must be on the PATH. Desktop programs often have a shorter PATH than a terminal.',
  stops: 'The client ends at once with “not found” and “Connection closed by UNKNOWN port 65535”. No packet leaves the machine.',
  confusedWith: {
    'ssh-proxy-command-fails': 'the program runs but ends without a connection; here the program cannot start.',
    'ssh-port-blocked': 'ssh itself connects to port 22; here ssh runs a program that should connect.',
  },
  byHand: [
    {
      run: command`ssh -o BatchMode=yes -- <alias> true`,
      shows: 'UNKNOWN port 65535',
      tells: 'The proxy command ended before it sent any data. The line above this one shows why.',
    },
    {
      run: command`ls -l <program>`,
      shows: 'No such file or directory',
      tells: 'The program is not where the section says. If the program exists but fails, see GD816 (ssh-proxy-command-fails).',
    },
  ],
  example: { alias: '<alias>', program: '<program>', state: 'not-found', foundAt: null, setAt: '<file>:<line>', isOurs: true },
  title: ({ alias, program, state }) =>
    `${program}, which ${alias} connects through, ${state === 'not-found' ? 'does not exist' : 'cannot be run'}`,
  evidence: ({ program, state, foundAt, setAt }) => [
    `${program} ${stateText(state, program)}${foundAt === null || foundAt === program ? '' : ` (${foundAt})`}.`,
    ...typographicQuotesText(program),
    setAt !== null && `The proxy command is set at ${setAt}.`,
  ],
  fixes: ({ program, state, setAt, isOurs }) => {
    if (state !== 'not-found') {
      return [
        {
          owner: 'you',
          text: `Make ${program} executable for yourself, or name the right program.`,
          command: command`chmod u+x ${pathWord(program)}`,
        },
      ];
    }
    return isOurs
      ? [
          {
            owner: 'you',
            text: `Install the Gitpod CLI at ${program}. Or run “gitpod environment ssh-config”, which writes the path of the installed Gitpod CLI into the SSH section.`,
            command: command`command -v gitpod ona\ngitpod environment ssh-config\n# or: ona environment ssh-config`,
          },
        ]
      : [
          {
            owner: 'you',
            text: `Install ${program}, or correct or remove the line that names it${setAt === null ? '' : `, ${setAt}`}.`,
            command: command`command -v ${pathWord(program)}`,
          },
        ];
  },
});

const OURS: ReadonlySet<string> = new Set(['gitpod-cli', 'ona-cli', 'classic-launcher']);

/** A missing path "does not exist"; a bare name "is in no folder of the PATH". */
function stateText(state: Facts['state'], program: string): string {
  if (state !== 'not-found') return STATES[state];
  return /[/\\]/.test(program) ? 'does not exist' : 'is in no folder of the PATH';
}

const STATES = {
  executable: 'could be started in this test',
  'not-executable': 'exists but is not executable',
  'a-folder': 'is a folder',
} as const satisfies Record<Exclude<Facts['state'], 'not-found'>, string>;
