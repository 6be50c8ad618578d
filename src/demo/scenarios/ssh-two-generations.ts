/** Both command lines wrote a section for the same names; the older one comes first, and its program is gone. */
import type { Scenario } from '../description.ts';
import { LAPTOP } from './parts.ts';

export const sshTwoGenerations: Scenario = {
  name: 'ssh-two-generations',
  title: 'The section of a command line that was removed comes before that of today’s',
  profile: { ...LAPTOP, sshAlias: ['x1.gitpod.environment'] },
  network: {
    ssh: {
      files: [
        {
          name: 'config',
          text: `Include {folder}/gitpod
Include {folder}/ona
`,
        },
        {
          name: 'gitpod',
          text: `Host *.gitpod.environment
  ProxyCommand /opt/gone/gitpod environment ssh %h --proxy-connect
  User gitpod_devcontainer
`,
        },
        {
          name: 'ona',
          text: `Host *.gitpod.environment *.ona.environment
  ProxyCommand /bin/cat %h
  User gitpod_devcontainer
`,
        },
      ],
    },
  },
};
