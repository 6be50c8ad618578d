/** Where the pattern of an entry names no host: the one that is spoken of nearby, in the same record of a log before any other. */
import { addressFamily } from '../address.ts';
import { dottedHostOf, hostOf, type NamedHost } from './named-host.ts';
import { RECORD_END } from './pasted-text.ts';

/** How far from a match a host may stand and still be what the message is about. */
const REACH = 600;

/** Of SSH, which speaks of no URLs. */
export function sshHostNear(text: string, start: number, end: number): NamedHost | null {
  return lastOf(text.slice(Math.max(0, start - REACH), end), SSH_MENTIONS);
}

/**
 * In a record what comes before the words and with them, then what follows; last of all the records before it. What is `within`
 * the words of a failure at a proxy is the proxy, unless it is a whole URL.
 */
export function hostNear(text: string, start: number, end: number, proxied: boolean): NamedHost | null {
  const record = text.lastIndexOf(RECORD_END, start) + 1;
  const next = text.indexOf(RECORD_END, end);
  const recordEnd = next === -1 ? text.length : next;
  return (
    lastOf(text.slice(Math.max(record, start - REACH), end), proxied ? [URL] : MENTIONS) ??
    (proxied ? lastOf(text.slice(Math.max(record, start - REACH), start)) : null) ??
    firstOf(text.slice(proxied ? end : start, Math.min(recordEnd, end + REACH))) ??
    lastOf(text.slice(Math.max(0, start - REACH), start), SURE)
  );
}

/** Documentation that a message points to, and a proxy, are not what it is about. */
const NOT_THIS = String.raw`(?<!(?:[Ss]ee|[Vv]isit|[Rr]ead|refer to|at|here|documentation|details|information|more|[Pp]roxy(?: (?:URL|server|at))?|PROXY)[:=]{0,2} {0,2}['"(<\[]{0,2})`;
const NO_DOCUMENTATION = String.raw`(?!curl\.se\/|[a-z.-]{0,30}?docs\.|[a-z.]{0,20}?aka\.ms|go\.microsoft\.com|cwiki\.apache\.org|(?:www\.)?github\.com\/[^\s]{1,80}?\/(?:issues|wiki|blob)\/|[^\s\/]{1,80}\/(?:docs|help|faq|wiki)\b)`;

interface Mention {
  pattern: RegExp;
  read(text: string): NamedHost | null;
}

const URL: Mention = {
  pattern: new RegExp(String.raw`${NOT_THIS}((?:https?|wss?):\/\/${NO_DOCUMENTATION}[^\s"'<>\\]{1,2000})`, 'g'),
  // What ends in a line and a column is where a script stands, not what it asked for.
  read: (text) => (/:\d{1,7}:\d{1,7}\)?$/.test(text) ? null : hostOf(text)),
};

const HOST = String.raw`((?:[a-z0-9_][\w-]{0,62}\.){1,8}[a-z][\w-]{1,62}(?::\d{1,5})?|\d{1,3}(?:\.\d{1,3}){3}(?::\d{1,5})?|\[[0-9a-f:]{3,39}\](?::\d{1,5})?|localhost(?::\d{1,5})?)(?![\w@(-]|\.\w)`;

/** Ways in which programs name a host, the surest first. */
const SURE: readonly Mention[] = [
  URL,
  { pattern: /\b(?:ssh|git|tcp|docker|oci|grpc):\/\/([^\s"'<>\\/]{1,253})/g, read: hostOf },
  {
    pattern: /\b(?:host(?:name)?|server_?name|address|addr|registry|endpoint)["']?[=:] ?["'](?!https?:)([^"'\s/]{1,253})["'/]/gi,
    read: dottedHostOf,
  },
  { pattern: /\bhost lookup:? '([^'\s]{1,253})'/g, read: hostOf },
  { pattern: /\bhost ?name "([^"\s]{1,253})"|Domain\("([^"\s]{1,253})"\)/g, read: dottedHostOf },
  { pattern: /\blookup ([^\s:]{1,253})(?: on |:)/g, read: hostOf },
  { pattern: /\b(?:tcp|udp) (?:\S{1,80}->)?([^\s,>]{3,300}:\d{1,5})\b/g, read: hostOf },
  { pattern: /\b(?:CONNECT|tunnel to) (\S{3,260}:\d{1,5})(?=\s|$)/g, read: hostOf },
  { pattern: /\bgit@([^\s:]{3,253}):/g, read: dottedHostOf },
  {
    pattern: new RegExp(
      String.raw`\b(?:connect(?:ing|ed)? to|resolv(?:e|ing)|connection (?:to|with)|handshake with|[Tt]rying|reach(?:ing)?|contact(?:ing)?|host(?:name)? is|[Hh]ost:|[Ss]erver:|endpoint:|address:|[Dd]ownload(?:ing)?(?: from)?|[Ff]etch(?:ing)?(?: from)?) (?:the )?(?:host(?:name)? |server |registry )?(?:at )?['"(]?${HOST}`,
      'g',
    ),
    read: dottedHostOf,
  },
  // The console of a browser: `host/path:line Failed to load resource`.
  { pattern: /(?<![\w./@-])((?:[a-z0-9][\w-]{0,62}\.){1,8}[a-z]{2,24})\/[^\s:]{0,300}(?::\d{1,7})? Failed to load/g, read: dottedHostOf },
];

const SSH_MENTIONS: readonly Mention[] = [
  { pattern: /\b(?:ssh|git):\/\/([^\s"'<>\\/]{1,253})/g, read: hostOf },
  {
    pattern:
      /\b(?:[Cc]onnect(?:ing|ion)? to|negotiate with|host '?|[Aa]uthenticat(?:ed|ing) (?:to|with)) '?((?!UNKNOWN)(?:[\w-]{1,63}\.){1,8}[\w-]{1,63}|\[[0-9a-f:]{3,39}\])/g,
    read: dottedHostOf,
  },
  { pattern: /(?<![\w.-])[\w.-]{1,64}@((?:[\w-]{1,63}\.){1,8}[\w-]{1,63})(?=[:\s'"])/g, read: dottedHostOf },
];

/** In the record itself: behind a preposition, or with a port. */
const MENTIONS: readonly Mention[] = [
  ...SURE,
  {
    pattern: new RegExp(
      String.raw`\b(?:[Ff]or|[Ff]rom|[Ww]ith|[Tt]o|[Hh]ost|[Ss]erver|[Rr]egistry|[Dd]omain|[Ss]ite|[Ee]ndpoint|server at|host at) (?:the )?(?:host(?:name)? |server |registry )?['"(]?${HOST}(?!/)`,
      'g',
    ),
    read: dottedHostOf,
  },
  {
    pattern:
      /(?<!\bprox(?:y|ies):? (?:PROXY )?)(?<![\w.@/-])((?:[a-z0-9][\w-]{0,62}\.){1,8}[a-z]{2,24}:\d{2,5}|\d{1,3}(?:\.\d{1,3}){3}:\d{1,5}|localhost:\d{2,5})(?![\w.-])/gi,
    read: dottedHostOf,
  },
  {
    pattern:
      /(?<![\w./@-])((?:[a-z0-9][\w-]{0,62}\.){1,8}[a-z]{2,24}): (?=(?:read|write|connect|getaddrinfo|Error|error|failed|timed? ?out|[A-Z]{5,})\b)/g,
    read: dottedHostOf,
  },
  // libcurl's own words: `Timeout was reached: [host] …`.
  { pattern: /\[((?:[a-z0-9][\w-]{0,62}\.){1,8}[a-z]{2,24})\]/g, read: dottedHostOf },
];

function lastOf(text: string, mentions: readonly Mention[] = MENTIONS): NamedHost | null {
  return best(text, mentions, (hosts) => hosts.findLast(isName) ?? hosts.at(-1));
}

function firstOf(text: string): NamedHost | null {
  return best(text, MENTIONS, (hosts) => hosts.find(isName) ?? hosts[0]);
}

/** A name before an address, whatever the way in which it is said. */
function best(text: string, mentions: readonly Mention[], choose: (hosts: NamedHost[]) => NamedHost | undefined): NamedHost | null {
  const found = mentions.flatMap(
    ({ pattern, read }) =>
      choose([...text.matchAll(pattern)].flatMap((match) => read(match.slice(1).find((part) => part !== undefined) ?? '') ?? [])) ?? [],
  );
  return found.find(isName) ?? found[0] ?? null;
}

function isName({ host }: NamedHost): boolean {
  return addressFamily(host) === null;
}
