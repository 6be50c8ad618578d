/** Below a Host line an Include counts for that host alone, and ssh says nothing about it. */
import type { Scenario } from '../description.ts';
import { LAPTOP } from './parts.ts';

export const sshIncludeDead: Scenario = {
  name: 'ssh-include-dead',
  title: 'The Include of Gitpod’s file stands below another section',
  profile: { ...LAPTOP, sshAlias: ['x1.gitpod.environment'] },
  network: {
    ssh: {
      files: [
        {
          name: 'config',
          text: `Host build
  User ci
  Include {folder}/gitpod
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
