/** The requests of the plan. A request is data: equal requests give the same kind of observation. */
import * as z from 'zod';
import { AwsOptions, awsOptionsKey } from './aws/ask.ts';
import { awsTargetText } from './aws/operation.ts';
import { TrustStore } from './consumer.ts';
import { hostName, ipAddress, plainUrl, publicText } from './privacy.ts';
import { TrustingProgram } from './program-trust.ts';
import { LoginOptions, loginOptionsKey } from './proxy-login.ts';
import { ScriptOptions, scriptOptionsKey } from './proxy-script.ts';
import { Proof } from './requirement.ts';
import { SshProbeOptions, sshProbeKey } from './ssh/ask.ts';
import { Route, Target } from './target.ts';
import { VERIFIERS } from './verifier.ts';

export const PROBES = [
  'host',
  'dns',
  'tcp',
  'https',
  'http',
  'udp',
  'download',
  'aws',
  'aws-credentials',
  'metadata',
  'google-metadata',
  'ssh-config',
  'ssh-connect',
  'proxy-script',
  'proxy-login',
] as const;
export const ProbeName = z.enum(PROBES);
export type ProbeName = z.infer<typeof ProbeName>;

/**
 * - `row`: the route of a real client; a failed phase is a failed observation.
 * - `control`: measured to distinguish causes; never a failure by itself (docs/design.md §5).
 */
export const ProbeRole = z.enum(['row', 'control']);
export type ProbeRole = z.infer<typeof ProbeRole>;

export const CONTROL_PURPOSES = [
  /** The same address, with a neutral name in the ClientHello: does the failure depend on the name? */
  'neutral-name',
  /** The same host on port 443: is the port the cause? */
  'port-443',
  /** Another host of the catalogue through the same proxy: does the proxy refuse all hosts? */
  'other-host',
  /** The same host on the other route: without the proxy, or through it. */
  'other-route',
  /** IPv6 of a host that has an AAAA record, if this machine has IPv6. */
  'family-6',
  /** The redirect target of an unverified answer, which no client follows: can it be reached? */
  'redirect-target',
  /** The same request again: does the failure recur? */
  'repeat',
  /** The same name in a ClientHello that fits one packet: does the size of the ClientHello matter? */
  'small-hello',
  /** A ClientHello of versions so old that a healthy peer responds with an alert: do small responses arrive? */
  'small-answer',
  /** An address that no host uses: does a device accept the connection anyway? */
  'unserved-address',
  /** The same request through a proxy that another program on this machine uses: does it pass there? */
  'other-programs-proxy',
  /** The beginning of a large download: how fast is it? */
  'throughput',
  /** The published names of the gateway's nodes: do they still resolve to the addresses of the catalogue? */
  'lighthouse-name',
  /** The user's own listener outside the network: does UDP leave this network at all? */
  'far-end',
  /** Is this EC2, and if it is, which region and account? */
  'where-from',
  /** The same call in a region that every account has: are the credentials refused, or only the region? */
  'home-region',
  /** The account's regions: can it use a regional service at all? */
  'account-regions',
  /** An invented name below the domain of an SSH alias: does DNS answer for the whole domain? */
  'virtual-name',
  /** The same handshake, judged by every program's trust list: which of them trust the issuer? */
  'program-trust',
  /** The same request with the certificates of `--ca-file` added: do they fix it? */
  'named-authority',
  /** A host of another owner: does the same CA sign its certificate too? */
  'other-owner',
  /** A server of the catalogue, for its clock only: is this machine's clock right? */
  'server-time',
  /** A connection to an address that accepted one before, while nothing else runs: is its first packet lost? */
  'packet-loss',
  /** A direct query to each resolver: which extended errors does it return, and does a second answer follow? */
  'dns-details',
  /** A name that does not exist: does the resolver return an address anyway? */
  'invented-name',
  /** The same host at the address that another configured resolver returns: does the host answer there? */
  'other-answer',
  /** The revocation server in a certificate: can a client that checks revocation reach it? */
  'revocation',
  /** A required host through one entry of a proxy script's list: which entry works first? */
  'script-entry',
  /** The same host without TLS: is all traffic redirected, or only inspected traffic? */
  'plain-http',
  /** The same request through a SOCKS proxy, with the lookup by the other side: does it matter which side looks up the host? */
  'other-lookup',
  /** Which tickets and login helpers does this machine have for a login at the proxy? */
  'login-means',
  /** A KDC of the realm: could this machine get a ticket? */
  'kdc',
  /** A proxy demanded a login for some requests and let others pass. The same request again: does it get the same answer? */
  'login-repeat',
  /** The same request without the login: does the proxy demand one for this host at all? */
  'without-login',
] as const;
export const ControlPurpose = z.enum(CONTROL_PURPOSES);
export type ControlPurpose = z.infer<typeof ControlPurpose>;

/** Controls that show whether a failure concerns one host or the whole network. */
export const SHARED_CONTROLS: ReadonlySet<ControlPurpose | null> = new Set<ControlPurpose | null>([
  'other-owner',
  'other-host',
  'plain-http',
]);

/** The maximum number of body bytes to read: enough for every page and manifest that proves something. */
export const MAX_BODY_BYTES = 64 * 1024;
/** The maximum number of bytes that are searched to identify a page. */
export const MAX_PAGE_BYTES = 16 * 1024;

/**
 * A ClientHello that differs from that of production clients. `small`: X25519 only, without the post-quantum share that takes two packets.
 * `outdated`: TLS 1.0 and 1.1 only; it fits one packet, and so does the response.
 */
export const ClientHello = z.enum(['small', 'outdated']);
export type ClientHello = z.infer<typeof ClientHello>;

export const ProbeRequest = z.strictObject({
  /** Unique within a session and stable across sessions: built by `requestKey`. */
  key: plainUrl(),
  probe: ProbeName,
  target: Target,
  route: Route,
  role: ProbeRole,
  purpose: ControlPurpose.nullable(),
  /** Ids of the requirements this request serves; a control names the requirements it explains. */
  requirements: z.array(publicText()),
  /** The stores from which the requirement's consumer accepts a chain. */
  trust: z.array(TrustStore),
  proof: Proof.nullable(),
  /** Only addresses of this family, for a control. */
  family: z.union([z.literal(4), z.literal(6)]).nullable(),
  /** The address to connect to without a lookup (a control on the same address). */
  address: ipAddress().nullable(),
  /** Name in the ClientHello, if it differs from the host. */
  serverName: hostName().nullable(),
  /** HTTP method; HEAD if only the status matters, GET if the body proves something. */
  method: z.enum(['GET', 'HEAD', 'PUT']),
  /** The URL of a download's published SHA-256. */
  checksumUrl: plainUrl().nullable(),
  /** The deadline of one stage in milliseconds, if it differs from the sweep's. */
  stageMs: z.int().positive().nullable(),
  /** This tool invented the name for a wildcard, so NXDOMAIN is not a failure. */
  nameIsOurs: z.boolean(),
  /** Absent: the ClientHello of production clients. */
  clientHello: ClientHello.optional(),
  /** The number of body bytes to read to measure the speed. Absent: as many as the proof requires. */
  firstBytes: z.int().positive().optional(),
  aws: AwsOptions.optional(),
  ssh: SshProbeOptions.optional(),
  script: ScriptOptions.optional(),
  login: LoginOptions.optional(),
  /** The login in the proxy variables is not sent. */
  withoutLogin: z.literal(true).optional(),
  /** The chain is checked against every program's trust list, and nothing is sent after the handshake. */
  everyProgram: z.literal(true).optional(),
  /** The rules that judge the chain (knowledge/certificates/rules.ts). Absent: OpenSSL's. */
  verifier: z.enum(VERIFIERS).optional(),
  /** The program whose CA list `own` in `trust` means. The list is read only if the other stores do not trust the chain. */
  ownList: TrustingProgram.optional(),
});
export type ProbeRequest = z.infer<typeof ProbeRequest>;

/** Distinguishes requests; requests with equal keys are one measurement. */
export function requestKey(request: Omit<ProbeRequest, 'key'>): string {
  const route =
    request.route.via === 'direct' ? 'direct' : `${request.route.proxy.scheme}://${request.route.proxy.host}:${request.route.proxy.port}`;
  return [
    request.probe,
    targetKey(request.target),
    `via ${route}`,
    request.method === 'GET' ? null : request.method,
    request.trust.length > 0 ? `trust ${request.trust.join('+')}` : null,
    // Programs that use the same stores may have different lists and rules.
    request.ownList !== undefined && request.trust.includes('own') ? `own ${request.ownList}` : null,
    request.verifier === undefined || request.verifier === 'openssl' ? null : `by ${request.verifier}`,
    request.family === null ? null : `ipv${request.family}`,
    request.address === null ? null : `at ${request.address}`,
    request.serverName === null ? null : `as ${request.serverName}`,
    request.purpose,
    request.aws === undefined ? null : awsOptionsKey(request.aws),
    request.ssh === undefined ? null : sshProbeKey(request.ssh),
    request.script === undefined ? null : scriptOptionsKey(request.script),
    request.login === undefined ? null : loginOptionsKey(request.login),
  ]
    .filter((part) => part !== null && part !== '')
    .join(' ');
}

function targetKey(target: Target): string {
  switch (target.kind) {
    case 'https':
    case 'http':
      return target.url;
    case 'tcp':
      return `${target.host}:${target.port}`;
    case 'udp':
      return `${target.address}:${target.port}`;
    case 'name':
      return target.host;
    case 'ami':
      return `${target.owner}/${target.name}`;
    case 'aws':
      return awsTargetText(target);
    case 'ssh-alias':
      return target.pattern;
    case 'script':
      return `${target.url} ${target.number}`;
    case 'host':
      return 'host';
    case 'unusable':
      return target.text;
  }
}
