/** What a pasted message says, as lines: where it failed, what that means, what it can be, and where to start. */
import type { ErrorMatch } from '../../model/error-dictionary/index.ts';
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
} as const satisfies Record<ErrorMatch['layer'], string>;

/** More findings than these are a guess that nobody follows. */
const SHOWN = 4;

/** Where it failed, in a few words: `TLS, app.gitpod.io`. */
export function matchTitle({ layer, peer, host }: ErrorMatch): string {
  const far = peer === 'proxy' && layer !== 'tunnel' ? ' to the proxy' : '';
  return `${LAYER_WORDS[layer]}${far}${host === null ? '' : `, ${host}`}`;
}

export function matchMeaning({ kind, means }: ErrorMatch): string {
  return means ?? (kind === null ? '' : FAILURE_WORDS[kind].means);
}

export function matchLines(matches: readonly ErrorMatch[]): string[] {
  const [first] = matches;
  if (first === undefined)
    return ['No message that is known here stands in this text. To check everything: gitpod-doctor --symptom whole-list'];
  return [
    ...matches.flatMap((match) => [
      `${match.program}: ${matchTitle(match)}`,
      `  It says   ${matchMeaning(match)}`,
      ...match.findings.slice(0, SHOWN).map((name, index) => `  ${index === 0 ? 'Likely' : '      '}    ${codeOf(name)} ${name}`),
      '',
    ]),
    `To find out which: gitpod-doctor --symptom ${first.symptom}`,
  ];
}

function codeOf(name: FindingName): string {
  return FINDING_CODES.find((code) => FINDINGS[code] === name) ?? '';
}
