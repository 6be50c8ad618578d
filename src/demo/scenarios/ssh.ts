/** The SSH configuration of a laptop (GD8xx). */
import { LAPTOP, type ScenarioTable } from './parts.ts';

const ALIAS = { ...LAPTOP, sshAlias: ['x1.gitpod.environment'] };

/** The command line's file with this ProxyCommand. */
const gitpod = (proxyCommand = '/bin/cat %h', hosts = '*.gitpod.environment') => `Host ${hosts}
  ProxyCommand ${proxyCommand}
  User gitpod_devcontainer
`;

const files = (config: string, others: Readonly<Record<string, string>> = { gitpod: gitpod() }) => ({
  ssh: { files: { config, ...others } },
});

const INCLUDE = 'Include {folder}/gitpod\n';

export const SSH_SCENARIOS = {
  /** The estimate from the files alone, labelled as one. */
  'ssh-client-missing': {
    title: 'No ssh client is installed, so nothing can read the alias',
    profile: ALIAS,
    network: { ssh: { ...files(INCLUDE).ssh, isWithoutClient: true } },
  },
  /** A keyword of another client: no alias works. */
  'ssh-config-refused': {
    title: 'ssh stops at a keyword that it does not know',
    profile: ALIAS,
    network: files(`${INCLUDE}Host build\n  UseKeychainOfMine yes\n`),
  },
  /** Patterns that match the typed name. */
  'ssh-alias-unmatched': {
    title: 'The name was typed in capitals, and no section is for it',
    profile: { ...LAPTOP, sshAlias: ['X1.GITPOD.ENVIRONMENT'] },
    network: files(INCLUDE),
  },
  /** Below a Host line an Include counts for that host only, and ssh does not report it. */
  'ssh-include-dead': {
    title: 'The Include of Gitpod’s file is below another section',
    profile: ALIAS,
    network: files(`Host build\n  User ci\n  ${INCLUDE}`),
  },
  /** The first line of each setting wins, and a company's section for every host precedes Gitpod's. */
  'ssh-setting-overridden': {
    title: 'A section for every host comes before Gitpod’s and wins',
    profile: ALIAS,
    network: files(`Host *\n  ProxyCommand /opt/corp/bin/connect %h %p\n\n${INCLUDE}`),
  },
  /** The section names a missing program. */
  'ssh-proxy-command-missing': {
    title: 'The program that the alias connects through was moved',
    profile: ALIAS,
    network: files(INCLUDE, { gitpod: gitpod('/opt/gone/gitpod %h') }),
  },
  /** An alias by address, in a network that allows only web ports. */
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
} satisfies ScenarioTable<8>;
