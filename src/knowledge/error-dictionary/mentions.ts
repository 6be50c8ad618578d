/** The forms in which programs print a host, the most reliable first. `mentioned-host.ts` decides which text is searched for each. */
import { dottedHostOf, hostOf, type NamedHost } from './named-host.ts';

export interface Mention {
  pattern: RegExp;
  /** `before` is the preceding text. */
  read(text: string, before: string): NamedHost | null;
}

/** Excludes links to documentation, and proxies. */
const NOT_THIS = String.raw`(?<!(?:[Ss]ee|[Vv]isit|[Rr]ead|refer to|(?:[Mm]ore|[Dd]etails|[Dd]ocumentation|[Ii]nformation|[Aa]vailable|found|[Dd]ocs|look|[Hh]elp|tracker|online|us|bug|[Ii]ssue|[Rr]eport) at|here|documentation|details|information|more|[Pp]roxy(?: (?:URL|server|at))?|PROXY|Origin|Referr?er|[Rr]eferrer| -e| --referer| -x| --proxy|error_uri|(?:documentation|help|docs|support|reference|info)_?[uU]r[il]|upgrading|authenticating)['"]?[:=]{0,2} {0,2}['"(<\[]{0,2})`;
const NO_DOCUMENTATION = String.raw`(?!curl\.se\/|[a-z.-]{0,30}?docs\.|(?:support|help|kb|wiki|forums?)\.[\w-]{2,40}\.[a-z]{2,6}\/|[a-z.]{0,20}?aka\.ms|go\.microsoft\.com|cwiki\.apache\.org|(?:www\.)?github\.com\/[^\s]{1,80}?\/(?:issues|wiki|blob|tree|pull)\/|[^\s\/]{1,80}\/(?:docs|help|faq|wiki)\b)`;
/** Advice to the reader, up to the end of its sentence. */
const ADVICE =
  /\b(?:[Yy]ou (?:may|can|should|could|must)|[Pp]lease|[Ff]or (?:more|further|details|help)|[Ff]urther|[Ll]earn|[Mm]ore (?:info|details|help)|[Rr]eport (?:this|it|a bug)|[Ii]f (?:you|your))\b(?:(?! -{4,} )[^.!?\n]|[.!?](?!\)? [A-Z(]|$)){0,160}$/;

/** A method before the URL: `please try again later: Get "https://…`. */
const REQUESTED = /\b(?:G(?:et|ET)|P(?:ost|OST|ut|UT)|H(?:ead|EAD)|P(?:atch|ATCH)|D(?:elete|ELETE)|url[=:]) ?["']?$/;

export const URL_MENTION: Mention = {
  pattern: new RegExp(String.raw`${NOT_THIS}(?<![a-z])((?:https?|wss?):\/\/${NO_DOCUMENTATION}[^\s"'<>\\]{1,2000})`, 'g'),
  // A URL with line and column is the location of a script, not its request.
  read: (text, before) => (/:\d{1,7}:\d{1,7}\)?$/.test(text) || (ADVICE.test(before) && !REQUESTED.test(before)) ? null : hostOf(text)),
};

/** A log line at the start of a request. */
export const REQUEST_MENTION: Mention = {
  pattern:
    /\b(?:GET|HEAD|POST|PUT|[Rr]equest (?:to|uri|URL)|[Ff]etch(?:ing)?(?: from)?|[Dd]ownload(?:ing)?(?: from)?):? (https?:\/\/[^\s"'<>\\]{1,2000})/g,
  read: hostOf,
};

const NAME = String.raw`(?:[a-z0-9_][\w-]{0,62}\.){1,8}[a-z][\w-]{1,62}(?::\d{1,5})?`;
const HOST = String.raw`(${NAME}|\d{1,3}(?:\.\d{1,3}){3}(?::\d{1,5})?|\[[0-9a-f:]{3,39}\](?::\d{1,5})?|localhost(?::\d{1,5})?)(?![\w@(-]|\.\w)`;

/** Forms in which a host is certain, wherever they occur. */
export const UNAMBIGUOUS_MENTIONS: readonly Mention[] = [
  URL_MENTION,
  { pattern: /\b(?:ssh|git|tcp|grpc|dns):\/\/\/?([^\s"'<>\\/]{1,253})/g, read: hostOf },
  // Any other scheme: `docker:`, `redis:`, `sasl_ssl:`, `postgresql:`. Identifiers of resources or files have no host.
  {
    pattern:
      /(?<![\w+.-])(?!(?:https?|wss?|socks\w{0,3}|file|unix|fd|npipe|data|blob|arn|aws|node|app|webpack|vscode[\w-]*|chrome[\w-]*|moz-extension|package|dart|jar|classpath|fastcgi):)[a-z][a-z0-9+_-]{1,20}:\/\/\/?(?:[^\s"'<>@/]{1,200}@)?([^\s"'<>\\/]{1,253})/g,
    read: dottedHostOf,
  },
  {
    pattern:
      /\b(?:host(?:name)?|server_?name|address|addr|registry|endpoint|authority|target)["']?[=:] ?["'](?!https?:)([^"'\s/]{1,253})["'/]/gi,
    read: dottedHostOf,
  },
  { pattern: /\baddress = ([^\s,]{3,253}), port = \d/g, read: hostOf },
  // Java: `name/address:port`, or `/address:port` if no name was given.
  { pattern: /(?<![\w:/.-])((?:[a-z0-9][\w-]{0,62}\.){1,8}[a-z]{2,24}|)\/(\d{1,3}(?:\.\d{1,3}){3}:\d{1,5})\b/g, read: hostOf },
  { pattern: /\[AF_INET6?\]([^\s,]{3,60}:\d{1,5})|\bPING ([\w.-]{3,253}) \(/g, read: hostOf },
  // Python and Erlang: a tuple of address and port.
  { pattern: /[({](?:~c)?['"]([\w.:-]{3,253})['"], ?\d{1,5}(?:, \d+, \d+)?[)}]/g, read: hostOf },
  { pattern: /\bhost lookup:? '([^'\s]{1,253})'/g, read: hostOf },
  { pattern: /\bhost ?name "([^"\s]{1,253})"|Domain\("([^"\s]{1,253})"\)|\bIpv[46]\(([0-9a-f.:]{3,39})\)/g, read: dottedHostOf },
  { pattern: /\blookup ([^\s:]{1,253})(?: on |:)/g, read: hostOf },
  { pattern: /\b(?:tcp|udp) (?:\S{1,80}->)?([^\s,>]{3,300}:\d{1,5})\b/g, read: hostOf },
  { pattern: /\b(?:CONNECT|tunnel to) (\S{3,260}:\d{1,5})(?=\s|$)/g, read: hostOf },
  { pattern: /\bgit@([^\s:]{3,253}):/g, read: dottedHostOf },
  {
    pattern: new RegExp(
      String.raw`\b(?:connect(?:ing|ed|ions?)? to|resolv(?:e|ing)|connection (?:to|with|for)|handshake (?:with|to|for)|[Tt]rying(?: to pull)?|reach(?:ing)?|contact(?:ing)?|host(?:name)? is|[Dd]ownload(?:ing)?(?: from)?|[Ff]etch(?:ing)?(?: from)?|[Pp]ull(?:ing)?(?: from)?) (?:the )?(?:host(?:name)? |server |registry )?(?:at )?['"(<]?${HOST}`,
      'g',
    ),
    read: dottedHostOf,
  },
  // A service by its name alone.
  { pattern: /\b[Cc]onnect(?:ing|ion)? to ([a-z][\w-]{1,62}:\d{2,5})\b/g, read: hostOf },
  { pattern: /\bon host "([\w.-]{1,253})"/g, read: hostOf },
  { pattern: new RegExp(String.raw`\b(?:[Hh]ost|[Ss]erver|endpoint|address) ?[:=] {0,2}['"(<]?${HOST}`, 'g'), read: dottedHostOf },
  // A browser console: `host/path:line Failed to load resource`.
  { pattern: /(?<![\w./@-])((?:[a-z0-9][\w-]{0,62}\.){1,8}[a-z]{2,24})\/[^\s:]{0,300}(?::\d{1,7})? Failed to load/g, read: dottedHostOf },
];

/** Forms in SSH's messages, which have no URLs. */
export const SSH_MENTIONS: readonly Mention[] = [
  { pattern: /\b(?:ssh|git):\/\/([^\s"'<>\\/]{1,253})/g, read: hostOf },
  {
    pattern:
      /\b(?:[Cc]onnect(?:ing|ion)? to|negotiate with|host '?|[Aa]uthenticat(?:ed|ing) (?:to|with)) '?((?!UNKNOWN)(?:[\w-]{1,63}\.){1,8}[\w-]{1,63}|\[[0-9a-f:]{3,39}\])/g,
    read: dottedHostOf,
  },
  // Ansible prints the host's name in its inventory.
  { pattern: /\b(?:fatal|failed): \[([^\]\s]{1,253})\]/g, read: hostOf },
  { pattern: /(?<![\w.-])[\w.-]{1,64}@((?:[\w-]{1,63}\.){1,8}[\w-]{1,63})(?=[:\s'"])/g, read: dottedHostOf },
];

/** The same forms and less certain ones, which count only within the record: a host after a preposition, or with a port. */
export const HOST_MENTIONS: readonly Mention[] = [
  ...UNAMBIGUOUS_MENTIONS,
  {
    pattern: new RegExp(
      String.raw`\b(?:[Ff]or|[Ff]rom|[Ww]ith|[Tt]o|[Hh]ost|[Ss]erver|[Rr]egistry|[Dd]omain|[Ss]ite|[Ee]ndpoint|server at|host at) (?:the )?(?:host(?:name)? |server |registry )?['"(<]?${HOST}(?!/)`,
      'g',
    ),
    read: dottedHostOf,
  },
  {
    pattern:
      /(?<!\bprox(?:y|ies):? (?:PROXY )?)(?<!\blookup \S{1,253} on )(?<![\w.@/-])((?:[a-z0-9][\w-]{0,62}\.){1,8}[a-z]{2,24}:\d{2,5}|\d{1,3}(?:\.\d{1,3}){3}:\d{1,5}|localhost:\d{2,5}|\[[0-9a-f:]{3,39}\]:\d{1,5})(?![\w.-])/gi,
    read: dottedHostOf,
  },
  {
    pattern:
      /(?<![\w./@-])((?:[a-z0-9][\w-]{0,62}\.){1,8}[a-z]{2,24}): (?=(?:read|write|connect|getaddrinfo|Error|error|failed|timed? ?out|Name or|Temporary failure|No address|[Nn]o such host|[Uu]nknown|[Nn]ot found|[A-Z]{5,})\b)/g,
    read: dottedHostOf,
  },
  { pattern: /['"]((?:[a-z0-9][\w-]{0,62}\.){1,8}[a-z]{2,24}(?::\d{1,5})?)['"](?! ?:)/g, read: dottedHostOf },
  {
    pattern: new RegExp(
      String.raw`\b(?:access(?:ing)?|open(?:ing)?|load(?:ing)?|visit(?:ing)?|brows(?:e|ing) to|ping(?:ing)?|quer(?:y|ying)|call(?:ing)?|dial(?:ing)?|ask(?:ing)?|request(?:ing)?) (?:the )?(?:site |page |server |host )?['"(<]?${HOST}`,
      'g',
    ),
    read: dottedHostOf,
  },
  // libcurl: `Timeout was reached: [host] …`.
  { pattern: /\[((?:[a-z0-9][\w-]{0,62}\.){1,8}[a-z]{2,24})\]/g, read: dottedHostOf },
];

/** A bare name, recognised by its top-level domain; used if there is no other form nearby. */
export const BARE_NAME_MENTION: Mention = {
  pattern:
    /(?<!\d\d:\d\d:\d\d )(?<![\w./@:\\#$-])((?:[a-z0-9][a-z0-9-]{0,62}\.){1,6}(?:com|org|net|io|dev|app|cloud|co|ai|edu|gov|uk|de|fr|eu|us|cn|jp|ru|nl|ch|info|internal|corp|lan))(?![\w/(@:-]|\.\w| index\b)/g,
  read: (text) => (/^(?:asp|socket|draw|vb|ado|system|microsoft)\.(?:net|io)$/.test(text) ? null : dottedHostOf(text)),
};

/**
 * An image, a module or a repository: `ghcr.io/owner/name:1`. Source paths have the same form, so these count only if the text has no other
 * host.
 */
export const REFERENCE_MENTIONS: readonly Mention[] = [
  {
    pattern:
      /(?<![\w./@:\\-])((?:[a-z0-9][a-z0-9-]{0,62}\.){1,6}[a-z]{2,24}(?::\d{2,5})?)\/(?![^\s"']{0,300}(?:\.(?:go|js|py|rs|java|kt|ts)\b|\(|[+]))[a-z0-9][\w./-]{1,250}/g,
    read: dottedHostOf,
  },
];
