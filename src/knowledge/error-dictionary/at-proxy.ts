/** Messages such as `Failed to connect to proxy …: reason`, from any program: the reason concerns the proxy, not the target. */
import { atProxy, type ErrorEntry, entriesOf } from './entry.ts';

const LEAD = String.raw`(?:\b(?:[Ff]ail\w{0,3}|[Uu]nable|[Ee]rror|[Cc]annot|[Cc]ould not|[Cc]an't|[Cc]ouldn't)\b[^.:]{0,40}? (?:connect\w{0,4}|connection|handshake|dial\w{0,3}) (?:to|through|via|with) (?:the |a |your )?(?:HTTPS? |SOCKS[45]?h? |web |upstream |configured )?[Pp]rox(?:y|ies)\b(?! URL|\.?'|\.? ?$)|\b[Pp]roxy (?:server )?(?:connection|connect|tunnel|handshake) (?:was |has )?(?:failed|error|refused|aborted|closed|reset)|\b[Pp]roxy (?:server )?(?:is |was )?(?:unreachable|not reachable|not responding|down)\b|\bHTTPS? proxy error\b)`;

const because = (words: string): RegExp => new RegExp(`${LEAD}[^]{0,160}?(?:${words})`);

export const proxyEntries = (): ErrorEntry[] =>
  entriesOf('viaproxy', { program: 'any program, of its proxy', seen: 'words alone' }, [
    {
      what: 'login',
      pattern: new RegExp(`${because(String.raw`\b407\b|[Aa]uthentication (?:is )?[Rr]equired`).source}|[Nn]ot authorized by proxy`),
      says: atProxy('tunnel.407'),
    },
    {
      what: 'name',
      pattern: because(
        '[Nn]o such host|ENOTFOUND|EAI_AGAIN|[Nn]ame or service|NXDOMAIN|[Gg]etaddrinfo|resol(?:v|ution)|[Uu]nknown host|lookup ',
      ),
      says: atProxy('dns.nxdomain'),
    },
    { what: 'refused', pattern: because(String.raw`[Rr]efused|ECONNREFUSED|\b10061\b`), says: atProxy('tcp.refused') },
    { what: 'timeout', pattern: because('[Tt]im(?:ed?|ing)[ -]?out|ETIMEDOUT|deadline'), says: atProxy('tcp.timeout') },
    { what: 'unreachable', pattern: because('[Uu]nreachable|No route'), says: atProxy('tcp.unreachable') },
    { what: 'certificate', pattern: because('x509|[Cc]ertificate|issuer'), says: atProxy('tls.unknown-issuer') },
    { what: 'tls', pattern: because('wrong version|not a TLS|SSL|TLS|EPROTO'), says: atProxy('tls.not-tls') },
    {
      what: 'status-5xx',
      pattern: because(String.raw`\b5\d\d\b|Bad Gateway|Service Unavailable|Gateway Time`),
      says: atProxy('tunnel.5xx'),
    },
    { what: 'status-4xx', pattern: because(String.raw`\b4\d\d\b|[Ff]orbidden|[Dd]enied`), says: atProxy('tunnel.4xx') },
    {
      what: 'answered-5xx',
      pattern:
        /\b(?:[Pp]roxy|CONNECT)\b[^.]{0,60}? (?:returned|responded|failed|replied|answered|got)(?: with)?(?: an?)? (?:HTTP )?(?:status|code|response)?(?: code)?:? ?5\d\d\b/,
      says: atProxy('tunnel.5xx'),
    },
    {
      what: 'answered-4xx',
      pattern:
        /CONNECT [Mm]ethod [Nn]ot [Aa]llowed|\b(?:[Pp]roxy|CONNECT)\b[^.]{0,60}? (?:returned|responded|failed|replied|answered|got)(?: with)?(?: an?)? (?:HTTP )?(?:status|code|response)?(?: code)?:? ?4(?!07)\d\d\b/,
      says: atProxy('tunnel.4xx'),
    },
    { what: 'failed', pattern: new RegExp(LEAD), says: atProxy('tunnel.closed', ['proxy-unreachable', 'proxy-refuses-everything']) },
  ]);
