/** Scenarios of a laptop's SSH configuration (GD8xx). */
import { LAPTOP, type ScenarioTable } from './parts.ts';

const ALIAS = { ...LAPTOP, sshAlias: ['x1.gitpod.environment'] };

/** The configuration file that Gitpod's CLI writes, with the given ProxyCommand. */
const gitpod = (proxyCommand = '/bin/cat %h', hosts = '*.gitpod.environment') => `Host ${hosts}
  ProxyCommand ${proxyCommand}
  User gitpod_devcontainer
`;

const files = (config: string, others: Readonly<Record<string, string>> = { gitpod: gitpod() }) => ({
  ssh: { files: { config, ...others } },
});

const INCLUDE = 'Include {folder}/gitpod\n';

export const SSH_SCENARIOS = {
  /** There is no ssh client, so the tool can only estimate the settings from the files. */
  'ssh-client-missing': {
    title: 'No ssh client is installed, so nothing can read the alias',
    profile: ALIAS,
    network: { ssh: { ...files(INCLUDE).ssh, isWithoutClient: true } },
  },
  /** The configuration has a keyword of another client, so no alias works. */
  'ssh-config-refused': {
    title: 'ssh stops at a keyword that it does not know',
    profile: ALIAS,
    network: files(`${INCLUDE}Host build\n  UseKeychainOfMine yes\n`),
  },
  /** No pattern matches the name as typed. */
  'ssh-alias-unmatched': {
    title: 'The name was typed in capitals, and no section matches it',
    profile: { ...LAPTOP, sshAlias: ['X1.GITPOD.ENVIRONMENT'] },
    network: files(INCLUDE),
  },
  /** An Include below a Host line applies to that host only, and ssh does not report this. */
  'ssh-include-dead': {
    title: 'The Include of Gitpod’s file is below another section',
    profile: ALIAS,
    network: files(`Host build\n  User ci\n  ${INCLUDE}`),
  },
  /** ssh uses the first value of each setting, and a company's section for every host precedes Gitpod's. */
  'ssh-setting-overridden': {
    title: 'A section for every host comes before Gitpod’s and wins',
    profile: ALIAS,
    network: files(`Host *\n  ProxyCommand /opt/corp/bin/connect %h %p\n\n${INCLUDE}`),
  },
  /** The ProxyCommand of the section is a program that does not exist. */
  'ssh-proxy-command-missing': {
    title: 'The program that the alias connects through was moved',
    profile: ALIAS,
    network: files(INCLUDE, { gitpod: gitpod('/opt/gone/gitpod %h') }),
  },
  /** The HostName of the alias is an address, and the network allows only web ports. */
  'ssh-port-blocked': {
    title: 'The SSH port of the alias’s address is closed',
    profile: { ...LAPTOP, sshAlias: ['x1.gitpod.remote'] },
    network: files('Host x1.gitpod.remote\n  HostName 203.0.113.22\n  User gitpod_devcontainer\n', {}),
  },
  /** The CLIs of both products wrote a section for the same names. The older section comes first, and its CLI is gone. */
  'ssh-two-generations': {
    title: 'The section of a removed CLI comes before the section of the present CLI',
    profile: ALIAS,
    network: files(`${INCLUDE}Include {folder}/ona\n`, {
      gitpod: gitpod('/opt/gone/gitpod environment ssh %h --proxy-connect'),
      ona: gitpod(undefined, '*.gitpod.environment *.ona.environment'),
    }),
  },
} satisfies ScenarioTable<8>;
