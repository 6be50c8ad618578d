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

  summary: 'The server is reached and takes none of the keys that ssh offers.',
  why: 'The key belongs to another environment or was replaced, or the user name is not the one that the environment has. A client cannot tell these two apart.',
  stops: 'The client ends with “Permission denied (publickey)”.',
  otherwise: 'it may be the user name rather than the key, which the server does not tell apart',
  confusedWith: {
    'ssh-identity-unusable': 'There the key itself cannot be used; here a key is offered and turned down.',
    'ssh-too-many-keys': 'There the server gives up after the agent’s other keys.',
  },
  byHand: [
    {
      run: command`ssh -v -o BatchMode=yes -- <alias> true 2>&1 | grep -E 'Offering|accepts|denied'`,
      shows: 'Permission denied (publickey)',
      tells: 'The lines above it list the keys as “Offering”; the server accepted none.',
    },
    {
      run: command`ssh -v -o BatchMode=yes -- <alias> true 2>&1 | grep -c 'Server accepts key'`,
      shows: '0',
      tells: 'The server took none of them. 1 is a key that it takes and ssh cannot use: ssh-identity-unusable.',
    },
  ],
  example: { alias: '<alias>', user: '<user>', keysOffered: 1, methods: ['publickey'] },
  title: ({ alias }) => `${alias} is reached and refuses the login`,
  evidence: ({ user, keysOffered, methods }) => [
    `The key exchange passes; ${keysOffered === 0 ? 'no key was offered.' : keysOffered === 1 ? 'one key was offered and not taken.' : `${keysOffered} keys were offered and none was taken.`}`,
    user !== null && `The login is made as ${user}.`,
    methods.length !== 0 && `The server would take ${toList(methods)}.`,
  ],
  fixes: () => [
    {
      owner: 'you',
      text: 'Let the Gitpod command line write its section and its key again, and check that the section’s User is the one of the environment.',
      command: command`gitpod environment ssh-config\n# or: ona environment ssh-config`,
    },
  ],
});
