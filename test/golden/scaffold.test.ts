/**
 * The files that a scaffold command creates. If one fails, a new contributor starts from files that contradict the compiler or one another.
 */
import { cpSync, existsSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { newFinding } from '../../scripts/new/finding.ts';
import { newProbe } from '../../scripts/new/probe.ts';
import { newScenario } from '../../scripts/new/scenario.ts';
import { Tree } from '../../scripts/new/tree.ts';

const root = join(import.meta.dirname, '../..');

function copyOfTree(): string {
  const copy = mkdtempSync(join(tmpdir(), 'gitpod-doctor-scaffold-'));
  for (const folder of ['src/model', 'src/diagnosis/rules', 'src/probes', 'src/demo/scenarios', 'test/lab/scenarios', 'test/lab/by-hand'])
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

  test('creates four marked files that a person completes', () => {
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

test('npm run new:probe adds the name, the observation and the case', () => {
  const copy = copyOfTree();
  newProbe(['captive-check'], new Tree(copy));
  const read = (file: string) => readFileSync(join(copy, file), 'utf8');
  expect(read('src/model/probe-request.ts')).toMatch(/',\n {2}'captive-check',\n\] as const/);
  expect(read('src/model/observation.ts')).toMatch(/Observation,\n {2}CaptiveCheckObservation,\n\]\)/);
  expect(read('src/probes/index.ts')).toContain("case 'captive-check':");
});

test.each(['demo', 'lab'])('npm run new:scenario adds a network to a table of the %s', (where) => {
  const copy = copyOfTree();
  const file = where === 'demo' ? 'answers' : 'services';
  const { toWrite } = newScenario([where, file, 'answer-loops'], new Tree(copy));
  for (const path of toWrite) expect(readFileSync(join(copy, path), 'utf8')).toContain('answer-loops');
});
