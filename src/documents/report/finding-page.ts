/** The pages about findings, in Markdown: one for each, and one that lists them. */
import type { Explained } from '../../diagnosis/index.ts';
import { FINDING_CODES, FINDINGS, type FindingCode } from '../../model/finding-codes.ts';
import { OWNER_WORDS } from '../words/words.ts';
import { type Part, passagesOf } from './explanation.ts';
import { block, bullets, prose } from './markdown.ts';

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

export function pageName(code: FindingCode): string {
  return `${code}-${FINDINGS[code]}.md`;
}

export function findingPage(explained: Explained): string {
  const { code, name, summary } = explained;
  const passages = passagesOf(explained).flatMap(({ heading, parts }) => [`## ${heading}`, ...parts.map(markdownOf)]);
  return `${[
    `# ${code} ${name}`,
    prose(summary),
    ...passages,
    '---',
    `In the terminal: \`gitpod-doctor explain ${code}\`. [All findings](README.md).`,
  ].join('\n\n')}\n`;
}

/** `explanations` in the order of their codes. */
export function findingIndex(explanations: readonly Explained[]): string {
  const families = Object.entries(FAMILIES).flatMap(([digit, title]) => {
    const members = explanations.filter(({ code }) => code.startsWith(`GD${digit}`));
    if (members.length === 0) return [];
    const rows = members.map(({ code, name, summary, fixes }) => {
      const owners = [...new Set(fixes.map(({ owner }) => OWNER_WORDS[owner]))].join(', ');
      return `| [${code}](${pageName(code)}) | [${name}](${pageName(code)}) | ${prose(summary)} | ${prose(owners)} |`;
    });
    return [`## ${digit}xx ${title}`, ['| code | name | what it is | who can fix it |', '| --- | --- | --- | --- |', ...rows].join('\n')];
  });
  return `${[
    '# Findings',
    'Each cause that gitpod-doctor can name, with why it happens, how it is told from its neighbours, how it is fixed, and how to see it by hand with standard tools. Made from the rules in `src/diagnosis/rules/` by `npm run generate`.',
    ...families,
  ].join('\n\n')}\n`;
}

/** What has a page: every code that a rule can raise. */
export function pagesOf(explain: (code: FindingCode) => Explained | null): ReadonlyMap<string, string> {
  const explanations = FINDING_CODES.flatMap((code) => explain(code) ?? []);
  return new Map([
    ['README.md', findingIndex(explanations)],
    ...explanations.map((explained) => [pageName(explained.code), findingPage(explained)] as const),
  ]);
}

function markdownOf(part: Part): string {
  switch (part.kind) {
    case 'text':
      return prose(part.text);
    case 'points':
      return bullets(part.points);
    case 'fix':
      return [`**${prose(part.owner)}:** ${prose(part.text)}`, ...(part.command === null ? [] : [block(part.command)])].join('\n\n');
    case 'neighbours':
      return part.neighbours.map(({ code, name, apart }) => `- [${code} ${name}](${pageName(code)}): ${prose(apart)}`).join('\n');
    case 'look':
      return [
        block(part.run),
        ...part.shows.map(({ fragment, tells }) => `shows \`${fragment}\`${tells === '' ? '' : `: ${prose(tells)}`}`),
      ].join('\n\n');
    case 'placeholders':
      return ['In these commands:', part.placeholders.map(({ name, meaning }) => `- \`<${name}>\` is ${prose(meaning)}`).join('\n')].join(
        '\n\n',
      );
  }
}
