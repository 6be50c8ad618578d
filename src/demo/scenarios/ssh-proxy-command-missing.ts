/** The path of the command line in the section leads nowhere. */
import type { Scenario } from '../description.ts';
import { LAPTOP } from './parts.ts';

export const sshProxyCommandMissing: Scenario = {
  name: 'ssh-proxy-command-missing',
  title: 'The program that the alias connects through was moved',
  profile: { ...LAPTOP, sshAlias: ['x1.gitpod.environment'] },
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
  ProxyCommand /opt/gone/gitpod %h
  User gitpod_devcontainer
`,
        },
      ],
    },
  },
};
