/** Patterns are for the name as it was typed. */
import type { Scenario } from '../description.ts';
import { LAPTOP } from './parts.ts';

export const sshAliasUnmatched: Scenario = {
  name: 'ssh-alias-unmatched',
  title: 'The name was typed in capitals, and no section is for it',
  profile: { ...LAPTOP, sshAlias: ['X1.GITPOD.ENVIRONMENT'] },
  network: {
    ssh: {
      files: [
        {
          name: 'config',
          text: `Include {folder}/gitpod
`,
        },
        {
          name: 'gitpod',
          text: `Host *.gitpod.environment
  ProxyCommand /bin/cat %h
  User gitpod_devcontainer
`,
        },
      ],
    },
  },
};
