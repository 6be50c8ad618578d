/** If these fail, the manual check of a refused handshake does not show the page's fragment at such a server. */
import { exec, spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { explainFinding } from '../../src/diagnosis/engine/explain.ts';
import { FINDINGS, type FindingCode } from '../../src/model/finding-codes.ts';
import { typed } from '../lab/by-hand/fill.ts';
import { ALL } from './lines/index.ts';

const CODES: readonly FindingCode[] = ['GD310', 'GD321', 'GD322', 'GD323', 'GD324', 'GD325'];
const has = /^OpenSSL 3\./.test(spawnSync('openssl', ['version'], { encoding: 'utf8' }).stdout ?? '');
if (!has) process.stderr.write('SKIPPED: looks by hand at servers that refuse, because OpenSSL 3 is not installed\n');

const REFUSING = CODES.flatMap((code) =>
  ALL.flatMap(({ line: { by, finding, way } }) => (finding === FINDINGS[code] && way.as === 'https' ? [{ code, by, way }] : [])),
);

describe.skipIf(!has)('a manual check', () => {
  it.each(REFUSING)('for $code shows on loopback the fragment that its page names: $by', async ({ code, way }) => {
    const [look] = explainFinding(code).byHand;
    if (look === undefined) throw new Error(`${code} has no look`);
    const far = await way.start();
    try {
      const said = await printed(typed(look.run, { host: 'localhost', port: String(far.port) }));
      // Alternative fragments are quoted in the page's explanation.
      const words = [look.shows, ...[...look.tells.matchAll(/“([^”]+)”/g)].map(([, quoted]) => quoted ?? '')];
      expect([said, words.some((each) => said.includes(each))]).toEqual([said, true]);
    } finally {
      await far.close();
    }
  });
});

/** The output on both streams, as a user sees it. */
function printed(command: string): Promise<string> {
  return new Promise((resolve) => {
    exec(`(${command}) 2>&1`, { timeout: 30_000 }, (_error, stdout) => resolve(stdout));
  });
}
