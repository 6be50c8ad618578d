/** If these fail, a page is missing, has a dead link, or reads like internal notes. */
import { describe, expect, it } from 'vitest';
import { findingIndex, pagesByName } from '../../scripts/generate/finding-pages.ts';
import { explainFinding } from '../../src/diagnosis/index.ts';
import { pageName } from '../../src/documents/finding/explanation.ts';
import { FINDING_CODES, FINDINGS } from '../../src/model/finding-codes.ts';
import { markdown } from '../../src/render/markdown.ts';

const pages = new Map([...pagesByName(explainFinding)].map(([name, blocks]) => [name, markdown(blocks)]));
const linksIn = (page: string): string[] => Array.from(page.matchAll(/\]\(([^)]+)\)/g), ([, link = '']) => link);

describe('the pages of the findings', () => {
  it('consist of an index and one page per finding', () => {
    expect([...pages.keys()].sort()).toEqual([...FINDING_CODES.map(pageName), 'README.md'].sort());
    for (const code of FINDING_CODES) expect(pages.get('README.md')).toContain(`[${FINDINGS[code]}](${pageName(code)})`);
  });

  it('name every owner of a fix in the index', () => {
    const login = explainFinding('GD103');
    expect(markdown(findingIndex(login === null ? [] : [login]))).toMatch(/GD103.*proxy-requires-login.*you, network \/ security team/);
  });
});

describe.each([...pages])('the page %s', (name, page) => {
  it('links only to existing pages', () => {
    expect(linksIn(page).filter((link) => !pages.has(link))).toEqual([]);
    expect(linksIn(page)).not.toEqual([]);
  });

  it('contains no undefined, null, NaN or [object, and no accidental markup', () => {
    const words = page.replace(/^`{3,}\n[\s\S]*?^`{3,}$/gm, '').replace(/`[^`]*`/g, '');
    expect(words).not.toMatch(/undefined|\bnull\b|NaN|\[object/);
    expect(words).not.toMatch(/<[a-z]/);
    if (name !== 'README.md') expect(page.match(/^## .+$/gm)?.length).toBeGreaterThan(3);
  });
});

it('a command with several possible outputs is listed only once', () => {
  const page = pages.get(pageName('GD102')) ?? '';
  expect(page.match(/nc -vz -w 5 <proxy host> <proxy port>/g)).toHaveLength(1);
  expect(page).toMatch(/shows: `Connection refused`[\s\S]*shows: `timed out`/);
});
