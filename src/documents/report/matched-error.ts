/** The meaning of a pasted message as lines: layer and host of the failure, the confidence, possible causes, and the first step. */
import type { ErrorMatch } from '../../knowledge/error-dictionary/index.ts';
import { FINDING_CODES, FINDINGS, type FindingName } from '../../model/finding-codes.ts';
import { FAILURE_WORDS } from '../evidence/failure-words.ts';

const LAYER_WORDS = {
  dns: 'names',
  tcp: 'connecting',
  tunnel: 'the tunnel through the proxy',
  tls: 'TLS',
  http: 'the answer',
  udp: 'UDP',
  aws: 'AWS',
  ssh: 'SSH',
  disk: 'disk space',
} as const satisfies Record<ErrorMatch['layer'], string>;

const SURE = {
  certain: 'certain: only this program uses these words',
  likely: 'likely: many programs use these words, or the words do not name the stage',
  possible: 'possible: a guess from single words',
} as const satisfies Record<ErrorMatch['confidence'], string>;

/** A list of more than four findings would be a guess. */
const SHOWN = 4;

const UNKNOWN = 'This text contains no known message.';

/** The layer and host of the failure in a few words: `TLS, app.gitpod.io`. */
export function matchTitle({ layer, peer, host }: ErrorMatch): string {
  const far = peer === 'proxy' && layer !== 'tunnel' ? ' to the proxy' : '';
  return `${LAYER_WORDS[layer]}${far}${host === null ? '' : `, ${host}`}`;
}

export function matchMeaning({ kind, means }: ErrorMatch): string {
  return means ?? (kind === null ? '' : FAILURE_WORDS[kind].means);
}

export function matchLines(matches: readonly ErrorMatch[]): string[] {
  const [first] = matches;
  if (first === undefined) return [`${UNKNOWN} To check everything: gitpod-doctor --symptom whole-list`];
  return [
    ...(first.confidence === 'possible' ? [UNKNOWN, ''] : []),
    ...matches.flatMap((match) => [
      `${match.program}: ${matchTitle(match)}`,
      `  It says   ${matchMeaning(match)}`,
      `  Sure      ${SURE[match.confidence]}`,
      `  Words     ${match.words}`,
      ...match.findings.slice(0, SHOWN).map((name, index) => `  ${index === 0 ? 'Likely' : '      '}    ${codeOf(name)} ${name}`),
      '',
    ]),
    first.layer === 'disk'
      ? 'No network check helps here: free space on that machine, then try again.'
      : `To find out ${first.findings.length > 0 ? 'which' : 'more'}: gitpod-doctor --symptom ${first.symptom}`,
  ];
}

function codeOf(name: FindingName): string {
  return FINDING_CODES.find((code) => FINDINGS[code] === name) ?? '';
}
