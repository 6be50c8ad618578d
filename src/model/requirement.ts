/** One line of Gitpod's access requirements: the endpoint, the vantages and programs that need it, and the proof. */
import * as z from 'zod';
import { Area } from './area.ts';
import { Consumer } from './consumer.ts';
import { GenuineAnswer } from './genuine-answer.ts';
import { plainUrl, publicText } from './privacy.ts';
import { CONSENTS, EDITIONS } from './profile-words.ts';
import { Target } from './target.ts';
import { RunnerKind, Vantage } from './vantage.ts';

export const RequirementLevel = z.enum(['required', 'conditional', 'optional']);
export type RequirementLevel = z.infer<typeof RequirementLevel>;

/** The condition of a conditional requirement. `applicability.ts` evaluates the condition for a profile. */
export const Condition = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('runner'), is: RunnerKind }),
  z.strictObject({ kind: z.literal('ide'), is: z.enum(['vscode', 'jetbrains']) }),
  /** The user named at least one address of this kind. */
  z.strictObject({ kind: z.literal('named'), what: z.enum(['scm', 'sso', 'registry', 'metrics', 'ssh-alias', 'environment-address']) }),
  /** The machine is an EC2 instance. */
  z.strictObject({ kind: z.literal('ec2') }),
  /** Only this vantage can measure the requirement. */
  z.strictObject({ kind: z.literal('from'), is: Vantage }),
  /** The user gave this consent. */
  z.strictObject({ kind: z.literal('consent'), is: z.enum(CONSENTS) }),
]);
export type Condition = z.infer<typeof Condition>;

/** A value extracted from an answer to complete a wildcard. It is checked before it is kept. */
export const Extraction = z.enum(['vscode-commit', 'release-version']);
export type Extraction = z.infer<typeof Extraction>;

/** The response that is expected in addition to TLS for the right name, as proof of the server (docs/contract.md, What counts). */
export const Proof = z.strictObject({
  /** `any`: any answer. `success-or-redirect`: 2xx or 3xx. `registry`: also the 401 of a `/v2/` that requires a token. */
  status: z.enum(['any', 'success-or-redirect', 'registry']),
  /** The expected media type without parameters. It only describes a response that TLS did not authenticate, and never decides alone. */
  contentType: publicText().nullable(),
  /** Response header names (lower case) that the genuine service sets. */
  headers: z.array(publicText()),
  extract: Extraction.nullable(),
  /** The product follows redirects on this path; each new host is probed. */
  followRedirects: z.boolean(),
  /** The date when the expectations were last verified on the real host (RFC 3339); null means never. */
  calibrated: publicText().nullable(),
});
export type Proof = z.infer<typeof Proof>;

/** The weakest expectation: any response, with TLS as proof of the server. */
export const ANY_ANSWER: Proof = {
  status: 'any',
  contentType: null,
  headers: [],
  extract: null,
  followRedirects: false,
  calibrated: null,
};

/** A target, and the reason why it represents a wildcard if it is not in the access requirements. */
export const RequirementTarget = z.strictObject({
  target: Target,
  /** Null if the target is in the access requirements; otherwise the reason why it represents the wildcard. */
  standsFor: publicText().nullable(),
  /** The recorded answer of its server; absent: never recorded. */
  recorded: GenuineAnswer.optional(),
});
export type RequirementTarget = z.infer<typeof RequirementTarget>;

/** A target that another requirement's answer completes: the extracted value replaces `{}` in the template. */
export const Discovery = z.strictObject({ from: publicText(), extract: Extraction, template: plainUrl() });
export type Discovery = z.infer<typeof Discovery>;

/** An inbound rule: other machines connect to a part of the installation. */
export const InboundRule = z.strictObject({
  to: publicText(),
  from: publicText(),
  protocol: z.enum(['tcp', 'udp']),
  /** Ports and ranges of ports, as a rule names them: `443`, `1024-65535`. */
  ports: z.array(publicText()),
});
export type InboundRule = z.infer<typeof InboundRule>;

export const Requirement = z.strictObject({
  /** Stable id, `area.name`. */
  id: publicText(),
  area: Area,
  title: publicText(),
  /** Headings of the access requirements, joined by ` › `; `—` for requirements of the tool itself. */
  section: publicText(),
  /** As the access requirements spell it, placeholders included. */
  endpoint: plainUrl(),
  level: RequirementLevel,
  /** The conditions, which must all hold; empty for requirements that are not conditional. */
  conditions: z.array(Condition),
  neededFrom: z.array(Vantage),
  consumer: Consumer,
  targets: z.array(RequirementTarget),
  discovery: Discovery.nullable(),
  proof: Proof,
  /** The flag whose value the requirement needs for a target (`--region`), null if none. */
  missing: z
    .enum(['region', 'account', 'scm', 'sso', 'registry', 'metrics', 'ssh-alias', 'runner-domain', 'environment-address'])
    .nullable(),
  origin: z.enum(['document', 'tool', 'overlay']),
  /** The runner always connects to it directly, even if a proxy is configured, so the direct route is measured. */
  direct: z.literal(true).optional(),
  /** Present: other machines connect, so this machine cannot measure it. */
  inbound: InboundRule.optional(),
  /** The editions that have the requirement; absent: all, or an older session. */
  editions: z.array(z.enum(EDITIONS)).optional(),
});
export type Requirement = z.infer<typeof Requirement>;
