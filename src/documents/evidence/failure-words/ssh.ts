/** SSH failures, stage by stage. */
import type { WordsOf } from './words-of.ts';

export const SSH_FAILURES = {
  'ssh.client-missing': {
    remark: 'no ssh program',
    means: 'there is no ssh program where a terminal would look for it',
    settles: 'where ssh is installed, and the PATH of the program that starts ssh',
  },
  'ssh.config-refused': {
    remark: 'configuration refused',
    means: 'ssh stops at its own configuration, so no name works',
    settles: 'the line that ssh names',
  },
  'ssh.config-timeout': {
    remark: 'configuration hangs',
    means: 'ssh does not finish reading its configuration: a pipe, or a share that does not answer',
    settles: 'the file that cannot be opened',
  },
  'ssh.unresolved': {
    remark: 'no section for this name',
    means: 'the SSH configuration has no address for this name, so ssh would ask DNS, which does not know the name',
    settles: 'the sections and includes that were read, shown with this row',
  },
  'ssh.banner-timeout': {
    remark: 'no SSH banner',
    means: 'the connection opens, but no SSH banner arrives: a device holds the banner back, or the server is overloaded',
    settles: 'the same port from another network; the log of the server',
  },
  'ssh.banner-closed': {
    remark: 'closed before the banner',
    means: 'the connection opens, but closes before the server sends its banner',
    settles: 'the logs of the server and of the devices on the path',
  },
  'ssh.banner-reset': {
    remark: 'reset before the banner',
    means: 'the connection opens, but is reset before the server sends its banner',
    settles: 'the logs of the server and of the devices on the path',
  },
  'ssh.not-ssh': {
    remark: 'not SSH',
    means: 'the server that answers on this port is not an SSH server',
    settles: 'the first bytes of the server, shown with this row',
  },
  'ssh.cut-after-banner': {
    remark: 'cut after the banner',
    means: 'the server sends its banner, then the connection is cut: usually inspection that blocks SSH',
    settles: 'the log of the firewall; the same server from another network',
  },
  'ssh.kex-timeout': {
    remark: 'key exchange stalls',
    means: 'the server sends its banner, but the key exchange does not finish: large packets are lost, or a device inspects the connection',
    settles: 'the packet size on this route; the log of the firewall',
  },
  'ssh.no-common-algorithm': {
    remark: 'no common algorithm',
    means: 'client and server have no algorithm in common',
    settles: 'the algorithms of each side, shown with this row',
  },
  'ssh.host-key-changed': {
    remark: 'host key changed',
    means: 'the host key differs from the one in known_hosts: another machine has this address, or a device on the path answers',
    settles: 'the fingerprint that the operator of the server publishes',
  },
  'ssh.host-key-unknown': {
    remark: 'host key unknown',
    means: 'known_hosts has no key for this server, and with strict checking ssh does not ask',
    settles: 'the fingerprint that the operator of the server publishes',
  },
  'ssh.permission-denied': {
    remark: 'login refused',
    means: 'the server answers but accepts none of the offered keys',
    settles: 'which key and user the server expects',
  },
  'ssh.key-too-open': {
    remark: 'key too open',
    means: 'other users can read the key file, so ssh does not use it',
    settles: 'the permissions of the file',
  },
  'ssh.key-missing': {
    remark: 'key missing',
    means: 'a key file that the configuration names does not exist',
    settles: 'the path in the configuration',
  },
  'ssh.key-locked': {
    remark: 'key locked',
    means: 'the server accepts the key, but its passphrase is missing',
    settles: 'whether an agent holds the key',
  },
  'ssh.too-many-keys': {
    remark: 'too many keys',
    means: 'the agent offers many keys, and the server gives up before the right key',
    settles: 'how many keys the agent holds, and whether IdentitiesOnly is set',
  },
  'ssh.proxy-command-missing': {
    remark: 'proxy command missing',
    means: 'the proxy command of ssh does not exist or is not executable',
    settles: 'the path in the configuration',
  },
  'ssh.proxy-command-failed': {
    remark: 'proxy command failed',
    means: 'the proxy command of ssh ended: the CLI is logged out, or the environment no longer exists',
    settles: 'the message of the program if you run it by hand',
  },
  'ssh.proxy-command-timeout': {
    remark: 'proxy command hangs',
    means: 'the proxy command of ssh opened no connection in time',
    settles: 'the message of the program if you run it by hand',
  },
  'ssh.control-path': {
    remark: 'shared connection unusable',
    means: 'the login works, but ssh cannot create the socket of the shared connection',
    settles: 'the folder and the length of ControlPath',
  },
  'ssh.session-failed': {
    remark: 'session failed',
    means: 'ssh ended with an unknown error',
    settles: 'the log of ssh -v',
  },
} as const satisfies WordsOf<'ssh'>;
