/** The candidate paths of a program by the platform's rules. Pure: nothing is accessed. */
import { pathModuleOf } from './home.ts';

export interface ProgramContext {
  platform: NodeJS.Platform;
  environment: Readonly<Record<string, string>>;
}

/** The search path of a program started without a PATH. */
const USUAL_PATH = '/usr/local/bin:/usr/bin:/bin';
/** The default of PATHEXT in cmd.exe. */
const USUAL_EXTENSIONS = '.COM;.EXE;.BAT;.CMD';

/** Variables of Windows are case-insensitive (`Path`), but a copy of the environment has only their original spelling. */
export function envVariable(name: string, { platform, environment }: ProgramContext): string | undefined {
  if (environment[name] !== undefined || platform !== 'win32') return environment[name];
  const key = Object.keys(environment).find((each) => each.toUpperCase() === name.toUpperCase());
  return key === undefined ? undefined : environment[key];
}

export function searchFolders(surroundings: ProgramContext): string[] {
  const isWindows = surroundings.platform === 'win32';
  const list = envVariable('PATH', surroundings) ?? (isWindows ? '' : USUAL_PATH);
  const folders = list.split(pathModuleOf(surroundings.platform).delimiter);
  // An empty entry is the current folder.
  return isWindows
    ? folders.map((folder) => folder.replace(/^"(.*)"$/, '$1')).filter((folder) => folder !== '')
    : folders.map((folder) => folder || '.');
}

/** The paths in the order in which they are tried. A name with a folder has no other candidates. */
export function candidatePaths(name: string, surroundings: ProgramContext): string[] {
  const { platform } = surroundings;
  const path = pathModuleOf(platform);
  const files = (platform === 'win32' ? /[/\\]|^[A-Za-z]:/ : /\//).test(name)
    ? [name]
    : searchFolders(surroundings).map((folder) => path.join(folder, name));
  if (platform !== 'win32') return files;
  const extensions = (envVariable('PATHEXT', surroundings) || USUAL_EXTENSIONS).split(';').filter((extension) => extension.startsWith('.'));
  // A name with an extension is tried unchanged first. Without an extension, no file of that exact name is a program.
  const isWhole = extensions.some((extension) => name.toLowerCase().endsWith(extension.toLowerCase()));
  return files.flatMap((file) => [...(isWhole ? [file] : []), ...extensions.map((extension) => `${file}${extension.toLowerCase()}`)]);
}
