/** GD811: the server answers and accepts none of the offered keys. */
import { command } from '../../model/command/index.ts';
import { connectPhase } from '../facts/ssh-aliases.ts';
import { defineRule } from './rule.ts';
import { claimsByKind } from './shared/ssh-claims.ts';
import { toList } from './shared/wording.ts';

export const sshLoginRefused = defineRule({
  code: 'GD811',

  find: (view) =>
    claimsByKind(view, ['ssh.permission-denied'], (alias) => {
      const session = connectPhase(alias, 'ssh-session');
      const facts = {
        alias: alias.alias,
        user: alias.facts?.effective?.user.value ?? null,
        keysOffered: session?.keysOffered ?? 0,
        methods: session?.methods ?? [],
      };
      return { subject: alias.alias, confidence: 'likely', facts };
    }),

  summary: 'The server answers, but it accepts none of the keys that ssh offers.',
  why: 'The key belongs to another environment or was replaced, or the user name is wrong. ssh cannot distinguish these cases.',
  stops: 'The client ends with “Permission denied (publickey)”.',
  otherwise: 'the user name may be wrong instead of the key, because the server does not say which of the two it refuses',
  confusedWith: {
    'ssh-identity-unusable': 'ssh cannot use the key; here ssh offers a key, but the server rejects it.',
    'ssh-too-many-keys': 'the server gives up before ssh offers the right key of the agent.',
  },
  byHand: [
    {
      run: command`ssh -v -o BatchMode=yes -- <alias> true 2>&1 | grep -E 'Offering|accepts|denied'`,
      shows: 'Permission denied (publickey)',
      tells: 'The server accepted no key. The lines above list each key as “Offering”.',
    },
    {
      run: command`ssh -v -o BatchMode=yes -- <alias> true 2>&1 | grep -c 'Server accepts key'`,
      shows: '0',
      tells:
        'The server accepted no key. 1 would mean that the server accepts a key but ssh cannot use it: see GD807 (ssh-identity-unusable).',
    },
  ],
  example: { alias: '<alias>', user: '<user>', keysOffered: 1, methods: ['publickey'] },
  title: ({ alias }) => `${alias} answers but refuses the login`,
  evidence: ({ user, keysOffered, methods }) => [
    `The key exchange succeeds; ${keysOffered === 0 ? 'no key was offered.' : keysOffered === 1 ? 'one key was offered but not accepted.' : `${keysOffered} keys were offered but none was accepted.`}`,
    user !== null && `ssh logs in as ${user}.`,
    methods.length !== 0 && `The server would accept ${toList(methods)}.`,
  ],
  fixes: () => [
    {
      owner: 'you',
      text: 'Let the Gitpod CLI write its section and its key again, and check that the section names the environment’s user.',
      command: command`gitpod environment ssh-config\n# or: ona environment ssh-config`,
    },
  ],
});
