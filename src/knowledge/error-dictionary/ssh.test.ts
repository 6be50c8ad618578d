/** If a row fails, a user who pastes this message measures the wrong thing. */
import { describe, expect, test } from 'vitest';
import { matchError } from './match.ts';
import { eachIsRead, type Message } from './testing/messages.ts';

const MESSAGES: Message[] = [
  [
    'ssh: Could not resolve hostname 0190-abc.gitpod.environment: Name or service not known',
    'dns.nxdomain',
    '0190-abc.gitpod.environment',
    'ssh-alias-unmatched',
    'ssh',
  ],
  [
    '/home/anna/.ssh/config: line 3: Bad configuration option: usekeychain\nterminating, 1 bad configuration options',
    'ssh',
    null,
    'ssh-config-refused',
    'ssh',
  ],
  [
    '/bin/sh: 1: exec: /opt/gone/gitpod: not found\nConnection closed by UNKNOWN port 65535',
    'ssh',
    null,
    'ssh-proxy-command-missing',
    'ssh',
  ],
  // hashicorp/vagrant #12655
  ['posix_spawnp: No such file or directory', 'ssh', null, 'ssh-proxy-command-missing', 'ssh'],
  // jepsen-io/jepsen #185
  [
    'com.jcraft.jsch.JSchException: java.net.UnknownHostException: n1.example',
    'dns.unavailable',
    'n1.example',
    'name-not-found',
    'jetbrains',
  ],
  // yegor256/rultor #844
  ['com.jcraft.jsch.JSchException: timeout: socket is not established', 'tcp.timeout', null, 'ssh-port-blocked', 'jetbrains'],
  [
    'Connection timed out during banner exchange\nConnection to UNKNOWN port 65535 timed out',
    'ssh',
    null,
    'ssh-proxy-command-fails',
    'ssh',
  ],
  [
    "Warning: the ED25519 host key for 'git.example.com' differs from the key for the IP address '192.0.2.7'",
    'ssh',
    'git.example.com',
    'ssh-host-key-changed',
    'ssh',
  ],
  ['sign_and_send_pubkey: no mutual signature supported', 'ssh', null, 'ssh-no-common-algorithm', 'ssh'],
  [
    'Corrupted MAC on input.\nssh_dispatch_run_fatal: Connection to 192.0.2.7 port 22: message authentication code incorrect',
    'ssh',
    '192.0.2.7',
    'ssh-cut-after-banner',
    'ssh',
  ],
  [
    'anna@ec2-1-2-3-4.compute.amazonaws.com: Permission denied (publickey).',
    'ssh',
    'ec2-1-2-3-4.compute.amazonaws.com',
    'ssh-login-refused',
    'ssh',
  ],
  ['@    WARNING: REMOTE HOST IDENTIFICATION HAS CHANGED!     @', 'ssh', null, 'ssh-host-key-changed', 'ssh'],
  ['ssh: connect to host 10.1.2.3 port 22: Connection timed out', 'tcp.timeout', '10.1.2.3', 'ssh-port-blocked', 'ssh'],
  [
    'Unable to negotiate with 10.1.2.3 port 22: no matching key exchange method found. Their offer: x',
    'ssh',
    '10.1.2.3',
    'ssh-no-common-algorithm',
    'ssh',
  ],
  ['SSH-1.5-Cisco-1.25', 'ssh', null, 'ssh-no-common-algorithm', 'ssh'],
  ['Protocol major versions differ: 2 vs. 1', 'ssh', null, 'ssh-no-common-algorithm', 'ssh'],
  ['Cannot execute command-line and remote command.', 'ssh', null, 'ssh-remote-command-clash', 'ssh'],
];

/** A server with version 1.99 supports SSH-2 (RFC 4253 §5.1). */
test('the banner SSH-1.99 does not make a server an SSH-1 server', () => {
  expect(matchError('SSH-1.99-OpenSSH_9.2p1').flatMap(({ findings }) => findings)).not.toContain('ssh-no-common-algorithm');
});

describe('a message of ssh', () => eachIsRead(MESSAGES));
