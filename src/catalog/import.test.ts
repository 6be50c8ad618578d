/** If these fail, a newer copy of the document becomes a list that asks for too much, or for too little. */
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compareWithDocument } from './compare.ts';
import { documentText } from './document-text.ts';
import { importDocument } from './import.ts';
import { parseOverlay } from './index.ts';

const DOCUMENT = readFileSync(new URL('../../fixtures/document/access-requirements.md', import.meta.url), 'utf8');
const EMPTY = { replaceHost: {}, remove: [], add: [] };

/** The import, whose overlay must be a valid file. */
function imported(markdown: string) {
  const result = importDocument(markdown);
  expect(parseOverlay(JSON.stringify(result.overlay))).toMatchObject({ ok: true });
  return result;
}

const edited = (from: string, to: string) => {
  expect(DOCUMENT).toContain(from);
  return DOCUMENT.replaceAll(from, to);
};

describe('the import of a copy of the document', () => {
  test('gives an empty overlay when the copy is unchanged', () => {
    expect(imported(DOCUMENT)).toEqual({ overlay: EMPTY, steps: [] });
  });

  test('renames a host and its subdomains when the copy renames the host everywhere', () => {
    const { overlay, steps } = imported(edited('us01.gitpod.dev', 'eu01.gitpod.dev'));
    expect(overlay).toEqual({ ...EMPTY, replaceHost: { 'us01.gitpod.dev': 'eu01.gitpod.dev' } });
    expect(steps.map(({ did, line }) => [did, typeof line])).toEqual([
      ['renamed', 'number'],
      ['renamed', 'number'],
    ]);
  });

  test('replaces a changed address of the gateway', () => {
    expect(imported(edited('35.171.240.32', '198.51.100.7')).overlay).toEqual({
      ...EMPTY,
      replaceHost: { '35.171.240.32': '198.51.100.7' },
    });
  });

  test('adds new endpoints to the area of their heading, and removes missing ones', () => {
    const fresh = edited('* `https://download-cf.jetbrains.com`', '* `https://*.cdn.jetbrains.example`');
    expect(imported(fresh).overlay).toEqual({
      replaceHost: {},
      remove: ['jetbrains.download-cf'],
      add: [
        {
          ...{ id: 'jetbrains.cdn-jetbrains-example', title: 'https://*.cdn.jetbrains.example' },
          ...{ url: 'https://gitpod-doctor.cdn.jetbrains.example', from: ['laptop', 'environment'], consumer: 'jvm' },
        },
      ],
    });
  });

  test('keeps a host when only one of its paths is missing', () => {
    const { overlay } = imported(edited('* `https://releases.gitpod.io/ec2/stable/gitpod-ec2-multi-org-runner.json`\n', ''));
    expect(overlay).toEqual({ ...EMPTY, remove: ['releases.ec2-multi-org-runner'] });
  });

  test('lists each change that an overlay cannot express, with its line number', () => {
    const { overlay, steps } = imported(edited('`.internal`', '`.internal`, `.corp`'));
    expect(overlay).toEqual(EMPTY);
    expect(steps).toEqual([{ line: 3, fact: '.corp', did: 'left', to: '' }]);
  });

  test('ignores moved headings and other prose', () => {
    const moved = DOCUMENT.replace('## JetBrains', '## IDEs\n\n### JetBrains').replace(
      '# Access Requirements',
      '# Requirements\n\nNew prose.',
    );
    expect(imported(moved).overlay).toEqual(EMPTY);
  });
});

test('a saved HTML page gives the same overlay as its Markdown', () => {
  expect(imported(documentText(toPage(DOCUMENT))).overlay).toEqual(EMPTY);
  const newer = toPage(edited('us01.gitpod.dev', 'eu01.gitpod.dev'));
  expect(imported(documentText(newer)).overlay.replaceHost).toEqual({ 'us01.gitpod.dev': 'eu01.gitpod.dev' });
});

test('a page that is built to be slow to parse is read quickly', () => {
  const begun = process.cpuUsage();
  for (const part of ['<script>', '<a ', '<h1>', '<td>', '<!-- ', '&lt;']) documentText(`<html>${part.repeat(400_000 / part.length)}`);
  expect(process.cpuUsage(begun).user / 1000).toBeLessThan(3000);
});

test('changing one endpoint gives exactly that change', () => {
  const lines = DOCUMENT.split('\n');
  const urls = lines.flatMap((line, index) => (/^\* `https:\/\/[^*<]+`$/.test(line) ? [index] : []));
  const changes = fc.constantFrom('drop', 'rename', 'repath');
  fc.assert(
    fc.property(fc.constantFrom(...urls), changes, (index, change) => {
      const line = lines[index] ?? '';
      const after =
        change === 'drop'
          ? []
          : [change === 'rename' ? line.replace(/\/\/[^/`]+/, '//renamed.example') : line.replace('`', '`').replace(/`$/, '/more`')];
      const markdown = lines.toSpliced(index, 1, ...after).join('\n');
      const { overlay } = imported(markdown);
      const changed = Object.keys(overlay.replaceHost).length + overlay.remove.length + overlay.add.length;
      expect([1, 2]).toContain(changed);
      // With the overlay the catalogue says what the document says.
      const difference = compareWithDocument(markdown, { ...overlay, sha256: '' });
      expect([difference.onlyInDocument.filter((fact) => !/^HTTPS \(Port/.test(fact)), difference.onlyInCatalogue]).toEqual([[], []]);
    }),
  );
});

/** The document as a site's generator writes it: code, items, cells and headings as elements, with scripts and classes around them. */
function toPage(markdown: string): string {
  const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  const inline = (text: string) =>
    escaped(text.replaceAll('\\_', '_').replaceAll('**', '')).replace(/`([^`]*)`/g, '<code class="c">$1</code>');
  let fenced = false;
  const body = markdown.split('\n').map((line) => {
    if (line.startsWith('```')) {
      fenced = !fenced;
      return fenced ? '<pre><code>' : '</code></pre>';
    }
    if (fenced) return escaped(line);
    const heading = /^(#+) (.*)$/.exec(line);
    if (heading !== null) return `<h${heading[1]?.length} id="x"><a href="#x">${inline(heading[2] ?? '')}</a></h${heading[1]?.length}>`;
    if (line.startsWith('* ')) return `<ul><li class="i">\n${inline(line.slice(2))}</li></ul>`;
    if (/^\|[\s:|-]+\|$/.test(line)) return '';
    if (line.startsWith('|'))
      return `<tr>${line
        .split('|')
        .slice(1, -1)
        .map((cell) => `<td>${inline(cell.trim())}</td>`)
        .join('')}</tr>`;
    return line === '' ? '' : `<p>${inline(line)}</p>`;
  });
  return `<!DOCTYPE html><html><head><script>const a = "https://x.example/";</script></head><body>${body.join('\n')}</body></html>`;
}
