/** Where a program of that name may lie, by the rules of the platform. Pure: nothing is looked at. */
import { pathsOf } from './home.ts';

export interface Surroundings {
  platform: NodeJS.Platform;
  environment: Readonly<Record<string, string>>;
}

/** Where a program that was started without a PATH looks. */
const USUAL_PATH = '/usr/local/bin:/usr/bin:/bin';
/** What cmd.exe has where the variable is not set. */
const USUAL_EXTENSIONS = '.COM;.EXE;.BAT;.CMD';

/** Windows knows its variables in any case (`Path`), and a copy of them has only the case that they were written in. */
export function variable(name: string, { platform, environment }: Surroundings): string | undefined {
  if (environment[name] !== undefined || platform !== 'win32') return environment[name];
  const key = Object.keys(environment).find((each) => each.toUpperCase() === name.toUpperCase());
  return key === undefined ? undefined : environment[key];
}

export function searchFolders(surroundings: Surroundings): string[] {
  const isWindows = surroundings.platform === 'win32';
  const list = variable('PATH', surroundings) ?? (isWindows ? '' : USUAL_PATH);
  const folders = list.split(pathsOf(surroundings.platform).delimiter);
  // An empty entry is the folder that one is in.
  return isWindows
    ? folders.map((folder) => folder.replace(/^"(.*)"$/, '$1')).filter((folder) => folder !== '')
    : folders.map((folder) => folder || '.');
}

/** In the order in which they are tried. With a folder in its name it is looked for there alone. */
export function candidates(name: string, surroundings: Surroundings): string[] {
  const { platform } = surroundings;
  const path = pathsOf(platform);
  const files = (platform === 'win32' ? /[/\\]|^[A-Za-z]:/ : /\//).test(name)
    ? [name]
    : searchFolders(surroundings).map((folder) => path.join(folder, name));
  if (platform !== 'win32') return files;
  const extensions = (variable('PATHEXT', surroundings) || USUAL_EXTENSIONS).split(';').filter((extension) => extension.startsWith('.'));
  // A name with an extension of its own is taken as it is first; without one, no file of that very name is a program.
  const isWhole = extensions.some((extension) => name.toLowerCase().endsWith(extension.toLowerCase()));
  return files.flatMap((file) => [...(isWhole ? [file] : []), ...extensions.map((extension) => `${file}${extension.toLowerCase()}`)]);
}
