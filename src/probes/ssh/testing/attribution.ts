/**
 * Compares our reading of generated configurations with the real client: values equal `ssh -G`, a named line decides the value, an
 * overridden line changes nothing, removing a refused line removes the refusal, and no configured command runs.
 */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect } from 'vitest';
import { SshConfigFacts } from '../../../model/ssh/index.ts';
import { currentAccount } from '../../account.ts';
import { type ConfigDump, firstValue, parseDump } from '../dump.ts';
import { accountHome, expandHome } from '../home.ts';
import { readSshConfig } from '../read.ts';
import type { ActiveLine } from '../replay.ts';
import { type Made, made } from './configurations.ts';
import { type ClientSays, clientSays, temporaryFolder, watchedClient } from './real-ssh.ts';
import { writeMade } from './written.ts';

const KEYS = ['hostname', 'user', 'port', 'proxycommand', 'proxyjump', 'identitiesonly', 'stricthostkeychecking', 'controlpath'];

export interface Held {
  accepted: number;
  /** Lines verified as deciding or not deciding. */
  lines: number;
  refusals: number;
}

/** The result for one configuration. `applied`: according to the client's log, a Host or Match line matched. */
export type AndThen = (facts: SshConfigFacts, applied: boolean) => void;

/** The requested number of configurations, whether the client accepts them or not. */
export async function holdToTheClient(runs: { numRuns: number; seed?: number }, andThen: AndThen = () => {}): Promise<Held> {
  const place = temporaryFolder();
  const watched = watchedClient(place.folder);
  let count = 0;
  const held = { accepted: 0, lines: 0, refusals: 0 };
  try {
    await fc.assert(
      fc.asyncProperty(made, async (one) => {
        count += 1;
        await holdOne(one, join(place.folder, `case-${count}`), { watched, held, andThen });
      }),
      // fast-check does not shrink a failing case, because that takes minutes and helps little.
      { ...runs, endOnFailure: true },
    );
    return held;
  } finally {
    place.remove();
  }
}

interface Bench {
  watched: { folder: string; log: string };
  held: Held;
  andThen: AndThen;
}

async function holdOne({ file, alias, mayLookUp }: Made, folder: string, { watched, held, andThen }: Bench): Promise<void> {
  mkdirSync(folder);
  const configFile = writeMade(file, folder);
  writeFileSync(watched.log, '');
  const environment = { PATH: `${watched.folder}:${process.env['PATH'] ?? ''}`, HOME: process.env['HOME'] ?? '' };
  const { facts, replay, dump } = await readSshConfig({
    alias,
    isTyped: true,
    matchExec: false,
    mayLookUp,
    home: accountHome({ environment, configFile }),
    run: { environment, timeoutMs: 20_000, signal: new AbortController().signal },
    withReaders: false,
    withPatches: false,
  });
  SshConfigFacts.parse(facts);
  expect(existsSync(join(folder, 'marker')), 'no command of the files ran').toBe(false);
  const quiet = clientSays(configFile, alias);
  expect(facts.state, 'accepted or refused as the client does').toBe(quiet.out === null ? 'refused' : 'answered');
  if (quiet.out === null) {
    held.refusals += holdRefusal(facts, configFile, alias, quiet) ? 1 : 0;
    return;
  }
  held.accepted += 1;
  const asPerson = clientSays(configFile, alias, true);
  holdLookups(facts, asPerson, readFileSync(watched.log, 'utf8'), mayLookUp);
  // If canonicalisation gives no address, the only answer is the one without it.
  const isCanonical = facts.canonical === 'asked' && asPerson.out !== null;
  const truth = isCanonical ? asPerson : quiet;
  if (replay === null || dump === null) throw new Error('log and files do not tell one story');
  holdValues(facts, truth);
  andThen(facts, anyApplied(truth.err));
  const ask = (lines: readonly ActiveLine[]) => changed(configFile, alias, lines, isCanonical);
  for (const key of KEYS) {
    const line = replay.first.get(key);
    if (line === undefined || isTyped(key, alias)) continue;
    held.lines += 1;
    expect(ask([line])?.get(key), `${key} at ${line.file}:${line.line}`).not.toEqual(dump.get(key));
  }
  const late = replay.late.map(({ line }) => line).filter(({ keyword }) => KEYS.includes(keyword));
  held.lines += late.length;
  const after = late.length === 0 ? null : ask(late);
  if (after !== null) for (const key of KEYS) expect(after.get(key), `${key}: lines that came too late`).toEqual(dump.get(key));
}

/** ssh evaluates Match lines in a file included in a non-matching section, but none of them applies. */
function anyApplied(log: string): boolean {
  return /: Applying options for /.test(log) || (/^debug2: match found/m.test(log) && !log.includes('(parse only)'));
}

/** The command line overrides every line. */
function isTyped(key: string, alias: string): boolean {
  return (key === 'user' && alias.includes('@')) || (key === 'port' && /^ssh:.*:\d+$/.test(alias));
}

/** The client is run as the user would run it only if it makes no lookup, or if the user's own client would. */
function holdLookups({ canonical, pair }: SshConfigFacts, asPerson: ClientSays, calls: string, mayLookUp: boolean): void {
  const looksUp = /resolve_host: lookup/.test(asPerson.err);
  const open = calls.split('\n').filter((call) => / -G /.test(call) && !/CanonicalizeHostname=no|-F none/.test(call));
  expect(open.length > 0, 'asked as the person would, exactly where the facts say so').toBe(canonical === 'asked');
  if (looksUp)
    expect(open.length > 0, 'a name is looked up only where the person’s own ssh would').toBe(mayLookUp && pair.state === 'equal');
  expect(canonical === 'off' ? looksUp : false, 'nothing is looked up with canonicalisation off').toBe(false);
}

/** Removing the named line removes the first error; without a named line, the client names none. */
function holdRefusal({ refusal }: SshConfigFacts, configFile: string, alias: string, { err }: ClientSays): boolean {
  const firstError = (log: string) => {
    const errors = log.split(/\r?\n/).filter((line) => !/^debug\d: |^Pseudo|^OpenSSH_|^$/.test(line));
    return errors.find((line) => / line \d+: /.test(line)) ?? errors[0];
  };
  expect(refusal).not.toBeNull();
  if (refusal?.place == null) {
    expect(err, 'a place that the client tells').not.toMatch(/^(?!debug|command-line).* line \d+: /m);
    return false;
  }
  const { file, line } = refusal.place;
  const text = readFileSync(file, 'utf8');
  const lines = text.split('\n');
  // A copy of the line further down would be refused in its place.
  writeFileSync(file, lines.map((each) => (each === lines[line - 1] ? '#' : each)).join('\n'));
  const after = clientSays(configFile, alias);
  writeFileSync(file, text);
  expect(firstError(after.err), `the refusal at ${file}:${line}`).not.toBe(firstError(err));
  return true;
}

const HOPS: Readonly<Record<string, readonly string[]>> = { bastion: ['bastion'], 'jump@a:22,b': ['a', 'b'] };

/** What users see, compared with a second answer of the client. */
function holdValues({ effective: shown }: SshConfigFacts, truth: ClientSays): void {
  const dump = parseDump(truth.out ?? '');
  const said = (keyword: string) => firstValue(dump, keyword);
  expect([shown?.hostname.value, shown?.user.value, String(shown?.port.value)]).toEqual([said('hostname'), said('user'), said('port')]);
  expect(shown?.identitiesOnly.value).toBe(said('identitiesonly') === 'yes');
  const isKnown = (path: string) => !path.includes('%C') || firstValue(dump, 'proxyjump') === null;
  const shownFiles = shown?.identityFiles.map(({ path }) => path) ?? [];
  const written = (dump.get('identityfile') ?? []).filter((path) => path !== 'none');
  expect(shownFiles).toHaveLength(written.length);
  expect(shownFiles.filter((_, index) => isKnown(written[index] ?? ''))).toEqual(
    written.filter(isKnown).map((path) => filledIn(path, dump)),
  );
  const command = said('proxycommand') ?? 'none';
  expect(shown?.proxyCommand?.program ?? 'none').toBe(command.startsWith('"') ? command.split('"')[1] : command.split(' ')[0]);
  const jump = said('proxyjump') ?? 'none';
  expect(shown?.proxyJump?.hops ?? null).toEqual(jump === 'none' ? null : HOPS[jump]);
}

/** As documented in ssh_config(5), TOKENS. Newer clients include the jump host in `%C`. */
function filledIn(path: string, dump: ConfigDump): string {
  const said = (keyword: string) => firstValue(dump, keyword) ?? '';
  const [h, n, p, r] = [said('hostname'), said('host'), said('port'), said('user')];
  const { name: u, uid: i, home: d } = currentAccount();
  const l = hostname();
  const C = createHash('sha1').update(`${l}${h}${p}${r}`).digest('hex');
  const tokens: Record<string, string> = { d, h, n, k: n, p, r, u, i: String(i), l, L: l.split('.')[0] ?? '', C, '%': '%' };
  return expandHome(path, d)
    .replace(/%(.)/g, (_, token: string) => tokens[token] ?? '?')
    .replace(/\$\{HOME\}/, process.env['HOME'] ?? '');
}

/** The client's answer with other values on these lines; null if it refuses a value or the resulting name. */
function changed(configFile: string, alias: string, lines: readonly ActiveLine[], canonical: boolean): ConfigDump | null {
  const before = new Map<string, string>();
  for (const line of lines) {
    const text = readFileSync(line.file, 'utf8');
    if (!before.has(line.file)) before.set(line.file, text);
    const all = text.split('\n');
    all[line.line - 1] = `${line.keyword} ${otherValue(line)}`;
    writeFileSync(line.file, all.join('\n'));
  }
  const { out, err } = clientSays(configFile, alias, canonical);
  for (const [file, text] of before) writeFileSync(file, text);
  if (out === null && !/Could not resolve host/.test(err))
    throw new Error(`ssh refuses another value for ${lines.map(({ keyword }) => keyword).join(', ')}`);
  return out === null ? null : parseDump(out);
}

/** A valid value for the keyword that differs from the present one. */
function otherValue(line: ActiveLine): string {
  if (line.keyword === 'port') return '4711';
  if (line.keyword === 'hostname') return '192.0.2.77';
  if (line.keyword === 'identitiesonly') return line.value === 'yes' ? 'no' : 'yes';
  if (line.keyword === 'stricthostkeychecking') return line.value === 'no' ? 'yes' : 'no';
  return line.keyword === 'controlpath' ? '/tmp/other' : 'changed-by-us';
}
