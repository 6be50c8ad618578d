/** Facts about this machine. Values of variables are reduced to their parts; no secret can stand here. */
import * as z from 'zod';
import { REGION_SOURCES } from './aws/credentials.ts';
import { filePath, hostName, hostPattern, ipAddress, plainUrl, publicText, regionName, variableName } from './privacy.ts';
import { IDES } from './profile-words.ts';
import { ForwardProxy } from './target.ts';

/** Variables that carry a proxy, in both spellings. */
export const PROXY_VARIABLES = ['HTTP_PROXY', 'HTTPS_PROXY', 'ALL_PROXY', 'http_proxy', 'https_proxy', 'all_proxy'] as const;
export type ProxyVariableName = (typeof PROXY_VARIABLES)[number];

export const PROXY_VALUE_PROBLEMS = ['empty', 'quotes', 'blanks', 'no-scheme', 'unsupported-scheme', 'not-a-url', 'has-path'] as const;

/** One proxy variable, parsed. Host and port are null where the value does not parse. */
export const ProxyVariable = z.strictObject({
  name: z.enum(PROXY_VARIABLES),
  scheme: publicText().nullable(),
  host: hostName().nullable(),
  port: z.int().min(1).max(65535).nullable(),
  hasCredentials: z.boolean(),
  /** `no-scheme` and `has-path` are harmless for some programs and fatal for others; the rest is unusable. */
  problems: z.array(z.enum(PROXY_VALUE_PROBLEMS)),
});
export type ProxyVariable = z.infer<typeof ProxyVariable>;

/** NO_PROXY or no_proxy, split at commas. An entry that is no host, address, CIDR or `*` is dropped and counted. */
export const NoProxyVariable = z.strictObject({
  name: z.enum(['NO_PROXY', 'no_proxy']),
  entries: z.array(hostPattern()),
  unreadable: z.int().min(0),
  /** The list holds blanks, which some programs take for part of an entry. */
  hasBlanks: z.boolean(),
  /**
   * What stands before, between and after the words of the entries, one sign a character (`GAP_SIGNS`), so that the
   * text can be put together again without storing it. Sessions of before do not have it.
   */
  gaps: z.array(publicText()).optional(),
});
export type NoProxyVariable = z.infer<typeof NoProxyVariable>;

export const TRUST_VARIABLES = [
  'NODE_EXTRA_CA_CERTS',
  'SSL_CERT_FILE',
  'SSL_CERT_DIR',
  'AWS_CA_BUNDLE',
  'REQUESTS_CA_BUNDLE',
  'CURL_CA_BUNDLE',
  'GIT_SSL_CAINFO',
] as const;

/** A variable that names a file of certificates, and what lies there. */
export const TrustFile = z.strictObject({
  variable: z.enum(TRUST_VARIABLES),
  path: filePath(),
  state: z.enum(['sound', 'missing', 'unreadable', 'empty', 'not-pem', 'too-large']),
  certificates: z.int().min(0),
});
export type TrustFile = z.infer<typeof TrustFile>;

/** Programs that keep settings of their own, which need not agree with the variables. */
export const SETTING_PROGRAMS = ['git', 'npm', 'pip', 'aws', 'docker', 'vscode', 'jetbrains', 'system'] as const;
const SettingProgram = z.enum(SETTING_PROGRAMS);
export type SettingProgram = z.infer<typeof SettingProgram>;

/** A proxy that another program is set to use. Of a login only its presence is kept. */
export const OtherProxy = z.strictObject({
  program: SettingProgram,
  proxy: ForwardProxy,
  hasCredentials: z.boolean(),
  /** Hosts that the program reaches without it, as the file spells them. */
  noProxy: z.array(hostPattern()),
  /** The file that says so; for a database the place by which its own program knows it. */
  file: filePath(),
});
export type OtherProxy = z.infer<typeof OtherProxy>;

/**
 * A setting that decides about proxies without naming one that we could use: a script or discovery that nobody has
 * evaluated, the system's own choice, SOCKS, none at all on purpose, or a value that does not parse.
 */
export const OTHER_SETTING_KINDS = ['pac', 'auto-detect', 'system', 'socks', 'off', 'unreadable'] as const;

/**
 * Where a proxy script (PAC) lies: as much of its URL as holds no secret. People put tokens into its path and query.
 * Host and port are null for a file of this machine.
 */
export const ScriptPlace = z.strictObject({
  scheme: z.enum(['http', 'https', 'file']),
  host: hostName().nullable(),
  port: z.int().min(1).max(65535).nullable(),
});
export type ScriptPlace = z.infer<typeof ScriptPlace>;

export const OtherSetting = z.strictObject({
  program: SettingProgram,
  kind: z.enum(OTHER_SETTING_KINDS),
  file: filePath(),
  /** Of kind `pac` alone, where its URL parses. Sessions of before do not have it. */
  script: ScriptPlace.optional(),
});
export type OtherSetting = z.infer<typeof OtherSetting>;

/** A file of certificates that a program's own settings name, and what lies there. */
export const OtherTrustFile = z.strictObject({
  program: SettingProgram,
  /** The name of the setting: `http.sslCAInfo`, `cafile`, `ca_bundle`. */
  setting: publicText(),
  ...TrustFile.omit({ variable: true }).shape,
});
export type OtherTrustFile = z.infer<typeof OtherTrustFile>;

/** What the machine tells about the set-up: offered where a question asks for it, and never taken for an answer. */
export const SetUp = z.strictObject({
  /** Where AWS programs go if nobody says otherwise. */
  region: z.strictObject({ name: regionName(), from: z.enum(REGION_SOURCES) }).nullable(),
  /** Editors that have left something in the home folder. */
  editors: z.array(z.enum(IDES)),
  /** The host that the repository of the present folder came from. */
  scm: plainUrl().nullable(),
});
export type SetUp = z.infer<typeof SetUp>;

export const Resolver = z.strictObject({ address: ipAddress(), port: z.int().min(1).max(65535) });
export type Resolver = z.infer<typeof Resolver>;

/** A setting by which names are looked up over TLS (RFC 7858) or HTTPS (RFC 8484), by this machine or by a browser on it. */
export const EncryptedDns = z.strictObject({
  by: z.enum(['systemd-resolved', 'network-manager', 'windows', 'macos', 'chrome', 'chromium', 'edge', 'firefox']),
  over: z.enum(['tls', 'https']),
  /** `strict`: and in no other way. */
  mode: z.enum(['strict', 'opportunistic', 'off']),
  /** Hosts of the servers, where the setting names them. */
  servers: z.array(hostName()),
  file: filePath(),
});
export type EncryptedDns = z.infer<typeof EncryptedDns>;

/** An address of an interface, with the length of its network's prefix. */
export const OwnAddress = z.strictObject({ address: ipAddress(), prefix: z.int().min(0).max(128) });
export type OwnAddress = z.infer<typeof OwnAddress>;

export const HostFacts = z.strictObject({
  platform: publicText(),
  release: publicText(),
  arch: publicText(),
  nodeVersion: publicText(),
  container: z.boolean(),
  /** Evidence of EC2 other than the metadata service: DMI product or vendor, hypervisor id. Null: could not look. */
  ec2: z.boolean().nullable(),
  /** Evidence of the product: files or variables of a runner or an environment. */
  product: z.enum(['runner', 'environment']).nullable(),
  /** Interfaces that are up, loopback aside. */
  interfaces: z.int().min(0),
  ipv4: z.boolean(),
  /** A global IPv6 address. */
  ipv6: z.boolean(),
  /** Where connections of this machine come from, for whoever writes the rule. Sessions of before do not have it. */
  ownAddresses: z.array(OwnAddress).optional(),
  /** A default route per family; null where the platform does not tell without help. */
  defaultRoute4: z.boolean().nullable(),
  defaultRoute6: z.boolean().nullable(),
  /**
   * The IPv4 next hop of the default route was asked for on its link, and nothing answered. Null: nobody has sent yet,
   * or the platform does not tell. Sessions of before do not have it.
   */
  nextHopSilent: z.boolean().nullable().optional(),
  /**
   * TCP segments that this machine (its network namespace) has sent since it was started, those that it sent again, and the first
   * ones of connections among these. Absent: the platform does not tell, or a session of before.
   */
  tcpCounters: z.strictObject({ sent: z.int().min(0), resent: z.int().min(0), firstResent: z.int().min(0) }).optional(),
  resolvers: z.array(Resolver),
  /** Absent: nobody looked, as in sessions of before and on a pretend machine. */
  encryptedDns: z.array(EncryptedDns).optional(),
  proxies: z.array(ProxyVariable),
  noProxy: z.array(NoProxyVariable),
  trustFiles: z.array(TrustFile),
  /** What settings of other programs say. Absent: nobody looked, as in sessions of before and on a pretend machine. */
  otherProxies: z.array(OtherProxy).optional(),
  otherSettings: z.array(OtherSetting).optional(),
  otherTrustFiles: z.array(OtherTrustFile).optional(),
  /** Absent: nobody looked, as in sessions of before and on a pretend machine. */
  setUp: SetUp.optional(),
  /** NODE_TLS_REJECT_UNAUTHORIZED=0 is set. */
  verificationDisabled: z.boolean(),
  /** AWS_ENDPOINT_URL and its per-service forms that are set: the names, not the values. */
  awsEndpointVariables: z.array(variableName()),
  /** Roots in the machine's own store; null if it could not be read. */
  systemRoots: z.int().min(0).nullable(),
});
export type HostFacts = z.infer<typeof HostFacts>;
