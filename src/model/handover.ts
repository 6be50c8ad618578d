/** A request to one team, as plain data: the output of `request --format json`, from which every other format is written. */
import * as z from 'zod';
import { Area } from './area.ts';
import { DEVICES } from './devices.ts';
import { Finding, Fix, Owner } from './finding.ts';
import { OwnAddress } from './host-facts.ts';
import { freeText, hostName, ipAddress, plainUrl, publicText } from './privacy.ts';
import { InboundRule } from './requirement.ts';
import { Vantage } from './vantage.ts';

export const REQUEST_SCHEMA = 'gitpod-doctor/request@1';

/** A cause that this team can fix, and the instructions. */
export const HandoverItem = z.strictObject({
  finding: Finding.pick({
    ...{ id: true, code: true, name: true, title: true, why: true, severity: true, confidence: true, requirements: true, evidence: true },
  }),
  fixes: z.array(Fix),
});
export type HandoverItem = z.infer<typeof HandoverItem>;

/** One outbound firewall rule for the measured machine. */
export const Opening = z.strictObject({
  protocol: z.enum(['tcp', 'udp']),
  port: z.int().min(1).max(65535),
  /** The host to allow, or the wildcard of the access requirements that it represents. */
  allow: z.array(hostName()),
  /** The measured name, or an address if the requirements list one. */
  host: hostName(),
  /** The addresses resolved at measurement time; for a literal address, the address itself. */
  addresses: z.array(ipAddress()),
  /**
   * The device that must allow the traffic. `address`: a packet filter, because TCP does not connect. `name`: a filter that reads host
   * names, because TCP connects and TLS or HTTP fails. `proxy`: the proxy, whatever the firewall allows.
   */
  by: z.enum(['address', 'name', 'proxy']),
  /** `host:port` of the proxy that must allow the traffic; null for the direct route. */
  proxy: hostName().nullable(),
  /** The outcome of the attempt. */
  seen: publicText(),
  /** The cause that explains it. */
  finding: publicText(),
  code: Finding.shape.code,
  /** The dependent requirements: their ids, their destinations as the access requirements spell them, and their sections. */
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

/** A connection that the measured machine needs for requirements that count: one line of the request's table. */
export const RequiredConnection = z.strictObject({
  ...Opening.pick({ protocol: true, port: true, proxy: true, rows: true, needed: true }).shape,
  /** The host to allow, or the wildcard of the access requirements. */
  host: hostName(),
  /** Measured names that match `host`, without itself, and their resolved addresses. */
  measured: z.array(hostName()),
  addresses: z.array(ipAddress()),
  areas: z.array(Area),
  /** A few words for each purpose. */
  purposes: z.array(publicText()),
  /** The state of the connection in this measurement. */
  state: z.enum(['fails', 'intercepted', 'not-measured', 'works']),
  /** The outcome of the failed attempt; null if none failed. */
  seen: publicText().nullable(),
});
export type RequiredConnection = z.infer<typeof RequiredConnection>;

/** An inbound rule of the requirements, and its purpose. */
export const InboundRequest = z.strictObject({ ...InboundRule.shape, row: publicText(), purpose: publicText() });

export const Handover = z.strictObject({
  owner: Owner,
  /** The demo scenario, whose network does not exist; null on a real network. */
  demo: publicText().nullable().default(null),
  /** Time, place and tool of the measurement, in one line. */
  measured: freeText(),
  /** The source of the connections. `addresses`: the machine's addresses, with the prefix length of their network. */
  source: z.strictObject({ place: Vantage.nullable(), addresses: z.array(OwnAddress) }),
  /** Lines that help the reader identify the case, such as ids; for Gitpod also the outcome and the measured area. */
  about: z.array(freeText()),
  asks: z.array(HandoverItem),
  /** The impact: what fails until the change is made. Empty if nothing that counts fails. */
  stakes: z.array(publicText()).default([]),
  /** For the network team: all needed connections, failing ones first. For AWS: those that the causes of this request break. */
  connections: z.array(RequiredConnection).default([]),
  /** Rules that let others connect to the installation. They were not measured; absent: none is known. */
  inbound: z.array(InboundRequest).optional(),
  /** The devices whose configuration the request contains: detected, or named by the user. */
  devices: z.array(z.enum(DEVICES)).default([]),
  /** For the network team only. */
  openings: z.array(Opening),
  exemptions: z.array(Exemption),
  /** For the user only: a NO_PROXY list that works for every program, and the same for Java; null if nothing is missing. */
  noProxy: z.strictObject({ noProxy: freeText(), nonProxyHosts: freeText() }).nullable(),
});
export type Handover = z.infer<typeof Handover>;

export const RequestDocument = z.strictObject({ schema: z.literal(REQUEST_SCHEMA), ...Handover.shape });
