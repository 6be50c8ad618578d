/** Messages of Rust programs that use reqwest and hyper over rustls or native TLS: VS Code's CLI, uv, cargo's downloads, deno. */
import { atProxy, type ErrorEntry, entriesOf, LOOKUP_FAILED, TIMEOUT } from './entry.ts';

export const rustEntries = (): ErrorEntry[] =>
  entriesOf(
    'rust',
    { program: 'Rust (reqwest, hyper, rustls)', seen: 'seanmonstar/reqwest #1179, #1603; hyper-util and rustls source, documented' },
    [
      {
        what: 'proxy-407',
        pattern: /tunnel error: proxy authori[sz]ation required|unsuccessful tunnel \(?[^)]{0,40}407|proxy authentication required/,
        says: atProxy('tunnel.407'),
      },
      { what: 'proxy-connect', pattern: /tunnel error: failed to create underlying connection/, says: atProxy('tcp.refused') },
      {
        what: 'tunnel',
        pattern: /unsuccessful tunnel|while tunneling\b|tunnel error: unsuccessful|tunnel error: (?:unexpected end of file|io error)/,
        says: atProxy('tunnel.4xx', ['proxy-refuses-host', 'proxy-cannot-reach-upstream', 'proxy-requires-login']),
      },
      {
        what: 'unresolved',
        pattern: /dns error(?:: |", ?)[^"]{0,60}?"?failed to lookup address information(?:: [A-Za-z ,]{3,60})?|dns error: [^"]{3,120}/,
        says: LOOKUP_FAILED,
      },
      {
        what: 'refused',
        pattern: /tcp connect error(?:: |", ?)[^"]{0,60}?(?:Connection refused|ConnectionRefused|actively refused)/,
        says: { kind: 'tcp.refused', findings: ['port-refused', 'no-direct-egress', 'proxy-unreachable'] },
      },
      {
        what: 'connect-timeout',
        pattern: /tcp connect error(?:: |", ?)[^"]{0,120}?(?:timed out|TimedOut|deadline has elapsed|did not properly respond)/,
        says: 'tcp.timeout',
      },
      {
        what: 'no-route',
        pattern: /tcp connect error(?:: |", ?)[^"]{0,60}?(?:No route to host|unreachable|Unreachable)/,
        says: 'tcp.unreachable',
      },
      {
        what: 'unknown-authority',
        pattern:
          /invalid peer certificate: (?:UnknownIssuer|unknown issuer|Other\()|InvalidCertificate\(UnknownIssuer\)|invalid peer certificate contents/,
        says: 'tls.unknown-issuer',
      },
      {
        what: 'self-signed',
        pattern: /invalid peer certificate: (?:CaUsedAsEndEntity|Other\(OtherError\(CaUsedAsEndEntity)/,
        says: 'tls.self-signed',
      },
      {
        what: 'expired',
        pattern: /invalid peer certificate: (?:Expired|certificate expired)|InvalidCertificate\(Expired/,
        says: 'tls.expired',
      },
      { what: 'not-yet-valid', pattern: /invalid peer certificate: (?:NotValidYet|certificate not valid yet)/, says: 'tls.not-yet-valid' },
      {
        what: 'other-name',
        pattern: /invalid peer certificate: (?:NotValidForName|certificate not valid for name(?: "(?<host>[^"]{1,253})")?)/,
        says: 'tls.name-mismatch',
      },
      {
        what: 'no-name',
        pattern: /invalid dns ?name|InvalidDnsName/i,
        says: {
          kind: 'tls.name-mismatch',
          findings: ['proxy-variable-invalid', 'certificate-for-another-name'],
          means: 'the requested name, or the name of the proxy, cannot be the name in a certificate',
        },
        seen: 'denoland/deno #5296; webpki source, documented',
      },
      {
        what: 'not-tls',
        pattern: /received corrupt message of type InvalidContentType|InvalidMessage\(InvalidContentType\)/,
        says: 'tls.not-tls',
      },
      { what: 'alert', pattern: /received fatal alert: \w{4,40}|AlertReceived\(\w{4,40}\)/, says: 'tls.alert' },
      {
        what: 'handshake-closed',
        pattern: /tls handshake eof|peer closed connection without sending TLS close_notify/,
        says: 'tls.closed',
      },
      { what: 'closed', pattern: /connection closed before message completed|IncompleteMessage/, says: 'http.closed' },
      {
        what: 'status-5xx',
        pattern: /HTTP status server error \(5\d\d[^)]{0,60}\)(?: for url \((?<host>[^)\s]{1,2000})\))?/,
        says: { kind: 'http.status', findings: ['service-unhealthy', 'proxy-cannot-reach-upstream', 'block-page'] },
      },
      {
        what: 'status-4xx',
        pattern: /HTTP status client error \(4(?!07)\d\d[^)]{0,60}\)(?: for url \((?<host>[^)\s]{1,2000})\))?/,
        says: { kind: 'http.status', findings: ['service-refuses-client', 'service-path-gone', 'proxy-refuses-host', 'block-page'] },
      },
      {
        what: 'waited',
        pattern:
          /error sending request for url \((?<host>[^)\s]{1,2000})\): (?:operation timed out|error trying to connect: operation timed out)/,
        says: TIMEOUT,
      },
      {
        what: 'failed',
        rank: 'outcome',
        pattern:
          /error sending request for url \((?<host>[^)\s]{1,2000})\)(?:: (?:client error \((?:Connect|SendRequest)\)|error trying to connect))?/,
        says: {
          kind: 'tcp.refused',
          findings: ['name-not-found', 'port-refused', 'proxy-not-configured', 'tls-intercepted', 'no-direct-egress'],
          means: 'the request got no answer; the message does not say at which stage it failed',
        },
      },
    ],
  );
