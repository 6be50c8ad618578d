/** Perl's LWP prints a failure after a status 500 that it makes up itself (LWP::Protocol::http, IO::Socket::SSL). */
import { type ErrorEntry, entriesOf, LOOKUP_FAILED, NO_CONNECTION, TIMEOUT } from './entry.ts';

const because = (words: string): RegExp =>
  new RegExp(String.raw`(?:\b500 )?\bCan't connect to (?<host>[^\s()]{1,260}) \([^)]{0,160}?(?:${words})`);

export const perlEntries = (): ErrorEntry[] =>
  entriesOf('perl', { program: 'Perl (LWP)', seen: 'sni/Webinject #33; LWP::Protocol::http source, documented' }, [
    {
      what: 'unresolved',
      pattern: because('[Bb]ad host|[Nn]ame or service|nodename|resolution|getaddrinfo|[Nn]o such host'),
      says: LOOKUP_FAILED,
    },
    {
      what: 'refused',
      pattern: because('refused'),
      says: { kind: 'tcp.refused', findings: ['port-refused', 'no-direct-egress', 'proxy-unreachable'] },
    },
    { what: 'waited', pattern: because('[Tt]ime(?:d |d-)?out'), says: 'tcp.timeout' },
    { what: 'unreachable', pattern: because('unreachable|No route'), says: 'tcp.unreachable' },
    { what: 'other-name', pattern: because('hostname verification'), says: 'tls.name-mismatch' },
    {
      what: 'certificate',
      pattern: because('certificate'),
      says: { kind: 'tls.unknown-issuer', findings: ['tls-intercepted', 'certificate-expired', 'extra-trust-broken'] },
    },
    {
      what: 'handshake',
      pattern: because('SSL|TLS|handshake'),
      says: { kind: 'tls.alert', findings: ['tls-intercepted', 'tls-settings-refused', 'tls-cut-off'] },
    },
    { what: 'unconnected', pattern: /\b500 Can't connect to (?<host>[^\s()]{1,260})/, says: NO_CONNECTION },
    { what: 'read', pattern: /\b500 read timeout\b/, says: TIMEOUT },
    { what: 'closed', pattern: /\b500 Server closed connection without sending any data back/, says: 'http.closed' },
  ]);
