/**
 * The files that a scaffold command creates. If one fails, a new contributor starts from files that contradict the compiler or one another.
 */
import { cpSync, existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { newEdition } from '../../scripts/new/edition.ts';
import { newFinding } from '../../scripts/new/finding.ts';
import { newProbe } from '../../scripts/new/probe.ts';
import { newScenario } from '../../scripts/new/scenario.ts';
import { Tree } from '../../scripts/new/tree.ts';

const root = join(import.meta.dirname, '../..');

function copyOfTree(): string {
  const copy = mkdtempSync(join(tmpdir(), 'gitpod-doctor-scaffold-'));
  for (const folder of [
    'src/model',
    'src/diagnosis/rules',
    'src/probes',
    'src/catalog',
    'src/knowledge',
    'src/demo/scenarios',
    'test/lab/scenarios',
    'test/lab/by-hand',
  ])
    cpSync(join(root, folder), join(copy, folder), { recursive: true });
  return copy;
}

describe('npm run new:finding', () => {
  test('inserts the code, the import, the rule and the trial in the order of the codes', () => {
    const copy = copyOfTree();
    newFinding(['GD499', 'answer-loops', '--lab', 'services'], new Tree(copy));
    const read = (file: string) => readFileSync(join(copy, file), 'utf8');
    expect(read('src/model/finding-codes.ts')).toMatch(/GD418.*\n {2}GD499: 'answer-loops',\n {2}GD501/);
    expect(read('src/diagnosis/rules/all.ts')).toMatch(/418-.*\nexport \{ answerLoops \} from '.\/499-answer-loops.ts';\n.*501-/);
    expect(read('test/lab/by-hand/trials.ts')).toMatch(/ {2}GD499: .*\n {2}GD501/);
    expect(read('test/lab/scenarios/services.ts')).toContain("name: 'answer-loops'");
  });

  test('creates four marked files for a person to complete', () => {
    const copy = copyOfTree();
    const { toWrite } = newFinding(['GD499', 'answer-loops', '--lab', 'services'], new Tree(copy));
    expect(toWrite).toHaveLength(4);
    for (const file of toWrite) expect(existsSync(join(copy, file))).toBe(true);
  });

  test.each([
    [['419', 'answer-loops', '--lab', 'services'], 'is no code'],
    [['GD414', 'answer-loops', '--lab', 'services'], 'GD414 is rate-limited'],
    [['GD499', 'Answer Loops', '--lab', 'services'], 'is no name'],
    [['GD499', 'rate-limited', '--lab', 'services'], 'already'],
    [['GD499', 'answer-loops'], 'add --lab FILE'],
    [['GD499', 'answer-loops', '--lab', 'nowhere'], 'there is no test/lab/scenarios/nowhere.ts'],
  ])('refuses %j and writes nothing', (words, why) => {
    const copy = copyOfTree();
    expect(() => newFinding(words, new Tree(copy))).toThrow(why);
    expect(existsSync(join(copy, 'src/diagnosis/rules/499-answer-loops.ts'))).toBe(false);
    expect(readFileSync(join(copy, 'src/model/finding-codes.ts'), 'utf8')).toBe(
      readFileSync(join(root, 'src/model/finding-codes.ts'), 'utf8'),
    );
  });
});

test('npm run new:probe adds the probe name, its observation type and its branch in the probe switch', () => {
  const copy = copyOfTree();
  newProbe(['captive-check'], new Tree(copy));
  const read = (file: string) => readFileSync(join(copy, file), 'utf8');
  expect(read('src/model/probe-request.ts')).toMatch(/',\n {2}'captive-check',\n\] as const/);
  expect(read('src/model/observation.ts')).toMatch(/Observation,\n {2}CaptiveCheckObservation,\n\]\)/);
  expect(read('src/probes/index.ts')).toContain("case 'captive-check':");
});

test.each(['demo', 'lab'])('npm run new:scenario adds a network to a table (%s)', (where) => {
  const copy = copyOfTree();
  const file = where === 'demo' ? 'answers' : 'services';
  const { toWrite } = newScenario([where, file, 'answer-loops'], new Tree(copy));
  for (const path of toWrite) expect(readFileSync(join(copy, path), 'utf8')).toContain('answer-loops');
});

describe('npm run new:edition', () => {
  const files = mkdtempSync(join(tmpdir(), 'gitpod-doctor-editions-'));
  const file = (name: string, text: string) => {
    writeFileSync(join(files, name), text);
    return join(files, name);
  };
  const DOCUMENT = readFileSync(join(root, 'fixtures/document/access-requirements.md'), 'utf8');
  const OVERLAY = '{ "replaceHost": { "app.gitpod.io": "app.ona.com" }, "remove": ["aws.acm"] }';

  test.each([
    ['an overlay', () => file('overlay.json', OVERLAY)],
    ['a copy of the document', () => file('copy.md', DOCUMENT.replaceAll('app.gitpod.io', 'app.ona.com').replace(/^.*acm.*\n/m, ''))],
  ])('writes an edition from %s, and enters it in each table', (_, from) => {
    const copy = copyOfTree();
    const { written } = newEdition(['of-a-test', '--from', from(), '--source', 'Access Requirements', '--date', '2027-03'], new Tree(copy));
    const read = (path: string) => readFileSync(join(copy, path), 'utf8');
    for (const path of written) expect([path, /of-a-test|OF_A_TEST/.test(read(path))]).toEqual([path, true]);
    expect(read('src/catalog/editions/of-a-test.ts')).toMatch(/"app.gitpod.io": "app.ona.com"[\s\S]*"aws.acm"/);
    expect(read('src/catalog/editions/of-a-test.ts')).toContain("date: '2027-03'");
    expect(read('src/model/profile-words.ts')).toMatch(/'gcp-runner-2026'[^\]]*'of-a-test'\s*\] as const/);
    expect(read('src/model/profile-words.ts')).toContain("'of-a-test': null");
    expect(read('src/knowledge/editions.ts')).toMatch(/ {2}'of-a-test': .*"app.ona.com"/);
    expect(read('src/catalog/editions/index.ts')).toMatch(/ {2}'of-a-test': OF_A_TEST,\n\};/);
  });

  test.each<[string, string[], string]>([
    ['no name', [], 'is no name'],
    ['a name that is taken', ['gcp-runner-2026', '--from', file('o1.json', OVERLAY)], 'already'],
    ['no file', ['of-a-test'], '--from OVERLAY|DOCUMENT'],
    ['a file that does not exist', ['of-a-test', '--from', join(files, 'none')], 'cannot be read (ENOENT)'],
    ['a folder', ['of-a-test', '--from', files], 'cannot be read (EISDIR)'],
    ['a damaged overlay', ['of-a-test', '--from', file('o2.json', OVERLAY.slice(0, 40))], 'is no overlay: it is not JSON'],
    ['an overlay of an unknown row', ['of-a-test', '--from', file('o3.json', '{ "remove": ["aws.gone"] }')], 'there is no row'],
    ['another document', ['of-a-test', '--from', file('other.md', '# Recipes\n')], 'neither an overlay nor a copy'],
    ['the document itself', ['of-a-test', '--from', file('same.md', DOCUMENT)], 'changes nothing'],
    ['a copy that was cut off', ['of-a-test', '--from', file('cut.md', DOCUMENT.slice(0, 2500))], 'ends early'],
    ['a malformed date', ['of-a-test', '--from', file('o4.json', OVERLAY), '--date', 'March'], 'is no date of a source'],
  ])('refuses %s and writes nothing', (_, words, why) => {
    const copy = copyOfTree();
    expect(() => newEdition(words, new Tree(copy))).toThrow(why);
    expect(existsSync(join(copy, 'src/catalog/editions/of-a-test.ts'))).toBe(false);
    expect(readFileSync(join(copy, 'src/model/profile-words.ts'), 'utf8')).not.toContain('of-a-test');
  });
});
