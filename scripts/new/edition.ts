/** An edition of the list from an overlay, or from a newer copy of the document: its rows, its name, and its place among the others. */
import { readFileSync } from 'node:fs';
import { compareWithDocument, documentText, importDocument } from '../../src/catalog/index.ts';
import { type ImportedOverlay, parseOverlayFile } from '../../src/catalog/overlay.ts';
import { ROWS } from '../../src/catalog/rows.ts';
import { editionFacts } from '../../src/knowledge/editions.ts';
import { EDITIONS } from '../../src/model/profile-words.ts';
import { type Begun, nameIn, Tree, Unusable } from './tree.ts';

const WORDS = 'src/model/profile-words.ts';
const INDEX = 'src/catalog/editions/index.ts';
const FACTS = 'src/knowledge/editions.ts';
const SENTENCES = 'src/knowledge/installation-words.ts';
const TAKES = 'new:edition -- NAME --from OVERLAY|DOCUMENT [--source TITLE] [--date YYYY-MM]';

export function newEdition(words: readonly string[], tree = new Tree()): Begun {
  const { name, from, source } = wordsOf(words);
  if (EDITIONS.some((each) => each === name)) throw new Unusable(`there is an edition ${name} already`);
  const { overlay, left } = overlayIn(from);
  const file = `src/catalog/editions/${name}.ts`;
  const constant = name.replaceAll('-', '_').toUpperCase();
  const key = `'${name}'`;
  const written = `{ text: ${JSON.stringify(source.text)}, date: '${source.date}' }`;

  tree.create(file, editionText(constant, overlay, written, source.text));
  tree.replace(WORDS, /(export const EDITIONS = \[[^\]]*?),?(\s*\] as const;)/, `$1, ${key}$2`, 'list of editions');
  tree.replace(WORDS, /(export const RUNNER_OF_EDITION = \{[^}]*?),?(\s*\} as const;)/, `$1, ${key}: null$2`, 'kinds of runner');
  tree.insertBefore(INDEX, (line) => line.startsWith('import type { Edition }'), `import { ${constant} } from './${name}.ts';`, 'imports');
  tree.insertBefore(INDEX, endOf('const EDITIONS_BY_NAME'), `  ${key}: ${constant},`, 'table of editions');
  const facts = `  ${key}: { ...DOCUMENT_FACTS, source: ${written}, notes: [], noProxy: ${noProxyText(overlay, written)} },`;
  tree.insertBefore(FACTS, endOf('const FACTS'), facts, 'facts of editions');
  tree.insertBefore(SENTENCES, endOf('export const EDITION_WORDS'), `  ${key}: 'a runner of the list “${name}”',`, 'words of editions');
  tree.write();
  return {
    written: [file, WORDS, INDEX, FACTS, SENTENCES],
    toWrite: [],
    remarks: left.map((fact) => `The file states this, and no row of an edition can: ${fact}`),
    next: `npm run generate, npm run check, npm test -- src/catalog src/knowledge; npm start -- catalog diff document ${name}`,
  };
}

function wordsOf(words: readonly string[]) {
  const [word, ...rest] = words;
  const name = nameIn(word);
  const given = new Map<string, string>();
  for (let at = 0; at < rest.length; at += 2) {
    const [flag = '', value] = rest.slice(at, at + 2);
    if (!['--from', '--source', '--date'].includes(flag) || value === undefined || given.has(flag)) throw new Unusable(`it takes ${TAKES}`);
    given.set(flag, value);
  }
  const from = given.get('--from');
  if (from === undefined) throw new Unusable(`it takes ${TAKES}`);
  const date = given.get('--date') ?? new Date().toISOString().slice(0, 7);
  if (!/^20\d\d-(0[1-9]|1[0-2])$/.test(date)) throw new Unusable(`“${date}” is no date of a source: 2027-03`);
  return { name, from, source: { text: given.get('--source') ?? `Access Requirements, copy of ${date}`, date } };
}

/** What the file changes, and what it states that no overlay can hold. */
function overlayIn(file: string): { overlay: ImportedOverlay; left: string[] } {
  const text = textOf(file);
  const { overlay, left } = /^\s*\{/.test(text) ? parsedOverlay(file, text) : importedDocument(file, text);
  if (Object.keys(overlay.replaceHost).length + overlay.remove.length + overlay.add.length === 0)
    throw new Unusable(`${file} changes nothing, so there is no edition to write`);
  return { overlay, left };
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8').replace(/^\uFEFF/, '');
  } catch (error) {
    throw new Unusable(`${file} cannot be read (${(error as NodeJS.ErrnoException).code})`);
  }
}

function parsedOverlay(file: string, text: string): { overlay: ImportedOverlay; left: string[] } {
  const parsed = parseOverlayFile(text, new Set(ROWS.map(({ id }) => id)));
  if (!parsed.ok) throw new Unusable(`${file} is no overlay: ${parsed.problem}`);
  const { replaceHost, remove, add } = parsed.overlay;
  return { overlay: { replaceHost, remove, add }, left: [] };
}

function importedDocument(file: string, text: string): { overlay: ImportedOverlay; left: string[] } {
  const document = documentText(text);
  const nothing = compareWithDocument('', null).onlyInCatalogue.length;
  if (compareWithDocument(document, null).onlyInCatalogue.length === nothing)
    throw new Unusable(`${file} is neither an overlay nor a copy of the document`);
  const { overlay, steps, isCutOff } = importDocument(document);
  if (isCutOff) throw new Unusable(`${file} ends early: it has neither images nor SSH aliases`);
  return { overlay, left: steps.flatMap(({ did, fact }) => (did === 'left' ? fact : [])) };
}

/** What must bypass a proxy, with the hosts that were renamed. */
function noProxyText({ replaceHost }: ImportedOverlay, source: string): string {
  const { entries } = editionFacts('document').noProxy;
  return `{ parameter: null, source: ${source}, entries: ${JSON.stringify(entries.map((entry) => replaceHost[entry] ?? entry))} }`;
}

/** The end of the table that begins with these words. */
function endOf(begins: string): (line: string, index: number, all: readonly string[]) => boolean {
  return (line, index, all) => line === '};' && index > all.findIndex((each) => each.startsWith(begins));
}

function editionText(constant: string, overlay: ImportedOverlay, source: string, title: string): string {
  return `/** The published document as a newer copy states it: ${title.replaceAll('*/', '')}. Written by \`npm run new:edition\`. */
import type { RowSource } from '../row.ts';
import { documentAs } from './edition.ts';

const SOURCE: RowSource = ${source};

export const ${constant} = documentAs(${JSON.stringify(overlay, null, 2)}, SOURCE);
`;
}
