/** curl and git over HTTPS (which is curl), with OpenSSL, GnuTLS and Schannel underneath. */
import { atProxy, type ErrorEntry, entriesOf, LOOKUP_FAILED, NO_CONNECTION, TIMEOUT } from './entry.ts';

const UNTRUSTED = ['tls-intercepted', 'certificate-expired', 'extra-trust-broken'] as const;

export const curlEntries = (): ErrorEntry[] =>
  entriesOf('curl', { program: 'curl, git', seen: 'curl 7.88.1, git 2.39.5' }, [
    {
      // The host differs from the URL's host, and its port is usual for a proxy.
      what: 'proxy-refused',
      pattern:
        /unable to access '(?<host>https?:\/\/(?:[^'@/]{0,100}@)?(?<name>[^\s'/:@]{1,253})[^'\s]{0,500})':[^"]{0,40}? ?Failed to connect to (?!\k<name> )\S{1,253} port (?:1080|31(?:28|42)|80(?:00|08|80|81|88)|8118|8888|9090|9400)\b/,
      says: atProxy('tcp.refused'),
    },
    { what: 'proxy-name', pattern: /Could not resolve proxy: (?<via>\S{1,253})|Could not resolve proxy/, says: atProxy('dns.nxdomain') },
    {
      what: 'tunnel-407',
      pattern: /CONNECT tunnel failed, response 407|Received HTTP code 407 from proxy after CONNECT|returned error: 407/,
      says: atProxy('tunnel.407'),
    },
    { what: 'tunnel-4xx', pattern: /(?:CONNECT tunnel failed, response|Received HTTP code) 4\d\d/, says: atProxy('tunnel.4xx') },
    { what: 'tunnel-5xx', pattern: /(?:CONNECT tunnel failed, response|Received HTTP code) 5\d\d/, says: atProxy('tunnel.5xx') },
    {
      what: 'tunnel-other',
      pattern: /CONNECT tunnel failed|Received HTTP code \d{3} from proxy after CONNECT/,
      says: atProxy('tunnel.unexpected-status'),
    },
    { what: 'tunnel-closed', pattern: /Proxy CONNECT aborted/, says: atProxy('tunnel.closed') },
    {
      what: 'no-such-host',
      pattern: /Could not resolve host: (?<host>[^\s;]{1,253})/,
      says: LOOKUP_FAILED,
    },
    { what: 'resolver-timeout', pattern: /Resolving timed out after \d{1,9}/, says: 'dns.timeout', seen: 'curl 7.88.1' },
    {
      what: 'connect-timeout',
      pattern: /Failed to connect to (?<host>\S{1,253}) port (?<port>\d{1,5})[^:]{0,30}: (?:Connection timed out|Timeout was reached)/,
      says: 'tcp.timeout',
    },
    {
      what: 'no-route',
      pattern: /Failed to connect to (?<host>\S{1,253}) port (?<port>\d{1,5})[^:]{0,30}: (?:No route to host|Network is unreachable)/,
      says: 'tcp.unreachable',
      seen: 'curl 7.74, documented',
    },
    {
      what: 'connect',
      pattern: /Failed to connect to (?<host>\S{1,253}) port (?<port>\d{1,5})/,
      says: NO_CONNECTION,
    },
    { what: 'certificate-before', pattern: /SSL certificate problem: certificate is not yet valid/, says: 'tls.not-yet-valid' },
    { what: 'expired', pattern: /SSL certificate problem: certificate has expired|SEC_E_CERT_EXPIRED/, says: 'tls.expired' },
    {
      what: 'other-name',
      pattern:
        /(?:no alternative certificate subject name matches|certificate subject name \([^)]{1,253}\) does not match) target host ?name '(?<host>[^']{1,253})'|SEC_E_WRONG_PRINCIPAL/,
      says: 'tls.name-mismatch',
    },
    { what: 'self-signed', pattern: /SSL certificate problem: self-?[ ]?signed certificate(?! in)/, says: 'tls.self-signed' },
    {
      what: 'unknown-authority',
      pattern:
        /SSL certificate problem: (?:unable to get (?:local )?issuer certificate|self-?[ ]?signed certificate in certificate chain|unable to verify the first certificate)|SEC_E_UNTRUSTED_ROOT|CERT_TRUST_IS_UNTRUSTED_ROOT/,
      says: 'tls.unknown-issuer',
    },
    {
      what: 'no-revocation',
      pattern: /CRYPT_E_NO_REVOCATION_CHECK|CRYPT_E_REVOCATION_OFFLINE|CERT_TRUST_REVOCATION_STATUS_UNKNOWN/,
      says: { kind: 'tls.bad-certificate', findings: ['revocation-unreachable', 'tls-intercepted'] },
      seen: 'curl with Schannel, documented',
    },
    {
      what: 'no-list',
      pattern: /error setting certificate (?:verify locations|file)|Problem with the SSL CA cert/,
      says: {
        kind: 'tls.bad-certificate',
        findings: ['extra-trust-broken'],
        means: 'the file with the trusted CAs cannot be read, so nothing was sent',
      },
    },
    {
      what: 'certificate-refused',
      pattern: /server certificate verification failed\. CAfile/,
      says: { kind: 'tls.unknown-issuer', findings: UNTRUSTED },
    },
    {
      what: 'login',
      pattern:
        /Authentication failed for '(?<host>https?:\/\/[^']{1,500})'|HTTP Basic: Access denied|could not read (?:Username|Password) for '(?<host2>https?:\/\/[^']{1,500})'/,
      says: { kind: 'http.status', findings: ['service-refuses-client'], means: 'the service answers and wants a login that it accepts' },
    },
    {
      what: 'git-protocol',
      pattern:
        /unable to connect to (?<host>[^\s:]{1,253}): \S{1,260}: errno=(?:Connection timed out|Connection refused|[A-Z][a-z ]{3,40})/,
      says: NO_CONNECTION,
    },
    {
      what: 'plain-http',
      pattern:
        /(?:curl: \(35\)|unable to access '[^']{1,500}':)[^"]{0,80}?wrong version number|gnutls_handshake\(\) failed: An unexpected TLS packet was received/,
      says: 'tls.not-tls',
    },
    {
      what: 'alert-version',
      pattern:
        /(?:curl: \(35\)|unable to access '[^']{1,500}':)[^"]{0,80}?(?:alert protocol version|unsupported protocol)|SEC_E_UNSUPPORTED_FUNCTION/,
      says: 'tls.protocol-version',
    },
    {
      what: 'alert',
      pattern:
        /(?:curl: \(35\)|unable to access '[^']{1,500}':)[^"]{0,80}?alert handshake failure|gnutls_handshake\(\) failed: (?:Handshake failed|A TLS fatal alert)/,
      says: 'tls.alert',
    },
    {
      what: 'handshake-reset',
      pattern:
        /curl: \(35\) (?:OpenSSL SSL_connect: )?(?:Recv failure: )?Connection (?:was )?reset(?: by peer)?(?: in connection to (?<host>\S{1,253}))?|unable to access '[^']{1,500}': (?:Recv failure: Connection (?:was )?reset|OpenSSL SSL_connect: Connection (?:was )?reset)|gnutls_handshake\(\) failed: Error in the pull function/,
      says: 'tls.reset',
    },
    {
      what: 'handshake-closed',
      pattern:
        /SSL_connect: SSL_ERROR_SYSCALL in connection to (?<host>\S{1,253})|gnutls_handshake\(\) failed: The TLS connection was non-properly terminated|schannel: failed to receive handshake|TLS connect error: error:[0-9A-F]{8}:[^:]{0,40}::?(?:unexpected eof|reason\(0\))/,
      says: 'tls.closed',
    },
    { what: 'handshake-timeout', pattern: /SSL connection timeout/, says: 'tls.timeout' },
    {
      what: 'cut-short',
      pattern:
        /transfer closed with \d{1,15} bytes remaining to read|fetch-pack: unexpected disconnect while reading sideband packet|RPC failed; curl (?:18|56)/,
      says: 'http.truncated',
      seen: 'curl 7.88.1; git source, documented',
    },
    { what: 'empty-reply', pattern: /Empty reply from server/, says: 'http.closed', seen: 'curl 7.88.1' },
    { what: 'http1-required', pattern: /was not closed cleanly: HTTP_1_1_REQUIRED/, says: 'http.version-required', seen: 'curl 7.88.1' },
    { what: 'cannot-unpack', pattern: /Error while processing content unencoding/, says: 'http.encoding', seen: 'curl 7.88.1' },
    { what: 'stream-closed', pattern: /HTTP\/2 stream \d{1,9} was not closed cleanly/, says: 'http.reset', seen: 'curl, documented' },
    {
      what: 'status-5xx',
      pattern: /The requested URL returned error: 5\d\d/,
      says: { kind: 'http.status', findings: ['service-unhealthy', 'block-page', 'proxy-cannot-reach-upstream'] },
    },
    {
      what: 'status-429',
      pattern: /The requested URL returned error: 429/,
      says: { kind: 'http.status', findings: ['rate-limited'] },
      seen: 'curl 7.88.1',
    },
    { what: 'status', pattern: /The requested URL returned error: \d{3}/, says: 'http.status' },
    {
      what: 'waited',
      pattern: /curl: \(28\)|Connection timed out after \d{1,9} milliseconds|Operation timed out after \d{1,9} milliseconds/,
      says: TIMEOUT,
    },
  ]);
