/**
 * Holds what we say of made configurations to the real client: the values are those of `ssh -G`, a line that is named is the line
 * that decides, one that is called late changes nothing, and no command of the files runs.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect } from 'vitest';
import { askClient } from '../ask.ts';
import { type Dump, parseDump, valueIn } from '../dump.ts';
import { effectiveOf } from '../effective.ts';
import { accountHome, expandedHome } from '../home.ts';
import { logEvents } from '../log-events.ts';
import { type Replay, replay, type SetLine } from '../replay.ts';
import { ALIAS, type MadeFile, madeFile } from './configurations.ts';
import { dumpOf, temporaryFolder } from './real-ssh.ts';

const KEYS = ['hostname', 'user', 'port', 'proxycommand', 'proxyjump', 'identitiesonly', 'stricthostkeychecking', 'controlpath'];
const ENVIRONMENT = { PATH: process.env['PATH'] ?? '' };

/** As many as were asked for, accepted by the client or not; tells how many it accepted. */
export async function holdToTheClient(runs: { numRuns: number; seed?: number }): Promise<{ accepted: number; lines: number }> {
  const place = temporaryFolder();
  let count = 0;
  const held = { accepted: 0, lines: 0 };
  try {
    await fc.assert(
      fc.asyncProperty(madeFile, async (made) => {
        count += 1;
        held.lines += await holdOne(made, join(place.folder, `case-${count}`), held);
      }),
      // A smaller example is worth less than the minutes that it takes to find.
      { ...runs, endOnFailure: true },
    );
    return held;
  } finally {
    place.remove();
  }
}

/** The number of lines that were held. */
async function holdOne(made: MadeFile, folder: string, held: { accepted: number }): Promise<number> {
  mkdirSync(folder);
  const configFile = write(made, folder);
  const answer = await asked(configFile);
  expect(answer !== null, 'accepted or refused as the client does').toBe(dumpOf(configFile, ALIAS) !== null);
  expect(existsSync(join(folder, 'marker')), 'no command of the files ran').toBe(false);
  if (answer === null) return 0;
  held.accepted += 1;
  const { dump, told } = answer;
  expect(told.isSound, 'log and files tell one story').toBe(true);
  holdValues(configFile, told);
  let lines = 0;
  for (const key of KEYS) {
    const line = told.first.get(key);
    if (line === undefined) continue;
    lines += 1;
    expect(changed(configFile, [line]).get(key), `${key} at ${line.file}:${line.line}`).not.toEqual(dump.get(key));
  }
  const late = told.late.map(({ line }) => line).filter(({ keyword }) => KEYS.includes(keyword));
  if (late.length > 0) {
    const after = changed(configFile, late);
    for (const key of KEYS) expect(after.get(key), `${key}: lines that came too late`).toEqual(dump.get(key));
  }
  return lines + late.length;
}

const HOPS: Readonly<Record<string, readonly string[]>> = { bastion: ['bastion'], 'jump@a:22,b': ['a', 'b'] };

/** What a person is shown, beside what the client says when it is asked once more. */
function holdValues(configFile: string, told: Replay): void {
  const home = accountHome({ environment: ENVIRONMENT, configFile });
  const dump = parseDump(dumpOf(configFile, ALIAS) ?? '');
  const shown = effectiveOf(dump, told, ALIAS, home);
  const said = (keyword: string) => valueIn(dump, keyword);
  expect([shown.hostname.value, shown.user.value, String(shown.port.value)]).toEqual([said('hostname'), said('user'), said('port')]);
  expect(shown.identitiesOnly.value).toBe(said('identitiesonly') === 'yes');
  expect(shown.identityFiles.map(({ path }) => path)).toEqual(
    (dump.get('identityfile') ?? []).filter((path) => path !== 'none').map((path) => expandedHome(path, home.home)),
  );
  const command = said('proxycommand') ?? 'none';
  expect(shown.proxyCommand?.program ?? 'none').toBe(command.startsWith('"') ? command.split('"')[1] : command.split(' ')[0]);
  const jump = said('proxyjump') ?? 'none';
  expect(shown.proxyJump?.hops ?? null).toEqual(jump === 'none' ? null : HOPS[jump]);
}

async function asked(configFile: string): Promise<{ dump: Dump; told: Replay } | null> {
  const answer = await askClient(
    { program: 'ssh', alias: ALIAS, configFile, matchExec: false, mayRunCommands: true },
    { environment: ENVIRONMENT, timeoutMs: 20_000, signal: new AbortController().signal },
  );
  expect(['answered', 'refused']).toContain(answer.state);
  if (answer.dump === null) return null;
  return { dump: answer.dump, told: replay(logEvents(answer.log), (file) => readFileSync(file, 'utf8')) };
}

/** The client's answer with other values on these lines. */
function changed(configFile: string, lines: readonly SetLine[]): Dump {
  const before = new Map<string, string>();
  for (const line of lines) {
    const text = readFileSync(line.file, 'utf8');
    if (!before.has(line.file)) before.set(line.file, text);
    const all = text.split('\n');
    all[line.line - 1] = `${line.keyword} ${otherValue(line)}`;
    writeFileSync(line.file, all.join('\n'));
  }
  const dump = dumpOf(configFile, ALIAS);
  for (const [file, text] of before) writeFileSync(file, text);
  if (dump === null) throw new Error(`ssh refuses another value for ${lines.map(({ keyword }) => keyword).join(', ')}`);
  return parseDump(dump);
}

/** Valid for the keyword, and not what stands there. */
function otherValue(line: SetLine): string {
  if (line.keyword === 'port') return '4711';
  if (line.keyword === 'identitiesonly') return line.value === 'yes' ? 'no' : 'yes';
  if (line.keyword === 'stricthostkeychecking') return line.value === 'no' ? 'yes' : 'no';
  return line.keyword === 'controlpath' ? '/tmp/other' : 'changed-by-us';
}

/** The file and all that it includes; a name that no file bears where an Include has none. */
function write(made: MadeFile, folder: string): string {
  let count = 0;
  const written = (file: MadeFile): string => {
    count += 1;
    const path = join(folder, `f${count}`);
    const lines = [...file.lines];
    for (const include of [...file.includes].sort((a, b) => b.at - a.at)) {
      // A glob of its own ending, as `f1*` would take in `f12`.
      const paths = include.files.map(written).map((one) => (include.asGlob ? `${one}.*` : `"${one}.conf"`));
      lines.splice(include.at, 0, `Include ${paths.length === 0 ? join(folder, 'no-such-file') : paths.join(' ')}`);
    }
    writeFileSync(`${path}.conf`, `${lines.join('\n').replaceAll('MARKER', join(folder, 'marker'))}\n`, { mode: 0o600 });
    return path;
  };
  return `${written(made)}.conf`;
}
