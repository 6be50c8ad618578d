import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { askClient } from './ask.ts';
import { parseDump } from './dump.ts';
import { logEvents } from './log-events.ts';
import { type Replay, replay, type SetLine } from './replay.ts';
import { ALIAS, type MadeFile, madeFile } from './testing/configurations.ts';
import { dumpOf, hasSsh, temporaryFolder } from './testing/real-ssh.ts';

/** A few that are always the same; more, and others each time, on request: `SSH_CASES=500`. */
const WANTED = process.env['SSH_CASES'];
const RUNS = WANTED === undefined ? { numRuns: 12, seed: 20_261_124 } : { numRuns: Number(WANTED) };
const KEYS = ['hostname', 'user', 'port', 'proxycommand', 'proxyjump', 'identitiesonly', 'stricthostkeychecking', 'controlpath'];

describe.runIf(hasSsh)('who set what, by the log of the real client', () => {
  const place = temporaryFolder();
  let count = 0;
  beforeAll(() => mkdirSync(join(place.folder, 'cases')));
  afterAll(() => place.remove());

  function written(file: MadeFile): string {
    count += 1;
    const path = join(place.folder, 'cases', `f${count}`);
    const lines = [...file.lines];
    for (const include of [...file.includes].sort((a, b) => b.at - a.at)) {
      const paths = include.files.map(written);
      const line =
        paths.length === 0
          ? `Include ${place.folder}/no-such-file`
          : `Include ${paths.map((one) => (include.asGlob ? `${one}*` : `"${one}"`)).join(' ')}`;
      lines.splice(include.at, 0, line);
    }
    writeFileSync(path, `${lines.join('\n').replaceAll('MARKER', join(place.folder, 'marker'))}\n`, { mode: 0o600 });
    return path;
  }

  async function asked(configFile: string): Promise<{ dump: ReadonlyMap<string, readonly string[]>; told: Replay } | null> {
    const answer = await askClient(
      { program: 'ssh', alias: ALIAS, configFile, matchExec: false, mayRunCommands: true },
      { environment: { PATH: process.env['PATH'] ?? '' }, timeoutMs: 20_000, signal: new AbortController().signal },
    );
    if (answer.dump === null) return null;
    return { dump: answer.dump, told: replay(logEvents(answer.log), (file) => readFileSync(file, 'utf8')) };
  }

  /** The answer with another value on one line. */
  function replaced(configFile: string, line: SetLine): readonly string[] | undefined {
    const text = readFileSync(line.file, 'utf8');
    const lines = text.split('\n');
    lines[line.line - 1] = `${line.keyword} ${otherValue(line)}`;
    writeFileSync(line.file, lines.join('\n'));
    const dump = dumpOf(configFile, ALIAS);
    writeFileSync(line.file, text);
    if (dump === null) throw new Error(`ssh refuses ${lines[line.line - 1]}`);
    return parseDump(dump).get(line.keyword);
  }

  it('a line that is named is the line that decides: with another value there, the answer is another', { timeout: 600_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(madeFile, async (made) => {
        const configFile = written(made);
        const answer = await asked(configFile);
        if (answer === null) return;
        const { dump, told } = answer;
        expect(told.isSound).toBe(true);
        for (const key of KEYS) {
          const line = told.first.get(key);
          if (line !== undefined) expect(replaced(configFile, line), `${key} at line ${line.line}`).not.toEqual(dump.get(key));
        }
        for (const { line } of told.late.filter((each) => KEYS.includes(each.line.keyword))) {
          expect(replaced(configFile, line), `${line.keyword} at line ${line.line} came too late`).toEqual(dump.get(line.keyword));
        }
      }),
      { ...RUNS, endOnFailure: true },
    );
    expect(existsSync(join(place.folder, 'marker')), 'no user command ran').toBe(false);
  });
});

/** Valid for the keyword, and not what stands there. */
function otherValue(line: SetLine): string {
  if (line.keyword === 'port') return '4711';
  if (line.keyword === 'identitiesonly') return line.value === 'yes' ? 'no' : 'yes';
  if (line.keyword === 'stricthostkeychecking') return line.value === 'no' ? 'yes' : 'no';
  return line.keyword === 'controlpath' ? '/tmp/other' : 'changed-by-us';
}
