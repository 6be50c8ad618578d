/**
 * Compares our answers to the proxy scripts with those of Chromium. If one fails, the report names a proxy that the browser does not use.
 */
import { expect, test } from 'vitest';
import { compared } from './agreement.ts';
import { DIFFERENCES, OTHER_LINES } from './differences.ts';
import { readRecorded } from './recorded.ts';
import { proxyScripts } from './scripts.ts';

const recorded = readRecorded();
/** Of the URLs that got the same list, only some are compared; `npm run proxy-scripts` compares all. */
const PER_LIST = 1;

const groups = Map.groupBy(proxyScripts(), ({ group }) => group);

test.each([...groups])('the scripts about %s give the same results as in Chromium, except for listed differences', async (_, scripts) => {
  const differing: Record<string, unknown> = {};
  const lines: Record<string, unknown> = {};
  for (const script of scripts) {
    const named = DIFFERENCES[script.name] !== undefined;
    const { differences, lines: told } = await compared(script, recorded, named ? recorded.urls.length : PER_LIST);
    if (named ? differences.length === 0 : differences.length > 0) differing[script.name] = differences[0] ?? 'no difference any more';
    const other = told.find(({ chromium, ours }) => Number.parseInt(chromium, 10) !== ours);
    if ((other !== undefined) !== (OTHER_LINES[script.name] !== undefined)) lines[script.name] = other ?? 'no difference any more';
  }
  expect({ differing, lines }).toEqual({ differing: {}, lines: {} });
});
