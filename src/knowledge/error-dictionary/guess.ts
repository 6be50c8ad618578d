/**
 * Matches text that nothing else matches: a word for a layer near a word for a failure in one sentence, in either order, or a name made of
 * such words (`ClientConnectorDNSError`, `QUIC_NETWORK_IDLE_TIMEOUT`). The result is marked as a guess and names no cause.
 */
import type { FailureKind } from '../../model/failure.ts';
import { type ErrorEntry, entriesOf, type Meaning } from './entry.ts';

const FAILURE = String.raw`(?:errors?|fail\w{0,4}|invalid|untrusted|unknown|unsupported|unexpected|rejected|refused|denied|expired|broken|bad|missing|problem|mismatch\w{0,2}|tampered|exceeded|aborted|unable|cannot|can't|could ?n[o']t|not (?:\w{1,12} )?(?:found|valid|verified|trusted|supported|available|allowed|accepted|present|established|exist|match|complete|prove|standards compliant)|does ?n[o']t|did ?n[o']t|no (?:trusted|valid|known|peer|such|common|shared|usable)|must be|échou(?:é|er|e)\w{0,2}|fehlgeschlagen|fehler\w{0,3}|fall[óo]|falhou|non riuscit\w|失败|失敗|错误|エラー|ошибк\w{0,2}|не удалось|błąd)`;

/** Matches a word for a layer with a word for a failure up to 80 characters after it, or 60 before it. */
const near = (subject: string, failure = FAILURE): string =>
  String.raw`(?<![\w./-])(?:${subject})(?![\w-]|[.:]\w)[^.]{0,80}?(?<![\w-])${failure}(?![\w-])|(?<![\w-])${failure}(?![\w-])[^.]{0,60}?(?<![\w./-])(?:${subject})(?![\w-]|[.:]\w)`;

/**
 * Matches an error name that contains one of the words: `SslHandshakeTimeoutException`, `ERR_X_TLS_Y`. A name in capitals must contain a
 * word for a failure, because names of constants and functions have the same form.
 */
const named = (words: string): RegExp => {
  const code = `(?:ERR|FAIL|INVALID|TIMED?_?OUT|UNTRUST|EXPIRED|MISMATCH|UNKNOWN|DENIED|REFUSED|RESET|UNREACH|REJECT|NOT_|NO_|BAD_|UNSUPPORTED|ILLEGAL|PARTIAL|LIMIT)`;
  return new RegExp(
    `(?<![A-Za-z])(?:[A-Za-z:]{0,40}(?:${words})[A-Za-z]{0,40}(?:Error|Exception|Failure|Fault|Failed)(?![A-Za-z])|(?=[A-Z0-9_]{0,60}${code})(?:[A-Z0-9]{1,16}_){0,5}(?:${words.toUpperCase()})(?:_[A-Z0-9]{1,16}){0,5}(?![A-Za-z_]))`,
  );
};

/** Words of messages that do not concern a network: tests, locks, flags, modules, missing libraries, automated browsers. */
export const NOT_NETWORK =
  /\b(?:waiting for (?:an? |the )?(?:selector|locator|lock|element|condition)|lock(?: wait)? time|for lock\b|test timed out|of \d+ ?ms for a (?:test|hook)|shared object|undefined reference|\.so\.\d|required \w{1,20} library|plugin ["']|(?:argument|option|flag)s? ['"]?--|keyword argument|unsupported argument|argument named|unknown directive|already (?:allocated|in use)|\bselenium\b|\bcypress:|\bplaywright\b|expected to find|async tests|\bsigning\b|parameter validation|ParamValidation|invalid choice|requires explicit configuration|cannot import name|cannot convert|\w{1,20}OnMainThread|\b10106\b|AssertionError|Module not found|initialize proxy|expected status|\badb\b|cannot load such file|NullPointerException|non-null|please install|is not (?:yet )?installed|No module named|Cannot find module|not found built-in|pkg-config|does not exist on type|command not found|\b(?:host ?name|host|address|url|server|port|endpoint|proxy) (?:name )?(?:is )?(?:required|not (?:set|specified|provided|configured)|can(?:not|'t) be (?:empty|blank|null)|must be (?:set|specified|provided))|pg_hba\.conf|password authentication failed|access denied for user|(?:role|database|relation|user) "[^"]{1,60}" does not exist)/i;

const SCHEMES = String.raw`(?:https?|wss?|s?ftp|oci|docker|ssh|git|grpcs?|tcp|rediss?|amqps?|ldaps?|s3|gs|postgres(?:ql)?|mongodb(?:\+srv)?):\/\/[^\s'"]{1,500}`;

type Hint = readonly [what: string, kind: FailureKind | 'ssh' | 'disk' | 'aws', means: string, pattern: string, names?: string];

const CONNECTION = 'its words describe a connection that was not made or was lost';

/** The first match decides, so the more specific ones come first. */
const HINTS: readonly Hint[] = [
  [
    'aws',
    'aws',
    'it repeats an answer of AWS',
    `${near(String.raw`arn:aws[\w-]{0,8}:\S{3,200}|AWS::\w{2,30}::\w{2,40}|(?:ami|vpc|eni|subnet|sg|i|rtb|igw|nat|vol|snap)-(?:[0-9a-f]{8,17}|\d)|CREATE_FAILED|ResourceStatusReason|aws_\w{3,60}`, `(?:${FAILURE}|quota|maximum|dependencies|has no|conflicting)`)}|\\baws-sdk\\/|\\bbotocore\\.(?:exceptions|errorfactory)\\.\\w{3,60}|\\b(?:software\\.amazon\\.awssdk|com\\.amazonaws)\\.[\\w.]{0,80}Exception`,
  ],
  [
    'disk',
    'disk',
    'its words speak of a full disk or a quota',
    `${near('disk|storage|file ?system|partition|(?:thin )?pool|drive', '(?:full|exhausted|out of|not enough|insufficient|exceed(?:ed|s)|no (?:free )?space|low on|less than minimum|limit (?:is )?reached|quota)')}|\\b(?:out of (?:data |disk )?space|no space left|quota (?:is )?exceeded|device full|(?:writing|write) to disk)\\b`,
  ],
  [
    'ssh',
    'ssh',
    'its words speak of SSH',
    near(
      'ssh|sshd|sftp|ssh_\\w{3,30}|libssh2?|known_hosts|host ?key|public ?key auth\\w{0,12}|identity file|authorized_keys|kex',
      `(?:${FAILURE}|no such|exited with|closed|lost|offline)`,
    ),
  ],
  [
    'proxy',
    'tunnel.closed',
    'its words speak of a proxy',
    `${near(String.raw`(?<!-|\b(?:requires?|using|uses?|behind|needs?|if|via) (?:a|an|the|your) (?:corporate )?)(?:prox(?:y|ies)|SOCKS[45]?h?|CONNECT method|PAC (?:script|file))(?![-_./]|:(?! )| or similar| settings?| config)`, `(?:${FAILURE}|clos\\w{1,3}|unreachable|requires?|timed? ?out(?!:)|status [45]\\d\\d)`)}`,
    'Proxy|Socks|Tunnel',
  ],
  [
    'udp',
    'udp.silent',
    'its words speak of a tunnel over UDP',
    String.raw`(?<!(?:SSL|TLS) )\bhandshake (?:for peer.{0,80}? )?did not complete\b|\bno recent network activity\b|\b(?:UDP|QUIC|WireGuard)\b[^.]{0,60}\b(?:blocked|fail\w{0,4}|timed? ?out|unreachable)|\bQUIC_\w{3,40}`,
  ],
  [
    'tls',
    'tls.bad-certificate',
    'its words speak of a certificate or of TLS',
    `${near(String.raw`certificates?|certs?|SSL|TLS|SSL\/TLS|STARTTLS|\w{0,12}(?:tls|ssl)_\w{2,40}|\w{2,8}TLS|(?:SSL )?handshake|(?:peer|RSA) \w{1,12} key|client key|ALPN|SNI|(?:protocol|TLS) version|(?:host ?name|certificate) verification|close_notify|cipher(?: suites?)?|OCSP(?: \w{1,12})?|CA (?:file|bundle|chain|cert\w{0,8})|trust ?(?:store|anchors?)|key ?store|subject alternative names?|secure channel|secure connection|(?:this|your) connection(?= is(?: not|n't| un))`, `(?:${FAILURE}|returned|required|incomplete|not recogni[sz]ed|is not|isn't|closing|aborted|alert|mismatch)`)}|\\bno (?:TLS|SSL) connection\\b`,
    'SSL|Ssl|TLS|Tls|Cert|Certificate|X509|Handshake|PKIX|Validator|CertPath',
  ],
  [
    'dns',
    'dns.unavailable',
    'its words speak of a name that does not resolve',
    `${near(String.raw`DNS(?: \w{1,12})?|host ?names?|name ?servers?|name resolution|resolvers?|lookup`, `(?:${FAILURE}|limits? (?:were|was)|timed? ?out)`)}|unknown (?:\\w{1,12} ){0,2}host(?:name)?\\b|(?:\\bfail\\w{0,4} to|\\bcannot|\\bcan't|\\bcould not|\\bunable to|\\btimed out|\\berror(?: while)?) resolv(?:e|ing) (?:'|"|the )?(?:host|name|address|domain|server|[\\w-]{1,63}\\.[\\w.-]{2,200}(?!:[a-z]|[\\w.-]))|\\bget address for '|\\bgetaddrinfo\\b|\\b(?:could not|cannot|can't|couldn't) find (?:the )?host\\b|\\b(?:host|server)(?:name)? (?:[\\w.-]{3,253} )?(?:could not|cannot) be (?:resolved|found)|\\bserver not found: |\\bno DNS\\b|\\bres_init\\b|\\bnon-existing domain|\\blookup [\\w.-]{3,253}: [a-z]`,
    'DNS|Dns|UnknownHost|HostNotFound|NameResolution|Nameserver',
  ],
  [
    'aws-words',
    'aws',
    'its words speak of AWS',
    near(
      'AWS|AMI(?: ID)?|stack (?:creation|update|deletion|deployment)|SSM agent|EC2|ECS|IAM|STS|SSM|IMDS|CloudFormation|CDK|cdk|Auto ?Scaling|availability zone|instance profile|(?:EC2 )?instances?(?= .{0,20}quota)|S3 bucket|bucket named|custom resource|VPC|IAM role|roles?(?= cannot be assumed)',
      `(?:${FAILURE}|quota|maximum|triggered|unable|offline|bootstrap\\w{0,4})`,
    ),
  ],
  [
    'status',
    'http.status',
    'its words speak of a status that refuses',
    String.raw`\b(?!443)[45]\d\d\b[ :,)\]-]{1,4}(?:access |was |is )?(?:denied|forbidden|not found|unauthori[sz]ed|error|unavailable|refused|bad)\b|\b(?:denied|forbidden|not found|unauthori[sz]ed|refused|rejected)\b[ :,([-]{1,4}[45]\d\d\b|\b(?:HTTP|status)(?: code| error| response)?[ :=]{1,3}[45]\d\d\b|\b(?:error|code)(?: code)?:? (?:1[01]\d\d|5[0-9]\d)\b[^.]{0,40}(?:Ray ID|Cloudflare|$)|(?:^|\n)[ '"]{0,2}(?:HTTP |error |code |status )?[45]\d\d[ .'"]{0,2}(?=$|\n)|\b(?!443)[45]\d\d - [A-Z][a-z]|\byou have been blocked\b|\bblocked by (?:your|the|an?) (?:organi[sz]ation|administrator|company|network|firewall|web filter|policy)|\b(?:URL|page|site|website) (?:has been |is |was )?blocked\b|\b(?:has|been) blocked (?:this|by|access)\b|\brequested URL could not be retrieved\b|\bUnable to forward this request\b`,
  ],
  [
    'login',
    'http.status',
    'its words speak of a login that is missing or refused',
    String.raw`\bno credentials\b|\bauthentication (?:is |was |has )?(?:required|failed|failure)\b|\b(?:invalid|missing|bad|wrong|expired|incorrect) (?:credentials|authentication|(?:access |api |auth )?token|api key)\b|\b(?:login|log-?in|sign-?in) (?:is )?required\b|\bnot logged in\b|\b(?:token|session|credentials?) (?:has |have |is |are )?expired\b|\byou (?:do not|don't) have (?:access|permission)\b(?!.{0,40}(?:file|folder|directory))|\baccess denied\b[^.]{0,30}https?:|\bunable to authenticate\b|\b(?:un|not )(?:authenticated|authori[sz]ed)\b|\bdoes not have authori[sz]ation\b|\b(?:invalid|unauthorized)_(?:grant|client|token|scope|request)\b|\bretrieve a token\b|\b(?:insufficient|permission)_(?:scope|denied)\b: |\bremote: (?:Repository not found|Support for password|Invalid username|Permission to|You are not allowed)`,
    'Unauthorized|Unauthenticated|Authentication|Authorization|Forbidden|Credential|RateLimit',
  ],
  [
    'data',
    'http.truncated',
    'something was not downloaded whole',
    String.raw`\b(?:unexpected|premature) end of (?:stream|archive|file|input|content)\b|\bended before the end-of-stream\b|\bnot in gzip format\b|\b(?:payload|body|response|download)\b[^.]{0,30}\b(?:not complete\w?|incomplete|truncated)\b|\bhash(?:es)? (?:mismatch|from the requirements)|\b(?:checksum|hash|digest|integrity)\b[^.]{0,40}\b(?:mismatch|did not match|do not match|invalid|failed)|\binvalid (?:checksum|hash|digest)\b|\b(?:file|download|archive) is corrupt|\bchecksum error|\bsha(?:1|256|512)(?:sum)? (?:does not|did not|mismatch)|\bstream closed: |\bparse\b[^.]{0,40}<html|\bcorrupt(?:ed)? (?:download|archive|file|zip)|\bstream (?:error|ID \d+)\b[^.]{0,60}\b(?:INTERNAL_ERROR|PROTOCOL_ERROR|CANCEL|reset)|\breceiving data from the peer\b|\b(?:invalid|unexpected|empty|malformed|bad) (?:server )?response\b|\bdisconnected without\b|\bdoes not have a Release file\b`,
  ],
  [
    'tcp',
    'tcp.timeout',
    CONNECTION,
    `(?:\\b(?:connect(?:ion|ions|ing)?|network|server|socket|remote|communications?|link|peer|nodes?|brokers?|upstream|backend|endpoint)\\b[^.]{0,80}\\b(?<!--)(?:timed? ?out|unreachable|refused|fail(?:ed|ure)|lost|dropped|unavailable|disconnected|not available)\\b|\\b(?:network|connection|socket|transport|connect) (?:error|problem|issue|failure|exception)\\b|\\bunable to connect\\b|\\bno (?:\\w{1,12} )?(?:living |available )?(?:connections?|servers?|brokers?|nodes?)(?: found)?(?: available| yet)?\\b(?=[^.]{0,30}(?:$|,|\\.|available|yet|found))|\\bnetwork-related\\b|\\b(?:network|connection|connectivity) (?:problems|issues|errors|failures)\\b|\\b(?:appears? to be|are|you're|is) offline\\b|\\btrouble (?:reaching|connecting)\\b|\\b(?:peer|socket|remote) closed\\b|\\bopen (?:a )?socket\\b|\\bretries exceeded\\b|\\bdisconnected: |\\b(?:brokers?|nodes?|servers?|hosts?) (?:is|are) down\\b|\\b(?:check|trouble with) your (?:internet|network)(?: connection)?\\b)`,
    'Connect|Connection|Socket|Network|Transport|Unreachable|Brokers?|Nodes?',
  ],
  [
    'waited',
    'tcp.timeout',
    'its words speak of a wait that ended',
    String.raw`(?:\btim(?:ed|ing)[ -]?out\b|\btime[ -]out\b|(?<!exceeded )\btimeout\b(?!\w|['"]?[ =:]{1,3}\d)|\bdid not respond\b|\bno (?:response|answer) from\b|\b(?:not|stopped) responding\b|\bcontext canceled\b|\b(?:operation was aborted|request was (?:cancell?ed|aborted))\b)`,
    'Time[dO]?[Oo]ut',
  ],
  [
    'offline',
    'tcp.timeout',
    CONNECTION,
    String.raw`\b(?:network|internet) (?:connectivity|connection)\b[^.]{0,40}\b(?:issue|problem|error|lost|down|unavailable)|\b(?:no|lost|without) (?:internet|network)(?: (?:connection|access|connectivity))?\b|\bcheck (?:your|the) (?:network|connection|internet|firewall)\b|\b(?:connection|link|tunnel|session) (?:is |was )?(?:lost|dropped|interrupted|terminated|broken)\b|\b(?:broken|lost|dropped|dead) (?:connection|link|session)\b|\b(?:not |un)reachable\b|\ball mirrors were\b|\bunavailable\b[^.]{0,40}\b(?:server|service|host|endpoint)\b`,
  ],
  [
    'fetch-url',
    'http.closed',
    'something was not fetched',
    String.raw`(?:\b(?:errors?|fail\w{0,4}|unable|problem|exception|could not|couldn't|cannot|can't)\b[^.]{0,80}?\b(?:download|fetch|retriev|access|reach|quer|open|load|clon|pull|push|request|connect|get|post|resolv|sync)\w{0,6}\b[^.]{0,60}?${SCHEMES}|${SCHEMES}['")\]]{0,2}:? (?:has |was |is )?(?:failed|cancell?ed|aborted|not reachable|unreachable)\b)|\bdownload(?:ing)? (?:has |was )?(?:failed|error|aborted|interrupted)\b|\b(?:failed to|error(?: while)?) download(?:ing)?\b`,
  ],
  [
    'frames',
    'tls.bad-certificate',
    'it was thrown by code of TLS',
    String.raw`\bdo_handshake\b|\bssl\.py\b|\bsun\.security\.(?:ssl|validator|provider)\b|\bSslStream\b|\b_tls_wrap\b|\bssl_(?:connect|context)\b`,
  ],
  [
    'page',
    'http.not-http',
    'a page came where data was expected',
    String.raw`<\/?(?:html|head|body|title|style)\b[^>]{0,200}>[^]{0,400}?<\/?(?:html|head|body|title|h1|table|center|div)\b`,
  ],
];

const says = (kind: Hint[1], means: string): Meaning =>
  kind === 'ssh' || kind === 'disk' || kind === 'aws'
    ? { layer: kind, means: `nothing here is recognised; ${means}`, findings: [] }
    : { kind, means: `nothing here is recognised; ${means}`, findings: [], ...(kind.startsWith('tunnel.') ? { peer: 'proxy' } : {}) };

export const guessEntries = (): ErrorEntry[] =>
  entriesOf(
    'guess',
    { rank: 'guess', program: 'a program that is not known here', seen: 'words alone' },
    HINTS.flatMap(([what, kind, means, pattern, names]) => [
      { what, pattern: new RegExp(pattern, 'i'), says: says(kind, means) },
      ...(names === undefined ? [] : [{ what: `${what}-name`, pattern: named(names), says: says(kind, means) }]),
    ]),
  );
