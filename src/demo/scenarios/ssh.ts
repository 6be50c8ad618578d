/** The SSH configuration of a laptop (GD8xx). */
import { LAPTOP, type ScenariosOf } from './parts.ts';

const ALIAS = { ...LAPTOP, sshAlias: ['x1.gitpod.environment'] };

/** The file of a command line, with this ProxyCommand. */
const gitpod = (proxyCommand = '/bin/cat %h', hosts = '*.gitpod.environment') => `Host ${hosts}
  ProxyCommand ${proxyCommand}
  User gitpod_devcontainer
`;

const files = (config: string, others: Readonly<Record<string, string>> = { gitpod: gitpod() }) => ({
  ssh: { files: { config, ...others } },
});

const INCLUDE = 'Include {folder}/gitpod\n';

export const SSH = {
  /** What the files alone would make of the name is estimated, and said to be. */
  'ssh-client-missing': {
    title: 'No ssh client is installed, so nothing can read the alias',
    profile: ALIAS,
    network: { ssh: { ...files(INCLUDE).ssh, isWithoutClient: true } },
  },
  /** A keyword of another client: no name works any more. */
  'ssh-config-refused': {
    title: 'ssh stops at a keyword that it does not know',
    profile: ALIAS,
    network: files(`${INCLUDE}Host build\n  UseKeychainOfMine yes\n`),
  },
  /** Patterns are for the name as it was typed. */
  'ssh-alias-unmatched': {
    title: 'The name was typed in capitals, and no section is for it',
    profile: { ...LAPTOP, sshAlias: ['X1.GITPOD.ENVIRONMENT'] },
    network: files(INCLUDE),
  },
  /** Below a Host line an Include counts for that host alone, and ssh says nothing about it. */
  'ssh-include-dead': {
    title: 'The Include of Gitpod’s file is below another section',
    profile: ALIAS,
    network: files(`Host build\n  User ci\n  ${INCLUDE}`),
  },
  /** Of each setting the first line counts, and a company's own section for every host comes before Gitpod's. */
  'ssh-setting-overridden': {
    title: 'A section for every host comes before Gitpod’s and wins',
    profile: ALIAS,
    network: files(`Host *\n  ProxyCommand /opt/corp/bin/connect %h %p\n\n${INCLUDE}`),
  },
  /** The path of the command line in the section leads nowhere. */
  'ssh-proxy-command-missing': {
    title: 'The program that the alias connects through was moved',
    profile: ALIAS,
    network: files(INCLUDE, { gitpod: gitpod('/opt/gone/gitpod %h') }),
  },
  /** An alias by address, and a network that lets only web ports out. */
  'ssh-port-blocked': {
    title: 'The SSH port of the alias’s address is closed',
    profile: { ...LAPTOP, sshAlias: ['x1.gitpod.remote'] },
    network: files('Host x1.gitpod.remote\n  HostName 203.0.113.22\n  User gitpod_devcontainer\n', {}),
  },
  /** Both command lines wrote a section for the same names; the older one comes first, and its program is gone. */
  'ssh-two-generations': {
    title: 'The section of a command line that was removed comes before that of today’s',
    profile: ALIAS,
    network: files(`${INCLUDE}Include {folder}/ona\n`, {
      gitpod: gitpod('/opt/gone/gitpod environment ssh %h --proxy-connect'),
      ona: gitpod(undefined, '*.gitpod.environment *.ona.environment'),
    }),
  },
} satisfies ScenariosOf<8>;
