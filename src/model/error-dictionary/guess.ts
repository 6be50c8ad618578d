/** Where nothing is recognised: words that hint at a layer. A guess says so, and names no cause. */
import { type ErrorEntry, entriesOf, type Says } from './entry.ts';

const hint = (kind: Extract<Says, { kind: string }>['kind'], means: string): Says => ({
  kind,
  findings: [],
  means: `nothing here is recognised; ${means}`,
});

export const guesses = (): ErrorEntry[] =>
  entriesOf('guess', { rank: 'guess', program: 'a program that is not known here', seen: 'words alone' }, [
    {
      what: 'proxy',
      pattern:
        /\bproxy\b(?! or similar| settings?| config)[^.]{0,80}\b(?:error|fail\w{0,4}|refus\w{1,4}|denied|unreachable|invalid)|\b(?:error|fail\w{0,4})\b[^.]{0,60}\bproxy\b(?! or similar| settings?| config)/i,
      says: hint('tunnel.closed', 'its words speak of a proxy'),
    },
    {
      what: 'tls',
      pattern:
        /\b(?:certificates?|SSL|TLS|handshake)\b[^.]{0,80}\b(?:error|fail\w{0,4}|invalid|untrusted|reject\w{0,3}|problem)|\b(?:error|fail\w{0,4}|invalid|problem)\b[^.]{0,60}\b(?:certificates?|SSL|TLS)\b/i,
      says: hint('tls.bad-certificate', 'its words speak of a certificate or of TLS'),
    },
    {
      what: 'dns',
      pattern:
        /\b(?:DNS|host ?name|name server|nameserver)\b[^.]{0,80}\b(?:error|fail\w{0,4}|not found|unknown|invalid)|\bfail\w{0,4} to resolve\b|\bcannot resolve\b/i,
      says: hint('dns.unavailable', 'its words speak of a name that does not resolve'),
    },
    {
      what: 'tcp',
      pattern:
        /\b(?:connect(?:ion|ing)?|network|server|socket|remote)\b[^.]{0,80}\b(?:timed? ?out|unreachable|refused|failed|lost|dropped|unavailable)\b|\b(?:network|connection) (?:error|problem|issue)\b|\bunable to connect\b|\b(?:check|trouble with) your (?:internet|network)(?: connection)?\b/i,
      says: hint('tcp.timeout', 'its words speak of a connection that was not made or was lost'),
    },
    {
      what: 'fetch',
      pattern:
        /\b(?:failed to|could not|unable to|cannot|can't) (?:fetch|download|retrieve|access|reach|query|open (?:the )?(?:URL|connection)|connect to)\b[^.]{0,80}?https?:\/\/[^\s'"]{1,500}/i,
      says: hint('http.closed', 'something was not fetched'),
    },
  ]);
