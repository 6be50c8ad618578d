/** Tries a change on a copy: the client is run for the alias again, and its answer shows whether the change helped. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { applyHunks, type ConfigPatch, generationOf } from '../../model/ssh/index.ts';
import { type Answer, type ClientQuery, queryClient } from './client-query.ts';
import { openConfig } from './config-file.ts';
import { eachLine } from './config-text.ts';
import { createFamilyFilter, shadowedSettings } from './effective.ts';
import type { SshHome } from './home.ts';
import { parseLogEvents } from './log-events.ts';
import type { MainFile, PatchDraft } from './patches.ts';
import { type ConfigReplay, replayLog } from './replay.ts';
import type { RunOptions } from './run.ts';

export interface PatchTrial {
  question: ClientQuery;
  home: SshHome;
  main: MainFile;
  /** Texts of the read files, by path. */
  textOf: (file: string) => string | null;
  options: RunOptions;
}

/** Tries the change on a copy in a folder that only this account can read, and removes the copy. */
export async function tryPatch(draft: PatchDraft, proof: PatchTrial): Promise<ConfigPatch> {
  const { main, home, textOf } = proof;
  if (main.text === null || draft.file !== main.path) return { ...draft, proved: null };
  const text = applyHunks(main.text, draft.hunks);
  const folder = await mkdtemp(join(tmpdir(), 'gitpod-doctor-')).catch(() => null);
  if (folder === null) return { ...draft, proved: null };
  try {
    const copy = join(folder, 'config');
    await writeFile(copy, text, { mode: 0o600 });
    const configFile =
      home.systemFile === null || textOf(home.systemFile) === null ? copy : await withSystem(folder, copy, home.systemFile);
    const answer = await queryClient({ ...proof.question, configFile }, proof.options);
    const events = parseLogEvents(answer.log);
    const known = new Map([[configFile, wrapper(copy, home.systemFile ?? '')]]);
    known.set(copy, text);
    // Reads files that only the change includes.
    for (const event of events) {
      if (event.kind !== 'reading' || known.has(event.file)) continue;
      const found = textOf(event.file) ?? (await openConfig(event.file, 'included', home)).text;
      if (found !== null) known.set(event.file, found);
    }
    const readable = (file: string) => known.get(file) ?? null;
    return { ...draft, proved: holds(draft, answer, replayLog(events, readable), readable) };
  } catch {
    return { ...draft, proved: null };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** With `-F` the client ignores the system's file. Included at the end, it supplies the missing values as usual. */
async function withSystem(folder: string, copy: string, systemFile: string): Promise<string> {
  const path = join(folder, 'both');
  await writeFile(path, wrapper(copy, systemFile), { mode: 0o600 });
  return path;
}

function wrapper(copy: string, systemFile: string): string {
  return `Include "${copy}"\nMatch all\nInclude "${systemFile}"\n`;
}

function holds({ reason }: PatchDraft, answer: Answer, replay: ConfigReplay, textOf: (file: string) => string | null): boolean | null {
  if (answer.state === 'refused') return false;
  if (answer.state !== 'answered') return null;
  if (reason === 'remove-bom' || reason === 'replace-no-break-space' || reason === 'ignore-keyword') return true;
  if (!replay.isSound) return null;
  const lineAt = ({ file, line }: { file: string; line: number }) => [...eachLine(textOf(file) ?? '')][line - 1] ?? null;
  if (reason === 'include-first') return shadowedSettings(replay, createFamilyFilter(lineAt)).every(({ winnerIsOurs }) => winnerIsOurs);
  return replay.applied.some((place) => (lineAt(place) ?? '').split(/[\s"',=]+/).some((word) => generationOf(word) !== null));
}
