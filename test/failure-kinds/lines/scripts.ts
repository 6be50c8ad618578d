/** Proxy scripts: each line names a scenario, or the test that evaluates one. */
import type { FailureKind } from '../../../src/model/failure.ts';
import type { FindingName } from '../../../src/model/finding-codes.ts';
import type { Line } from '../line.ts';

const from =
  (file: string) =>
  (by: string, finding: FindingName): readonly [Line] => [{ by, finding, way: { as: 'test', file } }];

const demo = (name: FindingName, by: string): readonly [Line] => [{ by, finding: name, way: { as: 'scenario', name } }];
const lab = (name: string, finding: FindingName, by: string): readonly [Line] => [{ by, finding, way: { as: 'lab', name } }];
const evaluated = from('src/probes/pac/evaluate.test.ts');
const text = from('src/probes/pac/script-text.test.ts');
const probed = from('src/probes/pac/script-probe.test.ts');

export const SCRIPT_LINES = {
  'pac.unreadable': probed('a setting that names a missing file', 'pac-unreachable'),
  'pac.too-large': text('more than 1 MB', 'pac-not-a-script'),
  'pac.not-script': demo('pac-not-a-script', 'a page instead of a script'),
  'pac.syntax-error': demo('pac-broken', 'a missing quotation mark'),
  'pac.throws': lab('pac-throws', 'pac-broken', 'a call of a missing function'),
  'pac.no-function': evaluated('a function that is not named FindProxyForURL', 'pac-broken'),
  'pac.timeout': demo('pac-never-ends', 'an endless loop'),
  'pac.memory': evaluated('a table that grows without end', 'pac-never-ends'),
  'pac.dns-limit': lab('pac-asks-too-much', 'pac-never-ends', 'lookups of forty names'),
  'pac.unusable-answer': lab('pac-returns-nothing', 'pac-broken', 'a function that returns nothing'),
} as const satisfies Partial<Record<FailureKind, readonly Line[]>>;
