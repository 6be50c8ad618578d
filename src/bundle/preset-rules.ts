/** The recommended rules of secretlint, which recognise further kinds of tokens. They are loaded only for bundles. */
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
          // AWS does not treat an account id as a secret ("should be used and shared carefully"), and the ids of image owners are public.
          options: { enableIDScanRule: true },
          allowMessageIds: ['AWSAccountID'],
        },
      ],
    },
  ],
};

/** The position of a possible secret, and the rule that found it (`secretlint-rule-slack`). The value itself is not returned. */
export interface PresetMatch {
  rule: string;
  start: number;
  end: number;
}

export async function matchPresetRules(text: string): Promise<PresetMatch[]> {
  if (text === '') return [];
  const { messages } = await lintSource({
    // The library writes this name to its debug log, so it contains nothing private.
    source: { filePath: '/bundle-entry.txt', content: text, ext: '.txt', contentType: 'text' },
    options: { config: CONFIG, locale: 'en', maskSecrets: true, noPhysicFilePath: true },
  });
  return messages.flatMap(({ type, ruleId, range }) =>
    type === 'message' ? [{ rule: ruleId.replace(/^@secretlint\//, ''), start: range[0], end: range[1] }] : [],
  );
}
