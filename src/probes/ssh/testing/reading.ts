/** Writes a configuration to a new folder and reads it as the probe does, with the machine's ssh. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { SshConfigFacts } from '../../../model/ssh/index.ts';
import { accountHome } from '../home.ts';
import { readSshConfig } from '../read.ts';

export interface Written {
  folder: string;
  config: string;
}

/** Files by path in the folder; `FOLDER` in a text stands for it. The first file is the named one. */
export function write(folder: string, files: Readonly<Record<string, string>>): Written {
  for (const [name, text] of Object.entries(files)) {
    const path = join(folder, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text.replaceAll('FOLDER', folder), { mode: 0o600 });
  }
  return { folder, config: join(folder, Object.keys(files)[0] ?? 'config') };
}

/** The facts as a session stores them, validated by their schema. */
export async function factsOf(
  configFile: string,
  alias: string,
  options: { matchExec?: boolean; isTyped?: boolean; environment?: Record<string, string>; timeoutMs?: number; mayLookUp?: boolean } = {},
): Promise<SshConfigFacts> {
  const environment = { PATH: process.env['PATH'] ?? '', HOME: process.env['HOME'] ?? '', ...options.environment };
  const { facts } = await readSshConfig({
    alias,
    isTyped: options.isTyped ?? true,
    matchExec: options.matchExec ?? false,
    home: accountHome({ environment, configFile }),
    run: { environment, timeoutMs: options.timeoutMs ?? 5000, signal: new AbortController().signal },
    withReaders: false,
    mayLookUp: options.mayLookUp ?? false,
    withPatches: true,
  });
  return SshConfigFacts.parse(facts);
}
