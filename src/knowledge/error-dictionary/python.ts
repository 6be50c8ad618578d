/** Python: urllib, requests and urllib3, which the AWS CLI and pip use. */
import { atProxy, type ErrorEntry, entriesOf } from './entry.ts';

const INVALID = ['proxy-variable-invalid'] as const;

export const pythonEntries = (): ErrorEntry[] =>
  entriesOf('python', { program: 'Python (urllib, requests, pip)', seen: 'Python 3.11.7, requests 2.34.2' }, [
    {
      what: 'proxy-name',
      pattern:
        /Unable to connect to proxy'?,? ?NameResolutionError|Cannot connect to proxy\.?'?,? ?[^"]{0,300}?(?:Name or service not known|getaddrinfo failed|name resolution|nodename nor servname|No address associated)/,
      says: atProxy('dns.nxdomain'),
    },
    {
      what: 'proxy-refused',
      pattern:
        /Unable to connect to proxy'?, ?NewConnectionError\([^)]{0,40}?host='(?<via>[^']{1,253})'[^"]{0,120}?(?:Connection refused|actively refused)|Cannot connect to proxy\.?'?, ?NewConnectionError\([^"]{0,300}?(?:Connection refused|actively refused)/,
      says: atProxy('tcp.refused'),
    },
    {
      what: 'proxy-timeout',
      pattern:
        /Unable to connect to proxy'?, ?ConnectTimeoutError|Cannot connect to proxy\.?'?, ?(?:timeout\('|NewConnectionError\([^"]{0,300}?timed out)/,
      says: atProxy('tcp.timeout'),
    },
    {
      // Stack frames of http.client that show that the proxy has not answered CONNECT.
      what: 'tunnel-silent',
      pattern:
        /\b_tunnel\(\)(?:(?!Traceback|During handling|wrap_socket|do_handshake).){0,1200}?\b(?:TimeoutError|socket\.timeout|timed out)/,
      says: atProxy('tunnel.timeout'),
      seen: 'Python 3.10 (InternLM/Tutorial #142)',
    },
    {
      what: 'tunnel-407',
      pattern: /(?:Unable to connect to proxy'?, ?OSError\(')?Tunnel connection failed: 407/,
      says: atProxy('tunnel.407'),
    },
    {
      what: 'tunnel-5xx',
      pattern: /(?:Unable to connect to proxy'?, ?OSError\(')?Tunnel connection failed: 5\d\d/,
      says: atProxy('tunnel.5xx'),
    },
    {
      what: 'tunnel-4xx',
      pattern: /(?:Unable to connect to proxy'?, ?OSError\(')?Tunnel connection failed: 4\d\d/,
      says: atProxy('tunnel.4xx'),
    },
    {
      what: 'tunnel-other',
      pattern: /(?:Unable to connect to proxy'?, ?OSError\(')?Tunnel connection failed: \d{3}/,
      says: atProxy('tunnel.unexpected-status'),
    },
    {
      what: 'proxy-failed',
      pattern:
        /(?:Unable to|Cannot) connect to proxy\.?(?:'?, ?(?:ConnectionResetError|RemoteDisconnected|ConnectionAbortedError|OSError|SSLError)[^"]{0,120}?(?=\)\)|$))?/,
      says: atProxy('tunnel.closed', ['proxy-unreachable', 'proxy-refuses-everything']),
    },
    {
      what: 'proxy-address',
      pattern:
        /Missing dependencies for SOCKS support|Not supported proxy scheme|Please check proxy URL\. It is malformed|Proxy URL had (?:no scheme|unsupported scheme)/,
      says: atProxy('tunnel.not-http', INVALID),
      seen: 'requests 2.34.2 and urllib3 source, documented',
    },
    {
      what: 'no-such-host',
      pattern:
        /Failed to resolve '(?<host>[^']{1,253})' \(\[Errno (?:-2|-5|8|11001|11004)\]|\[Errno (?:-2|-5|8|11001|11004)\] (?:Name or service not known|No address associated with hostname|nodename nor servname provided|getaddrinfo failed)/,
      says: 'dns.nxdomain',
    },
    {
      what: 'try-again',
      pattern:
        /Failed to resolve '(?<host>[^']{1,253})' \(\[Errno (?:-3|11002)\]|\[Errno (?:-3|11002)\] (?:Temporary failure in name resolution|getaddrinfo failed)/,
      says: 'dns.unavailable',
    },
    {
      what: 'refused',
      pattern: /\[Errno (?:111|61)\] Connection refused|\[WinError 10061\]/,
      says: { kind: 'tcp.refused', findings: ['port-refused', 'no-direct-egress', 'proxy-unreachable', 'name-sinkholed'] },
    },
    {
      what: 'connect-timeout',
      pattern:
        /Connection to (?<host>\S{1,253}) timed out\. \(connect timeout|\[Errno (?:110|60)\] (?:Connection|Operation) timed out|\[WinError 10060\]/,
      says: 'tcp.timeout',
    },
    {
      what: 'no-route',
      pattern: /\[Errno (?:113|101|51|65)\] (?:No route to host|Network is unreachable)|\[WinError 1005[01]\]|\[WinError 10065\]/,
      says: 'tcp.unreachable',
    },
    { what: 'not-permitted', pattern: /\[Errno 1\] Operation not permitted|\[WinError 10013\]/, says: 'tcp.local-denied' },
    { what: 'expired', pattern: /certificate verify failed: certificate has expired/, says: 'tls.expired' },
    { what: 'not-yet-valid', pattern: /certificate verify failed: certificate is not yet valid/, says: 'tls.not-yet-valid' },
    {
      what: 'other-name',
      pattern:
        /(?:Hostname|IP address) mismatch, certificate is not valid for '(?<host>[^']{1,253})'|hostname '(?<host2>[^']{1,253})' doesn't match/,
      says: 'tls.name-mismatch',
      seen: 'Python 3.11.7, AWS CLI 1.45.11',
    },
    {
      what: 'strict-authority',
      pattern:
        /certificate verify failed: (?:Missing Authority Key Identifier|Basic Constraints of CA cert not marked critical|CA cert does not include key usage extension)/,
      says: { kind: 'tls.bad-certificate', findings: ['tls-intercepted'] },
      seen: 'Python 3.13, documented',
    },
    {
      what: 'unknown-authority',
      pattern:
        /certificate verify failed: (?:unable to get (?:local )?issuer certificate|self-?[ ]?signed certificate|unable to verify the first certificate)/,
      says: 'tls.unknown-issuer',
    },
    { what: 'plain-http', pattern: /\[SSL: WRONG_VERSION_NUMBER\]/, says: 'tls.not-tls' },
    { what: 'alert-version', pattern: /\[SSL: (?:TLSV1_ALERT_PROTOCOL_VERSION|UNSUPPORTED_PROTOCOL)\]/, says: 'tls.protocol-version' },
    { what: 'alert', pattern: /\[SSL: (?:SSLV3|SSL\/TLS|TLSV1)_ALERT_[A-Z_]{1,40}\]/, says: 'tls.alert' },
    { what: 'handshake-closed', pattern: /UNEXPECTED_EOF_WHILE_READING|EOF occurred in violation of protocol/, says: 'tls.closed' },
    { what: 'handshake-timeout', pattern: /The handshake operation timed out/, says: 'tls.timeout' },
    { what: 'reset', pattern: /ConnectionResetError|\[Errno 104\] Connection reset by peer|\[WinError 10054\]/, says: 'tls.reset' },
    {
      what: 'closed',
      pattern: /RemoteDisconnected|Remote end closed connection without response/,
      says: { kind: 'http.closed', findings: ['proxy-refuses-host', 'block-page', 'tls-cut-off'] },
    },
    {
      what: 'status-5xx',
      pattern: /HTTP Error 5\d\d|\b5\d\d Server Error: [^"]{0,60}?for url: (?<host>\S{1,2000})/,
      says: { kind: 'http.status', findings: ['service-unhealthy', 'block-page'] },
    },
    {
      what: 'status',
      pattern: /HTTP Error 4(?!07)\d\d|\b4(?!07)\d\d Client Error: [^"]{0,60}?for url: (?<host>\S{1,2000})/,
      says: 'http.status',
    },
    {
      what: 'no-tls',
      pattern: /(?:Can't connect to HTTPS URL because )?the (?:SSL|ssl) module (?:in Python )?is not available/,
      says: { kind: 'tls.alert', findings: [], means: 'this Python has no TLS, because a library is missing, so nothing was sent' },
      seen: 'conda/conda #7172',
    },
    {
      what: 'plain-read-timeout',
      pattern: /HTTPConnectionPool\(host='(?<host>[^']{1,253})'[^"]{0,60}?Read timed out/,
      says: { kind: 'http.timeout', findings: ['service-unhealthy', 'proxy-cannot-reach-upstream'] },
      seen: 'pypa/pip #8193',
    },
    {
      what: 'read-timeout',
      pattern: /Read timed out\. ?\(read timeout|The read operation timed out/,
      says: { kind: 'tls.timeout', findings: ['tls-stalls', 'proxy-cannot-reach-upstream', 'service-unhealthy'] },
    },
  ]);
