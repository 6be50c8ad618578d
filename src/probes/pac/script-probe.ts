/** A proxy script: fetched from where a setting names it, and called for the required hosts. Facts only. */
import { fileURLToPath } from 'node:url';
import { readRegularFile } from '../../files/regular-file.ts';
import type { Failure } from '../../model/failure.ts';
import type { ProxyScriptObservation } from '../../model/observation.ts';
import { targetText } from '../../model/target.ts';
import { fail } from '../classify.ts';
import type { Measurement } from '../measurement.ts';
import type { Tools } from '../tools.ts';
import { MAX_SCRIPT_BYTES } from './script-text.ts';

export async function probeScript(measurement: Measurement, blank: ProxyScriptObservation, tools: Tools): Promise<ProxyScriptObservation> {
  const named = tools.world.pretend?.scripts?.at(0)?.url ?? '';
  const where = targetText(measurement.request.target);
  const file = await readScriptFile(named, where);
  return { ...blank, failure: file.failure };
}

type ScriptFile = { bytes: Buffer; failure: null } | { bytes: null; failure: Failure };

/** A path, or a `file:` URL. */
async function readScriptFile(named: string, where: string): Promise<ScriptFile> {
  const path = URL.parse(named)?.protocol === 'file:' ? fileURLToPath(named) : named;
  const { bytes, problem } = await readRegularFile(path, MAX_SCRIPT_BYTES);
  if (bytes !== null) return { bytes, failure: null };
  return { bytes: null, failure: fail(problem === 'too-large' ? 'pac.too-large' : 'pac.unreadable', where) };
}
