/** Files of the simulated machine in a folder of their own. The real ssh client and the SDK read these instead of the user's files. */
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

interface HomeFiles {
  path(name: string): string;
  close(): Promise<void>;
}

/** This placeholder in a file's text stands for the folder of the files. */
const FOLDER = '{folder}';

export async function writeHomeFiles(files: Readonly<Record<string, string>>): Promise<HomeFiles> {
  const folder = await mkdtemp(join(tmpdir(), 'gitpod-doctor-demo-'));
  await chmod(folder, 0o700);
  await Promise.all(
    Object.entries(files).map(([name, text]) => writeFile(join(folder, name), text.replaceAll(FOLDER, folder), { mode: 0o600 })),
  );
  return { path: (name) => join(folder, name), close: () => rm(folder, { recursive: true, force: true }) };
}
