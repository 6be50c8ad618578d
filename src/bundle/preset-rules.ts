/**
 * A second opinion on secrets: the recommended rules of secretlint, written by others for other purposes. It knows kinds
 * of tokens that we never thought of. Loaded with the first bundle, never for a check.
 */
import { lintSource } from '@secretlint/core';
import { creator } from '@secretlint/secretlint-rule-preset-recommend';

const PRESET = '@secretlint/secretlint-rule-preset-recommend';
const CONFIG = {
  rules: [
    {
      id: PRESET,
      rule: creator,
      options: {},
      rules: [
        {
          id: '@secretlint/secretlint-rule-aws',
          // An account is no secret ("should be used and shared carefully", AWS); the ids of images' owners are published.
          options: { enableIDScanRule: true },
          allowMessageIds: ['AWSAccountID'],
        },
      ],
    },
  ],
};

/** How many findings, by rule (`secretlint-rule-slack`). What was found is never told. */
export async function presetCounts(text: string): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  if (text === '') return counts;
  const { messages } = await lintSource({
    // A name of ours: the library writes it to its debug log.
    source: { filePath: '/bundle-entry.txt', content: text, ext: '.txt', contentType: 'text' },
    options: { config: CONFIG, locale: 'en', maskSecrets: true, noPhysicFilePath: true },
  });
  for (const { type, ruleId } of messages) {
    if (type !== 'message') continue;
    const rule = ruleId.replace(/^@secretlint\//, '');
    counts[rule] = (counts[rule] ?? 0) + 1;
  }
  return counts;
}
