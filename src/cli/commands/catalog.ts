/** `catalog [list|check FILE.md]`: the requirements, and their differences from a copy of the access requirements page. */
import { assembleRequirements, catalogInfo, compareWithDocument, type Overlay } from '../../catalog/index.ts';
import { isCounting } from '../../knowledge/applicability.ts';
import { targetText } from '../../model/target.ts';
import { createSecretRemover } from '../../redact/index.ts';
import { print } from '../../terminal/gate.ts';
import type { Flags } from '../arguments/flags.ts';
import { situationOf } from '../arguments/profile.ts';
import { withProfileFile } from '../arguments/profile-file/index.ts';
import { badFile, nearest, usage } from '../arguments/usage.ts';
import { displayPath, readNamedFile } from '../files/named-file.ts';
import { readOverlay } from '../files/overlay.ts';

export async function catalog(words: readonly string[], given: Flags): Promise<number> {
  const flags = await withProfileFile(given);
  const overlay = await readOverlay(flags);
  const [action = 'list', file, ...more] = words;
  if (action === 'list' && file === undefined) return list(flags, overlay);
  if (action === 'check' && file !== undefined && more.length === 0) return checkDocument(file, flags, overlay);
  if (action === 'check') throw usage('catalog check takes one file.', 'Try: gitpod-doctor catalog check access-requirements.md');
  throw usage('catalog knows list and check.', `Did you mean: gitpod-doctor catalog ${nearest(action, ['list', 'check']) ?? 'list'}`);
}

function list(flags: Flags, overlay: Overlay | null): number {
  const { profile } = situationOf(flags, process.env);
  const requirements = assembleRequirements(profile, overlay);
  // An overlay may contain anything.
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
    }));
    print(JSON.stringify({ schema: 'gitpod-doctor/catalog@1', requirements: rows }, null, 2));
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
  const text = await readNamedFile(file, 4 * 1024 * 1024);
  const takes = `It takes a copy in Markdown of ${catalogInfo(null).source}`;
  if (text.includes('\0')) throw badFile(`${displayPath(file)} is not text.`, takes);
  const difference = compareWithDocument(text, overlay);
  // A file without any known endpoint is not a copy of that page.
  if (difference.onlyInCatalogue.length === compareWithDocument('', overlay).onlyInCatalogue.length)
    throw badFile(`${displayPath(file)} names none of the endpoints of the list, so it is not a copy of the document.`, takes);
  const equal = difference.onlyInDocument.length + difference.onlyInCatalogue.length === 0;
  if (flags.json) print(JSON.stringify(difference, null, 2));
  else if (equal) print('No difference.');
  else
    print(
      [
        ...difference.onlyInDocument.map((line) => `only in the document   ${line}`),
        ...difference.onlyInCatalogue.map((line) => `only in the catalogue  ${line}`),
      ].join('\n'),
    );
  return equal ? 0 : 1;
}
