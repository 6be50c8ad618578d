/** Messages of Go's net, crypto/tls and net/http, which Gitpod's CLI and runner, Docker, containerd and Terraform print. */
import { atProxy, type ErrorEntry, entriesOf, NO_CONNECTION, TIMEOUT } from './entry.ts';

const REQUEST = String.raw`\b(?:Get|Post|Put|Head|Patch|Delete) "?https?:\/\/[^\s"]{1,2000}"?: `;

export const goEntries = (): ErrorEntry[] =>
  entriesOf('go', { program: 'Go (Gitpod CLI, runner, Docker, Terraform)', seen: 'Docker 28.2.2, Terraform 1.11.4' }, [
    {
      what: 'proxy-name',
      pattern: /proxyconnect tcp: dial tcp: lookup \S{1,260}[^"]{0,60}?(?:no such host|misbehaving|i\/o timeout|name resolution)/,
      says: atProxy('dns.nxdomain'),
      seen: 'Go 1.19',
    },
    {
      what: 'proxy-refused',
      pattern: /proxyconnect tcp: dial tcp \S{1,300}: connect(?:ex)?: (?:connection refused|No connection could be made)/,
      says: atProxy('tcp.refused'),
    },
    {
      what: 'proxy-timeout',
      pattern: /proxyconnect tcp: dial tcp \S{1,300}: (?:i\/o timeout|connect(?:ex)?: (?:connection|operation) timed out)/,
      says: atProxy('tcp.timeout'),
      seen: 'Go 1.19',
    },
    {
      what: 'proxy-plain',
      pattern: /proxyconnect tcp: (?:tls: first record does not look like a TLS handshake|http: server gave HTTP response)/,
      says: atProxy('tls.not-tls'),
      seen: 'Go 1.19',
    },
    {
      what: 'proxy-certificate',
      pattern: /proxyconnect tcp: [^"]{0,80}?x509: [^"]{1,80}/,
      says: atProxy('tls.unknown-issuer'),
      seen: 'Go 1.19',
    },
    {
      what: 'proxy-failed',
      pattern: /proxyconnect tcp: [^"]{1,120}/,
      says: atProxy('tunnel.closed', ['proxy-unreachable']),
      seen: 'Go 1.19',
    },
    {
      what: 'proxy-address',
      pattern: /invalid proxy address|proxyconnect[^"]{0,40}unknown scheme|proxy: unknown scheme/,
      says: atProxy('tunnel.not-http', ['proxy-variable-invalid']),
      seen: 'Go net/http source, documented',
    },
    { what: 'tunnel-407', pattern: new RegExp(`${REQUEST}Proxy Authentication Required`), says: atProxy('tunnel.407') },
    {
      what: 'tunnel-4xx',
      pattern: new RegExp(`${REQUEST}(?:Forbidden|Bad Request|Unauthorized|Not Found|Method Not Allowed)\\b`),
      says: atProxy('tunnel.4xx'),
    },
    {
      what: 'tunnel-5xx',
      pattern: new RegExp(`${REQUEST}(?:Bad Gateway|Service Unavailable|Gateway Timeout|Internal Server Error)`, 'i'),
      says: atProxy('tunnel.5xx'),
    },
    {
      what: 'tunnel-redirect',
      pattern: new RegExp(`${REQUEST}(?:Found|Moved Permanently|See Other|Temporary Redirect)\\b`),
      says: atProxy('tunnel.unexpected-status'),
      seen: 'Go 1.19',
    },
    { what: 'tunnel-closed', pattern: new RegExp(`${REQUEST}unexpected EOF`), says: atProxy('tunnel.closed') },
    {
      what: 'no-such-host',
      pattern:
        /\blookup (?<host>[^\s:]{1,253})(?: on \S{1,60})?:? (?:no such host|getaddrinfow: No such host|getaddrinfow: The requested name)/,
      says: 'dns.nxdomain',
      seen: 'Docker 28.2.2, Go 1.19',
    },
    {
      what: 'misbehaving',
      pattern: /\blookup (?<host>[^\s:]{1,253})(?: on \S{1,60})?:? server misbehaving/,
      says: 'dns.servfail',
      seen: 'Go 1.19',
    },
    {
      what: 'try-again',
      pattern: /\blookup (?<host>[^\s:]{1,253})(?: on \S{1,60})?:? Temporary failure in name resolution/,
      says: 'dns.unavailable',
      seen: 'Terraform 1.11.4',
    },
    {
      what: 'resolver-refused',
      pattern: /\blookup (?<host>[^\s:]{1,253}) on \S{1,60}: read udp [^"]{1,120}?connection refused/,
      says: 'dns.timeout',
      seen: 'Docker 28.2.2',
    },
    {
      what: 'resolver-unreachable',
      pattern: /\blookup (?<host>[^\s:]{1,253}) on \S{1,60}: dial udp [^"]{1,120}?unreachable/,
      says: 'dns.timeout',
      seen: 'Docker 28.2.2',
    },
    {
      what: 'resolver-denied',
      pattern:
        /\blookup (?<host>[^\s:]{1,253}) on \S{1,60}: (?:dial|write|read) udp [^"]{1,120}?(?:not permitted|permission denied|prohibited)/,
      says: 'dns.timeout',
      seen: 'podman #22500',
    },
    {
      what: 'resolver-timeout',
      pattern: /\blookup (?<host>[^\s:]{1,253})(?: on \S{1,60})?:? (?:read udp [^"]{1,120}?)?i\/o timeout/,
      says: 'dns.timeout',
      seen: 'Go 1.19',
    },
    {
      what: 'resolver-failed',
      pattern: /\blookup (?<host>[^\s:]{1,253})(?: on \S{1,60})?: (?=[a-z])[^"]{3,120}/,
      says: 'dns.unavailable',
      seen: 'cloudposse/docs #120; Go net source, documented',
    },
    {
      what: 'refused',
      pattern:
        /\bdial tcp \S{1,300}: connect(?:ex)?: (?:connection refused|No connection could be made because the target machine actively refused it)/,
      says: 'tcp.refused',
    },
    {
      what: 'connect-timeout',
      pattern:
        /\bdial tcp \S{1,300}: (?:i\/o timeout|connect: (?:connection|operation) timed out|connectex: A connection attempt failed because)/,
      says: 'tcp.timeout',
      seen: 'Go 1.19; gitpod-io/gitpod #7875',
    },
    {
      what: 'no-route',
      pattern: /\bdial (?:tcp|udp) \S{1,300}: connect: (?:no route to host|network is unreachable|host is unreachable)/,
      says: 'tcp.unreachable',
      seen: 'Go 1.19',
    },
    { what: 'prohibited', pattern: /\bdial (?:tcp|udp) \S{1,300}: connect: permission denied/, says: 'tcp.prohibited', seen: 'Go 1.19' },
    {
      what: 'not-permitted',
      pattern: /\bdial (?:tcp|udp) \S{1,300}: connect: operation not permitted/,
      says: 'tcp.local-denied',
      seen: 'Go 1.19',
    },
    {
      what: 'dial',
      pattern: /\bdial (?:tcp|udp)\d? (?!lookup|unix)(?:\S{1,80}->)?\S{3,300}: (?:connect|socket|bind): [A-Za-z ]{3,60}/,
      says: NO_CONNECTION,
      seen: 'Go net source, documented',
    },
    { what: 'handshake-timeout', pattern: /net\/http: TLS handshake timeout/, says: 'tls.timeout' },
    {
      what: 'not-yet-valid',
      pattern: /x509: certificate has expired or is not yet valid: current time \S{1,40} is before/,
      says: 'tls.not-yet-valid',
      seen: 'Go 1.19',
    },
    {
      what: 'expired',
      pattern: /x509: (?:"[^"]{1,200}" )?certificate (?:has expired or is not yet valid|is expired)/,
      says: 'tls.expired',
    },
    {
      what: 'other-name',
      pattern:
        /x509: certificate is (?:valid for [^"]{1,1000}?, not|not valid for any names, but wanted to match) (?<host>[a-z0-9.-]{1,253})/i,
      says: 'tls.name-mismatch',
    },
    {
      what: 'no-address-in-certificate',
      pattern: /x509: cannot validate certificate for (?<host>\S{1,60}) because it doesn't contain any IP SANs/,
      says: 'tls.name-mismatch',
    },
    {
      what: 'unknown-authority',
      pattern: /x509: (?:certificate signed by unknown authority|"?[^"]{0,200}"? ?certificate is not trusted|"[^"]{1,200}" not trusted)/,
      says: 'tls.unknown-issuer',
    },
    {
      what: 'common-name-only',
      pattern: /x509: certificate relies on legacy Common Name field/,
      says: 'tls.common-name-only',
      seen: 'Go 1.19',
    },
    { what: 'certificate-refused', pattern: /tls: failed to verify certificate: x509: /, says: 'tls.bad-certificate' },
    {
      what: 'plain-http',
      pattern: /http: server gave HTTP response to HTTPS client|tls: first record does not look like a TLS handshake/,
      says: 'tls.not-tls',
    },
    {
      what: 'alert-version',
      pattern: /remote error: tls: protocol version not supported|tls: server selected unsupported protocol version/,
      says: 'tls.protocol-version',
      seen: 'Go 1.19',
    },
    {
      what: 'alert',
      pattern:
        /remote error: tls: (?:handshake failure|internal error|access denied|unrecognized name|bad certificate|insufficient security)/,
      says: 'tls.alert',
      seen: 'Go 1.19',
    },
    {
      what: 'reset',
      pattern:
        /\b(?:read|write) tcp (?:\S{1,80}->)?\S{1,80}: (?:(?:read|write): (?:connection reset by peer|broken pipe)|wsa(?:recv|send): An existing connection was forcibly closed)/,
      says: 'tls.reset',
    },
    {
      what: 'stalled',
      pattern: /\b(?:read|write) tcp (?:\S{1,80}->)?\S{1,80}: i\/o timeout/,
      says: TIMEOUT,
      seen: 'git-lfs/git-lfs #3725',
    },
    { what: 'eof', pattern: new RegExp(`${REQUEST}(?:EOF\\b|http: server closed connection|tls: unexpected EOF)`), says: 'tls.closed' },
    { what: 'http1-required', pattern: /HTTP_1_1_REQUIRED; received from peer/, says: 'http.version-required', seen: 'Go 1.19' },
    { what: 'not-gzip', pattern: /gzip: invalid (?:header|checksum)/, says: 'http.encoding', seen: 'Go 1.19' },
    {
      what: 'http2-refused',
      pattern: /505 HTTP Version Not Supported|bidi(?:rectional)? streams? requires? (?:at least )?HTTP\/2/i,
      says: { kind: 'http.status', findings: ['http2-downgraded', 'tls-intercepted'] },
      seen: 'connect-go source, documented',
    },
    {
      what: 'page-for-grpc',
      pattern: /unexpected (?:HTTP status code received from server: \d{3}|content-type "text\/html)|invalid content-type: "text\/html/,
      says: { kind: 'http.status', findings: ['block-page', 'http2-downgraded', 'service-unhealthy'] },
      seen: 'grpc-go and connect-go source, documented',
    },
    {
      what: 'page-for-json',
      pattern: /invalid character '<' looking for beginning of value/,
      says: { kind: 'http.status', findings: ['block-page', 'captive-portal'] },
      seen: 'Go 1.19',
    },
    {
      what: 'status-5xx',
      pattern:
        /received unexpected HTTP status: 5\d\d|failed to request discovery document: 5\d\d|unexpected status from \w{3,6} request to \S{1,500}: 5\d\d/,
      says: { kind: 'http.status', findings: ['service-unhealthy', 'block-page'] },
      seen: 'Docker 28.2.2; containerd source, documented',
    },
    {
      what: 'status-4xx',
      pattern:
        /received unexpected HTTP status: 4(?!07)\d\d|failed to request discovery document: 4(?!07)\d\d|unexpected status from \w{3,6} request to \S{1,500}: 4(?!07)\d\d/,
      says: { kind: 'http.status', findings: ['service-refuses-client', 'block-page'] },
      seen: 'Docker 28.2.2; containerd source, documented',
    },
    {
      what: 'waited',
      pattern:
        /Client\.Timeout (?:or context cancellation )?exceeded|net\/http: request canceled while waiting for connection|context deadline exceeded/,
      says: TIMEOUT,
      seen: 'Go 1.19; Docker (freedomofdevelopers/fod #687)',
    },
  ]);
