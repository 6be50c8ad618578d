/** SSH failures, stage by stage. */
import type { WordsOf } from './words-of.ts';

export const SSH_FAILURES = {
  'ssh.client-missing': {
    remark: 'no ssh program',
    means: 'there is no ssh program where a terminal would look for it',
    settles: 'where ssh is installed, and the PATH of the program that starts it',
  },
  'ssh.config-refused': {
    remark: 'configuration refused',
    means: 'ssh stops at its own configuration, so that no name works',
    settles: 'the line that ssh names',
  },
  'ssh.config-timeout': {
    remark: 'configuration hangs',
    means: 'ssh does not finish reading its configuration: a pipe, or a share that does not answer',
    settles: 'which of the files does not open',
  },
  'ssh.unresolved': {
    remark: 'no section for this name',
    means: 'nothing in the SSH configuration says where this name leads, so that ssh would ask DNS, which does not know it',
    settles: 'the sections and includes that were read, shown with this row',
  },
  'ssh.banner-timeout': {
    remark: 'no SSH banner',
    means: 'the connection opens and nothing greets: something holds it, or the server is overloaded',
    settles: 'the same port from another network; the log of the server',
  },
  'ssh.banner-closed': {
    remark: 'closed before the banner',
    means: 'the connection opens and is closed before the server greets',
    settles: 'the log of the server, and of the devices between',
  },
  'ssh.banner-reset': {
    remark: 'reset before the banner',
    means: 'the connection opens and is reset before the server greets',
    settles: 'the log of the server, and of the devices between',
  },
  'ssh.not-ssh': {
    remark: 'not SSH',
    means: 'something answers on this port that does not speak SSH',
    settles: 'what really answers: the first bytes, shown with this row',
  },
  'ssh.cut-after-banner': {
    remark: 'cut after the banner',
    means: 'the server greets and the connection is then cut: usually inspection that recognises SSH',
    settles: 'the log of the firewall; the same server from another network',
  },
  'ssh.kex-timeout': {
    remark: 'key exchange stalls',
    means: 'the server greets and the key exchange does not finish: large packets lost, or inspection',
    settles: 'packet size on this way; the log of the firewall',
  },
  'ssh.no-common-algorithm': {
    remark: 'no common algorithm',
    means: 'client and server have no algorithm in common',
    settles: 'what each side offers, shown with this row',
  },
  'ssh.host-key-changed': {
    remark: 'host key changed',
    means:
      'the server shows another key than the one on file: the machine behind the address is another one, or a device in between answers',
    settles: 'the fingerprint that the operator of the server publishes',
  },
  'ssh.host-key-unknown': {
    remark: 'host key unknown',
    means: 'no key of this server is on file, and strict checking does not ask',
    settles: 'the fingerprint that the operator of the server publishes',
  },
  'ssh.permission-denied': {
    remark: 'login refused',
    means: 'the server is reached and takes none of the keys that were offered',
    settles: 'which key and user the server expects',
  },
  'ssh.key-too-open': {
    remark: 'key too open',
    means: 'others can read the key file, so that ssh does not use it',
    settles: 'the permissions of the file',
  },
  'ssh.key-missing': {
    remark: 'key missing',
    means: 'a key file that the configuration names is not there',
    settles: 'the path in the configuration',
  },
  'ssh.key-locked': {
    remark: 'key locked',
    means: 'the server takes the key, and its passphrase was not at hand',
    settles: 'whether an agent holds the key',
  },
  'ssh.too-many-keys': {
    remark: 'too many keys',
    means: 'the agent offers many keys and the server gives up before the right one',
    settles: 'how many keys the agent holds, and whether IdentitiesOnly is set',
  },
  'ssh.proxy-command-missing': {
    remark: 'proxy command missing',
    means: 'the program through which ssh connects is not there or may not be run',
    settles: 'the path in the configuration',
  },
  'ssh.proxy-command-failed': {
    remark: 'proxy command failed',
    means: 'the program through which ssh connects ended: logged out, or the environment is gone',
    settles: 'what the program says when it is run by hand',
  },
  'ssh.proxy-command-timeout': {
    remark: 'proxy command hangs',
    means: 'the program through which ssh connects opened no connection in time',
    settles: 'what the program says when it is run by hand',
  },
  'ssh.control-path': {
    remark: 'shared connection unusable',
    means: 'the login is fine and the socket of the shared connection is not',
    settles: 'the folder and the length of ControlPath',
  },
  'ssh.session-failed': {
    remark: 'session failed',
    means: 'ssh ended with an error that is not one of the known ones',
    settles: 'the log of ssh -v',
  },
} as const satisfies WordsOf<'ssh'>;
