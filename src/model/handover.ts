/** What is asked of one team, as plain data: the document of `request --format json`, from which every other form is written. */
import * as z from 'zod';
import { Finding, Fix, Owner } from './finding.ts';
import { OwnAddress } from './host-facts.ts';
import { freeText, hostName, ipAddress, plainUrl, publicText } from './privacy.ts';
import { Vantage } from './vantage.ts';

export const REQUEST_SCHEMA = 'gitpod-doctor/request@1';

/** A cause this team can fix, and what to do. */
export const Ask = z.strictObject({
  finding: Finding.pick({
    ...{ id: true, code: true, name: true, title: true, why: true, severity: true, confidence: true, requirements: true, evidence: true },
  }),
  fixes: z.array(Fix),
});
export type Ask = z.infer<typeof Ask>;

/**
 * Which device must let it through. `address`: a packet filter, as no connection opens. `name`: a filter that reads names, as the
 * connection opens and TLS or HTTP does not. `proxy`: the proxy, whatever the firewall does.
 */
export const OPENED_BY = ['address', 'name', 'proxy'] as const;

/** One rule: outbound, from the measured place. */
export const Opening = z.strictObject({
  protocol: z.enum(['tcp', 'udp']),
  port: z.int().min(1).max(65535),
  /** What to allow: the host, or the wildcard of the access requirements it stands for. */
  allow: z.array(hostName()),
  /** The measured name, or an address if the requirements name one. */
  host: hostName(),
  /** Resolved addresses at measurement time; for a literal address, that address. */
  addresses: z.array(ipAddress()),
  by: z.enum(OPENED_BY),
  /** `host:port` of the proxy that must let it through; null for the direct route. */
  proxy: hostName().nullable(),
  /** The outcome of the attempt. */
  seen: publicText(),
  /** The cause that explains it. */
  finding: publicText(),
  code: Finding.shape.code,
  /** Ids of dependent requirements, their destinations as the access requirements spell them, and the sections they are from. */
  rows: z.array(publicText()),
  endpoints: z.array(plainUrl()),
  sections: z.array(publicText()),
  /** False if only some users need it: every dependent requirement is optional, or its condition is unknown. */
  needed: z.boolean(),
});
export type Opening = z.infer<typeof Opening>;

/** A host to exclude from TLS inspection, as the access requirements spell it, and the cause. */
export const Exemption = z.strictObject({ host: hostName(), finding: publicText(), needed: z.boolean() });
export type Exemption = z.infer<typeof Exemption>;

export const Handover = z.strictObject({
  owner: Owner,
  /** Time, place and tool of the measurement, in one line. */
  measured: freeText(),
  /** Where the connections come from. `addresses`: those of the machine, with their network's prefix length. */
  source: z.strictObject({ place: Vantage.nullable(), addresses: z.array(OwnAddress) }),
  /** Ids that help the reader; for Gitpod also the outcome, and what was measured. */
  about: z.array(freeText()),
  asks: z.array(Ask),
  /** For the network team only. */
  openings: z.array(Opening),
  exemptions: z.array(Exemption),
  /** The list that works for every program, in both spellings; null if nothing is missing. */
  noProxy: z.strictObject({ noProxy: freeText(), nonProxyHosts: freeText() }).nullable(),
});
export type Handover = z.infer<typeof Handover>;

export const RequestDocument = z.strictObject({ schema: z.literal(REQUEST_SCHEMA), ...Handover.shape });
