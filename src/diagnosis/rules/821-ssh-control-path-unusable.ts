/** GD821: the socket of a shared connection cannot be created, so ssh ends although the login works. */

import { command, pathWord } from '../../model/command/index.ts';
import { aliasCases, configEvidence, failedIds, rowsOfAlias } from '../facts/ssh-aliases.ts';
import { type SocketProblem, socketProblem } from '../facts/ssh-logins.ts';
import { by, defineRule } from './rule.ts';
import { sourceText } from './shared/ssh-words.ts';

export const sshControlPathUnusable = defineRule({
  code: 'GD821',
  excludes: { 'ssh-login-refused': by.faults },

  find(view) {
    return aliasCases(view).flatMap((alias) => {
      const problem = socketProblem(alias.facts);
      const accountsFor = failedIds(view, alias, new Set(['ssh.control-path']));
      if (problem === null && accountsFor.length === 0) return [];
      const path = alias.facts?.effective?.controlPath ?? null;
      const facts = {
        alias: alias.alias,
        problem: problem ?? ('folder-not-writable' as const),
        path: path?.path ?? null,
        setAt: path === null ? null : sourceText(path.source),
      };
      return [
        {
          subject: alias.alias,
          confidence: 'certain' as const,
          accountsFor,
          evidence: configEvidence(alias),
          requirements: rowsOfAlias(alias),
          facts,
        },
      ];
    });
  },

  summary: 'The ssh client cannot create the socket of a shared connection, so it ends although the login works.',
  why: 'With ControlMaster, ssh creates a socket at ControlPath. The folder of this path has to exist, and the path must be shorter than 108 bytes (104 on macOS). The ssh client of Windows cannot create such a socket.',
  stops: 'The client ends with “unix_listener: cannot bind to path” or “ControlPath too long”, after the login.',
  confusedWith: { 'ssh-login-refused': 'the login itself fails; here the login works, and then ssh ends.' },
  byHand: [
    {
      run: command`ssh -o BatchMode=yes -- <alias> true`,
      shows: 'cannot bind to path',
      tells: 'The login worked, but ssh cannot create the socket of the shared connection.',
    },
    { run: command`ls -ld <folder>`, shows: 'No such file or directory', tells: 'The folder of ControlPath does not exist.' },
  ],
  example: { alias: '<alias>', problem: 'folder-missing', path: '<path>', setAt: '<file>:<line>' },
  title: ({ alias, problem }) => `The shared connection of ${alias} cannot be made: ${PROBLEMS[problem]}`,
  evidence: ({ path, problem, setAt }) => [`${path ?? 'ControlPath'}${setAt === null ? '' : ` (set at ${setAt})`}: ${PROBLEMS[problem]}.`],
  fixes: ({ alias, problem, path }) => [
    problem === 'folder-missing' && path !== null
      ? { owner: 'you', text: 'Create the folder, readable only for you.', command: command`mkdir -p -m 700 ${pathWord(folderOf(path))}` }
      : {
          owner: 'you',
          text: 'Use a short ControlPath in a folder of your own, for example “ControlPath ~/.ssh/cm-%C”, or “ControlMaster no” for this alias.',
          command: command`# to try it first:\nssh -o ControlPath=none -- ${alias}`,
        },
  ],
});

function folderOf(path: string): string {
  return path.slice(0, Math.max(1, path.lastIndexOf('/')));
}

const PROBLEMS = {
  'path-too-long': 'the path is too long for a socket',
  'folder-missing': 'its folder does not exist',
  'folder-not-writable': 'its folder cannot be written to',
  'not-a-socket': 'another file is at that path',
  'not-on-windows': 'the ssh client of Windows cannot create it',
} as const satisfies Record<SocketProblem, string>;
