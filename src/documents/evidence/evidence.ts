/** An observation in plain words: its phases, the failure, what the failure means, and the next test. */
import { failureLayer } from '../../model/failure.ts';
import type { Finding } from '../../model/finding.ts';
import type { Observation } from '../../model/observation.ts';
import type { Session } from '../../model/session.ts';
import { hostPort, targetText } from '../../model/target.ts';
import { createSay, joined, type Mask, type Say } from '../words/say.ts';
import { evidenceOf } from './alias-evidence.ts';
import { aliasLines } from './alias-words.ts';
import { credentialLines, googleMetadataLines, metadataLines } from './credential-words.ts';
import type { EvidenceLine } from './evidence-line.ts';
import { FAILURE_WORDS, UNCODED_FAILURE } from './failure-words.ts';
import { hostLines } from './host-words.ts';
import { loginLines } from './login-words.ts';
import { nameLines } from './name-words.ts';
import { answerText, phaseLines } from './phase-words.ts';
import { answerLines } from './script-words.ts';

export type { EvidenceLine } from './evidence-line.ts';

/** All facts of one observation: its route, its phases in order, and its end. */
export function detailLines(observation: Observation, mask: Mask): EvidenceLine[] {
  const say = createSay(mask);
  return [
    ...wayLines(observation, say),
    ...observation.phases.flatMap((phase) => phaseLines(phase, say)),
    ...ownLines(observation, say),
    ...endLines(observation, say),
  ];
}

/** The evidence of a finding, observation by observation up to a limit. Without observations, the finding's own evidence text. */
export function findingEvidence(
  finding: Pick<Finding, 'observations' | 'evidence'>,
  { observations }: Pick<Session, 'observations'>,
  mask: Mask,
  most = Number.POSITIVE_INFINITY,
): EvidenceLine[] {
  const shown = evidenceOf(finding.observations, observations).slice(0, most);
  const lines = shown.flatMap((observation) => [
    { label: 'target', text: mask(targetText(observation.target)) },
    ...detailLines(observation, mask),
    { label: '', text: '' },
  ]);
  return lines.length > 0 ? lines : finding.evidence.map((text) => ({ label: 'seen', text: mask(text) }));
}

/** The few lines for the evidence of a row: the failed phase and its meaning, or the last phase that passed. */
export function evidenceLines(observation: Observation, mask: Mask): EvidenceLine[] {
  const say = createSay(mask);
  const shown = observation.phases.slice(observation.failure === null ? -3 : -1);
  return [
    ...wayLines(observation, say),
    ...shown.flatMap((phase) => phaseLines(phase, say)),
    ...ownLines(observation, say),
    ...endLines(observation, say).filter(({ label }) => label !== 'failed'), // the row itself says it
  ];
}

/** The remark beside a row: the failure, with its most useful detail. */
export function failureRemark(observation: Observation, mask: Mask): string {
  const say = createSay(mask);
  if (isBroken(observation)) return 'the probe itself crashed';
  if (observation.state === 'cancelled') return observation.cancelledBy === 'person' ? 'you stopped it' : 'out of time';
  if (observation.failure === null) return '';
  const words = FAILURE_WORDS[observation.failure.kind].remark;
  return joined(' ', [words, keyFact(observation, say)]);
}

function keyFact(observation: Observation, say: Say): string | null {
  const last = observation.phases.at(-1);
  if (last === undefined) return null;
  if (last.name === 'tls') {
    const issuer = last.chain[0]?.issuer;
    const name = issuer?.commonName ?? issuer?.organization;
    return name === undefined || name === null ? null : say`(${name})`;
  }
  if (last.name === 'tunnel') return last['http.response.status_code'] === null ? null : `(${last['http.response.status_code']})`;
  if (last.name === 'http') return last.answer === null ? null : `(${last.answer['http.response.status_code']})`;
  return observation.failure?.kind === 'unclassified' && observation.failure.code !== undefined ? say`(${observation.failure.code})` : null;
}

function wayLines(observation: Observation, say: Say): EvidenceLine[] {
  if (observation.route.via === 'direct') return [];
  const { scheme, host, port } = observation.route.proxy;
  return [{ label: 'route', text: say`through the proxy ${scheme}://${hostPort(host, port)}` }];
}

function ownLines(observation: Observation, say: Say): EvidenceLine[] {
  switch (observation.probe) {
    case 'host':
      return observation.facts === null ? [] : hostLines(observation.facts, say);
    case 'dns':
      return nameLines(observation, say);
    case 'aws-credentials':
      return observation.facts === null ? [] : credentialLines(observation.facts, say);
    case 'metadata':
      return observation.facts === null ? [] : metadataLines(observation.facts, say);
    case 'google-metadata':
      return observation.facts === null ? [] : googleMetadataLines(observation.facts);
    case 'udp':
    case 'aws':
    case 'ssh-connect':
      return [];
    case 'proxy-script':
      return answerLines(observation, say);
    case 'proxy-login':
      return observation.means === null ? [] : loginLines(observation.means, say);
    case 'ssh-config':
      return observation.facts === null ? [] : aliasLines(observation.facts, say);
    default:
      return observation.unverifiedAnswer === null ? [] : [{ label: 'behind it', text: answerText(observation.unverifiedAnswer, say) }];
  }
}

function endLines(observation: Observation, say: Say): EvidenceLine[] {
  if (isBroken(observation)) {
    const means = { label: 'means', text: 'a fault of gitpod-doctor, not of the network; the run continued' };
    return observation.failure === null ? [means] : [{ label: 'failed', text: say`${observation.failure.text}` }, means];
  }
  if (observation.state === 'cancelled') return [{ label: 'means', text: 'the measurement did not finish, so it proves nothing' }];
  const { failure } = observation;
  if (failure === null) return [];
  const code = joined(', ', [failure.code, failure.syscall]);
  const words = failure.kind === 'unclassified' && code === '' ? UNCODED_FAILURE : FAILURE_WORDS[failure.kind];
  // A missing answer has no error to show. Every other failure includes the system's name for the error.
  const failed =
    failureLayer(failure.kind) === 'udp' && code === ''
      ? []
      : [{ label: 'failed', text: joined(' ', [words.remark, code !== '' && say`(${code})`]) }];
  return [...failed, { label: 'means', text: words.means }, { label: 'check', text: words.settles }];
}

/** True for an internal error. A limit of this machine is not an internal error, and has a text of its own. */
function isBroken({ state, failure }: Observation): boolean {
  return state === 'crashed' && (failure === null || failureLayer(failure.kind) !== 'machine');
}
