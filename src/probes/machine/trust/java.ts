/** Java key stores: of the JDKs that programs on this machine use, and of JetBrains IDEs' runtimes. */
import { realpath } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Folders } from '../settings/index.ts';
import { existingPaths, findOnPath, pathsBelow } from './find.ts';

/** `jssecacerts`, if present, replaces `cacerts` (JSSE reference guide). */
const LISTS = ['lib/security/jssecacerts', 'jre/lib/security/cacerts', 'lib/security/cacerts'];

/** One list per JDK: the JDK of JAVA_HOME, and the JDK of the `java` on the PATH. */
export async function javaLists({ environment }: Folders): Promise<string[]> {
  const java = await findOnPath('java', environment);
  const real = java === null ? null : await realpath(java).catch(() => null);
  const homes = [environment['JAVA_HOME'] ?? '', real === null ? '' : dirname(dirname(real))].filter((home) => home !== '');
  const found = await Promise.all(homes.map(listOf));
  return existingPaths(found.flatMap((list) => list ?? []));
}

async function listOf(home: string): Promise<string | null> {
  const [first] = await existingPaths(LISTS.map((list) => join(home, list)));
  return first ?? null;
}

/** Reads `-Djavax.net.ssl.trustStore=FILE` from the options that every JVM reads. */
export function trustStoreOption(environment: Folders['environment']): { variable: string; path: string } | null {
  for (const variable of ['JAVA_TOOL_OPTIONS', 'JDK_JAVA_OPTIONS']) {
    const [, quoted, plain] = /-Djavax\.net\.ssl\.trustStore=(?:"([^"]+)"|(\S+))/.exec(environment[variable] ?? '') ?? [];
    const path = quoted ?? plain;
    if (path !== undefined && path !== '') return { variable, path };
  }
  return null;
}

/** Lists of IDE runtimes, in the folders of installers, the Toolbox, snaps and macOS. */
export async function ideRuntimeLists({ platform, home, environment }: Folders): Promise<string[]> {
  const cacerts = ['lib', 'security', 'cacerts'];
  if (platform === 'darwin') {
    const places = ['/Applications', join(home, 'Applications')];
    return existingPaths(
      (await Promise.all(places.map((place) => pathsBelow(place, 'Contents', 'jbr', 'Contents', 'Home', ...cacerts)))).flat(),
    );
  }
  const local = environment['LOCALAPPDATA'] ?? join(home, 'AppData', 'Local');
  const data = platform === 'win32' ? local : environment['XDG_DATA_HOME'] || join(home, '.local', 'share');
  const toolbox = await pathsBelow(join(data, 'JetBrains', 'Toolbox', 'apps'));
  const channels = (await Promise.all(toolbox.map((app) => pathsBelow(app)))).flat();
  const builds = (await Promise.all(channels.map((channel) => pathsBelow(channel)))).flat();
  const installed =
    platform === 'win32'
      ? [
          ...(await pathsBelow(join(environment['ProgramFiles'] ?? 'C:\\Program Files', 'JetBrains'))),
          ...(await pathsBelow(join(local, 'Programs'))),
        ]
      : [...(await pathsBelow('/opt')), ...(await pathsBelow('/snap', 'current'))];
  return existingPaths([...installed, ...toolbox, ...builds].map((folder) => join(folder, 'jbr', ...cacerts)));
}

/** Certificates that users accepted in an IDE, one file per product and version. */
export async function ideAcceptedLists({ applications }: Folders): Promise<string[]> {
  return existingPaths(await pathsBelow(join(applications, 'JetBrains'), 'ssl', 'cacerts'));
}
