/**
 * The path of a finding as hops, each with what was proved about reaching it, from the observation that shows the finding. A finding that
 * is not about a path has no hops.
 */
import { endpointOfHop } from '../../diagnosis/index.ts';
import type { Finding } from '../../model/finding.ts';
import type { FindingName } from '../../model/finding-codes.ts';
import { isWebObservation, type Observation } from '../../model/observation.ts';
import type { Phase } from '../../model/phase.ts';
import { hostPort, targetHost, targetPort, targetText } from '../../model/target.ts';
import type { Hop } from '../../render/block.ts';
import type { StatusWord } from '../../render/status-words.ts';
import { evidenceOf } from '../evidence/alias-evidence.ts';
import { placeText } from '../evidence/alias-words.ts';
import { FAILURE_WORDS } from '../evidence/failure-words.ts';
import type { Mask } from '../words/say.ts';

type Named = Partial<Record<FindingName, string>>;

/** Findings about this machine or the measurement itself, for which the hops prove nothing. */
const WITHOUT_PATH: ReadonlySet<string> = new Set<FindingName>([
  ...(['clock-wrong', 'gateway-not-needed', 'region-unknown', 'aws-custom-endpoint-set', 'extra-trust-broken'] as const),
  ...(['probe-crashed', 'deadline-reached', 'measured-from-elsewhere', 'machine-starved', 'packet-loss'] as const),
]);

/** Findings in which the resolver gives a wrong answer. */
const WRONG_ANSWER: Named = {
  'name-sinkholed': 'filtered address',
  'resolvers-disagree': 'answers differ',
  'resolver-answers-falsely': 'wrong address',
  'resolver-filters': 'filtered',
  'answers-injected': 'injected answer',
  'nxdomain-rewritten': 'rewritten answer',
};

/** Findings that prove a device on the path. Some of them name the device as their `subject`. */
const BETWEEN: Named = {
  'transparent-proxy': 'transparent proxy',
  'name-filtered-in-tls': 'filter by server name',
  'tls-intercepted': 'TLS inspection',
  'large-hello-dropped': 'device that drops long messages',
  'http2-downgraded': 'TLS inspection',
  'block-page': 'web filter',
  'captive-portal': 'login page of the network',
  'local-firewall-blocks': 'firewall of this machine',
};

const MACHINE: Hop = { status: null, label: 'this machine', text: '' };

export function pathHops(
  finding: Pick<Finding, 'name' | 'observations' | 'subject'>,
  observations: readonly Observation[],
  status: StatusWord,
  mask: Mask,
): Hop[] {
  const name = finding.name as FindingName;
  if (WITHOUT_PATH.has(name)) return [];
  const shown = evidenceOf(finding.observations, observations);
  const shows = shown.find(({ failure }) => failure !== null) ?? shown[0];
  if (shows === undefined) return [];
  const hops = answered(hopsOf(shows), WRONG_ANSWER[name]);
  if (hops.length < 2) return [];
  const between = BETWEEN[name];
  const at = hops.findIndex(isBad) < 0 ? hops.length - 1 : hops.findIndex(isBad);
  const all = between === undefined ? hops : standingBetween(hops, at, between);
  // The device on the path is at fault, and the hops after it are not.
  const faulty = between === undefined ? all.length - 1 : at;
  const settled = all.some(isBad) || status === 'ADVICE' || status === 'PASS';
  return all.map((hop, index) => ({ ...hop, label: mask(hop.label), status: index === faulty && !settled ? status : hop.status }));
}

/** Inserts a device before the hop at `at`; the path then ends at the device. */
function standingBetween(hops: readonly Hop[], at: number, label: string): Hop[] {
  const ended = hops[at];
  if (ended === undefined) return [...hops];
  const isEnded = isBad(ended);
  const device: Hop = isEnded ? { ...ended, label } : { status: null, label, text: '' };
  return hops.toSpliced(at, 1, device, isEnded ? { ...ended, status: null, text: '' } : ended);
}

function isBad({ status }: Hop): boolean {
  return status === 'FAIL' || status === 'UNSURE';
}

/** Removes the status of the hops after a wrong answer, because they prove nothing about the host. */
function answered(hops: readonly Hop[], word: string | undefined): readonly Hop[] {
  const at = hops.findIndex(({ label }) => label.startsWith('resolver'));
  if (word === undefined || at < 0) return hops;
  return hops.map((hop, index) =>
    index < at ? hop : index === at ? { ...hop, status: 'FAIL', text: word } : { ...hop, status: null, text: '' },
  );
}

function hopsOf(observation: Observation): Hop[] {
  switch (observation.probe) {
    case 'host':
    case 'aws-credentials':
    case 'metadata':
    case 'google-metadata':
      return [];
    case 'dns':
      return nameHops(observation);
    case 'ssh-config':
      return configHops(observation);
    default:
      return phaseHops(observation);
  }
}

/** The first resolver whose answer failed. */
function nameHops({ name, answers, failure }: Extract<Observation, { probe: 'dns' }>): Hop[] {
  const asked = answers.flatMap((answer) => (answer.from.kind === 'resolver' ? [{ ...answer, address: answer.from.address }] : []));
  const [shown] = [...asked.filter((answer) => answer.failure !== null), ...asked];
  const fault = failure ?? shown?.failure ?? null;
  return [
    MACHINE,
    hop(
      shown === undefined ? 'resolver' : `resolver ${shown.address}`,
      fault === null,
      fault === null ? '' : FAILURE_WORDS[fault.kind].remark,
    ),
    { status: null, label: name, text: '' },
  ];
}

/** The ssh client, the configuration line that takes effect, and the alias. */
function configHops({ target, facts }: Extract<Observation, { probe: 'ssh-config' }>): Hop[] {
  const lines = [facts?.refusal?.place, facts?.shadowed[0]?.loser, facts?.sections[0]?.place, facts?.includes[0]?.place];
  const line = lines.find((place) => place !== undefined && place !== null);
  return [
    { ...MACHINE, label: 'your SSH client' },
    ...(line === undefined || line === null ? [] : [{ status: null, label: placeText(line), text: '' }]),
    { status: null, label: facts?.asked ?? targetText(target), text: '' },
  ];
}

function phaseHops(observation: Observation): Hop[] {
  const hops: Hop[] = [MACHINE];
  for (const phase of observation.phases) {
    const label = labelOf(phase, observation);
    const word = phase.ok || observation.failure === null ? '' : (answerCode(phase) ?? FAILURE_WORDS[observation.failure.kind].remark);
    const silent = observation.failure?.kind === 'udp.silent';
    const next: Hop = { ...hop(label, phase.ok, word), ...(silent && !phase.ok ? { status: 'UNSURE' } : {}) };
    // A later phase at the same hop replaces the earlier one, because a second lookup does not mean a second resolver.
    if (hops.at(-1)?.label === label) hops[hops.length - 1] = next;
    else if (!hops.some((before) => before.label === label) || !phase.ok) hops.push(next);
  }
  const end = endOf(observation, observation.phases.at(-1)?.hop ?? 0);
  return hops.some(({ label }) => label === end) ? hops : [...hops, { status: null, label: end, text: '' }];
}

function hop(label: string, ok: boolean, word: string): Hop {
  return { status: ok ? 'PASS' : 'FAIL', label, text: word };
}

/** The hop to which a phase leads. */
function labelOf(phase: Phase, observation: Observation): string {
  const { route } = observation;
  switch (phase.name) {
    case 'dns':
      return 'resolver';
    case 'aws':
      return targetText(observation.target);
    case 'ssh-config':
      return 'SSH configuration';
    case 'proxy-command':
      return 'ProxyCommand';
    case 'tunnel':
      return endOf(observation, phase.hop);
    default:
      return phase.peer === 'proxy' && route.via === 'proxy'
        ? `proxy ${hostPort(route.proxy.host, route.proxy.port)}`
        : endOf(observation, phase.hop);
  }
}

/** `host:port` of a hop in a redirect chain; otherwise the label of the target. */
function endOf(observation: Observation, at: number): string {
  const endpoint = isWebObservation(observation)
    ? endpointOfHop(observation, at)
    : 'endpoint' in observation
      ? observation.endpoint
      : undefined;
  const host = endpoint?.host ?? targetHost(observation.target);
  const port = endpoint?.port ?? targetPort(observation.target);
  return host === null || port === null ? targetText(observation.target) : hostPort(host, port);
}

/** Shows the status code, which is shorter than words and known to administrators. */
function answerCode(phase: Phase): string | null {
  const code =
    phase.name === 'tunnel'
      ? phase['http.response.status_code']
      : phase.name === 'http'
        ? phase.answer?.['http.response.status_code']
        : null;
  return code === null || code === undefined ? null : String(code);
}
