/** SSH files of the pretend machine in their own folder, which the real client reads instead of the user's. */
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SshDescription } from './description.ts';

/** Placeholder for the folder of the files. */
const FOLDER = '{folder}';

export async function writeSshHome({ files }: SshDescription): Promise<{ configFile: string; close(): Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'gitpod-doctor-demo-ssh-'));
  await chmod(folder, 0o700);
  await Promise.all(
    Object.entries(files).map(([name, text]) => writeFile(join(folder, name), text.replaceAll(FOLDER, folder), { mode: 0o600 })),
  );
  return { configFile: join(folder, 'config'), close: () => rm(folder, { recursive: true, force: true }) };
}
