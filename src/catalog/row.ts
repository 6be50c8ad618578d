/**
 * A row of the catalogue before it is made concrete for a profile: placeholders and names that the person supplies
 * still stand in it. The builders keep an endpoint to one line; an area states what its endpoints have in common.
 */
import type { Area } from '../model/area.ts';
import type { Consumer } from '../model/consumer.ts';
import { ANY_ANSWER, type Condition, type Discovery, type Level, type Proof, type Requirement } from '../model/requirement.ts';
import type { Target } from '../model/target.ts';
import type { Vantage } from '../model/vantage.ts';

/** The lists of the profile that fill in what the document leaves to the customer. */
export type Named = Extract<Condition, { kind: 'named' }>['what'];

/** What a row is measured by. */
export type TargetTemplate =
  /** A URL; `<region>` and `<account-id>` are filled in from the profile, one target for each region. */
  | { url: string; standsFor?: string }
  | { target: Target; standsFor?: string }
  /** One target for each URL that the person named. */
  | { named: Exclude<Named, 'ssh-alias'> };

export interface Row {
  id: string;
  area: Area;
  title: string;
  section: string;
  /** As the document spells it. */
  endpoint: string;
  level: Level;
  conditions: Condition[];
  neededFrom: Vantage[];
  consumer: Consumer;
  targets: TargetTemplate[];
  discovery: Discovery | null;
  proof: Proof;
  /** Input without which the row cannot be measured although no target mentions it (SSH aliases). */
  needs: Requirement['missing'];
  origin: Requirement['origin'];
  /** Facts of the document that belong to this row, as `document-facts.ts` spells them. */
  documented: string[];
}

/** A URL that the document names with its path must answer. */
export const ANSWERS: Proof = { ...ANY_ANSWER, status: 'success-or-redirect' };

/** What the product itself downloads from; its redirects lead to hosts that must be open as well. */
export const DOWNLOAD: Proof = { ...ANSWERS, followRedirects: true };

/** The registry protocol: `/v2/` answers, or asks for a token with 401. */
export const REGISTRY: Proof = { ...ANY_ANSWER, status: 'registry', headers: ['docker-distribution-api-version'] };

export const EVERYWHERE: Vantage[] = ['laptop', 'runner', 'environment'];

/** What the endpoints of an area, or of a part of it, have in common. */
export type Common = Pick<Row, 'area' | 'section' | 'neededFrom' | 'consumer'> & Partial<Row>;

/** One endpoint: its name within the area, a title, and the URL as the document spells it. */
export function endpoint(common: Common, name: string, title: string, spelling: string, more: Partial<Row> = {}): Row {
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
