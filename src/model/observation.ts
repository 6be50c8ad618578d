/** What a probe observed. Facts only: no verdict, no sentence, no secret (docs/design.md §2). */
import * as z from 'zod';
import { CredentialFacts } from './aws/credentials.ts';
import { MetadataFacts } from './aws/metadata.ts';
import { Failure } from './failure.ts';
import { GoogleMetadataFacts } from './google-metadata.ts';
import { HostFacts, Resolver } from './host-facts.ts';
import { HttpAnswer, Phase, ResolvedAddress } from './phase.ts';
import { freeText, hostName, ipAddress, plainUrl, publicText } from './privacy.ts';
import { ControlPurpose, ProbeRole } from './probe-request.ts';
import { LoginMeans } from './proxy-login.ts';
import { ProxyScriptFacts } from './proxy-script.ts';
import { SshStep } from './ssh/ask.ts';
import { SshConfigFacts } from './ssh/facts.ts';
import { ProcessStall, SpoiledAttempt } from './stalled.ts';
import { Route, Target } from './target.ts';

const base = {
  /** `o1…`, numbered in plan order. */
  id: publicText(),
  /** The key of its request. */
  request: plainUrl(),
  target: Target,
  route: Route,
  role: ProbeRole,
  purpose: ControlPurpose.nullable(),
  requirements: z.array(publicText()),
  /** True if this tool invented the host name for a wildcard. */
  nameIsOurs: z.boolean(),
  /**
   * A refused connection is a completed observation. `crashed`: an internal error or a limit of this machine (failure layer `machine`).
   * `cancelled`: stopped by the user or the deadline.
   */
  state: z.enum(['completed', 'crashed', 'cancelled']),
  /** Why it was cancelled; null otherwise. */
  cancelledBy: z.enum(['person', 'deadline']).nullable(),
  /** RFC 3339, UTC, by this machine's clock. */
  startedAt: publicText(),
  startMs: z.number().min(0),
  durationMs: z.number().min(0),
  phases: z.array(Phase),
  /** The failure of the last phase; null if every phase passed. */
  failure: Failure.nullable(),
  /** How long this process did not run during the measurement; absent if the time is negligible. */
  stalled: ProcessStall.optional(),
  /** Earlier attempts that failed because of this machine; absent: none. */
  spoiled: z.array(SpoiledAttempt).optional(),
};

/** DNS → TCP → (CONNECT) → TLS → HTTP to one URL over one route, redirects included. */
export const WebObservation = z.strictObject({
  probe: z.enum(['https', 'http', 'tcp', 'download']),
  ...base,
  /** The response to a request that ignores the certificate, sent only after verification failed. */
  unverifiedAnswer: HttpAnswer.nullable(),
});
export type WebObservation = z.infer<typeof WebObservation>;

export function isWebObservation(observation: Observation): observation is WebObservation {
  return 'unverifiedAnswer' in observation;
}

/** The result of the three datagrams sent to one gateway address. */
export const UdpObservation = z.strictObject({ probe: z.literal('udp'), ...base });
export type UdpObservation = z.infer<typeof UdpObservation>;

/** One datagram in answer to a query, the first or a later one (RFC 1035 §4.1). */
export const DnsDatagram = z.strictObject({
  /** Milliseconds since the query was sent. */
  afterMs: z.number().min(0),
  /** True if the datagram has the id of the query. The sender of another id has not seen the query. */
  idMatches: z.boolean(),
  rcode: z.int().min(0),
  addresses: z.array(ipAddress()),
  /** The chain of CNAME records, in order. */
  aliases: z.array(hostName()),
  /** INFO-CODEs of Extended DNS Errors (RFC 8914 §4). */
  extendedErrors: z.array(z.int().min(0)),
  /** The answer exceeded a datagram (TC, RFC 1035 §4.1.1) and is incomplete. */
  truncated: z.literal(true).optional(),
});
export type DnsDatagram = z.infer<typeof DnsDatagram>;

/** One answer about a name: from the system lookup, or from one configured resolver and family. */
export const NameAnswer = z.strictObject({
  from: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('system') }),
    z.strictObject({ kind: z.literal('resolver'), ...Resolver.shape }),
  ]),
  /** Null if one query is for both families, as in the system lookup. */
  family: z.union([z.literal(4), z.literal(6)]).nullable(),
  addresses: z.array(ipAddress()),
  durationMs: z.number().min(0),
  failure: Failure.nullable(),
  /** All answers to this query, if the probe listened beyond the first datagram. */
  datagrams: z.array(DnsDatagram).optional(),
  /** The same resolver's answer over TCP, which is requested if no complete datagram came. Absent: not requested, or no answer. */
  overTcp: DnsDatagram.optional(),
});
export type NameAnswer = z.infer<typeof NameAnswer>;

/** The answers of the system lookup and of every configured resolver for one name. */
export const DnsObservation = z.strictObject({
  probe: z.literal('dns'),
  ...base,
  name: hostName(),
  answers: z.array(NameAnswer),
  addresses: z.array(ResolvedAddress),
});
export type DnsObservation = z.infer<typeof DnsObservation>;

export const HostObservation = z.strictObject({ probe: z.literal('host'), ...base, facts: HostFacts.nullable() });
export type HostObservation = z.infer<typeof HostObservation>;

/** One AWS call: the connection's phases, then `aws`. Pasted output has that phase only. */
export const AwsObservation = z.strictObject({
  probe: z.literal('aws'),
  ...base,
  /** The intended address of the call, even if it was not reached; `custom` as in the phase. Absent: there was nothing to send. */
  endpoint: z.strictObject({ host: hostName(), port: z.int().min(1).max(65535), custom: publicText().nullable() }).optional(),
});
export type AwsObservation = z.infer<typeof AwsObservation>;

/** The credentials on this machine. The probe never fails: a machine without credentials is a fact. */
export const CredentialsObservation = z.strictObject({ probe: z.literal('aws-credentials'), ...base, facts: CredentialFacts.nullable() });
export type CredentialsObservation = z.infer<typeof CredentialsObservation>;

export const MetadataObservation = z.strictObject({ probe: z.literal('metadata'), ...base, facts: MetadataFacts.nullable() });
export type MetadataObservation = z.infer<typeof MetadataObservation>;

/** The answers of Google's metadata server about this machine. Facts are null if the probe was stopped early. */
export const GoogleMetadataObservation = z.strictObject({
  probe: z.literal('google-metadata'),
  ...base,
  facts: GoogleMetadataFacts.nullable(),
});
export type GoogleMetadataObservation = z.infer<typeof GoogleMetadataObservation>;

/** The effective SSH settings of one alias. Facts are null if the probe was stopped early. */
export const SshConfigObservation = z.strictObject({ probe: z.literal('ssh-config'), ...base, facts: SshConfigFacts.nullable() });
export type SshConfigObservation = z.infer<typeof SshConfigObservation>;

/** How far a connection to one alias gets. */
export const SshConnectObservation = z.strictObject({ probe: z.literal('ssh-connect'), ...base, rung: SshStep });
export type SshConnectObservation = z.infer<typeof SshConnectObservation>;

/** A proxy script, fetched and evaluated. Null: it could not be fetched, or the probe was stopped. */
export const ProxyScriptObservation = z.strictObject({ probe: z.literal('proxy-script'), ...base, script: ProxyScriptFacts.nullable() });
export type ProxyScriptObservation = z.infer<typeof ProxyScriptObservation>;

/** What this machine has for the login that a proxy demands. Null: the probe was stopped. */
export const ProxyLoginObservation = z.strictObject({ probe: z.literal('proxy-login'), ...base, means: LoginMeans.nullable() });
export type ProxyLoginObservation = z.infer<typeof ProxyLoginObservation>;

export const Observation = z.discriminatedUnion('probe', [
  WebObservation,
  UdpObservation,
  DnsObservation,
  HostObservation,
  AwsObservation,
  CredentialsObservation,
  MetadataObservation,
  GoogleMetadataObservation,
  SshConfigObservation,
  SshConnectObservation,
  ProxyScriptObservation,
  ProxyLoginObservation,
]);
export type Observation = z.infer<typeof Observation>;

/** The latest facts about the measuring machine; null if it was not examined, or its probe failed. */
export function hostFactsOf(observations: readonly Observation[]): HostFacts | null {
  const host = observations.findLast((observation) => observation.probe === 'host');
  return host?.probe === 'host' ? host.facts : null;
}

/** The record of a crash, as one line in the bundle. */
export const CrashNote = z.strictObject({ observation: publicText(), text: freeText() });
export type CrashNote = z.infer<typeof CrashNote>;
