/** What is asked of one team, as plain data: the document of `request --format json`, and what every other form is written from. */
import * as z from 'zod';
import { Finding, Fix, Owner } from './finding.ts';
import { OwnAddress } from './host-facts.ts';
import { freeText, hostName, ipAddress, plainUrl, publicText } from './privacy.ts';
import { Vantage } from './vantage.ts';

export const REQUEST_SCHEMA = 'gitpod-doctor/request@1';

/** A cause that this team can remove, and what it has to do for that. */
export const Ask = z.strictObject({
  finding: Finding.pick({
    ...{ id: true, code: true, name: true, title: true, why: true, severity: true, confidence: true, requirements: true, evidence: true },
  }),
  fixes: z.array(Fix),
});
export type Ask = z.infer<typeof Ask>;

/**
 * What has to let it through. `address`: a packet filter, as no connection opens. `name`: a filter that reads names, as
 * the connection opens and TLS or HTTP does not. `proxy`: the proxy, whatever the firewall says.
 */
export const OPENED_BY = ['address', 'name', 'proxy'] as const;

/** One rule: outbound, from the place of the measurement. */
export const Opening = z.strictObject({
  protocol: z.enum(['tcp', 'udp']),
  port: z.int().min(1).max(65535),
  /** What to allow: the host, or the wildcard of the access requirements that it was measured for. */
  allow: z.array(hostName()),
  /** What was measured: a name, or an address where the requirements name one. */
  host: hostName(),
  /** What the name resolved to then; of an address itself. */
  addresses: z.array(ipAddress()),
  by: z.enum(OPENED_BY),
  /** `host:port` of the proxy that has to let it through; null for the direct way. */
  proxy: hostName().nullable(),
  /** What came of the attempt. */
  seen: publicText(),
  /** The cause that accounts for it. */
  finding: publicText(),
  code: Finding.shape.code,
  /** Ids of rows that hang on it, their destination as the access requirements spell it, and the sections that ask for it. */
  rows: z.array(publicText()),
  endpoints: z.array(plainUrl()),
  sections: z.array(publicText()),
  /** False where it is for those alone who use it: every row that hangs on it is optional, or its condition is not known. */
  needed: z.boolean(),
});
export type Opening = z.infer<typeof Opening>;

/** A host to leave out of TLS inspection, as the access requirements spell it, and the cause that says so. */
export const Exemption = z.strictObject({ host: hostName(), finding: publicText(), needed: z.boolean() });
export type Exemption = z.infer<typeof Exemption>;

export const Handover = z.strictObject({
  owner: Owner,
  /** When, from where and by what it was measured, in one line. */
  measured: freeText(),
  /** Where the connections begin. `addresses`: those of the machine, with the length of their network's prefix. */
  source: z.strictObject({ place: Vantage.nullable(), addresses: z.array(OwnAddress) }),
  /** Ids that the reader looks for; for Gitpod also the outcome, and what was measured. */
  about: z.array(freeText()),
  asks: z.array(Ask),
  /** For the network team alone. */
  openings: z.array(Opening),
  exemptions: z.array(Exemption),
  /** The list that works for every program, in the two spellings that there are; null where none is wanting. */
  noProxy: z.strictObject({ noProxy: freeText(), nonProxyHosts: freeText() }).nullable(),
});
export type Handover = z.infer<typeof Handover>;

export const RequestDocument = z.strictObject({ schema: z.literal(REQUEST_SCHEMA), ...Handover.shape });
