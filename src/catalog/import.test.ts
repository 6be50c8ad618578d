/** If these fail, a newer copy of the document becomes a list that asks for too much, or for too little. */
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compareWithDocument, documentDiff } from './compare.ts';
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
    expect(imported(DOCUMENT)).toEqual({ overlay: EMPTY, steps: [], isCutOff: false });
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

  test('adds new endpoints to the area of their heading, and removes endpoints that the copy lacks', () => {
    const fresh = edited('* `https://download-cf.jetbrains.com`', '* `https://*.cdn.jetbrains.example`');
    expect(imported(fresh).overlay).toEqual({
      replaceHost: {},
      remove: ['jetbrains.download-cf'],
      add: [
        {
          ...{ id: 'jetbrains.any-cdn-jetbrains-example', title: 'https://*.cdn.jetbrains.example' },
          ...{ url: 'https://gitpod-doctor.cdn.jetbrains.example', endpoint: 'https://*.cdn.jetbrains.example' },
          ...{ from: ['laptop', 'environment'], consumer: 'jvm', ide: 'jetbrains' },
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

describe.each(['moved-sections', 'renamed-hosts', 'added-region'])('the import of the newer copy %s', (name) => {
  const read = (ending: string) => readFileSync(new URL(`../../fixtures/document/newer/${name}.${ending}`, import.meta.url), 'utf8');

  test('gives the same overlay as the one written by hand', () => {
    const { overlay, steps } = imported(read('md'));
    expect(overlay).toEqual(JSON.parse(read('json')));
    expect(steps.filter(({ did }) => did === 'left')).toEqual([]);
  });

  test('makes the catalogue equal to the copy', () => {
    const parsed = parseOverlay(read('json'));
    expect(parsed.ok && compareWithDocument(read('md'), parsed.overlay)).toEqual({ onlyInDocument: [], onlyInCatalogue: [] });
  });
});

/** Lines of the document with one URL or address, and how a newer copy may change one of them. */
const ENDPOINTS = DOCUMENT.split('\n').flatMap((line, index) => (/^\* `(?:https:|\d+\.)[^`]+`/.test(line) ? [index] : []));
const MUTATIONS: Readonly<Record<string, (line: string) => string[]>> = {
  drop: () => [],
  'rename the host': (line) => [
    line.replace(/(\/\/(?:\*\.)?|`(?=\d))[^/`:]+/, (_, before) => `${before}${before === '`' ? '198.51.100.9' : 'renamed.example'}`),
  ],
  'add one beside': (line) => [line, /`\d/.test(line) ? '* `198.51.100.9`' : '* `https://added.example`'],
  'mark it': (line) => [/\(/.test(line) ? line.replace(/ \(.*/, '') : `${line} (optional)`],
};

test('a changed endpoint or a removed line with a fact gives the same differences in an HTML page as in Markdown', () => {
  const stating = DOCUMENT.split('\n').flatMap((line, index) =>
    /^[*|] ?\S|^\*\*\w+ \(|^aws /.test(line) && !/^\| (AMI|-)/.test(line) ? [index] : [],
  );
  const changes = [
    ...ENDPOINTS.flatMap((index) => Object.entries(MUTATIONS).map(([name, mutate]) => [index, name, mutate] as const)),
    ...stating.map((index) => [index, 'drop', () => []] as const),
  ];
  expect(changes.length).toBeGreaterThan(200);
  const differing = (text: string) => {
    const { onlyInDocument, onlyInCatalogue } = compareWithDocument(text, null);
    return [onlyInDocument, onlyInCatalogue];
  };
  const wrong = changes.flatMap(([index, name, mutate]) => {
    const changed = DOCUMENT.split('\n')
      .flatMap((line, at) => (at === index ? mutate(line) : [line]))
      .join('\n');
    const [fresh = [], gone = []] = differing(changed);
    const isSame = JSON.stringify(differing(documentText(toPage(changed)))) === JSON.stringify([fresh, gone]);
    return isSame && fresh.length + gone.length > 0 ? [] : [`${name}, line ${index + 1}`];
  });
  expect(wrong).toEqual([]);
});

test('a page with a great many endpoints is imported in seconds', () => {
  const many = Array.from({ length: 5_000 }, (_, index) => `* \`https://h${index}.example/p\`\n* \`10.${index >> 8}.${index & 255}.1\``);
  const begun = process.cpuUsage();
  importDocument(`${DOCUMENT}\n## More\n${many.join('\n')}\n## Gateway API Server\n${many.join('\n')}`);
  expect(process.cpuUsage(begun).user / 1000).toBeLessThan(8000);
});

test('changing any one endpoint gives an overlay with that change alone', () => {
  const tried = fc.record({ index: fc.constantFrom(...ENDPOINTS), name: fc.constantFrom(...Object.keys(MUTATIONS)) });
  fc.assert(
    fc.property(tried, ({ index, name }) => {
      const lines = DOCUMENT.split('\n');
      const line = lines[index] ?? '';
      fc.pre(!(name === 'mark it' && !line.includes('://')));
      const markdown = lines.toSpliced(index, 1, ...(MUTATIONS[name]?.(line) ?? [])).join('\n');
      const { overlay, steps } = imported(markdown);
      const facts = new Set(steps.map(({ fact }) => fact.replace(/ \(.*/, '')));
      // A host that stays elsewhere is not renamed: its row goes, and another comes.
      expect([name, line, facts.size <= (name === 'rename the host' ? 2 : 1)]).toEqual([name, line, true]);
      expect([steps.length > 0, steps.filter(({ did }) => did === 'left')]).toEqual([true, []]);
      expect(compareWithDocument(markdown, { ...overlay, sha256: '' })).toEqual({ onlyInDocument: [], onlyInCatalogue: [] });
    }),
    { numRuns: 150 },
  );
});

test('a copy with any inserted text gives a valid overlay and a list of the changes that the overlay lacks', () => {
  const odd = fc.constantFrom(
    ...[
      'https://<runner-domain>',
      'https://*.*.x',
      'https://a b',
      'https://',
      'http://[::1]:99999/',
      '*.ona.com',
      '::1',
      '10.0.0.0/8',
      'ftp://x',
    ],
    ...[
      'https://x/*/y',
      'https://<region>.x/<other>',
      'https://user:secret@x.example/',
      'https://x.example/?a=1#b',
      'HTTPS://X',
      '`',
      '|',
      '1.2.3.4:99',
    ],
  );
  const place = fc.integer({ min: 0, max: DOCUMENT.split('\n').length });
  fc.assert(
    fc.property(fc.array(fc.tuple(place, fc.oneof(odd, fc.string(), fc.webUrl())), { maxLength: 4 }), (inserted) => {
      const lines = DOCUMENT.split('\n');
      for (const [index, text] of inserted) lines.splice(index, 0, `* \`${text}\``);
      imported(lines.join('\n'));
    }),
    { numRuns: 100 },
  );
});

test.each([
  ['a slash at the end', '* `https://public.ecr.aws/`'],
  ['its usual port', '* `https://public.ecr.aws:443`'],
  ['capital letters', '* `https://Public.ECR.aws`'],
  ['no code span', '- https://public.ecr.aws for images'],
  ['a link', '* [https://public.ecr.aws](https://public.ecr.aws)'],
  ['angle brackets', '1. <https://public.ecr.aws>'],
  ['a sentence around it', 'Allow https://public.ecr.aws, please.'],
  ['a table', '| https://public.ecr.aws | images |'],
])('an endpoint with %s is recognised as the same endpoint', (_, line) => {
  expect(imported(edited('* `https://public.ecr.aws`', line)).overlay).toEqual(EMPTY);
});

test('an image with a new owner is listed as not imported, and its requirement stays', () => {
  const { overlay, steps } = imported(edited('995913728426', '111122223333'));
  expect(overlay).toEqual(EMPTY);
  expect(steps.map(({ did }) => did)).toEqual(expect.arrayContaining(['left']));
});

test('a truncated copy is reported as truncated, and a complete but shorter copy is not', () => {
  expect(importDocument(DOCUMENT.slice(0, 2000)).isCutOff).toBe(true);
  expect(importDocument(DOCUMENT.slice(0, DOCUMENT.indexOf('## AWS Services'))).isCutOff).toBe(true);
  expect(importDocument(DOCUMENT.slice(0, DOCUMENT.indexOf('## SSH Domain'))).isCutOff).toBe(false);
  expect(importDocument(`* \`https://new.gitpod.io\`\n${DOCUMENT.slice(0, 2000)}`).isCutOff).toBe(false);
});

test('the difference is shown as a diff below the headings of the document', () => {
  expect(documentDiff(edited('https://ghcr.io', 'https://quay.io'), null)).toEqual([
    '@@ Optional Services › Additional Container Registries',
    '- https://ghcr.io  (registries.ghcr)',
    '+ https://quay.io  (line 85)',
  ]);
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
