/** wget, which VS Code's installer uses on a remote machine. */
import { atProxy, type ErrorEntry, entriesOf, LOOKUP_FAILED, TIMEOUT } from './entry.ts';

export const wgetEntries = (): ErrorEntry[] =>
  entriesOf('wget', { program: 'wget', seen: 'wget 1.21.3' }, [
    {
      what: 'no-such-host',
      pattern: /unable to resolve host address '(?<host>[^']{1,253})'/,
      says: LOOKUP_FAILED,
    },
    {
      what: 'tunnel-407',
      pattern: /Proxy tunneling failed: Proxy Authentication Required(?:Unable to establish SSL connection)?/,
      says: atProxy('tunnel.407'),
    },
    {
      what: 'tunnel-5xx',
      pattern:
        /Proxy tunneling failed: (?:Bad Gateway|Service Unavailable|Gateway Time-?out|Internal Server Error)(?:Unable to establish SSL connection)?/i,
      says: atProxy('tunnel.5xx'),
    },
    { what: 'tunnel-4xx', pattern: /Proxy tunneling failed: [A-Za-z ]{1,60}/, says: atProxy('tunnel.4xx') },
    { what: 'tunnel-closed', pattern: /Failed reading proxy response/, says: atProxy('tunnel.closed') },
    {
      what: 'refused',
      pattern: /Connecting to (?<host>[^\s(]{1,253})[^.]{0,60}[^:]{0,40}?\.\.\. failed: Connection refused/,
      says: { kind: 'tcp.refused', findings: ['port-refused', 'no-direct-egress', 'proxy-unreachable'] },
    },
    {
      what: 'connect-timeout',
      pattern: /Connecting to (?<host>[^\s(]{1,253})[^.]{0,60}[^:]{0,40}?\.\.\. failed: Connection timed out/,
      says: TIMEOUT,
    },
    {
      what: 'expired',
      pattern:
        /(?:The certificate of '[^']{1,253}' is not trusted\. (?:ERROR: )?)?The certificate of '(?<host>[^']{1,253})' has expired|Issued certificate has expired/,
      says: 'tls.expired',
    },
    {
      what: 'other-name',
      pattern:
        /certificate's owner does not match hostname '(?<host>[^']{1,253})'|(?:certificate common name ['"][^'"]{1,253}['"] doesn't match|no certificate subject alternative name matches) requested host name ['"](?<host2>[^'"]{1,253})['"]/,
      says: 'tls.name-mismatch',
      seen: 'wget 1.21.3; microsoft/vscode-remote-release #280',
    },
    {
      what: 'unknown-authority',
      pattern:
        /The certificate of '(?<host>[^']{1,253})' (?:is not trusted|doesn't have a known issuer)|cannot verify (?<host2>\S{1,253})'s certificate, issued by/,
      says: 'tls.unknown-issuer',
      seen: 'wget 1.21.3; microsoft/vscode-remote-release #5179',
    },
    {
      what: 'plain-http',
      pattern: /GnuTLS: An unexpected TLS packet was received\.(?: Unable to establish SSL connection)?/,
      says: 'tls.not-tls',
    },
    { what: 'handshake-reset', pattern: /GnuTLS: Error in the pull function\.(?: Unable to establish SSL connection)?/, says: 'tls.reset' },
    {
      what: 'handshake-closed',
      pattern: /GnuTLS: The TLS connection was non-properly terminated\.(?: Unable to establish SSL connection)?/,
      says: 'tls.closed',
    },
    {
      what: 'handshake',
      pattern: /Unable to establish SSL connection/,
      says: { kind: 'tls.timeout', findings: ['tls-stalls', 'name-filtered-in-tls', 'tls-cut-off'] },
    },
    {
      what: 'status-5xx',
      pattern: /ERROR 5\d\d: /,
      says: { kind: 'http.status', findings: ['service-unhealthy', 'block-page', 'proxy-cannot-reach-upstream'] },
    },
    { what: 'status-407', pattern: /ERROR 407: /, says: atProxy('tunnel.407') },
    { what: 'status', pattern: /ERROR 4\d\d: /, says: 'http.status' },
  ]);
