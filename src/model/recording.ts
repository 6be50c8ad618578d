/**
 * What `check --record` keeps of a good network: how the published hosts answered. Every text in it is from the catalogue or from a closed
 * list, so that nothing names the network where it was recorded.
 */
import * as z from 'zod';
import { Baseline } from './baseline.ts';
import { GenuineAnswer } from './genuine-answer.ts';
import { plainUrl, publicText } from './privacy.ts';
import { EDITIONS } from './profile-words.ts';
import { CatalogInfo, ToolInfo } from './provenance.ts';

export const RECORDING_SCHEMA = 'gitpod-doctor/recording@1';

/** One requirement: its targets as the catalogue spells them, `<region>` and `{}` included, and their answers. */
export const RecordedRow = z.strictObject({
  id: publicText(),
  answers: z.array(z.strictObject({ of: plainUrl(), ...GenuineAnswer.shape })),
});
export type RecordedRow = z.infer<typeof RecordedRow>;

export const Recording = z.strictObject({
  schema: z.literal(RECORDING_SCHEMA),
  tool: ToolInfo,
  catalog: CatalogInfo,
  edition: z.enum(EDITIONS),
  /** RFC 3339, UTC. */
  startedAt: publicText(),
  /** True if the network was a demo or its public roots came from a file, so that the answers are not those of the real hosts. */
  pretend: z.boolean(),
  rows: z.array(RecordedRow),
  /** For `--baseline`. It has no addresses or resolvers of the network. */
  baseline: Baseline,
});
export type Recording = z.infer<typeof Recording>;
