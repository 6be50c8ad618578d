/** Proxy scripts: each line names the test that evaluates one. */
import type { FailureKind } from '../../../src/model/failure.ts';
import type { Line } from '../line.ts';

const from =
  (file: string) =>
  (by: string, says?: string): readonly [Line] => [
    { by, finding: null, way: { as: 'test', file, ...(says === undefined ? {} : { says }) } },
  ];

const evaluated = from('src/probes/pac/evaluate.test.ts');
const text = from('src/probes/pac/script-text.test.ts');
const probed = from('src/probes/pac/script-probe.test.ts');

export const SCRIPT_LINES = {
  'pac.unreadable': probed('a setting that names a missing file'),
  'pac.too-large': text('more than 1 MB'),
  'pac.not-script': text('a page instead of a script'),
  'pac.syntax-error': evaluated('a text that is not JavaScript'),
  'pac.throws': evaluated('an error in the script'),
  'pac.no-function': evaluated('another name than FindProxyForURL'),
  'pac.timeout': evaluated('an endless loop'),
  'pac.memory': evaluated('an endless table'),
  'pac.dns-limit': evaluated('a lookup in each turn of a loop'),
  'pac.unusable-answer': evaluated('a returned object'),
} as const satisfies Partial<Record<FailureKind, readonly Line[]>>;
