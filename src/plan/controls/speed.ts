/** How fast does the server download come? Its beginning tells, and is asked for when the sweep no longer crowds the line. */
import type { ProbeRequest } from '../../model/probe-request.ts';
import { ANY_ANSWER } from '../any-answer.ts';
import { control } from '../request.ts';
import type { Question } from './question.ts';

/** Long enough to leave slow start behind on most ways, and half of what a row may read. */
const FIRST_BYTES = 128 * 1024;

export function downloadSpeed({ session, observations, original }: Question): ProbeRequest[] {
  const servers = new Set(session.requirements.filter(({ discovery }) => discovery?.extract === 'vscode-commit').map(({ id }) => id));
  return observations.flatMap(({ request: key, role, failure, state, requirements }) => {
    const request = original.get(key);
    const isServer = requirements.some((id) => servers.has(id));
    if (request?.probe !== 'https' || !isServer || role !== 'row' || state !== 'completed' || failure !== null) return [];
    const proof = { ...ANY_ANSWER, followRedirects: true };
    return control('throughput', { ...request, requirements, method: 'GET', proof, firstBytes: FIRST_BYTES });
  });
}
