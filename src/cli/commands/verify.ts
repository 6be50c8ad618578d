/** `verify BUNDLE`: checks the checksums, the schema, and that no secret was left. */
import { verifyBundle } from '../../bundle/index.ts';
import { print } from '../../terminal/gate.ts';
import type { Flags } from '../arguments/flags.ts';
import { fileError, usageError } from '../arguments/usage.ts';
import { displayPath } from '../files/named-file.ts';
import { readReportBytes } from '../files/named-report.ts';

export async function verify(words: readonly string[], flags: Flags): Promise<number> {
  const [path, ...more] = words;
  if (path === undefined || more.length > 0) throw usageError('verify takes one bundle.', 'Try: gitpod-doctor verify gitpod-doctor-….zip');
  const result = await verifyBundle(await readReportBytes(path));
  if (flags.json) print(JSON.stringify({ ...result, schema: 'gitpod-doctor/verification@1', form: result.schema }, null, 2));
  else if (result.checksums === 'none' && result.schema === 'none') {
    // If nothing could be checked, no part is reported as broken.
    throw fileError(`${path} is not a bundle: ${result.problem}.`, 'verify takes a file that --bundle wrote, or a report.json.');
  } else {
    const { checksums, schema, tripwire, problem, note, hint } = result;
    print(`checksums  ${said(checksums)}\nschema     ${said(schema)}\nsecrets    ${TRIPWIRE[tripwire.state]}`);
    for (const clause of [problem, note]) if (clause != null) print(`${displayPath(path)}: ${clause}.`);
    if (hint !== undefined) print(hint);
  }
  return result.exitCode;
}

function said(state: string): string {
  return state === 'not-run' ? 'not checked' : state;
}

const TRIPWIRE = { quiet: 'none found', tripped: 'found', 'not-run': 'not looked for' } as const;
