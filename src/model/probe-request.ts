/** What the plan asks the world for. A request is data: the same request gives the same kind of observation. */
import * as z from 'zod';
import { AwsAsk, awsAskKey } from './aws/ask.ts';
import { awsTargetText } from './aws/operation.ts';
import { TrustStore } from './consumer.ts';
import { hostName, ipAddress, plainUrl, publicText } from './privacy.ts';
import { TrustingProgram } from './program-trust.ts';
import { Proof } from './requirement.ts';
import { SshAsk, sshAskKey } from './ssh/ask.ts';
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
  'ssh-config',
  'ssh-connect',
] as const;
export const ProbeName = z.enum(PROBES);
export type ProbeName = z.infer<typeof ProbeName>;

/**
 * - `row`: the way a real client goes; a failed phase is a failed observation.
 * - `control`: measured to tell causes apart; never a failure by itself (DESIGN §2.5).
 */
export const ProbeRole = z.enum(['row', 'control']);
export type ProbeRole = z.infer<typeof ProbeRole>;

/** Why a control is made: the question it settles. */
export const CONTROL_PURPOSES = [
  /** Same address, a neutral name in the ClientHello: does the reset follow the name? */
  'neutral-name',
  /** Same host on 443: is it the port? */
  'port-443',
  /** Another host of the list through the same proxy: does it refuse everybody? */
  'other-host',
  /** The same host without the proxy, or through it. */
  'other-route',
  /** IPv6 of a host that has it, where this machine has IPv6. */
  'family-6',
  /** Where the redirect of an answer leads that nobody vouches for, so that no client follows it: is the way there open? */
  'redirect-target',
  /** The same request once more: does it repeat? */
  'repeat',
  /** The same name, a ClientHello that fits one packet: does its size decide? */
  'small-hello',
  /** An offer so old that a healthy peer answers it with an alert: do small answers come back? */
  'small-answer',
  /** An address that nobody has: who accepts a connection there? */
  'unserved-address',
  /** The same request through a proxy that another program on this machine uses. */
  'other-programs-proxy',
  /** The beginning of a large download: how fast is it? */
  'throughput',
  /** The names under which the gateway's nodes are published: do they still lead to the addresses of the list? */
  'lighthouse-name',
  /** A far end of ours that is known to listen: does UDP leave this network at all? */
  'far-end',
  /** Is this EC2, and if so, which region and account? */
  'where-from',
  /** The same call in a region that every account has: is it the credentials, or the region? */
  'home-region',
  /** Which regions does the account have: is a regional service of any use to it? */
  'account-regions',
  /** A name that nobody has, below the domain of an SSH alias: does DNS answer for the whole domain? */
  'virtual-name',
  /** The same handshake once more, judged by the list of every program here: which of them trust the one who signs? */
  'program-trust',
  /** The same request with the certificates of `--ca-file` added: is that the remedy? */
  'named-authority',
  /** A host of somebody else: does the one who signs there sign here, too? */
  'other-owner',
  /** A server of the list, asked for its time alone: is the clock here right? */
  'server-time',
  /** A connection in the quiet to what accepted one before: did its first packet get lost? */
  'packet-loss',
  /** The name asked of each resolver in a datagram of our own: which extended errors has the answer, and do others follow it? */
  'dns-details',
  /** A name that exists nowhere: is it answered all the same? */
  'invented-name',
  /** The same host at the address that another configured resolver gives for it: is it there? */
  'other-answer',
  /** A server that a certificate names for revocations, asked for anything: does it answer a client that insists? */
  'revocation',
  /** The same host without TLS: is everything led to one place, or only what is inspected? */
  'plain-http',
] as const;
export const ControlPurpose = z.enum(CONTROL_PURPOSES);
export type ControlPurpose = z.infer<typeof ControlPurpose>;

/** Controls that ask whether a failure is one host's or that of the network as a whole. */
export const SHARED_CONTROLS: ReadonlySet<ControlPurpose | null> = new Set<ControlPurpose | null>([
  'other-owner',
  'other-host',
  'plain-http',
]);

/** Of an answer at most this much is read: enough for every page and manifest that proves something. */
export const MOST_BODY_BYTES = 64 * 1024;
/** As much of a page as tells what it is. */
export const MOST_PAGE_BYTES = 16 * 1024;

/**
 * What the ClientHello offers where it is not the usual one. `small`: X25519 alone, without the post-quantum share that
 * makes it two packets long. `outdated`: TLS 1.0 and 1.1 alone, which fits a packet and has an answer that does, too.
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
  /** Rows that this request serves, by id; a control names the rows it explains. */
  requirements: z.array(publicText()),
  /** Roots from which the consumer of the row accepts a chain. */
  trust: z.array(TrustStore),
  proof: Proof.nullable(),
  /** Only this family, where a control asks for it. */
  family: z.union([z.literal(4), z.literal(6)]).nullable(),
  /** Connect here instead of resolving the name (a control on the same address). */
  address: ipAddress().nullable(),
  /** Name in the ClientHello where it differs from the host. */
  serverName: hostName().nullable(),
  /** HTTP method; HEAD where only the status matters, GET where the body proves something. */
  method: z.enum(['GET', 'HEAD', 'PUT']),
  /** Where the published SHA-256 of a download stands. */
  checksumUrl: plainUrl().nullable(),
  /** The deadline of one stage in milliseconds, where it differs from the sweep's. */
  stageMs: z.int().positive().nullable(),
  /** The name was chosen by us for a wildcard: NXDOMAIN is not a failure. */
  nameIsOurs: z.boolean(),
  /** Absent: what production clients send. */
  clientHello: ClientHello.optional(),
  /** Only so many bytes from the beginning, read for the time that they take. Absent: what is needed of the answer. */
  firstBytes: z.int().positive().optional(),
  /** Of `aws` and `aws-credentials`, and of nothing else. */
  aws: AwsAsk.optional(),
  /** Of `ssh-config` and `ssh-connect`, and of nothing else. */
  ssh: SshAsk.optional(),
  /** The chain is shown to the list of every program on this machine, and nothing is asked for behind the handshake. */
  everyProgram: z.literal(true).optional(),
  /** By whose rules the chain is judged (certificate-rules.ts). Absent: OpenSSL's. */
  verifier: z.enum(VERIFIERS).optional(),
  /** Whose list `own` in `trust` stands for; asked only where the other stores do not vouch. */
  ownList: TrustingProgram.optional(),
});
export type ProbeRequest = z.infer<typeof ProbeRequest>;

/** What tells two requests apart; equal keys are one measurement. */
export function requestKey(request: Omit<ProbeRequest, 'key'>): string {
  const route =
    request.route.via === 'direct' ? 'direct' : `${request.route.proxy.scheme}://${request.route.proxy.host}:${request.route.proxy.port}`;
  return [
    request.probe,
    targetKey(request.target),
    `via ${route}`,
    request.method === 'GET' ? null : request.method,
    request.trust.length > 0 ? `trust ${request.trust.join('+')}` : null,
    // Programs that read the same stores have lists and rules of their own.
    request.ownList !== undefined && request.trust.includes('own') ? `own ${request.ownList}` : null,
    request.verifier === undefined || request.verifier === 'openssl' ? null : `by ${request.verifier}`,
    request.family === null ? null : `ipv${request.family}`,
    request.address === null ? null : `at ${request.address}`,
    request.serverName === null ? null : `as ${request.serverName}`,
    request.purpose,
    request.aws === undefined ? null : awsAskKey(request.aws),
    request.ssh === undefined ? null : sshAskKey(request.ssh),
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
    case 'host':
      return 'host';
    case 'unusable':
      return target.text;
  }
}
