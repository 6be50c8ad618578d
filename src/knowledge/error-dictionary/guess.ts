/** For text that matches nothing else: words that hint at a layer. A guess is marked as such and names no cause. */
import { type ErrorEntry, entriesOf, type Meaning } from './entry.ts';

const hint = (kind: Extract<Meaning, { kind: string }>['kind'], means: string): Meaning => ({
  kind,
  findings: [],
  means: `nothing here is recognised; ${means}`,
});

export const guesses = (): ErrorEntry[] =>
  entriesOf('guess', { rank: 'guess', program: 'a program that is not known here', seen: 'words alone' }, [
    {
      what: 'proxy',
      pattern:
        /\bproxy\b(?![-_./]| or similar| settings?| config)[^.]{0,80}\b(?:error|fail\w{0,4}|refus\w{1,4}|denied|unreachable|invalid)|\b(?:error|fail\w{0,4})\b[^.]{0,60}\bproxy\b(?![-_./]| or similar| settings?| config)/i,
      says: hint('tunnel.closed', 'its words speak of a proxy'),
    },
    {
      what: 'tls',
      pattern:
        /\b[Hh]andshake (?:did|has|was|is) not\b|\b(?:certificates?|SSL|TLS|handshake)\b[^.]{0,80}\b(?:error|fail\w{0,4}|invalid|untrusted|reject\w{0,3}|problem)|\b(?:error|fail\w{0,4}|invalid|problem)\b[^.]{0,60}\b(?:certificates?|SSL|TLS)\b/i,
      says: hint('tls.bad-certificate', 'its words speak of a certificate or of TLS'),
    },
    {
      what: 'dns',
      pattern:
        /\b(?:DNS|host ?name|name server|nameserver)\b[^.]{0,80}\b(?:error|fail\w{0,4}|not found|unknown|invalid)|(?:\bfail\w{0,4} to|\bcannot|\bcould not|\bunable to) resolve (?:'|"|the )?(?:host|name|address|domain|server|[\w-]{1,63}\.[\w.-]{2,200}(?!:[a-z]|[\w.-]))/i,
      says: hint('dns.unavailable', 'its words speak of a name that does not resolve'),
    },
    {
      what: 'tcp',
      pattern:
        /(?:\b(?:connect(?:ion|ing)?|network|server|socket|remote)\b[^.]{0,80}\b(?:timed? ?out|unreachable|refused|failed|lost|dropped|unavailable)\b|\b(?:network|connection|socket) (?:error|problem|issue)\b|\bunable to connect\b|\b(?:check|trouble with) your (?:internet|network)(?: connection)?\b)(?!.{0,60}please install)/i,
      says: hint('tcp.timeout', 'its words speak of a connection that was not made or was lost'),
    },
    {
      what: 'waited',
      pattern:
        /\btim(?:ed|ing)[ -]?out\b|\btime[ -]out\b|(?<!exceeded )\btimeout\b(?!\w|['"]?[ =:]{1,3}\d)|\bdid not respond\b|\bno (?:response|answer) from\b|\b(?:not|stopped) responding\b|\bcontext canceled\b|\b(?:operation|request) was (?:cancell?ed|aborted)\b/i,
      says: hint('tcp.timeout', 'its words speak of a wait that ended'),
    },
    {
      what: 'offline',
      pattern:
        /\b(?:network|internet) (?:connectivity|connection)\b[^.]{0,40}\b(?:issue|problem|error|lost|down|unavailable)|\b(?:no|lost|without) (?:internet|network)(?: (?:connection|access|connectivity))?\b|\bcheck (?:your|the) (?:network|connection|internet|firewall)\b|\b(?:connection|link|tunnel|session) (?:is |was )?(?:lost|dropped|interrupted|terminated|broken)\b|\b(?:broken|lost|dropped|dead) (?:connection|link|session)\b|\b(?:not |un)reachable\b|\ball mirrors were\b|\bunavailable\b[^.]{0,40}\b(?:server|service|host|endpoint)\b/i,
      says: hint('tcp.timeout', 'its words speak of a connection that was not made or was lost'),
    },
    {
      what: 'status',
      pattern:
        /\b[45]\d\d\b[ :,)\]-]{1,4}(?:access |was |is )?(?:denied|forbidden|not found|unauthori[sz]ed|error|unavailable|refused|bad)\b|\b(?:denied|forbidden|not found|unauthori[sz]ed|refused|rejected)\b[ :,([-]{1,4}[45]\d\d\b/i,
      says: hint('http.status', 'its words speak of a status that refuses'),
    },
    {
      what: 'login',
      pattern:
        /\bno credentials\b|\bauthentication (?:is |was )?(?:required|failed)\b|\b(?:invalid|missing|bad|wrong|expired) credentials\b|\b(?:login|log-?in|sign-?in) (?:is )?required\b|\bnot logged in\b|\baccess denied\b[^.]{0,30}https?:/i,
      says: hint('http.status', 'its words speak of a login that is missing or refused'),
    },
    {
      what: 'fetch-url',
      pattern:
        /(?:\b(?:errors?|fail\w{0,4}|unable|problem|exception|could not|couldn't|cannot|can't)\b[^.]{0,80}?\b(?:download|fetch|retriev|access|reach|quer|open|load|clon|pull|push|request|connect|get|post|resolv|sync)\w{0,6}\b[^.]{0,60}?(?:https?|wss?|s?ftp|oci|docker|ssh|git|grpcs?|tcp|rediss?|amqps?|ldaps?|s3|gs|postgres(?:ql)?|mongodb(?:\+srv)?):\/\/[^\s'"]{1,500}|(?:https?|wss?|s?ftp|oci|docker|ssh|git|grpcs?|tcp|rediss?|amqps?|ldaps?|s3|gs|postgres(?:ql)?|mongodb(?:\+srv)?):\/\/[^\s'"]{1,500}['")\]]{0,2}:? (?:has |was |is )?(?:failed|cancell?ed|aborted|not reachable|unreachable)\b)(?!.{0,200}not found built-in)/i,
      says: hint('http.closed', 'something was not fetched'),
    },
    {
      what: 'fetch',
      pattern:
        /\b(?:failed to|could not|unable to|cannot|can't) (?:fetch|download|retrieve|access|reach|query|open (?:the )?(?:URL|connection)|connect to)\b[^.]{0,80}?(?:https?|wss?|s?ftp|oci|docker|ssh|git|grpcs?|tcp|rediss?|amqps?|ldaps?|s3|gs|postgres(?:ql)?|mongodb(?:\+srv)?):\/\/[^\s'"]{1,500}/i,
      says: hint('http.closed', 'something was not fetched'),
    },
  ]);
