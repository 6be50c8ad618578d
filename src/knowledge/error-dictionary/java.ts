/** Java's sockets, TLS and URLConnection: JetBrains IDEs, Gateway and Toolbox. */
import { atProxy, type ErrorEntry, entriesOf, LOOKUP_FAILED } from './entry.ts';

export const javaEntries = (): ErrorEntry[] =>
  entriesOf('java', { program: 'Java (JetBrains IDEs, Gateway, Toolbox)', seen: 'OpenJDK 17.0.15', symptom: 'jetbrains' }, [
    {
      what: 'tunnel-407',
      pattern: /Proxy returns "HTTP\/1\.\d 407|Tunnel failed, got: 407|HTTP 407 Proxy Auth/,
      says: atProxy('tunnel.407'),
    },
    { what: 'tunnel-5xx', pattern: /Proxy returns "HTTP\/1\.\d 5\d\d|Tunnel failed, got: 5\d\d/, says: atProxy('tunnel.5xx') },
    { what: 'tunnel-4xx', pattern: /Proxy returns "HTTP\/1\.\d 4\d\d|Tunnel failed, got: 4\d\d/, says: atProxy('tunnel.4xx') },
    {
      what: 'tunnel-other',
      pattern: /Unable to tunnel through proxy(?!\. Proxy returns "HTTP\/1\.\d [45])/,
      says: atProxy('tunnel.unexpected-status'),
    },
    {
      what: 'tunnel-closed',
      pattern: /java\.net\.SocketException: Unexpected end of file from server/,
      says: { kind: 'tunnel.closed', peer: 'proxy' },
    },
    {
      what: 'no-such-host',
      pattern: /UnknownHostException: (?<host>[^\s:]{1,253})|UnresolvedAddressException/,
      says: { ...LOOKUP_FAILED, findings: ['name-not-found', 'resolver-refuses', 'resolver-silent', 'proxy-not-configured'] },
    },
    {
      what: 'refused',
      pattern: /ConnectException: (?:[^"]{0,80}?)Connection refused/,
      says: { kind: 'tcp.refused', findings: ['port-refused', 'no-direct-egress', 'proxy-unreachable'] },
    },
    { what: 'no-route', pattern: /NoRouteToHostException|ConnectException: Network is unreachable/, says: 'tcp.unreachable' },
    {
      what: 'connect-timeout',
      pattern:
        /SocketTimeoutException: [Cc]onnect timed out|HttpConnectTimeoutException|ConnectException: (?:Connection|Operation) timed out/,
      says: 'tcp.timeout',
    },
    {
      what: 'expired',
      pattern: /CertificateExpiredException|PKIX path validation failed: [^"]{0,80}?validity check failed/,
      says: 'tls.expired',
    },
    { what: 'not-yet-valid', pattern: /CertificateNotYetValidException/, says: 'tls.not-yet-valid' },
    {
      what: 'other-name',
      pattern:
        /No subject alternative (?:DNS )?names? matching (?:IP address )?(?<host>[^\s]{1,253}) found|No name matching (?<host2>\S{1,253}) found/,
      says: 'tls.name-mismatch',
    },
    {
      what: 'unknown-authority',
      pattern:
        /PKIX path building failed|unable to find valid certification path to requested target|Certificate for <(?<host>[^>]{1,253})> is not trusted/,
      says: 'tls.unknown-issuer',
      seen: 'OpenJDK 17.0.15; snyk/snyk-intellij-plugin #8',
    },
    { what: 'plain-http', pattern: /Unsupported or unrecognized SSL message/, says: 'tls.not-tls' },
    { what: 'alert-version', pattern: /Received fatal alert: protocol_version|No appropriate protocol/, says: 'tls.protocol-version' },
    { what: 'alert', pattern: /Received fatal alert: [a-z_]{1,40}/, says: 'tls.alert' },
    {
      what: 'handshake-closed',
      pattern: /Remote host (?:terminated|closed connection during) (?:the )?handshake|SSL peer shut down incorrectly/,
      says: 'tls.closed',
    },
    { what: 'reset', rank: 'shared', pattern: /SocketException: Connection reset/, says: 'tls.reset' },
    {
      what: 'status-5xx',
      pattern: /Server returned HTTP response code: 5\d\d for URL: (?<host>[^\s"]{1,2000})/,
      says: { kind: 'http.status', findings: ['service-unhealthy', 'block-page'] },
    },
    { what: 'status', pattern: /Server returned HTTP response code: 4\d\d for URL: (?<host>[^\s"]{1,2000})/, says: 'http.status' },
    {
      what: 'read-timeout',
      pattern: /SocketTimeoutException: Read timed out|HttpTimeoutException: request timed out/,
      says: { kind: 'tls.timeout', findings: ['tls-stalls', 'proxy-cannot-reach-upstream', 'service-unhealthy'] },
    },
  ]);
