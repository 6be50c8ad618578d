/** The verdict of each program's trust store on one chain: one line per store, with its size. */
import type { ProgramTrust } from '../../model/program-trust.ts';
import { count } from '../words/quantity.ts';
import { joined, type Say } from '../words/say.ts';
import type { EvidenceLine } from './evidence-line.ts';

const VERDICTS = { trusted: 'trusts the signer', untrusted: 'does not trust the signer', unknown: 'not visible from here' } as const;

export function programLines(programs: readonly ProgramTrust[], say: Say): EvidenceLine[] {
  return programs.map(({ program, decidedBy, files, vouches }) => ({
    label: 'program',
    text: joined(', ', [
      `${program}: ${VERDICTS[vouches]}`,
      decidedBy !== null && say`by ${decidedBy}`,
      ...files.map(
        ({ path, state, certificates }) => say`${path} ` + (state === 'sound' ? `(${count(certificates, 'certificate')})` : `(${state})`),
      ),
    ]),
  }));
}
