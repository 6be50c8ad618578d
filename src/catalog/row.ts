/**
 * A requirement of the catalogue before it is made concrete for a profile: it may contain placeholders and names that the user supplies.
 * With the builders, an endpoint takes about one line, and an area states the common fields of its endpoints once.
 */
import type { Source } from '../knowledge/editions.ts';
import type { Area } from '../model/area.ts';
import type { Consumer } from '../model/consumer.ts';
import type { GenuineAnswer } from '../model/genuine-answer.ts';
import {
  ANY_ANSWER,
  type Condition,
  type Discovery,
  type InboundRule,
  type Proof,
  type Requirement,
  type RequirementLevel,
} from '../model/requirement.ts';
import type { Target } from '../model/target.ts';
import type { Vantage } from '../model/vantage.ts';

/** The profile's lists of addresses that only the customer knows. */
export type NamedCondition = Extract<Condition, { kind: 'named' }>['what'];

export type TargetTemplate =
  /** A URL; `<region>` and `<account-id>` come from the profile, one target per region. */
  | { url: string; standsFor?: string; recorded?: GenuineAnswer }
  | { target: Target; standsFor?: string; recorded?: GenuineAnswer }
  /** One target per URL that the user named. */
  | { named: Exclude<NamedCondition, 'ssh-alias' | 'environment-address'> }
  /** The runner's own domain, or a name below it. */
  | { runnerDomain: string; standsFor?: string }
  /** A port of a running environment. */
  | { environmentPort: number; speaks?: 'ssh' };

/** The source of an edition's requirement. */
export type RowSource = Source;

/** The recorded answers of a requirement's hosts. */
export interface Calibration {
  /** When it was recorded (RFC 3339, full-date). */
  date: string;
  source: string;
  /** The answers, by the target as the requirement spells it. */
  answers: Readonly<Record<string, GenuineAnswer>>;
}

export interface Row {
  id: string;
  area: Area;
  title: string;
  section: string;
  /** The endpoint as the access requirements spell it. */
  endpoint: string;
  level: RequirementLevel;
  conditions: Condition[];
  neededFrom: Vantage[];
  consumer: Consumer;
  targets: TargetTemplate[];
  discovery: Discovery | null;
  proof: Proof;
  /** Input without which the requirement cannot be measured, although no target contains it (SSH aliases). */
  needs: Requirement['missing'];
  origin: Requirement['origin'];
  /** Facts of the access requirements that this requirement covers, as `document-facts.ts` spells them. */
  documented: string[];
  /** Absent: the published document. */
  source?: RowSource;
  /** Present for an inbound rule: other machines connect, so the requirement has no target. */
  inbound?: InboundRule;
  /** The runner always connects to it directly, even if a proxy is configured. */
  direct?: true;
}

/** A success or a redirect, for a URL that is in the access requirements with its path. */
export const ANSWERS_PROOF: Proof = { ...ANY_ANSWER, status: 'success-or-redirect' };

/** A download of the product; the hosts that it redirects to must be reachable too. */
export const DOWNLOAD_PROOF: Proof = { ...ANSWERS_PROOF, followRedirects: true };

/** The registry protocol: `/v2/` responds with success, or with 401 if it requires a token. */
export const REGISTRY_PROOF: Proof = { ...ANY_ANSWER, status: 'registry', headers: ['docker-distribution-api-version'] };

export const ALL_VANTAGES: Vantage[] = ['laptop', 'runner', 'environment'];

/** The common fields of the endpoints of an area or of a part of it. */
export type CommonRow = Pick<Row, 'area' | 'section' | 'neededFrom' | 'consumer'> & Partial<Row>;

/** One endpoint: its name within the area, a title, and the URL in the spelling of the access requirements. */
export function endpoint(common: CommonRow, name: string, title: string, spelling: string, more: Partial<Row> = {}): Row {
  return {
    level: 'required',
    conditions: [],
    discovery: null,
    proof: ANY_ANSWER,
    needs: null,
    origin: 'document',
    targets: [{ url: spelling }],
    documented: [spelling],
    ...common,
    ...more,
    id: `${common.area}.${name}`,
    title,
    endpoint: spelling,
  };
}
