/** OpenSSH, in messages about Gitpod's aliases. */

import type { FindingName } from '../../model/finding-codes.ts';
import { type ErrorEntry, entriesOf, type Meaning, NO_CONNECTION } from './entry.ts';

const ssh = (means: string, ...findings: FindingName[]): Meaning => ({ layer: 'ssh', means, findings });

export const sshEntries = (): ErrorEntry[] =>
  entriesOf('ssh', { program: 'ssh', seen: 'OpenSSH 9.2p1', symptom: 'ssh' }, [
    {
      what: 'client-missing',
      pattern:
        /spawn (?:\S{0,200}[\\/])?ssh(?:\.exe)? ENOENT|'ssh' is not recognized|\bssh: (?:command )?not found|cannot run ssh: No such file|couldn't find an ssh(?:\.exe)? (?:executable|client)|An SSH installation couldn't be found/i,
      says: { kind: 'ssh.client-missing' },
    },
    {
      what: 'alias',
      pattern: /Could not resolve hostname (?<host>[^\s:]{1,253})/,
      says: { kind: 'dns.nxdomain', findings: ['ssh-alias-unmatched', 'ssh-include-dead', 'name-not-found'] },
    },
    {
      what: 'config',
      pattern:
        /Bad configuration option|terminating, \d{1,4} bad configuration options|Bad Match condition|garbage at end of line|extra arguments at end of line|Too many recursive configuration includes|bad include path/,
      says: ssh('ssh refuses its configuration', 'ssh-config-refused'),
    },
    {
      what: 'config-owner',
      pattern: /Bad owner or permissions on/,
      says: ssh('ssh refuses a configuration file that others may write', 'ssh-config-refused'),
    },
    {
      what: 'two-commands',
      pattern: /Cannot execute command-line and remote command/,
      says: ssh('a section sets RemoteCommand, but the call has its own command', 'ssh-remote-command-clash'),
    },
    {
      what: 'jump-loop',
      pattern: /jumphost loop via/,
      says: ssh('the jump host is told to jump through itself', 'ssh-setting-overridden'),
    },
    {
      what: 'proxy-command-missing',
      pattern: /exec: \S{1,300}: not found|CreateProcessW failed error:\d{1,5}|posix_spawnp?: No such file or directory/,
      says: ssh('the program of ProxyCommand is not at the path in the configuration', 'ssh-proxy-command-missing'),
      seen: 'OpenSSH 9.2p1; PowerShell/Win32-OpenSSH #1172, hashicorp/vagrant #12655',
    },
    {
      what: 'proxy-command',
      pattern: /UNKNOWN port 65535/,
      says: ssh('the program of ProxyCommand ended or hung', 'ssh-proxy-command-fails', 'ssh-proxy-command-missing'),
    },
    {
      what: 'host-key-changed',
      pattern:
        /REMOTE HOST IDENTIFICATION HAS CHANGED|POSSIBLE DNS SPOOFING DETECTED|host key (?:for \S{1,253} )?has changed|host key for '(?<host>[^']{1,253})' differs from the key for the IP address/i,
      says: ssh('the host shows another key than before', 'ssh-host-key-changed', 'ssh-address-stale'),
    },
    {
      what: 'host-key-unknown',
      pattern: /No \w{2,12} host key is known for|Host key verification failed/,
      says: ssh(
        'the key of the host is not known, and must be',
        'ssh-host-key-unknown',
        'ssh-host-key-changed',
        'ssh-alias-resolves-in-dns',
      ),
    },
    {
      what: 'no-common',
      pattern: /no matching (?:key exchange method|cipher|MAC|host key type) found|no mutual signature (?:supported|algorithm)/,
      says: ssh('client and server have no algorithm in common', 'ssh-no-common-algorithm'),
    },
    {
      what: 'key-mode',
      pattern: /Permissions \d{3,4} for '[^']{1,500}' are too open|[Bb]ad permissions|UNPROTECTED PRIVATE KEY FILE/,
      says: ssh('the key file may be read by others', 'ssh-identity-unusable'),
    },
    {
      what: 'key-unusable',
      pattern:
        /(?:[Ll]oad (?:key|pubkey)|Could not add identity) "[^"]{1,300}": (?:invalid format|error in libcrypto|Permission denied)|sign_and_send_pubkey: signing failed|Could not open a connection to your authentication agent/,
      says: ssh('the key cannot be used because of its format, its permissions or the agent', 'ssh-identity-unusable'),
    },
    { what: 'key-missing', pattern: /no such identity: /, says: ssh('the key file is missing', 'ssh-identity-unusable') },
    {
      what: 'too-many-keys',
      pattern: /Too many authentication failures/,
      says: ssh('the agent offers more keys than the server tries', 'ssh-too-many-keys'),
    },
    {
      what: 'login',
      pattern: /Permission denied \((?:publickey|password|keyboard-interactive|gssapi)/,
      says: ssh('the server accepts none of the keys', 'ssh-login-refused', 'ssh-identity-unusable'),
    },
    {
      what: 'control-path',
      pattern: /unix_listener: |ControlPath too long|getsockname failed: Not a socket/,
      says: ssh('the control socket cannot be made', 'ssh-control-path-unusable'),
      seen: 'OpenSSH 9.2p1; PowerShell/Win32-OpenSSH #405',
    },
    {
      what: 'refused',
      pattern: /connect to host (?<host>\S{1,253}) port (?<port>\d{1,5}): Connection refused/,
      says: { kind: 'tcp.refused', findings: ['ssh-port-blocked', 'ssh-address-stale'] },
    },
    {
      what: 'connect-timeout',
      pattern: /connect to host (?<host>\S{1,253}) port (?<port>\d{1,5}): (?:Connection|Operation) timed out/,
      says: { kind: 'tcp.timeout', findings: ['ssh-port-blocked', 'ssh-address-stale'] },
    },
    {
      what: 'no-route',
      pattern: /connect to host (?<host>\S{1,253}) port (?<port>\d{1,5}): (?:No route to host|Network is unreachable)/,
      says: { kind: 'tcp.unreachable', findings: ['ssh-port-blocked', 'no-network'] },
    },
    {
      what: 'denied',
      pattern: /connect to host (?<host>\S{1,253}) port (?<port>\d{1,5}): (?:Permission denied|Operation not permitted)/,
      says: 'tcp.local-denied',
    },
    {
      what: 'connect',
      pattern: /connect to host (?<host>\S{1,253}) port (?<port>\d{1,5}): /,
      says: { ...NO_CONNECTION, findings: ['ssh-port-blocked', 'ssh-address-stale', 'no-network'] },
    },
    {
      what: 'old-protocol',
      // Also matches the server's identification line; SSH-1.99 means SSH-2 with support for SSH-1 (RFC 4253 §5.1).
      pattern: /Protocol major versions differ: \d vs\.? \d|[Rr]emote protocol version 1\.(?!99)\d|\bSSH-1\.(?!99-)\d{1,2}-[\x21-\x7e]/,
      says: ssh('the server speaks SSH-1, which no present client does', 'ssh-no-common-algorithm', 'ssh-answered-by-something-else'),
    },
    {
      what: 'not-ssh',
      pattern: /banner line contains invalid characters|banner line \d{1,4}: (?:HTTP|<)/,
      says: ssh('what answers is not an SSH server', 'ssh-answered-by-something-else'),
    },
    {
      what: 'banner-timeout',
      pattern: /Connection timed out during banner exchange(?: Connection to (?<host>\S{1,253}) port \d{1,5} timed out)?/,
      says: ssh('the port opens and nothing is said', 'ssh-port-silent', 'ssh-proxy-command-fails'),
    },
    {
      what: 'identification',
      pattern:
        /kex_exchange_identification: (?:(?:read|write): )?(?:Connection (?:reset by peer|closed by remote host)|client sent invalid|Connection (?:was )?(?:reset|closed|aborted))(?: Connection (?:closed|reset) by (?<host>\S{1,253}) port \d{1,5})?|ssh_exchange_identification: /,
      says: ssh(
        'the connection ends before the server has named itself',
        'ssh-answered-by-something-else',
        'ssh-port-silent',
        'ssh-port-blocked',
      ),
    },
    {
      what: 'jump-target',
      pattern: /stdio forwarding failed|open failed: (?:connect failed|administratively prohibited)/,
      says: ssh('the jump host was reached and cannot connect further', 'ssh-address-stale', 'ssh-port-blocked'),
    },
    {
      what: 'dispatch',
      pattern: /ssh_dispatch_run_fatal: Connection to (?<host>\S{1,253}) port \d{1,5}: [A-Za-z ]{3,60}/,
      says: ssh('the connection is cut after the greeting', 'ssh-cut-after-banner'),
    },
    {
      what: 'lost',
      pattern:
        /client_loop: send disconnect: [A-Za-z ]{3,40}|Timeout, server (?<host>\S{1,253}) not responding|Connection to (?<host2>\S{1,253}) closed by remote host/,
      says: ssh('the server or a device on the path ended a session that worked', 'ssh-cut-after-banner'),
    },
    {
      what: 'git',
      rank: 'outcome',
      pattern: /Could not read from remote repository/,
      says: ssh('git made no SSH connection; the lines above give the reason', 'ssh-login-refused', 'ssh-port-blocked'),
    },
    {
      what: 'cut',
      pattern: /Connection reset by (?<host>[^\s]{1,253}) port \d{1,5}/,
      says: ssh('the connection is cut after the greeting', 'ssh-cut-after-banner'),
    },
    {
      what: 'closed',
      pattern: /Connection closed by (?<host>[^\s]{1,253}) port \d{1,5}/,
      says: ssh('the far end hangs up', 'ssh-login-refused', 'ssh-cut-after-banner'),
    },
  ]);
