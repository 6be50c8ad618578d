/** One line of the access requirements: what must be reachable, from where, for whom, and what proves it. */
import * as z from 'zod';
import { Area } from './area.ts';
import { Consumer } from './consumer.ts';
import { plainUrl, publicText } from './privacy.ts';
import { CONSENTS } from './profile-words.ts';
import { Target } from './target.ts';
import { RunnerKind, Vantage } from './vantage.ts';

export const LEVELS = ['required', 'conditional', 'optional'] as const;
export const Level = z.enum(LEVELS);
export type Level = z.infer<typeof Level>;

/** What has to be true for a conditional row. `applicability.ts` judges it against a profile. */
export const Condition = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('runner'), is: RunnerKind }),
  z.strictObject({ kind: z.literal('ide'), is: z.enum(['vscode', 'jetbrains']) }),
  /** The person named at least one address of this kind. */
  z.strictObject({ kind: z.literal('named'), what: z.enum(['scm', 'sso', 'registry', 'metrics', 'ssh-alias']) }),
  /** The machine is an EC2 instance. */
  z.strictObject({ kind: z.literal('ec2') }),
  /** The person agreed that it is tried. */
  z.strictObject({ kind: z.literal('consent'), is: z.enum(CONSENTS) }),
]);
export type Condition = z.infer<typeof Condition>;

/** What an answer lets us learn, in order to make a wildcard concrete. The value is checked before it is kept. */
export const EXTRACTS = ['vscode-commit', 'release-version'] as const;
export const Extraction = z.enum(EXTRACTS);
export type Extraction = z.infer<typeof Extraction>;

/**
 * What must answer. TLS that verifies to public roots for the right name is the proof of the genuine server;
 * these are expectations beyond it (CONTRACT, What counts).
 */
export const Proof = z.strictObject({
  /** `any`: whatever answers. `success-or-redirect`: 2xx or 3xx. `registry`: those, or 401 as of a `/v2/` that asks for a token first. */
  status: z.enum(['any', 'success-or-redirect', 'registry']),
  /** Expected media type without parameters. Used to describe an answer that TLS did not prove, never alone. */
  contentType: publicText().nullable(),
  /** Response header names (lower case) that the genuine service sets. */
  headers: z.array(publicText()),
  extract: Extraction.nullable(),
  /** Redirects that the product itself follows for this path; each new host is probed. */
  followRedirects: z.boolean(),
  /** When the expectations were last seen on the real host (RFC 3339 date); null means never. */
  calibrated: publicText().nullable(),
});
export type Proof = z.infer<typeof Proof>;

/** The weakest expectation: anything may answer, and TLS proves the server. */
export const ANY_ANSWER: Proof = {
  status: 'any',
  contentType: null,
  headers: [],
  extract: null,
  followRedirects: false,
  calibrated: null,
};

/** A target, and why it stands for a wildcard where the document does not name it literally. */
export const RequirementTarget = z.strictObject({
  target: Target,
  /** Null where the document names the target; else the reason why it stands for the wildcard. */
  standsFor: publicText().nullable(),
});
export type RequirementTarget = z.infer<typeof RequirementTarget>;

/** A target that another requirement's answer completes: `{}` in the template is replaced by what was extracted. */
export const Discovery = z.strictObject({ from: publicText(), extract: Extraction, template: plainUrl() });
export type Discovery = z.infer<typeof Discovery>;

export const Requirement = z.strictObject({
  /** Stable id, `area.name`. */
  id: publicText(),
  area: Area,
  title: publicText(),
  /** Headings of the document, joined by ` › `; `—` for our own rows. */
  section: publicText(),
  /** As the document spells it, placeholders included. */
  endpoint: plainUrl(),
  level: Level,
  /** All must hold; empty for rows that are not conditional. */
  conditions: z.array(Condition),
  neededFrom: z.array(Vantage),
  consumer: Consumer,
  targets: z.array(RequirementTarget),
  discovery: Discovery.nullable(),
  proof: Proof,
  /** An answer of the person without which the row has no target (`--region`), null if none is missing. */
  missing: z.enum(['region', 'account', 'scm', 'sso', 'registry', 'metrics', 'ssh-alias']).nullable(),
  origin: z.enum(['document', 'tool', 'overlay']),
});
export type Requirement = z.infer<typeof Requirement>;
