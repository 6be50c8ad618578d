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
  why: 'The Gitpod CLI may be logged out, the environment may be stopped or deleted, or the CLI may not reach Gitpod over HTTPS.',
  stops:
    'The client ends with “Connection closed by UNKNOWN port 65535”, or waits and ends with “Connection timed out during banner exchange”.',
  otherwise: 'the program may work, but its HTTPS route may be blocked, which the checks of the management plane would show',
  confusedWith: {
    'ssh-proxy-command-missing': 'the program cannot start at all.',
    'ssh-port-silent': 'a server accepts the connection but sends no SSH banner; here no connection to a server opens.',
  },
  byHand: [
    {
      run: command`ssh -o BatchMode=yes -- <alias> true`,
      shows: 'UNKNOWN port 65535',
      tells:
        'The program ran and ended. The line above shows its message. If the message is “not found”, see GD806 (ssh-proxy-command-missing).',
    },
    {
      run: command`echo | sh -c "$(ssh -G -- <alias> | sed -n 's/%h/<alias>/g; s/^proxycommand //p')"; echo "ends with $?"`,
      shows: 'ends with 1',
      tells:
        'This command runs the same program without ssh. If the program works, it prints the SSH banner of the server, which begins with “SSH-2.0”.',
    },
  ],
  byHandNote: 'Both commands connect, so they may start an environment that was stopped.',
  example: { alias: '<alias>', program: '<program>', hangs: false },
  title: ({ alias, program, hangs }) => `${program} ${hangs ? 'hangs' : 'ends'} without opening a connection to ${alias}`,
  evidence: ({ program, hangs }) => [
    hangs
      ? `${program} was started, but no SSH banner came through it in time.`
      : `${program} was started, but ended before an SSH banner came through it.`,
  ],
  fixes: () => [
    {
      owner: 'you',
      text: 'Log in to the Gitpod CLI again, and check that the environment still exists and runs. The error of this command says what is missing.',
      command: command`gitpod login\ngitpod environment list\n# or: ona login, then ona environment list`,
    },
    {
      owner: 'you',
      text: 'If the command works, test the HTTPS route that the program uses.',
      command: command`gitpod-doctor check management`,
    },
  ],
});
