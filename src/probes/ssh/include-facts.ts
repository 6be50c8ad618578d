/** The state of each Include line, as far as the client's own log shows it, and of product files without an Include. */
import { canAccess } from '../../files/access.ts';
import { type AliasSection, type Generation, generationOf, type IncludeLine, type StrayFile } from '../../model/ssh/index.ts';
import { openConfig } from './config-file.ts';
import { pathModuleOf, type SshHome } from './home.ts';
import { type ConfigReplay, isSamePlace } from './replay.ts';
import { type ConfigScan, familyPatterns, type ScannedInclude } from './scan.ts';
import { isProductPath, sectionLines } from './section-lines.ts';

/** `replay` is null if the client was not run or its log does not match the files. */
export function includeLines(scan: ConfigScan, replay: ConfigReplay | null, isComplete: boolean): IncludeLine[] {
  const ours = new Set(scan.sections.map(({ place }) => place.file));
  return scan.includes.map((include) => ({
    place: include.place,
    pattern: include.pattern,
    state: stateOf(include, replay, isComplete),
    below: include.below,
    leadsTo: include.leadsTo,
    isOurs: isProductPath(include.pattern) || include.leadsTo.some((path) => isProductPath(path) || ours.has(path)),
  }));
}

function stateOf(include: ScannedInclude, replay: ConfigReplay | null, isComplete: boolean): IncludeLine['state'] {
  if (include.isCommented) return 'commented';
  const met = replay?.includes.filter((one) => isSamePlace(one, include.place) && isTarget(one.target, include)) ?? [];
  if (met.length > 0) return met.every(({ parseOnly }) => parseOnly) ? 'dead-block' : 'live';
  if (replay === null) return include.leadsTo.length === 0 ? 'matches-nothing' : 'unresolved';
  if (!replay.opened.includes(include.place.file)) return isComplete ? 'not-reached' : 'unresolved';
  // The client reached this Include and found no file, even if we see one.
  return include.leadsTo.length === 0 || isComplete ? 'matches-nothing' : 'unresolved';
}

/** One line may have several paths. */
function isTarget(target: string, { leadsTo, pattern }: ScannedInclude): boolean {
  return leadsTo.includes(target) || (leadsTo.length === 0 && target.endsWith(pattern.replace(/^~/, '')));
}

/** It is unknown whether a section applies if the client stopped before it. */
export function aliasSections(scan: ConfigScan, replay: ConfigReplay | null, isComplete: boolean): AliasSection[] {
  return scan.sections.map((section) => ({
    ...section,
    applied:
      replay?.applied.some((place) => isSamePlace(place, section.place)) === true ? true : replay !== null && isComplete ? false : null,
    isRead:
      replay === null
        ? scan.files.some(({ path, state }) => path === section.place.file && state === 'read')
        : replay.opened.includes(section.place.file),
  }));
}

/** The files that the product's programs write, below `~/.ssh`. */
const WRITTEN_BY_THE_PRODUCT = [
  ['gitpod', 'config'],
  ['ona', 'config'],
  ['code_gitpod.d', 'config'],
] as const;

/** Existing files of the product that no Include line names, live or dead. Empty if the user's own file is not read. */
export async function findStrayFiles(scan: ConfigScan, home: SshHome): Promise<StrayFile[]> {
  if (home.userFile === null) return [];
  const path = pathModuleOf(home.platform);
  const known = new Set(scan.includes.filter(({ isCommented }) => !isCommented).flatMap(({ leadsTo }) => leadsTo));
  const found: StrayFile[] = [];
  for (const parts of WRITTEN_BY_THE_PRODUCT) {
    const file = path.join(home.folder, ...parts);
    if (known.has(file) || !(await canAccess(file))) continue;
    found.push({ path: file, generations: await findGenerations(file, home) });
  }
  return found;
}

/** Families with a section in this file. */
export async function findGenerations(file: string, home: SshHome): Promise<Generation[]> {
  const { text } = await openConfig(file, 'included', home);
  const sections = [...sectionLines(text ?? '')].filter(({ keyword }) => keyword !== 'include');
  return [...new Set(sections.flatMap(familyPatterns).flatMap((pattern) => generationOf(pattern) ?? []))];
}
