/** Of each setting the first line counts, and a company's own section for every host stands above Gitpod's. */
import type { Scenario } from '../description.ts';
import { LAPTOP } from './parts.ts';

export const sshSettingOverridden: Scenario = {
  name: 'ssh-setting-overridden',
  title: 'A section for every host stands above Gitpod’s and wins',
  profile: { ...LAPTOP, sshAlias: ['x1.gitpod.environment'] },
  network: {
    ssh: {
      files: [
        {
          name: 'config',
          text: `Host *
  ProxyCommand /opt/corp/bin/connect %h %p

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
