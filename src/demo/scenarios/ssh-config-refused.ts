/** A keyword of another client: no name works any more. */
import type { Scenario } from '../description.ts';
import { LAPTOP } from './parts.ts';

export const sshConfigRefused: Scenario = {
  name: 'ssh-config-refused',
  title: 'ssh stops at a keyword that it does not know',
  profile: { ...LAPTOP, sshAlias: ['x1.gitpod.environment'] },
  network: {
    ssh: {
      files: [
        {
          name: 'config',
          text: `Include {folder}/gitpod
Host build
  UseKeychainOfMine yes
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
