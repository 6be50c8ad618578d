/**
 * One-word error names of runtimes: Rust's `ErrorKind`, Zig and Bun, Qt, Haskell, .NET and Python, and the atoms of Erlang and Elixir.
 * Messages in sentences are in the tables of their programs.
 */
import { atProxy, type ErrorEntry, entriesOf, LOOKUP_FAILED, NO_CONNECTION, TIMEOUT } from './entry.ts';

const name = (...names: string[]): RegExp => new RegExp(`(?<![A-Za-z])(?:${names.join('|')})(?:Error|Exception)?(?![A-Za-z])`);

export const errorNameEntries = (): ErrorEntry[] =>
  entriesOf(
    'name',
    {
      rank: 'shared',
      program: 'any program',
      seen: 'oven-sh/bun #10597; Rust std::io::ErrorKind, Qt QNetworkReply, Erlang inet: documented',
    },
    [
      { what: 'proxy-login', pattern: name('ProxyAuthenticationRequired', 'proxy_authentication_required'), says: atProxy('tunnel.407') },
      {
        what: 'proxy-refused',
        pattern: name('ProxyConnectionRefused', 'ProxyNotFound', 'ProxyConnectException'),
        says: atProxy('tcp.refused'),
      },
      { what: 'proxy-timeout', pattern: name('ProxyTimeout'), says: atProxy('tcp.timeout') },
      { what: 'no-such-host', pattern: name('HostNotFound', 'UnknownHostName', 'nxdomain', 'host_not_found'), says: 'dns.nxdomain' },
      {
        what: 'unresolved',
        pattern: name('NameServerFailure', 'TemporaryNameServerFailure', 'NameResolution(?:Failed|Failure)?', 'DNSException', 'DNSResolve'),
        says: LOOKUP_FAILED,
      },
      {
        what: 'refused',
        pattern: name('ConnectionRefused', 'econnrefused', 'FailedToOpenSocket'),
        says: { kind: 'tcp.refused', findings: ['port-refused', 'no-direct-egress', 'proxy-unreachable'] },
      },
      { what: 'unreachable', pattern: name('(?:Host|Network)Unreachable', 'ehostunreach', 'enetunreach'), says: 'tcp.unreachable' },
      {
        what: 'waited',
        pattern: name(
          'ConnectionTimed?Out',
          'ConnectTimeout',
          'ConnectionTimeout',
          'ResponseTimeout',
          'ReadTimeout',
          'etimedout',
          'connect_timeout',
        ),
        says: TIMEOUT,
      },
      {
        what: 'reset',
        pattern: name('ConnectionReset(?:ByPeer)?', 'econnreset', 'RemoteHostClosed', 'ConnectionAborted'),
        says: { kind: 'tls.reset', findings: ['tls-cut-off', 'name-filtered-in-tls', 'download-cut-short'] },
      },
      {
        what: 'unknown-authority',
        pattern: name('unknown_ca', 'UnknownCa', 'UnknownCA', 'CertificateUnknownAuthority', 'UNKNOWN_CA', 'SelfSignedCertificateInChain'),
        says: 'tls.unknown-issuer',
      },
      {
        what: 'certificate',
        pattern: name(
          'CertificateVerify(?:Failed)?',
          'SSLCertVerification',
          'CertificateInvalid',
          'bad_certificate',
          'certificate_unknown',
        ),
        says: { kind: 'tls.bad-certificate', findings: ['tls-intercepted', 'extra-trust-broken', 'certificate-expired'] },
      },
      {
        what: 'handshake',
        rank: 'outcome',
        pattern: name('SslHandshakeFailed', 'HandshakeFailed', 'TlsInitializationFailed', 'tls_alert'),
        says: {
          kind: 'tls.alert',
          findings: ['tls-intercepted', 'tls-settings-refused', 'tls-cut-off'],
          means: 'the TLS handshake failed; the message does not say why',
          vague: true,
        },
      },
      {
        what: 'closed',
        pattern: name('ConnectionClosed', 'SocketClosed', 'RemoteDisconnected', 'ServerDisconnected', 'HttpConnectionClosing'),
        says: { kind: 'http.closed', findings: ['block-page', 'tls-cut-off', 'download-cut-short'] },
      },
      {
        what: 'unconnected',
        rank: 'outcome',
        pattern: name(
          'failed_connect(?![^]{0,900}tls_alert)',
          'NoBrokersAvailable',
          'NoNodeAvailable',
          'NoHostAvailable',
          'AllNodesFailed',
        ),
        says: NO_CONNECTION,
      },
      {
        what: 'cancelled',
        rank: 'outcome',
        pattern: /TaskCanceledException|[Aa] task was canceled|OperationCanceledException/,
        says: TIMEOUT,
      },
    ],
  );
