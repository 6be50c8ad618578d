/**
 * Changes to the SSH configuration that would make the alias work, as lines to copy. Pure functions. The lines contain only what may be
 * shown: includes, and settings without a command or a secret, but never hosts from other sections.
 */

import type { SshConfigFacts } from '../../model/ssh/index.ts';
import { type ConfigPatch, generationOf, type PatchHunk } from '../../model/ssh/index.ts';
import { parseConfigLine, splitWords } from './config-text.ts';

export type PatchDraft = Omit<ConfigPatch, 'proved'>;

export interface MainFile {
  path: string;
  /** Null if the file is missing or unreadable. */
  text: string | null;
}

type Known = Pick<SshConfigFacts, 'refusal' | 'includes' | 'stray' | 'shadowed' | 'generation'>;

/** The changes in the order in which they are tried; at most one per reason. */
export function patchDrafts(known: Known, main: MainFile): PatchDraft[] {
  const lines = (main.text ?? '').split('\n').map((line) => (line.endsWith('\r') ? line.slice(0, -1) : line));
  const drafts =
    known.refusal !== null
      ? [ofRefusal(known.refusal, main.path, lines)]
      : [ofIncludes(known, main.path, lines), ofStray(known, main), ofShadow(known, main.path, lines)];
  return drafts.filter((draft) => draft !== null);
}

function ofRefusal({ reason, place, keyword }: NonNullable<Known['refusal']>, file: string, lines: readonly string[]): PatchDraft | null {
  if (reason === 'unknown-keyword' && keyword !== null) return ignoring(keyword, file, lines);
  const isHere = place?.file === file;
  const line = place?.line ?? 0;
  const before = lines[line - 1];
  if (!isHere || before === undefined) return null;
  if (reason === 'bom') return replacing('remove-bom', file, line, before, before.replace(/^\ufeff/, ''));
  if (reason === 'no-break-space') return replacing('replace-no-break-space', file, line, before, before.replaceAll('\u00a0', ' '));
  return null;
}

/** IgnoreUnknown applies from its own line on, and only the first one counts. */
function ignoring(keyword: string, file: string, lines: readonly string[]): PatchDraft | null {
  const at = lines.findIndex((line, index) => parseConfigLine(line, index + 1)?.keyword === 'ignoreunknown');
  const before = lines[at];
  if (before === undefined)
    return { reason: 'ignore-keyword', file, hunks: [{ line: 1, before: [], after: [`IgnoreUnknown ${keyword}`] }] };
  const list = parseConfigLine(before, at + 1)?.rest ?? '';
  if (!/^[\w*?,]{1,200}$/.test(list)) return null;
  const after = [`IgnoreUnknown ${list},${keyword}`];
  const hunks =
    at === 0
      ? [{ line: 1, before: [before], after }]
      : [
          { line: 1, before: [], after },
          { line: at + 1, before: [before], after: [] },
        ];
  return { reason: 'ignore-keyword', file, hunks };
}

function replacing(reason: ConfigPatch['reason'], file: string, line: number, before: string, after: string): PatchDraft | null {
  return before !== after && canBeShown(after) ? { reason, file, hunks: [{ line, before: [before], after: [after] }] } : null;
}

/** Moves a dead or commented Include to the top, so that it applies to every name. */
function ofIncludes({ includes, generation }: Known, file: string, lines: readonly string[]): PatchDraft | null {
  const dead = includes.find(({ state, isOurs, place, leadsTo }) => {
    const isDead = state === 'dead-block' || (state === 'commented' && leadsTo.length > 0);
    return isOurs && isDead && place.file === file;
  });
  const before = lines[(dead?.place.line ?? 0) - 1];
  if (dead === undefined || before === undefined || (generation === null && dead.state === 'commented')) return null;
  const after = before.replace(/^[ \t#]+/, '');
  return {
    reason: dead.state === 'commented' ? 'uncomment-include' : 'move-include',
    file,
    hunks: toTheTop(dead.place.line, [before], [after]),
  };
}

/** Adds an Include of the product's file that no line includes. */
function ofStray({ stray, generation, includes }: Known, { path, text }: MainFile): PatchDraft | null {
  const [file] = stray.filter(({ generations }) => generation === null || generations.includes(generation));
  const isNamed = includes.some(({ state, isOurs }) => isOurs && (state === 'dead-block' || state === 'commented'));
  if (file === undefined || isNamed || text === null) return null;
  return { reason: 'add-include', file: path, hunks: [{ line: 1, before: [], after: [`Include "${file.path}"`] }] };
}

/** Moves the Include of the overridden section, or the section itself, above the section that overrides it. */
function ofShadow({ shadowed, includes }: Known, file: string, lines: readonly string[]): PatchDraft | null {
  const lost = shadowed.find(({ winnerIsOurs }) => !winnerIsOurs);
  if (lost === undefined) return null;
  if (lost.loser.file === file) return sectionFirst(lost.loser.line, file, lines);
  const include = includes.find(
    ({ place, leadsTo, state }) => place.file === file && state === 'live' && leadsTo.includes(lost.loser.file),
  );
  const before = lines[(include?.place.line ?? 0) - 1];
  if (include === undefined || before === undefined || include.place.line === 1) return null;
  return { reason: 'include-first', file, hunks: toTheTop(include.place.line, [before], [before.trim()]) };
}

function sectionFirst(line: number, file: string, lines: readonly string[]): PatchDraft | null {
  const isHeader = (text: string) => /^(?:host|match)$/.test(parseConfigLine(text, 1)?.keyword ?? '');
  const from = lines.findLastIndex((text, index) => index < line && isHeader(text));
  const next = lines.findIndex((text, index) => index > from && isHeader(text));
  const block = lines.slice(from, next === -1 ? lines.length : next);
  while (block.at(-1)?.trim() === '') block.pop();
  if (from <= 0 || block.length > 40 || !block.every(canBeShown)) return null;
  // A block may be inserted only before another header, because lines after it would join its section.
  return isHeader(lines.find((text) => parseConfigLine(text, 1) !== null) ?? '')
    ? { reason: 'include-first', file, hunks: toTheTop(from + 1, block, block) }
    : null;
}

function toTheTop(line: number, before: string[], after: string[]): PatchHunk[] {
  return line === 1
    ? [{ line, before, after }]
    : [
        { line: 1, before: [], after },
        { line, before, after: [] },
      ];
}

const SHOWN = new Set([
  ...['include', 'user', 'port', 'hostname', 'identityfile', 'identitiesonly', 'stricthostkeychecking'],
  ...['userknownhostsfile', 'connecttimeout', 'loglevel', 'forwardagent', 'controlmaster', 'controlpath'],
  'controlpersist',
]);

function canBeShown(line: string): boolean {
  const parsed = parseConfigLine(line.replace(/^\ufeff/, ''), 1);
  if (parsed === null) return line.trim() === '' || /^[ \t]*#+[ \t]*(?:START|END) GITPOD INTEGRATION$/.test(line);
  if (parsed.keyword === 'host')
    return (splitWords(parsed.rest) ?? ['x']).every((pattern) => pattern === '*' || generationOf(pattern) !== null);
  return SHOWN.has(parsed.keyword);
}
