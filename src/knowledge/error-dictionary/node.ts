/** Node and undici (npm, VS Code's server and extensions), and Chromium's network stack (VS Code's windows). */
import { atProxy, type ErrorEntry, entriesOf, LOOKUP_FAILED, NO_CONNECTION, TIMEOUT } from './entry.ts';

/** Chromium's names come first: they are more specific than the words around them. */
export const chromiumEntries = (): ErrorEntry[] =>
  entriesOf('chromium', { program: 'VS Code', seen: 'VS Code issues, documented', symptom: 'vscode' }, [
    {
      what: 'tunnel',
      pattern: /net::ERR_TUNNEL_CONNECTION_FAILED/,
      says: atProxy('tunnel.4xx', ['proxy-refuses-host', 'proxy-requires-login', 'proxy-cannot-reach-upstream']),
      seen: 'VS Code 1.92, microsoft/vscode #221327',
    },
    { what: 'proxy', pattern: /net::ERR_PROXY_CONNECTION_FAILED/, says: atProxy('tcp.refused') },
    {
      what: 'proxy-login',
      pattern: /net::ERR_(?:PROXY_AUTH_\w{1,40}|UNEXPECTED_PROXY_AUTH|INVALID_AUTH_CREDENTIALS)/,
      says: atProxy('tunnel.407'),
    },
    { what: 'proxy-certificate', pattern: /net::ERR_PROXY_CERTIFICATE_INVALID/, says: atProxy('tls.unknown-issuer') },
    { what: 'no-such-host', pattern: /net::ERR_NAME_NOT_RESOLVED/, says: 'dns.nxdomain' },
    { what: 'no-network', pattern: /net::ERR_INTERNET_DISCONNECTED/, says: { kind: 'tcp.no-address', findings: ['no-network'] } },
    { what: 'refused', pattern: /net::ERR_CONNECTION_REFUSED/, says: 'tcp.refused' },
    { what: 'denied', pattern: /net::ERR_NETWORK_ACCESS_DENIED/, says: 'tcp.local-denied' },
    { what: 'unreachable', pattern: /net::ERR_ADDRESS_UNREACHABLE/, says: 'tcp.unreachable' },
    { what: 'timeout', pattern: /net::ERR_(?:CONNECTION_)?TIMED_OUT/, says: TIMEOUT },
    { what: 'reset', pattern: /net::ERR_(?:CONNECTION_RESET|SOCKET_NOT_CONNECTED)/, says: 'tls.reset' },
    { what: 'closed', pattern: /net::ERR_(?:CONNECTION_CLOSED|EMPTY_RESPONSE)/, says: 'tls.closed' },
    {
      what: 'unknown-authority',
      pattern: /net::ERR_(?:CERT_AUTHORITY_INVALID|INSECURE_RESPONSE)/,
      says: 'tls.unknown-issuer',
      seen: 'VS Code 1.56, microsoft/vscode #124046',
    },
    { what: 'date', pattern: /net::ERR_CERT_DATE_INVALID/, says: 'tls.expired' },
    { what: 'other-name', pattern: /net::ERR_CERT_COMMON_NAME_INVALID/, says: 'tls.name-mismatch' },
    { what: 'certificate', pattern: /net::ERR_CERT_\w{1,40}/, says: 'tls.bad-certificate' },
    { what: 'not-tls', pattern: /net::ERR_SSL_PROTOCOL_ERROR/, says: 'tls.not-tls' },
    { what: 'version', pattern: /net::ERR_SSL_VERSION_OR_CIPHER_MISMATCH/, says: 'tls.protocol-version' },
    { what: 'cut-short', pattern: /net::ERR_CONTENT_LENGTH_MISMATCH|net::ERR_INCOMPLETE_CHUNKED_ENCODING/, says: 'http.truncated' },
  ]);

export const nodeEntries = (): ErrorEntry[] =>
  entriesOf('node', { program: 'Node (npm, VS Code)', seen: 'Node 24.21, npm 10.8' }, [
    {
      what: 'tunnel-407',
      pattern:
        /Proxy response \(407\)|statusCode=407|\b407 Proxy Authentication Required|npm (?:error|ERR!) code E407(?:.{0,200}? - [A-Z]{3,6} (?<host>https?:\/\/\S{1,2000}))?/,
      says: atProxy('tunnel.407'),
      seen: 'npm 10.8, undici 8.12',
    },
    {
      what: 'tunnel-4xx',
      pattern: /Proxy response \(4\d\d\)|could not be established,? statusCode=4\d\d|ERR_PROXY_TUNNEL[^"]{0,80}? 4\d\d/,
      says: atProxy('tunnel.4xx'),
      seen: 'undici 8.12',
    },
    {
      what: 'tunnel-5xx',
      pattern: /Proxy response \(5\d\d\)|could not be established,? statusCode=5\d\d|ERR_PROXY_TUNNEL[^"]{0,80}? 5\d\d/,
      says: atProxy('tunnel.5xx'),
      seen: 'undici 8.12',
    },
    {
      what: 'proxy-name',
      pattern: /tunneling socket could not be established, ?cause=getaddrinfo [A-Z_]{4,20}(?: [^\s"]{1,260})?/,
      says: atProxy('dns.nxdomain'),
      seen: 'npm 1.4, npm/npm #8639; nodejs/node #11899',
    },
    {
      what: 'proxy-timeout',
      pattern: /tunneling socket could not be established, ?cause=connect ETIMEDOUT(?: [^\s"]{1,260})?/,
      says: atProxy('tcp.timeout'),
      seen: 'npm/npm #9225',
    },
    {
      // The library of yarn and older npm; the text after `cause` concerns the proxy, not the host.
      what: 'proxy-unreached',
      pattern: /tunneling socket could not be established, cause=connect [A-Z]{4,20}(?: [^\s"]{1,260})?/,
      says: atProxy('tcp.refused'),
      seen: 'tunnel-agent 0.6, documented',
    },
    {
      what: 'tunnel-closed',
      pattern:
        /Proxy connection ended before receiving CONNECT response|UND_ERR_PRX_CONN|tunneling socket could not be established(?!,? statusCode)/,
      says: atProxy('tunnel.closed'),
    },
    {
      what: 'tunnel-refused',
      pattern: /ERR_PROXY_TUNNEL|Request was cancelled\.[^"]{0,300}?UND_ERR_ABORTED/,
      says: atProxy('tunnel.4xx', ['proxy-refuses-host', 'proxy-requires-login', 'proxy-cannot-reach-upstream']),
      seen: 'Node 24.21',
    },
    { what: 'no-such-host', pattern: /getaddrinfo ENOTFOUND (?<host>[^\s,;]{1,253})/, says: 'dns.nxdomain' },
    { what: 'try-again', pattern: /getaddrinfo E(?!NOTFOUND)[A-Z_]{3,12} (?<host>[^\s,;"']{1,253})/, says: 'dns.unavailable' },
    {
      // c-ares: the code concerns the resolver, not the host.
      what: 'query',
      pattern: /\bquery[A-Z][A-Za-z]{0,5} E(?!NOTFOUND|NODATA)[A-Z]{4,14}(?: (?<host>[^\s,;"']{1,253}))?/,
      says: LOOKUP_FAILED,
      seen: 'Node dns module, documented',
    },
    {
      what: 'no-record',
      pattern: /\bquery[A-Z][A-Za-z]{0,5} (?:ENOTFOUND|ENODATA)(?: (?<host>[^\s,;"']{1,253}))?/,
      says: 'dns.nxdomain',
      seen: 'Node dns module, documented',
    },
    {
      what: 'refused',
      pattern: /connect ECONNREFUSED (?<host>[0-9a-f:]{2,39}(?=:\d{1,5}(?!\S))|[^\s,;]{1,253})/,
      says: { kind: 'tcp.refused', findings: ['port-refused', 'no-direct-egress', 'proxy-unreachable', 'name-sinkholed'] },
    },
    {
      what: 'connect-timeout',
      pattern: /connect ETIMEDOUT (?<host>[0-9a-f:]{2,39}(?=:\d{1,5}(?!\S))|[^\s,;]{1,253})/,
      says: 'tcp.timeout',
      seen: 'Node 24.21, documented',
    },
    {
      what: 'attempts-timeout',
      pattern: /Connect Timeout Error \(attempted address(?:es)?: (?<host>[^\s,)]{1,300})|UND_ERR_CONNECT_TIMEOUT/,
      says: { ...TIMEOUT, findings: [...TIMEOUT.findings, 'resolver-silent', 'large-hello-dropped'] },
    },
    {
      what: 'unreachable',
      pattern: /connect (?:EHOSTUNREACH|ENETUNREACH) (?<host>[0-9a-f:]{2,39}(?=:\d{1,5}(?!\S))|[^\s,;]{1,253})/,
      says: 'tcp.unreachable',
      seen: 'Node 24.21, documented',
    },
    { what: 'prohibited', pattern: /connect EACCES (?<host>[^\s,;]{1,253})/, says: 'tcp.prohibited', seen: 'Node 24.21, documented' },
    { what: 'not-permitted', pattern: /connect EPERM (?<host>[^\s,;]{1,253})/, says: 'tcp.local-denied', seen: 'Node 24.21, documented' },
    {
      what: 'expired',
      pattern: /CERT_HAS_EXPIRED|reason: certificate has expired|Error: certificate has expired/,
      says: 'tls.expired',
      seen: 'Node 24.21, npm 10.8; microsoft/vscode-remote-release #5085',
    },
    { what: 'not-yet-valid', pattern: /CERT_NOT_YET_VALID|Error: certificate is not yet valid/, says: 'tls.not-yet-valid' },
    {
      what: 'other-name',
      pattern:
        /does not match certificate's altnames: (?:Host: (?<host>[^\s]{1,253}?)\. is not|IP: (?<host2>\S{1,45}) is not)|ERR_TLS_CERT_ALTNAME_INVALID/,
      says: 'tls.name-mismatch',
    },
    { what: 'self-signed', pattern: /DEPTH_ZERO_SELF_SIGNED_CERT|Error: self-?[ ]?signed certificate(?! in)/, says: 'tls.self-signed' },
    {
      what: 'unknown-authority',
      pattern:
        /UNABLE_TO_VERIFY_LEAF_SIGNATURE|SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_GET_ISSUER_CERT(?:_LOCALLY)?|(?:reason|Error): (?:unable to verify the first certificate|unable to get (?:local )?issuer certificate|self-?[ ]?signed certificate in certificate chain)/,
      says: 'tls.unknown-issuer',
      seen: 'Node 24.21, npm 10.8; microsoft/vscode #130651',
    },
    { what: 'plain-http', pattern: /ERR_SSL_WRONG_VERSION_NUMBER|ERR_SSL_PACKET_LENGTH_TOO_LONG/, says: 'tls.not-tls' },
    { what: 'alert-version', pattern: /ERR_SSL_(?:TLSV1_ALERT_PROTOCOL_VERSION|UNSUPPORTED_PROTOCOL)/, says: 'tls.protocol-version' },
    { what: 'alert', pattern: /ERR_SSL_(?:SSLV3|SSL\/TLS|TLSV1)_ALERT_[A-Z_]{1,40}/, says: 'tls.alert' },
    {
      what: 'handshake-closed',
      pattern: /Client network socket disconnected before secure TLS connection was established/,
      says: 'tls.closed',
    },
    { what: 'http1-required', pattern: /NGHTTP2_HTTP_1_1_REQUIRED/, says: 'http.version-required' },
    { what: 'not-gzip', pattern: /\bZ_DATA_ERROR\b|incorrect header check/, says: 'http.encoding' },
    { what: 'reset', pattern: /read ECONNRESET/, says: 'tls.reset' },
    {
      what: 'hang-up',
      pattern: /socket hang up|other side closed/,
      says: { kind: 'http.closed', findings: ['block-page', 'tls-cut-off', 'download-cut-short'] },
    },
    {
      what: 'waited',
      pattern: /The operation was aborted due to timeout|UND_ERR_HEADERS_TIMEOUT|UND_ERR_BODY_TIMEOUT/,
      says: { ...TIMEOUT, findings: [...TIMEOUT.findings, 'service-unhealthy'] },
    },
    {
      what: 'status-5xx',
      pattern: /npm (?:error|ERR!) code E5\d\d(?:.{0,200}? - [A-Z]{3,6} (?<host>https?:\/\/\S{1,2000}))?/,
      says: { kind: 'http.status', findings: ['service-unhealthy', 'block-page', 'proxy-cannot-reach-upstream'] },
    },
    {
      what: 'status-403',
      pattern: /npm (?:error|ERR!) code E403(?:.{0,200}? - [A-Z]{3,6} (?<host>https?:\/\/\S{1,2000}))?/,
      says: { kind: 'http.status', findings: ['proxy-refuses-host', 'block-page', 'service-refuses-client'] },
    },
    {
      what: 'status-4xx',
      pattern:
        /npm (?:error|ERR!) code E(?:4(?:0[0-24-689]|1\d|2\d)|NEEDAUTH|OTP)\b(?:.{0,200}? - [A-Z]{3,6} (?<host>https?:\/\/\S{1,2000}))?|\bYN00(?:35|41|33): [A-Za-z ]{3,60}/,
      says: { kind: 'http.status', findings: ['service-refuses-client', 'service-path-gone', 'proxy-refuses-host', 'block-page'] },
    },
    {
      what: 'fetch-failed',
      rank: 'outcome',
      pattern: /TypeError: fetch failed|\bFetchError\b/,
      says: {
        ...NO_CONNECTION,
        findings: ['name-not-found', 'tls-intercepted', 'port-refused', 'proxy-not-configured', 'no-direct-egress'],
        means: 'the request got no answer; the message does not say at which stage it failed',
      },
    },
  ]);

/** Lines that VS Code prints above the real message; used only without a real message. */
export const vscodeEntries = (): ErrorEntry[] =>
  entriesOf('vscode', { rank: 'outcome', program: 'VS Code', seen: 'microsoft/vscode-remote-release #78, #94', symptom: 'vscode' }, [
    {
      what: 'server-download',
      pattern:
        /Downloading VS Code Server failed(?! - please install)|Server download failed|(?:wget|curl) download failed|Failed to (?:download|install) (?:the )?VS Code Server|VS Code Server failed to start|Got bad result from install script/,
      says: { kind: 'http.redirect', findings: ['redirect-target-blocked', 'tls-intercepted', 'port-dropped', 'proxy-not-configured'] },
    },
    {
      what: 'remote',
      pattern: /Could not fetch remote environment|Cannot reconnect\. Please reload|remote extension host server/,
      says: {
        kind: 'http.closed',
        findings: ['proxy-alters-headers', 'http2-downgraded', 'service-unhealthy'],
        means: 'the connection between the window of VS Code and its server ended; the message gives no reason',
      },
      seen: 'microsoft/vscode source, documented',
    },
    {
      what: 'extensions',
      pattern: /Error while fetching extensions|\bXHR failed\b/,
      says: {
        kind: 'http.closed',
        findings: ['tls-intercepted', 'proxy-not-configured', 'proxy-unreachable', 'block-page', 'port-dropped', 'name-not-found'],
        means: 'the marketplace gave no usable answer; the message does not say at which stage the request failed',
      },
      seen: 'VS Code 1.75 to 1.92, microsoft/vscode #162137, #173263, #227559',
    },
  ]);
