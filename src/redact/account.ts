/** The summary of a redaction: how much was removed, never the removed text. */
import * as z from 'zod';
import { publicText } from '../model/privacy.ts';
import { REDACTION_LEVELS, type RedactionLevel, RULES_VERSION } from './level.ts';
import type { RuleName } from './span.ts';

export const RedactionSummary = z.strictObject({
  schema: z.literal('gitpod-doctor/redaction@1'),
  level: z.enum(REDACTION_LEVELS),
  rulesVersion: z.int().positive(),
  /** The id of the key. Reports and bundles with equal ids share their pseudonyms. */
  keyId: publicText(),
  /** Replacements by rule, sorted by its name. */
  counts: z.array(z.strictObject({ rule: publicText(), count: z.int().min(0) })),
  dropped: z.int().min(0),
  /** The number of known secrets that are too short or too common to be searched for. */
  unsearchableSecrets: z.int().min(0),
});
export type RedactionSummary = z.infer<typeof RedactionSummary>;

export interface RedactionTally {
  add(rule: RuleName): void;
  drop(): void;
  account(level: RedactionLevel, keyId: string, unsearchableSecrets: number): RedactionSummary;
}

export function createTally(): RedactionTally {
  const counts = new Map<RuleName, number>();
  let dropped = 0;
  return {
    add: (rule) => counts.set(rule, (counts.get(rule) ?? 0) + 1),
    drop: () => {
      dropped++;
    },
    account: (level, keyId, unsearchableSecrets) => ({
      schema: 'gitpod-doctor/redaction@1',
      level,
      rulesVersion: RULES_VERSION,
      keyId,
      counts: [...counts].map(([rule, count]) => ({ rule, count })).sort((a, b) => (a.rule < b.rule ? -1 : 1)),
      dropped,
      unsearchableSecrets,
    }),
  };
}
