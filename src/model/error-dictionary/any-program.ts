/** Words of the operating system and of TLS libraries that any program may repeat without naming itself. */
import { atProxy, type ErrorEntry, entriesOf, WAITED } from './entry.ts';

export const anyProgramEntries = (): ErrorEntry[] =>
  entriesOf('any', { program: 'any program', seen: 'glibc 2.36, OpenSSL 3.0; .NET (PowerShell), documented' }, [
    {
      what: 'tunnel-407',
      pattern: /\b407\b[^"]{0,10}Proxy Authentication Required|Proxy Authentication Required/i,
      says: atProxy('tunnel.407'),
    },
    {
      what: 'no-such-host',
      pattern:
        /Name or service not known|No such host is known|nodename nor servname provided|\bENOTFOUND\b|remote name could not be resolved: '(?<host2>[^']{1,253})'|server can't find (?<host>[^\s:]{1,253}): NXDOMAIN/,
      says: 'dns.nxdomain',
    },
    {
      what: 'try-again',
      pattern: /Temporary failure (?:in name resolution|resolving '(?<host>[^']{1,253})')|\bEAI_AGAIN\b/,
      says: 'dns.unavailable',
    },
    { what: 'servfail', pattern: /server can't find (?<host>[^\s:]{1,253}): (?:SERVFAIL|REFUSED)/, says: 'dns.servfail' },
    {
      what: 'refused',
      pattern: /\bECONNREFUSED\b|[Cc]onnection refused|actively refused/,
      says: { kind: 'tcp.refused', findings: ['port-refused', 'no-direct-egress', 'proxy-unreachable'] },
    },
    { what: 'no-route', pattern: /No route to host|Network is unreachable|\bE(?:HOST|NET)UNREACH\b/i, says: 'tcp.unreachable' },
    { what: 'timed-out', pattern: /\bETIMEDOUT\b|(?:Connection|Operation) timed out/i, says: WAITED },
    { what: 'expired', pattern: /certificate has expired/i, says: 'tls.expired' },
    {
      what: 'unknown-authority',
      pattern:
        /unable to get (?:local )?issuer certificate|self-?[ ]?signed certificate in (?:the )?certificate chain|signed by (?:an )?unknown authority|unable to verify the first certificate|certificate is not trusted|Could not establish trust relationship for the SSL\/TLS secure channel/i,
      says: 'tls.unknown-issuer',
    },
    { what: 'self-signed', pattern: /self-?[ ]?signed certificate/i, says: 'tls.self-signed' },
    { what: 'not-tls', pattern: /wrong version number/i, says: 'tls.not-tls' },
    { what: 'reset', pattern: /Connection (?:was )?reset(?: by peer)?|\bECONNRESET\b/i, says: 'tls.reset' },
  ]);
