/** Replies of servers, gateways and proxies, as any program may quote them. */
import { atProxy, type ErrorEntry, entriesOf } from './entry.ts';

/** Matches a status: a number after a word such as `status`, or before its reason phrase. */
const status = (code: string, reason: string): RegExp =>
  new RegExp(
    String.raw`(?:\bHTTP(?:\/[\d.]{1,3})?(?: error| status| response)?(?: code)?|\b[Ss]tatus(?:[ _-]?[Cc]ode)?(?: of)?|\b(?:[Rr]esponse|[Ee]rror)(?: [Cc]ode)?|\b[Rr]eturn code is|\bcode|\breturned(?: an)?(?: error)?|\b(?:returned|received|got|gave|respond(?:ed|s)?|answered|replied|failed)(?: with| an?| by)?(?: (?:HTTP|error|status|code|response)){0,3}(?= ))["']?[ :=(]{1,4}["'(]?${code}\b(?:[ :,)'"-]{1,4}(?:ReasonPhrase:)?(?:${reason}))?|(?<![\d.:/-])${code}[ :,)-]{1,4}['"(]?(?:${reason})`,
    'i',
  );

/** The rest of a line of Squid's native access log. */
const REQUEST = String.raw`(?: \d{1,12} [A-Z]{3,8} (?<host>[^\s"]{3,1000}))`;

export const httpEntries = (): ErrorEntry[] =>
  entriesOf('http', { rank: 'shared', program: 'any program', seen: 'RFC 9110 reasons, as programs quote them: documented' }, [
    {
      what: 'proxy-407',
      pattern:
        /\b407\b[^"]{0,20}Proxy Authentication|Proxy Authentication Required|\bproxy authenti?[cz]ation (?:is )?required|Notification: PROXY_AUTH_REQUIRED|\b(?:status|code|HTTP)[^\d"]{0,12}407\b|\(407\)/i,
      says: atProxy('tunnel.407'),
    },
    {
      what: 'too-many',
      pattern:
        /\b429\b[ :,)-]{1,4}Too Many Requests|[Qq]uota exceeded for|Too Many Requests|\btoo ?many ?requests\b|RESOURCE_EXHAUSTED|code = ResourceExhausted(?! desc = grpc)|(?:pull |API )?rate ?limit(?:ed)?(?: has been)? (?:exceeded|reached|error)|exceeded[^.]{0,30}rate limit|(?:status|code|HTTP)[^\d"]{0,12}429\b/i,
      says: {
        kind: 'http.status',
        findings: ['rate-limited', 'service-refuses-client'],
        means: 'the service limits the number of requests from this address',
      },
    },
    {
      // A proxy's access log: result and status, size, method, URL (Squid, "Features/LogFormat").
      what: 'squid-login',
      rank: 'own',
      pattern: new RegExp(`\\b(?:TCP|NONE)\\w{0,24}/407${REQUEST}`),
      says: atProxy('tunnel.407'),
      seen: 'squid-cache documentation',
    },
    {
      what: 'squid-denied',
      rank: 'own',
      pattern: new RegExp(`\\bTCP_DENIED\\w{0,24}/4\\d\\d${REQUEST}`),
      says: atProxy('tunnel.4xx'),
      seen: 'squid-cache documentation; sameersbn/docker-squid #78',
    },
    {
      what: 'squid-upstream',
      rank: 'own',
      pattern: new RegExp(`\\b(?:TCP|NONE)\\w{0,24}/50[0234]${REQUEST}`),
      says: atProxy('tunnel.5xx'),
      seen: 'squid-cache documentation',
    },
    {
      what: 'status-511',
      pattern: status('511', 'Network Authentication Required'),
      says: { kind: 'http.status', findings: ['captive-portal'] },
    },
    {
      what: 'status-413',
      pattern: status('413', '(?:Request Entity|Payload|Content) Too Large'),
      says: { kind: 'http.status', findings: ['request-too-large', 'service-refuses-client'] },
    },
    {
      what: 'status-5xx',
      pattern: status(
        '5(?:0[0-4]|2[0-6]|30|11)',
        'Bad Gateway|Service (?:Temporarily )?Unavailable|Gateway Time-?out|Internal Server Error|Network Authentication Required|Server Error',
      ),
      says: { kind: 'http.status', findings: ['service-unhealthy', 'proxy-cannot-reach-upstream', 'block-page'] },
    },
    {
      what: 'gateway',
      pattern:
        /\bBad Gateway\b|Service (?:Temporarily )?Unavailable|Gateway Time-?out|upstream connect error or disconnect|no healthy upstream/i,
      says: { kind: 'http.status', findings: ['service-unhealthy', 'proxy-cannot-reach-upstream', 'block-page'] },
    },
    {
      // Messages in the logs of reverse proxies: nginx, HAProxy, Traefik, Envoy.
      what: 'reverse-proxy',
      rank: 'own',
      pattern:
        /upstream (?:timed out \(\d{1,3}: [A-Za-z ]{4,40}\)|prematurely closed connection|sent invalid header|server temporarily disabled)|connect\(\) failed \(\d{1,3}: [A-Za-z ]{4,40}\) while connecting to upstream|no live upstreams|could not be resolved \(\d{1,2}: [A-Za-z ]{4,40}\)/,
      says: {
        kind: 'http.status',
        findings: ['service-unhealthy', 'proxy-cannot-reach-upstream'],
        means: 'a reverse proxy got no answer from the server behind it',
      },
      seen: 'apache/openwhisk-apigateway #54; nginx source, documented',
    },
    {
      what: 'status-404',
      pattern: status('4(?:04|10)', 'Not Found|Gone'),
      says: { kind: 'http.status', findings: ['service-path-gone', 'service-refuses-client'] },
    },
    {
      what: 'status-403',
      pattern: status('403', 'Forbidden|Access Denied'),
      says: { kind: 'http.status', findings: ['service-refuses-client', 'proxy-refuses-host', 'block-page'] },
    },
    {
      what: 'status-401',
      pattern: status('401', 'Unauthorized|Authorization Required'),
      says: {
        kind: 'http.status',
        findings: ['service-refuses-client', 'proxy-alters-headers'],
        means: 'the service answers and wants a login that it accepts',
      },
    },
    {
      what: 'reason',
      pattern:
        /\bReasonPhrase: ?[A-Z][A-Za-z ]{3,40}|\bForbidden\b|\bUNAUTHORIZED\b|: [Uu]nauthorized\b|\.{3} ?forbidden\b|\brequest entity too large\b|\b(?:[Mm]ethod [Nn]ot [Aa]llowed|Not Acceptable|Request Timeout|Length Required|Precondition Failed|[Cc]ontent [Tt]oo [Ll]arge|URI Too Long|Unsupported Media Type|Range Not Satisfiable|Misdirected Request|Unprocessable (?:Content|Entity)|Upgrade Required|Internal Server Error|HTTP Version Not Supported)\b|[Aa]ccess to '[^']{1,300}' forbidden|\bauthorization error: |over its data quota|\bserver has asked for the client to provide credentials|Error from server \((?:Forbidden|Unauthorized|InternalError|ServiceUnavailable|Timeout|TooManyRequests|BadRequest|ServerTimeout)\)|(?:[Ss]tatus|[Rr]esponse)(?: ?[Cc]ode)?[:=] ?['"]?(?:Forbidden|NotFound|Unauthorized|BadRequest|BadGateway|ServiceUnavailable|GatewayTimeout|InternalServerError|RequestTimeout|TooManyRequests)\b|<-- 4\d\d\b|[Aa]ccess denied to:? (?<host>https?:\/\/[^\s,]{1,500})/,
      says: { kind: 'http.status', findings: ['service-refuses-client', 'proxy-refuses-host', 'block-page'] },
      seen: 'maven-wagon, travis-ci/travis-ci #10055',
    },
    {
      what: 'status-4xx',
      pattern: status(
        '4(?:00|05|06|08|09|1[1-8]|2[1-68]|31|51)',
        'Bad Request|Method Not Allowed|Not Acceptable|Conflict|Request Entity Too Large|Payload Too Large|Unavailable For Legal Reasons',
      ),
      says: { kind: 'http.status', findings: ['service-refuses-client', 'proxy-alters-headers', 'block-page'] },
    },
    {
      what: 'page',
      pattern:
        /Unexpected token '?<'?|invalid character '<' looking for|(?:content-type|media type|mime type)[^.]{0,40}text\/html|<!DOCTYPE html|Root element is missing|is not valid JSON|malformed HTTP (?:response|status)|HTTP\/0\.9 when not allowed|\bBadStatusLine\b|\bHPE_INVALID_\w{3,30}|Parse Error: Expected HTTP|got 'NOSPLIT'|does the network require authentication/i,
      says: {
        kind: 'http.not-http',
        findings: ['captive-portal', 'service-refuses-client', 'block-page'],
        means: 'a page came where data was expected',
      },
    },
    {
      what: 'cut-short',
      pattern:
        /Premature end of Content-Length|Content-Length[^.]{0,30}mismatch|transfer closed with \d{1,15} bytes remaining|\bIncompleteRead\b|early EOF|unexpected size|incomplete (?:download|read|chunked)|(?<!transport )Connection broken: \w|InvalidChunkLength|ChunkedEncodingError|File (?:is )?truncated|size validation|Failed to read (?:the )?(?:full|entire) (?:body|response)|error (?:reading|decoding) (?:a )?(?:response )?body/i,
      says: 'http.truncated',
    },
    {
      what: 'checksum',
      pattern:
        /Hash sum mismatch|checksum (?:mismatch|does not match|did not match|verification failed|failed)|\bEINTEGRITY\b|integrity check(?:sum)? failed|(?:unexpected|mismatched) (?:commit )?digest|layer verification failed|hashes? (?:do|does) not match|sha(?:1|256|512)(?:sum)? mismatch/i,
      says: 'http.checksum',
    },
    {
      // Words and fields of the block pages of web filters, for texts that contain no status.
      what: 'filtered',
      rank: 'outcome',
      pattern:
        /(?:\b(?:Zscaler|FortiGuard|Fortinet|Websense|Forcepoint|Netskope|Blue ?Coat|Palo Alto|Cisco Umbrella|Sophos|McAfee|Barracuda|iboss|web filter|content filter|URL filter)\b[^.]{0,40}\b(?:access )?(?:block(?:ed|s|ing)?|denied|deny)\b|\bblocked (?:by|due to) (?:your |the |a |an )?(?:Zscaler|FortiGuard|Websense|Forcepoint|Netskope|Umbrella|Sophos|McAfee|(?:web|content|URL) filter\w{0,3})|\b(?:blocked|URL) category\b_?: |\bweb ?(?:page|site) (?:has been )?blocked\b|\b(?:violat\w{2,4}|accordance with)[^.]{0,40}(?:internet|web|company|corporate|acceptable)(?: usage| use)? policy|\b(?:content_filter|policy)_denied\b)(?:.{0,200}?(?<![A-Za-z])URL_?: (?<host>[^\s"']{3,1000}))?/i,
      says: { kind: 'http.status', findings: ['block-page', 'proxy-refuses-host'], means: 'a web filter answered with its own page' },
      seen: 'OpenLiberty/openliberty.io #2319; pages of filters, documented',
    },
    {
      what: 'redirects',
      pattern:
        /too many redirects|[Mm]aximum \(\d+\) redirects|redirect(?:ion)? (?:loop|limit)|maximum (?:number of )?redirects|ERR_TOO_MANY_REDIRECTS|Exceeded \d{1,3} redirects/i,
      says: 'http.redirect',
    },
    {
      what: 'upgrade',
      pattern:
        /Unexpected server response: \d{3}|websocket: bad handshake|Unexpected response code: \d{3}|websocket: close 1\d{3}|Error during WebSocket handshake|(?:WebSocket|websocket)(?:\.\w{3,40}Exception)?[^."]{0,80}?[Hh]andshake ?(?:error|failed|exception)|did(?: not|n't) (?:switch|upgrade)|upgrade(?: request)? (?:failed|rejected|required)|426 Upgrade Required/i,
      says: {
        kind: 'http.status',
        findings: ['proxy-alters-headers', 'http2-downgraded', 'service-unhealthy'],
        means: 'the connection was not switched to WebSocket',
      },
    },
    {
      // WebSocket close codes (RFC 6455 §7.4.1), printed before the reason, if there is one.
      what: 'socket-closed',
      rank: 'outcome',
      pattern:
        /[Ww]eb ?[Ss]ocket(?: connection)?[^.]{0,80}?(?:failed|error|closed?\b|disconnected|10(?:0[0-9]|1[0-5])\b)|\bcode['"]?: ?10(?:0[126-9]|1[0-5])\b/,
      says: {
        kind: 'http.status',
        findings: ['proxy-alters-headers', 'http2-downgraded', 'service-unhealthy'],
        means: 'a WebSocket connection was not made, or was closed',
      },
    },
    {
      what: 'http2',
      pattern:
        /HTTP\/2 (?:stream|framing|error)[^.]{0,60}|\bGOAWAY\b|Error in the HTTP2 framing layer|http2: (?:server|client)[^.]{0,60}|ERR_HTTP2_\w{3,30}|bidi(?:rectional)? streams? requires? (?:at least )?HTTP\/2|505 HTTP Version Not Supported/i,
      says: { kind: 'http.reset', findings: ['http2-downgraded', 'http-version-required', 'download-cut-short', 'tls-intercepted'] },
    },
  ]);
