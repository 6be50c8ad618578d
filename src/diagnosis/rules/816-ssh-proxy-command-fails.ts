/** GD816: the proxy command runs but opens no connection. */
import { command } from '../../model/command/index.ts';
import type { FailureKind } from '../../model/failure.ts';
import { aliasCases, failedIds, failureKinds } from '../facts/ssh-aliases.ts';
import { defineRule } from './rule.ts';

const FAILS: ReadonlySet<FailureKind> = new Set<FailureKind>(['ssh.proxy-command-failed', 'ssh.proxy-command-timeout']);

export const sshProxyCommandFails = defineRule({
  code: 'GD816',

  find(view) {
    return aliasCases(view).flatMap((alias) => {
      const accountsFor = failedIds(view, alias, FAILS);
      if (accountsFor.length === 0) return [];
      const program = alias.facts?.effective?.proxyCommand?.program ?? 'the program';
      const hangs = failureKinds(alias).includes('ssh.proxy-command-timeout');
      return [{ subject: alias.alias, confidence: 'likely' as const, accountsFor, facts: { alias: alias.alias, program, hangs } }];
    });
  },

  summary: 'The program that ssh runs for this alias ends or hangs without opening a connection.',
  why: 'The Gitpod CLI is logged out, the environment was stopped or deleted, or the CLI cannot reach Gitpod over HTTPS.',
  stops:
    'The client ends with “Connection closed by UNKNOWN port 65535”, or waits and ends with “Connection timed out during banner exchange”.',
  otherwise: 'the program may be sound and its own way over HTTPS closed, which the rows of the management plane show',
  confusedWith: {
    'ssh-proxy-command-missing': 'the program cannot start at all.',
    'ssh-port-silent': 'a server accepts the connection but sends no SSH banner; here no connection to a server was opened.',
  },
  byHand: [
    {
      run: command`ssh -o BatchMode=yes -- <alias> true`,
      shows: 'UNKNOWN port 65535',
      tells: 'The program ran and ended; its message is above. If it is “not found”, see ssh-proxy-command-missing.',
    },
    {
      run: command`echo | sh -c "$(ssh -G -- <alias> | sed -n 's/%h/<alias>/g; s/^proxycommand //p')"; echo "ends with $?"`,
      shows: 'ends with 1',
      tells: 'The same program without ssh. If it works, it prints the SSH banner of the server, SSH-2.0.',
    },
  ],
  byHandNote: 'Both commands connect, which may start an environment that was stopped.',
  example: { alias: '<alias>', program: '<program>', hangs: false },
  title: ({ alias, program, hangs }) => `${program} ${hangs ? 'hangs' : 'ends'} without opening a connection to ${alias}`,
  evidence: ({ program, hangs }) => [
    hangs
      ? `${program} was started and no SSH greeting came through it in time.`
      : `${program} was started and ended before any SSH greeting came through it.`,
  ],
  fixes: () => [
    {
      owner: 'you',
      text: 'Log in to the Gitpod CLI again, and check that the environment still exists and runs. The error of this command says what is missing.',
      command: command`gitpod login\ngitpod environment list\n# or: ona login, then ona environment list`,
    },
    {
      owner: 'you',
      text: 'If that works, measure the HTTPS route that the program uses.',
      command: command`gitpod-doctor check management`,
    },
  ],
});
