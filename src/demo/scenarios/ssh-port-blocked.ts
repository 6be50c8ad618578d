/** An alias by address, and a network that lets only web ports out. */
import type { Scenario } from '../description.ts';
import { LAPTOP } from './parts.ts';

export const sshPortBlocked: Scenario = {
  name: 'ssh-port-blocked',
  title: 'The SSH port of the alias’s address is closed',
  profile: { ...LAPTOP, sshAlias: ['x1.gitpod.remote'] },
  network: {
    ssh: {
      files: [
        {
          name: 'config',
          text: `Host x1.gitpod.remote
  HostName 203.0.113.22
  User gitpod_devcontainer
`,
        },
      ],
    },
  },
};
