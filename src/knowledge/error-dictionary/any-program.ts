/** Messages of the operating system and of common libraries, which any program may print without its name. */
import { type ErrorEntry, entriesOf, LOOKUP_FAILED, NO_CONNECTION, TIMEOUT } from './entry.ts';

const NAME = String.raw`['"]?(?:https?:\/\/)?(?<host>[^\s'",:;()/]{1,253})`;

export const anyProgramEntries = (): ErrorEntry[] =>
  entriesOf('any', { rank: 'shared', program: 'any program', seen: 'glibc 2.36, musl, Winsock: documented' }, [
    {
      what: 'no-such-host',
      pattern:
        /Name or service not known|[Nn]o such host(?: is known)?\b|nodename nor servname provided|\bENOTFOUND\b|\bEAI_NONAME\b|\bWSAHOST_NOT_FOUND\b|Name does not resolve|Non-existent domain|remote name could not be resolved: '(?<host2>[^']{1,253})'|can't find (?<host>[^\s:]{1,253}): NXDOMAIN|\bNXDOMAIN\b|No address associated with hostname/,
      says: 'dns.nxdomain',
    },
    {
      what: 'try-again',
      pattern:
        /Temporary failure (?:in name resolution|resolving '(?<host>[^']{1,253})')|\bEAI_(?:AGAIN|FAIL)\b|Non-recoverable failure in name resolution/,
      says: 'dns.unavailable',
    },
    {
      what: 'servfail',
      pattern: /can't find (?<host>[^\s:]{1,253}): (?:SERVFAIL|REFUSED|Server failed)|\bSERVFAIL\b/,
      says: 'dns.servfail',
    },
    {
      what: 'no-servers',
      pattern:
        /no servers could be reached|DNS request timed out|\bEAI_SYSTEM\b|lookup timed out|DNS (?:query|lookup|resolution) timed? ?out/i,
      says: 'dns.timeout',
    },
    {
      what: 'unresolved',
      pattern: new RegExp(
        String.raw`(?:[Cc]ould ?n[o']t|[Cc]an(?:not|'t| not)|[Uu]nable to|[Ff]ailed to) (?:(?:resolve|translate|look ?up)(?: the)? (?:host(?:name)?(?: name)?|name|address|domain)|find(?: the)? (?:host(?:name)?|domain|address of))(?: of| for)?:? ?${NAME}|(?:[Cc]ould ?n[o']t|[Uu]nable to|[Ff]ailed to) resolve:? '(?<host2>(?:[\w-]{1,63}\.){1,8}[\w-]{2,63})'|bad address '[^']{1,253}'|[Ff]ailed to lookup address information|[Ff]ailed host lookup:? '[^']{1,253}'|[Gg]etaddrinfo(?:\(\d?\))?:? (?:failed|error)|[Nn]ame resolution (?:failed|failure|error)|\bgaierror\b|\bEAI_(?:NODATA|SERVICE|FAMILY|SOCKTYPE|ADDRFAMILY|OVERFLOW)\b|[Uu]nable to find the server\b|ServerNotFoundError|DNS (?:lookup|resolution|error)[^.]{0,20}? ?(?:fail|error)\w{0,6}|\bdns error\b|Unknown host:? ?'?[\w.-]{1,253}|[Hh]ost(?:name)? (?:not found|could not be (?:found|resolved))`,
      ),
      says: LOOKUP_FAILED,
    },
    {
      what: 'refused',
      pattern:
        /\b(?:WSA)?ECONNREFUSED\b|[Cc]onnection (?:was |has been )?refused|actively refused|connect \(111: |\(os error (?:111|61|10061)\)|connection to (?:the )?(?:server )?\S{1,260} was refused|refused (?:the|our|to) connect(?:ion)?\b/,
      says: { kind: 'tcp.refused', findings: ['port-refused', 'no-direct-egress', 'proxy-unreachable'] },
    },
    {
      what: 'no-route',
      pattern:
        /No route to host|(?:Network|Host) is (?:unreachable|down)|\bE(?:HOST|NET)(?:UNREACH|DOWN)\b|\bWSAE(?:HOST|NET)UNREACH\b|unreachable (?:network|host)\b|\(os error (?:113|101|65|51|10051|10065)\)/i,
      says: 'tcp.unreachable',
    },
    { what: 'no-address', pattern: /\b(?:WSA)?EADDRNOTAVAIL\b|Cannot assign requested address/, says: 'tcp.no-address' },
    {
      what: 'prohibited',
      pattern:
        /(?:\bsend|\bconnect|sending packet)[^.:]{0,40}: Operation not permitted|[Ff]ailed to connect[^.:]{0,60}: Permission denied|access a socket in a way forbidden by its access permissions|\bWSAEACCES\b|\(os error 10013\)/,
      says: 'tcp.local-denied',
    },
    {
      what: 'timed-out',
      pattern:
        /\b(?:WSA)?ETIMEDOUT\b|(?:[Cc]onnection|[Oo]peration|[Cc]onnect|[Rr]equest|[Rr]ead|[Ss]ocket|[Hh]andshake)(?: attempt)?(?: to \S{1,260})?(?: has| was)? ?(?:timed?[ -]?out|timeout)|\bE(?:SOCKET)?TIMEDOUT\b|\bERR_SOCKET(?:_CONNECTION)?_TIMEOUT\b|has timed out after \d|\bi\/o timeout\b|connected party did not properly respond after a period of time|[Tt]imeout (?:was reached|expired|exceeded|of \d{1,9} ?ms exceeded)|\(os error (?:110|60|10060)\)|deadline has elapsed|semaphore timeout period has expired|DEADLINE_EXCEEDED|took too long to respond/,
      says: TIMEOUT,
    },
    {
      what: 'reset',
      pattern:
        /[Cc]onnection (?:was |has been )?(?:forcibly )?(?:reset|aborted)(?!\.', [A-Z])(?: by (?:the )?(?:remote )?(?:peer|host))?|\b(?:WSA)?ECONN(?:RESET|ABORTED)\b|existing connection was forcibly closed|\(os error (?:104|54|10053|10054)\)|\bEPIPE\b|[Bb]roken pipe/,
      says: { kind: 'tls.reset', findings: ['tls-cut-off', 'name-filtered-in-tls', 'download-cut-short'] },
    },
    {
      what: 'closed',
      pattern:
        /[Cc]onnection (?:was |has been |is )?(?:unexpectedly |prematurely )?closed(?: (?:unexpectedly|prematurely|before message completed|without response|by (?:the )?(?:remote|peer|server)))?|closed the connection(?: unexpectedly)?|hung up unexpectedly|[Uu]nexpected(?:ly)? (?:end of file|EOF)|response ended prematurely|socket hang up|server closed idle connection|readLoopPeekFailLocked|ClosedChannelException|use of closed network connection|[Pp]remature (?:EOF|end)|(?<!connected host has )failed to respond\b|[Ee]mpty (?:reply|response) from server/,
      says: { kind: 'http.closed', findings: ['block-page', 'tls-cut-off', 'download-cut-short'] },
    },
    {
      what: 'unconnected',
      rank: 'outcome',
      pattern: new RegExp(
        `TcpTestSucceeded ?: False|[Cc]onnection (?:to [^.]{1,200} )?(?:could not|couldn't|cannot) be (?:established|made|opened)|All connection attempts failed|Is the server running (?:on|at) host |(?:[Cc]ould ?n[o']t|[Cc]an(?:not|'t| not)|[Uu]nable to|[Ff]ailed to) (?:connect|contact|reach|establish (?:a )?(?:new )?connection)(?: to)?(?: the)? ?(?:remote |proxy |[A-Z]\\w{2,20} )?(?:server|host|service|endpoint)?(?: at| on)? ?(?:${NAME})?`,
      ),
      says: NO_CONNECTION,
    },
  ]);
