/** The pages about findings: one for each, and an index. */
import type { FindingExplanation } from '../../src/diagnosis/index.ts';
import { explanationBlocks, pageName } from '../../src/documents/finding/explanation.ts';
import { OWNER_WORDS } from '../../src/documents/words/words.ts';
import { FINDING_CODES, type FindingCode } from '../../src/model/finding-codes.ts';
import { type Block, paragraph, section, sectionOf, type Text } from '../../src/render/block.ts';

/** Families of codes, by their first digit. */
const FAMILIES: Readonly<Record<string, string>> = {
  1: 'This machine and its proxy',
  2: 'Names',
  3: 'The path and TLS',
  4: 'What answered, and downloads',
  5: 'The gateway',
  6: 'AWS endpoints and metadata',
  7: 'Access to machine images',
  8: 'SSH aliases',
  9: 'The measuring itself',
};

function findingPage(explained: FindingExplanation): Block[] {
  const { code, name } = explained;
  return [
    section(`${code} ${name}`, [
      ...explanationBlocks(explained),
      section('More', [
        paragraph(['In the terminal: ', { code: `gitpod-doctor explain ${code}` }, '. ', { text: 'All findings', to: 'README.md' }, '.']),
      ]),
    ]),
  ];
}

/** `explanations` in the order of their codes. */
export function findingIndex(explanations: readonly FindingExplanation[]): Block[] {
  const families = Object.entries(FAMILIES).map(([digit, title]) => {
    const rows = explanations.filter(({ code }) => code.startsWith(`GD${digit}`)).map(indexRow);
    return sectionOf(
      `${digit}xx ${title}`,
      rows.length === 0 ? [] : [{ kind: 'table', head: ['code', 'name', 'what it is', 'who can fix it'], rows }],
    );
  });
  return [
    section('Findings', [
      paragraph([
        'Each cause that gitpod-doctor can name, with why it happens, how it is told from its neighbours, how it is fixed, and how to see it by hand with standard tools. Made from the rules in ',
        { code: 'src/diagnosis/rules/' },
        ' by ',
        { code: 'npm run generate' },
        '.',
      ]),
      ...families.flat(),
    ]),
  ];
}

function indexRow({ code, name, summary, fixes }: FindingExplanation): Text[] {
  const owners = new Set(fixes.map(({ owner }) => OWNER_WORDS[owner]));
  return [{ text: code, to: pageName(code) }, { text: name, to: pageName(code) }, summary, [...owners].join(', ')].map((span) => [span]);
}

/** Findings with a page: every code that a rule can raise. */
export function pagesByName(explain: (code: FindingCode) => FindingExplanation | null): ReadonlyMap<string, Block[]> {
  const explanations = FINDING_CODES.flatMap((code) => explain(code) ?? []);
  return new Map([
    ['README.md', findingIndex(explanations)],
    ...explanations.map((explained) => [pageName(explained.code), findingPage(explained)] as const),
  ]);
}
