/** Ruby's Net::HTTP and OpenSSL: gem, Bundler, Homebrew's own requests, Vagrant. */
import { type ErrorEntry, entriesOf, TIMEOUT } from './entry.ts';

export const rubyEntries = (): ErrorEntry[] =>
  entriesOf('ruby', { program: 'Ruby (gem, Bundler)', seen: 'ruby/rubygems #4561, #551; net-http source, documented' }, [
    {
      what: 'connect-timeout',
      pattern:
        /Net::OpenTimeout(?:[^"]{0,60}?execution expired)?|Failed to open TCP connection to (?<host>[^\s:]{1,253}):\d{1,5} \(execution expired\)/,
      says: 'tcp.timeout',
    },
    {
      what: 'refused',
      pattern: /Failed to open TCP connection to (?<host>[^\s:]{1,253}):\d{1,5} \(Connection refused/,
      says: { kind: 'tcp.refused', findings: ['port-refused', 'no-direct-egress', 'proxy-unreachable'] },
    },
    {
      what: 'unresolved',
      pattern: /Failed to open TCP connection to (?<host>[^\s:]{1,253}):\d{1,5} \(getaddrinfo: [A-Za-z ]{3,60}/,
      says: 'dns.nxdomain',
    },
    { what: 'waited', pattern: /Net::ReadTimeout|Net::WriteTimeout/, says: TIMEOUT },
    { what: 'handshake-closed', pattern: /SSL_connect (?:SYSCALL )?returned=[56] errno=\d{1,5}/, says: 'tls.closed' },
    {
      what: 'version',
      pattern: /SSL_connect returned=1 [^"]{0,80}?(?:unsupported protocol|alert protocol version|wrong ssl version)/,
      says: 'tls.protocol-version',
    },
    {
      what: 'certificate',
      pattern: /SSL_connect returned=1 errno=0 [^"]{0,80}?certificate verify failed/,
      says: { kind: 'tls.unknown-issuer', findings: ['tls-intercepted', 'certificate-expired', 'extra-trust-broken'] },
    },
  ]);
