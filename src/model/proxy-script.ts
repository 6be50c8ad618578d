/**
 * A proxy script (PAC): the settings that point to it, what it returned, and what it looked up. Its text and its whole URL are never
 * stored.
 */
import * as z from 'zod';
import { Failure, FailureKind } from './failure.ts';
import { filePath, freeText, hostName, ipAddress, plainUrl, publicText } from './privacy.ts';

/** The setting that points to a script. */
export const SCRIPT_SOURCES = [
  /** From `--pac`. */
  'given',
  'system',
  'vscode',
  'jetbrains',
  'chrome',
  'chromium',
  'edge',
  'firefox',
  /** A managed policy of a browser. */
  'policy',
  /** Discovery by DNS, if enabled: `wpad` in the search domains (draft-ietf-wrec-wpad-01 §4.4). */
  'wpad-dns',
  /** DHCP option 252, from a lease file. */
  'wpad-dhcp',
] as const;
export const ScriptSource = z.enum(SCRIPT_SOURCES);
export type ScriptSource = z.infer<typeof ScriptSource>;

/** One script, and every setting that points to it. */
export const NamedScript = z.strictObject({
  /** A number that distinguishes scripts whose URLs differ only in a part that is not stored: 1, 2, … in the order of discovery. */
  number: z.int().min(1),
  /** Scheme, host and port; `file:` for a local file. */
  url: plainUrl(),
  namedBy: z.array(z.strictObject({ source: ScriptSource, file: filePath() })).min(1),
});
export type NamedScript = z.infer<typeof NamedScript>;

const Port = z.int().min(1).max(65535);

/** One entry of the list that FindProxyForURL returned, in order. `PROXY` is `proxy`, `SOCKS` is `socks4`. */
export const ScriptEntry = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('direct') }),
  z.strictObject({ kind: z.enum(['proxy', 'https', 'socks4', 'socks5']), host: hostName(), port: Port }),
]);
export type ScriptEntry = z.infer<typeof ScriptEntry>;

/** The result of FindProxyForURL for one URL. */
export const ScriptAnswer = z.strictObject({
  /** As browsers pass it: `https://host[:port]/`. */
  url: plainUrl(),
  host: hostName(),
  entries: z.array(ScriptEntry),
  /** Entries of the returned list that no program understands. */
  unusable: z.int().min(0),
  /** The returned value is not a list. Absent: it is a non-empty text. */
  type: z.enum(['null', 'empty', 'not-a-string']).optional(),
  failure: Failure.nullable(),
  /** The line of the error. */
  line: z.int().min(1).optional(),
  /** The text of that line, shortened. */
  sourceLine: freeText().optional(),
  /** The line that contains the returned list. Absent: the line is unknown. */
  listLine: z.int().min(1).optional(),
  /** The list of a second call in the same run. Absent: the same. */
  second: z.array(ScriptEntry).optional(),
  /** The list for the same host over `http:`. Absent: the same. */
  overHttp: z.array(ScriptEntry).optional(),
  /** The lists with other addresses of this machine as `myIpAddress()`. Absent: the same, or never asked. */
  otherAddresses: z.array(z.strictObject({ address: ipAddress(), entries: z.array(ScriptEntry) })).optional(),
});
export type ScriptAnswer = z.infer<typeof ScriptAnswer>;

/** The lookups of a script: IPv4 addresses (`dnsResolve`, `isInNet`, `isResolvable`), or both families (the functions in `Ex`). */
export const SCRIPT_CALLS = ['dnsResolve', 'dnsResolveEx'] as const;
export const ScriptCall = z.enum(SCRIPT_CALLS);
export type ScriptCall = z.infer<typeof ScriptCall>;

/** One lookup of the script. */
export const ScriptQuestion = z.strictObject({
  name: hostName(),
  call: ScriptCall,
  addresses: z.array(ipAddress()),
  failure: FailureKind.nullable(),
  ms: z.number().min(0),
});
export type ScriptQuestion = z.infer<typeof ScriptQuestion>;

export const ProxyScriptFacts = z.strictObject({
  bytes: z.int().min(0),
  /** The first 16 digits of the SHA-256 of the bytes. */
  sha256: publicText(),
  /** The media type; null for a local file, or without the header. */
  contentType: publicText().nullable(),
  /** How the bytes were decoded: by BOM, by charset, else as browsers assume. */
  encoding: z.enum(['utf-8', 'utf-16le', 'utf-16be', 'iso-8859-1', 'other']),
  bom: z.boolean(),
  lines: z.int().min(0),
  answers: z.array(ScriptAnswer),
  questions: z.array(ScriptQuestion),
  /** Lookups beyond the limit, which got no address. */
  questionsLeftOut: z.int().min(0),
  /** The script used this machine's addresses (`myIpAddress`, `myIpAddressEx`). */
  asksOwnAddress: z.boolean(),
  /** Calls of `alert()`. */
  alerts: z.int().min(0),
  /** Duration of the evaluation, without lookups. */
  ms: z.number().min(0),
  /** The line where the script could not be loaded. Absent: it was loaded, or the line is unknown. */
  line: z.int().min(1).optional(),
  /** The text of that line, shortened. */
  sourceLine: freeText().optional(),
});
export type ProxyScriptFacts = z.infer<typeof ProxyScriptFacts>;

/** The options of a request about a script. */
export const ScriptOptions = z.strictObject({
  /** The URLs to ask the script about: `https://host[:port]/`. */
  urls: z.array(plainUrl()),
});
export type ScriptOptions = z.infer<typeof ScriptOptions>;

export function scriptOptionsKey({ urls }: ScriptOptions): string {
  return `for ${urls.join(' ')}`;
}
