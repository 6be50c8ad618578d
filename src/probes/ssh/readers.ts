/** Programs that read another SSH configuration, or start another client, than a terminal. */
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { OtherSshReader } from '../../model/ssh/index.ts';
import { asString, objectMembers, parseJsonc } from '../machine/settings/jsonc.ts';
import { foldersOf } from '../machine/settings/place.ts';
import { readSettingsFile } from '../machine/settings/read-file.ts';
import { isProgram, programsOnPath } from './client.ts';
import { openConfig } from './config-file.ts';
import { expandHome, type SshHome } from './home.ts';
import { findGenerations } from './include-facts.ts';

const MAX_READERS = 8;

export async function findOtherReaders(home: SshHome): Promise<OtherSshReader[]> {
  const found = await Promise.all([vscodeReaders(home), windowsOfWsl(home), gitBash(home)]);
  return found.flat().slice(0, MAX_READERS);
}

const EDITORS = ['Code', 'Code - Insiders', 'Cursor', 'Windsurf'];

/** `remote.SSH.configFile` replaces the user's file, `remote.SSH.path` the client. */
async function vscodeReaders(home: SshHome): Promise<OtherSshReader[]> {
  const { applications } = foldersOf(home.environment);
  const files = EDITORS.map((name) => join(applications, name, 'User', 'settings.json'));
  const found = await Promise.all(
    files.map(async (file) => ({ file, settings: objectMembers(parseJsonc((await readSettingsFile(file)) ?? '')) })),
  );
  const readers = found.flatMap(({ file, settings }) => {
    const configFile = asString(settings['remote.SSH.configFile']) || null;
    const client = asString(settings['remote.SSH.path']) || null;
    return configFile === null && client === null ? [] : [{ file, configFile, client }];
  });
  return Promise.all(
    readers.map(async ({ file, configFile, client }) => {
      const path = configFile === null ? null : expandHome(configFile, home.home);
      const known = client === null ? null : expandHome(client, home.home);
      return { program: 'vscode' as const, setBy: file, client: known, ...(await configAt(path, home)) };
    }),
  );
}

/** Inside WSL, desktop programs read the Windows account's configuration. */
async function windowsOfWsl(home: SshHome): Promise<OtherSshReader[]> {
  if (home.platform !== 'linux' || home.environment['WSL_DISTRO_NAME'] === undefined) return [];
  const users = '/mnt/c/Users';
  const names = (await readdir(users).catch(() => [])).filter((name) => !/^(?:All Users|Default.*|Public|desktop\.ini)$/i.test(name));
  const readers = await Promise.all(
    names.slice(0, 4).map(async (name) => ({
      program: 'windows' as const,
      setBy: null,
      client: null,
      ...(await configAt(join(users, name, '.ssh', 'config'), home)),
    })),
  );
  return readers.filter(({ configExists }) => configExists === true);
}

/** The ssh of Git for Windows takes its home from `%HOME%`. */
async function gitBash(home: SshHome): Promise<OtherSshReader[]> {
  if (home.platform !== 'win32') return [];
  const onPath = (await programsOnPath('ssh', home.environment)).filter((path) => /\\git\\usr\\bin\\/i.test(path));
  const usual = join(home.environment['ProgramFiles'] ?? 'C:\\Program Files', 'Git', 'usr', 'bin', 'ssh.exe');
  const client = onPath[0] ?? ((await isProgram(usual)) ? usual : null);
  if (client === null) return [];
  const own = home.environment['HOME'];
  return [{ program: 'git-bash', setBy: null, client, ...(await configAt(own === undefined ? null : join(own, '.ssh', 'config'), home)) }];
}

async function configAt(path: string | null, home: SshHome): Promise<Pick<OtherSshReader, 'configFile' | 'configExists' | 'generations'>> {
  if (path === null) return { configFile: null, configExists: null, generations: [] };
  const { state } = await openConfig(path, 'named', home);
  return { configFile: path, configExists: state !== 'missing', generations: state === 'read' ? await findGenerations(path, home) : [] };
}
