/**
 * `catalog [list|check FILE.md|import FILE|diff A B]`: lists the requirements, and their differences from a copy of the page or from
 * another edition.
 */
import {
  assembleRequirements,
  catalogInfo,
  compareWithDocument,
  documentDiff,
  documentText,
  editionDifferences,
  type ImportStep,
  importDocument,
  type Overlay,
  rowsOf,
} from '../../catalog/index.ts';
import { isCounting } from '../../knowledge/applicability.ts';
import { ACCESS_REQUIREMENTS_SOURCE, editionFacts } from '../../knowledge/editions.ts';
import { EDITIONS, type EditionName } from '../../model/profile-words.ts';
import type { Requirement } from '../../model/requirement.ts';
import { targetText } from '../../model/target.ts';
import { createSecretRemover } from '../../redact/index.ts';
import { markdown } from '../../render/markdown.ts';
import { textLines } from '../../render/text.ts';
import { print, say } from '../../terminal/gate.ts';
import type { Flags } from '../arguments/flags.ts';
import { situationOf } from '../arguments/profile.ts';
import { withProfileFile } from '../arguments/profile-file/index.ts';
import { fileError, nearest, usageError } from '../arguments/usage.ts';
import { displayPath, readNamedFile } from '../files/named-file.ts';
import { readOverlay } from '../files/overlay.ts';
import { editionBlocks, editionFactBlocks } from '../output/edition-blocks.ts';

export async function catalog(words: readonly string[], given: Flags): Promise<number> {
  const flags = await withProfileFile(given);
  const overlay = await readOverlay(flags);
  const [action = 'list', file, ...more] = words;
  if (action === 'list' && file === undefined) return list(flags, overlay);
  if (action === 'check' && file !== undefined && more.length === 0) return checkDocument(file, flags, overlay);
  if (action === 'diff') return diff(words.slice(1), flags);
  if (action === 'import' && file !== undefined && more.length === 0) return importFile(file, flags);
  if (action === 'import')
    throw usageError('catalog import takes one file.', 'Try: gitpod-doctor catalog import access-requirements.md > overlay.json');
  if (action === 'check') throw usageError('catalog check takes one file.', 'Try: gitpod-doctor catalog check access-requirements.md');
  throw usageError(
    'catalog takes list, check, diff or import.',
    `Did you mean: gitpod-doctor catalog ${nearest(action, ['list', 'check', 'diff', 'import']) ?? 'list'}`,
  );
}

function list(flags: Flags, overlay: Overlay | null): number {
  const { profile } = situationOf(flags, process.env);
  const requirements = assembleRequirements(profile, overlay);
  const sources = new Map(rowsOf(overlay, profile.edition).map((row) => [row.id, row.source]));
  const sourceOf = ({ id, origin }: Requirement) => sources.get(id) ?? (origin === 'document' ? ACCESS_REQUIREMENTS_SOURCE : undefined);
  // The output is redacted, because an overlay can contain secrets.
  const clean = createSecretRemover([]);
  if (flags.json) {
    const rows = requirements.map((row) => ({
      id: row.id,
      area: row.area,
      title: clean(row.title),
      section: row.section,
      endpoint: clean(row.endpoint),
      level: row.level,
      counts: isCounting(row, profile, null),
      neededFrom: row.neededFrom,
      consumer: row.consumer,
      tested: row.targets.map(({ target }) => clean(targetText(target))),
      ...(row.direct && { direct: row.direct }),
      ...(sourceOf(row) && { source: sourceOf(row) }),
    }));
    const edition = profile.edition ?? 'document';
    print(JSON.stringify({ schema: 'gitpod-doctor/catalog@1', edition, ...editionFacts(edition), requirements: rows }, null, 2));
    return 0;
  }
  const width = Math.max(...requirements.map((row) => row.id.length));
  print(
    requirements
      .map((row) => `${row.id.padEnd(width)}  ${row.level.padEnd(11)}  ${row.neededFrom.join(',').padEnd(26)}  ${clean(row.endpoint)}`)
      .join('\n'),
  );
  return 0;
}

async function checkDocument(file: string, flags: Flags, overlay: Overlay | null): Promise<number> {
  const document = await readDocument(file, overlay);
  const difference = compareWithDocument(document, overlay);
  const equal = difference.onlyInDocument.length + difference.onlyInCatalogue.length === 0;
  if (flags.json) print(JSON.stringify(difference, null, 2));
  else print(equal ? 'No difference.' : documentDiff(document, overlay).join('\n'));
  return equal ? 0 : 1;
}

/** Reads a copy of the access requirements in Markdown. */
async function readDocument(file: string, overlay: Overlay | null): Promise<string> {
  const read = await readNamedFile(file, 4 * 1024 * 1024);
  const takes = `Give a copy in Markdown or HTML of ${catalogInfo(null).source}`;
  if (read.includes('\0')) throw fileError(`${displayPath(file)} is not text.`, takes);
  const text = documentText(read);
  // A file without any known endpoint is not a copy of the access requirements.
  if (compareWithDocument(text, overlay).onlyInCatalogue.length === compareWithDocument('', overlay).onlyInCatalogue.length)
    throw fileError(`${displayPath(file)} contains no endpoint of the list, so it is not a copy of the document.`, takes);
  return text;
}

/** Prints the overlay. Remarks about its lines go to standard error, so that standard output can be redirected to a file. */
async function importFile(file: string, flags: Flags): Promise<0> {
  const { overlay, steps, isCutOff } = importDocument(await readDocument(file, null));
  if (isCutOff)
    throw fileError(
      `${displayPath(file)} ends early: it has no images, no SSH aliases and no new endpoints.`,
      'Save the whole page. catalog check shows what is missing in this copy.',
    );
  if (flags.json) print(JSON.stringify({ schema: 'gitpod-doctor/catalog-import@1', overlay, steps }, null, 2));
  else {
    print(JSON.stringify(overlay, null, 2));
    if (!flags.quiet) say(steps.length === 0 ? 'No difference: the overlay is empty.' : steps.map(stepText).join('\n'));
  }
  return 0;
}

function stepText({ line, fact, did, to }: ImportStep): string {
  const where = line === null ? 'gone' : `line ${line}`;
  const what = {
    renamed: `was ${to}`,
    removed: `removes ${to}`,
    added: `adds ${to}`,
    changed: `changes ${to}`,
    left: 'an overlay cannot express this',
  }[did];
  return `${where.padEnd(9)} ${fact}: ${what}`;
}

function diff(names: readonly string[], flags: Flags): number {
  const [before, after, ...more] = names.map(editionNamed);
  if (before === undefined || after === undefined || more.length > 0)
    throw usageError('catalog diff takes two editions.', `Try: gitpod-doctor catalog diff ${EDITIONS[0]} ${EDITIONS[1]}`);
  const differences = editionDifferences(before, after);
  if (flags.json)
    print(
      JSON.stringify(
        {
          schema: 'gitpod-doctor/catalog-diff@1',
          before,
          after,
          differences,
          facts: { before: editionFacts(before), after: editionFacts(after) },
        },
        null,
        2,
      ),
    );
  else {
    const blocks = [...editionBlocks(differences), ...(before === after ? [] : [before, after].flatMap(editionFactBlocks))];
    print(flags.markdown ? markdown(blocks) : textLines(blocks).join('\n'));
  }
  return differences.length === 0 ? 0 : 1;
}

function editionNamed(word: string): EditionName {
  const known = EDITIONS.find((name) => name === word);
  if (known !== undefined) return known;
  throw usageError('There is no edition of that name.', `Editions: ${EDITIONS.join(', ')}`);
}
