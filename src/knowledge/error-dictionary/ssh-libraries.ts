/** SSH clients other than OpenSSH: Go's x/crypto, paramiko, ssh2 of Node, PuTTY, libssh2 in libgit2 and curl. */
import type { FindingName } from '../../model/finding-codes.ts';
import { type ErrorEntry, entriesOf, type Meaning } from './entry.ts';

const ssh = (means: string, ...findings: FindingName[]): Meaning => ({ layer: 'ssh', means, findings });

export const sshLibraryEntries = (): ErrorEntry[] =>
  entriesOf(
    'sshlibrary',
    {
      program: 'SSH library (Go, paramiko, ssh2, PuTTY, libssh2)',
      seen: 'golang.org/x/crypto/ssh, paramiko, mscdex/ssh2, libssh2: documented',
      symptom: 'ssh',
    },
    [
      {
        what: 'login',
        pattern:
          /ssh: (?:handshake failed: ssh: )?unable to authenticate|ssh_exception\.AuthenticationException|\bBadAuthenticationType\b|PasswordRequiredException|All configured authentication methods failed|No supported authentication methods available|(?:publickey|keyboard-interactive) (?:authentication failed|denied|rejected)|Authentication refused: bad ownership|Username\/PublicKey combination invalid|Unable to extract public key from private key|no auth sock variable|invalid privatekey|curl: \(67\)|exceeded max(?:imum)? authentication attempts/i,
        says: ssh('the server accepts none of the keys, or the key cannot be used', 'ssh-login-refused', 'ssh-identity-unusable'),
      },
      {
        what: 'host-key',
        pattern:
          /knownhosts: key (?:mismatch|is unknown)|BadHostKeyException|reject HostKey|Server '?[^\s']{1,253}'? not found in known_hosts|host key is not cached|host key (?:mismatch|does not match|verification)|(?:WARNING - )?POTENTIAL SECURITY BREACH|remote host key unknown|certificate.{0,20}class=Ssh/i,
        says: ssh('the key of the host is not known, or another than before', 'ssh-host-key-unknown', 'ssh-host-key-changed'),
      },
      {
        what: 'no-common',
        pattern:
          /ssh: (?:handshake failed: ssh: )?no common algorithm|Incompatible ssh (?:peer|server)|no matching (?:\w{1,20} ){1,4}algorithm|Couldn't agree a (?:key exchange|host key) algorithm|Unable to exchange encryption keys|handshake: no matching/i,
        says: ssh('client and server have no algorithm in common', 'ssh-no-common-algorithm'),
      },
      {
        what: 'identification',
        pattern:
          /ssh: (?:handshake failed: (?:EOF|read tcp|ssh: (?:overflow|invalid packet))|overflow reading version string)|Error reading SSH protocol banner|Failed (?:getting|to get|to receive) banner|Timed out while waiting for handshake|Connection lost before handshake|Remote side unexpectedly closed network connection|EOF during negotiation|SSHException: (?:No existing session|EOF)/i,
        says: ssh(
          'the connection ends before the server sends its SSH banner, or right after it',
          'ssh-answered-by-something-else',
          'ssh-port-silent',
          'ssh-cut-after-banner',
        ),
      },
      {
        what: 'lost',
        pattern:
          /ssh_packet_(?:write_wait|write_poll|read)|\bDisconnected from (?:user \S{1,64} )?(?<host>[\w.:-]{3,253}) port \d{1,5}|Received disconnect from (?<host2>[\w.:-]{3,253})|Corrupted MAC on input|message authentication code incorrect|mux_client_request_session: |packet_write_poll|Bad packet length \d/,
        says: ssh('the server or a device on the path ended a session that worked', 'ssh-cut-after-banner'),
      },
      {
        what: 'failed',
        rank: 'outcome',
        pattern:
          /\bssh: (?:connection closed|handshake failed|rejected: |connect failed|subsystem|command|must)[^"]{0,80}|paramiko\.\w{0,20}\.?\w{3,40}(?:Exception|Error)|com\.jcraft\.jsch\.JSchException: (?!java\.net\.)[^"]{3,60}|\bkex_\w{3,30}: |process tried to write to a nonexistent pipe|class=Ssh \(23\)|libssh2[^.]{0,40}(?:error|fail)\w{0,4}|(?:SSH|ssh|SFTP|sftp) (?:connection|session|handshake|tunnel) (?:failed|error|could not|closed|refused)/,
        says: ssh(
          'an SSH connection was not made; the message gives no reason',
          'ssh-port-blocked',
          'ssh-login-refused',
          'ssh-port-silent',
        ),
      },
    ],
  );
