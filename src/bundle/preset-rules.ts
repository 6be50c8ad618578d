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

/** Where something looks like a secret, by which rule (`secretlint-rule-slack`). What it is stands in the text alone. */
export interface Found {
  rule: string;
  start: number;
  end: number;
}

export async function presetFinds(text: string): Promise<Found[]> {
  if (text === '') return [];
  const { messages } = await lintSource({
    // A name of ours: the library writes it to its debug log.
    source: { filePath: '/bundle-entry.txt', content: text, ext: '.txt', contentType: 'text' },
    options: { config: CONFIG, locale: 'en', maskSecrets: true, noPhysicFilePath: true },
  });
  return messages.flatMap(({ type, ruleId, range }) =>
    type === 'message' ? [{ rule: ruleId.replace(/^@secretlint\//, ''), start: range[0], end: range[1] }] : [],
  );
}
