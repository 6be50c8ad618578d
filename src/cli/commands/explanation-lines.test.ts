/** If these fail, an explanation exceeds the screen, or one of its commands cannot be copied. */
import { expect, it } from 'vitest';
import { explainFinding } from '../../diagnosis/index.ts';
import { FINDING_CODES } from '../../model/finding-codes.ts';
import { explanationLines, MAX_WIDTH } from './explain.ts';

it.each(FINDING_CODES)('the explanation of %s fits the width, except for text to copy', (code) => {
  const explanation = explainFinding(code);
  const copied = [
    ...explanation.byHand.map(({ run }) => run),
    ...explanation.fixes.flatMap(({ command }) => command?.split('\n') ?? []),
  ].map((line) => line.trim());
  for (const width of [MAX_WIDTH, 40]) {
    const lines = explanationLines(explanation, width);
    expect(lines.filter((line) => line.length > width && !copied.includes(line.trim()))).toEqual([]);
    expect(lines.filter((line) => /^\s+$/.test(line))).toEqual([]);
    for (const line of copied) expect(lines.map((one) => one.trim())).toContain(line);
  }
});
