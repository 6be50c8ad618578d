/** GD121: a proxy script (PAC) that is configured for programs cannot be fetched. */
import { command, word } from '../../model/command/index.ts';
import type { FailureKind } from '../../model/failure.ts';
import { failureLayer } from '../../model/failure.ts';
import type { ProxyScriptObservation } from '../../model/observation.ts';
import { isSignOfLife } from '../facts/signs-of-life.ts';
import { issuerName } from '../facts/tls-proof.ts';
import type { View } from '../facts/view.ts';
import { by, defineRule } from './rule.ts';
import { claimsOfScripts, EXAMPLE_SCRIPT, effectLines, ownerOf, readersText, scriptPhrase } from './shared/dead-script.ts';
import { capitalize } from './shared/wording.ts';

export const pacUnreachable = defineRule({
  code: 'GD121',
  excludes: { 'no-network': by.lifeSigns, 'pac-not-a-script': by.evidence, 'proxy-unreachable': by.evidence },

  find(view) {
    return claimsOfScripts(view, ({ observation }) => {
      const { failure } = observation;
      if (failure === null || (failureLayer(failure.kind) === 'pac' && failure.kind !== 'pac.unreadable')) return null;
      if (!isAnythingAlive(view)) return null;
      const facts = { kind: failure.kind, ...answerOf(observation) };
      const confidence = SILENCE.has(failure.kind) ? 'likely' : 'certain';
      return { facts, confidence, ...(isSeenElsewhere(facts.issuer, view) ? { follows: 'GD307' } : {}) };
    });
  },

  summary: 'A proxy script that programs are configured to use cannot be fetched.',
  why: 'Many companies distribute their proxy settings as a script (PAC). If the script cannot be fetched, browsers, VS Code and JetBrains silently connect directly. On a network that requires the proxy, these programs then reach nothing.',
  stops: 'If the network requires the proxy, programs that read the script fail.',
  otherwise: 'packets may have been lost, or the script’s server may be overloaded',
  confusedWith: {
    'no-network': 'no other host resolves or answers either.',
    'pac-not-a-script': 'a file is fetched, but the file is not a script.',
    'proxy-unreachable': 'the proxy itself cannot be reached; here the script that names the proxy cannot be fetched.',
  },
  byHand: [
    {
      run: command`curl -sS -o /dev/null -m 10 --noproxy '*' ${word`<script url>`}`,
      shows: 'Could not resolve host: <script host>',
      tells: 'The name of the script’s server does not resolve. “Failed to connect” and “timed out” mean that the server does not answer.',
    },
  ],
  example: {
    ...EXAMPLE_SCRIPT,
    kind: 'dns.nxdomain' as FailureKind,
    status: null as number | null,
    leadsTo: null as string | null,
    issuer: null as string | null,
  },
  title: (facts) => `${capitalize(scriptPhrase(facts))} cannot be ${facts.place === null ? 'read' : 'fetched'}`,
  evidence: (facts) => [reason(facts), facts.leased && 'The network’s DHCP server names it (option 252).', ...effectLines(facts)],
  fixes: (facts) => [
    {
      owner: ownerOf(facts),
      text:
        facts.place === null
          ? 'The file of the proxy script cannot be read. Correct its path, or its permissions, in the settings that name it.'
          : `Our machine uses ${scriptPhrase(facts)} but cannot fetch it. ${reason(facts)} Please make the proxy script available from our network, or ${facts.leased ? 'correct option 252 of the DHCP server' : 'tell us its current address'}.`,
    },
    {
      owner: 'you',
      text: `Until then, set the proxy itself in ${readersText(facts)}${facts.leased ? '' : ', or correct the address of the script in their settings'}.`,
    },
  ],
});

const UNTRUSTED: ReadonlySet<FailureKind> = new Set<FailureKind>(['tls.unknown-issuer', 'tls.self-signed', 'tls.incomplete-chain']);

/** A timeout may also mean that the server is overloaded. */
const SILENCE: ReadonlySet<FailureKind> = new Set<FailureKind>([
  'dns.timeout',
  'tcp.timeout',
  'tls.timeout',
  'http.timeout',
  'probe.deadline',
]);

function reason({ kind, name, status, leadsTo, issuer }: { kind: FailureKind; name: string | null } & Answer): string {
  if (kind === 'pac.unreadable') return 'The file does not exist or cannot be read.';
  if (status !== null) return `The script’s server answers with status ${status}.`;
  if (issuer !== null) return `The certificate of the script’s server is signed by “${issuer}”, which is not trusted.`;
  if (leadsTo !== null)
    return leadsTo === name
      ? 'The script’s server sends one redirect after another.'
      : `The script’s server redirects to ${leadsTo}, perhaps for a login.`;
  const layer = failureLayer(kind);
  if (layer === 'dns') return `The name ${name ?? 'of the script’s server'} does not resolve.`;
  if (kind === 'tcp.refused') return 'The script’s server refuses the connection.';
  if (layer === 'tcp') return 'No connection to the script’s server opens.';
  return layer === 'tls' ? 'TLS with the script’s server fails.' : 'The script’s server gives no usable answer.';
}

/** True if the CA signed certificates of other hosts as well, as a device that intercepts TLS does. */
function isSeenElsewhere(issuer: string | null, view: View): boolean {
  return (
    issuer !== null && view.web.some(({ phases }) => phases.some((phase) => phase.name === 'tls' && issuerName(phase.chain) === issuer))
  );
}

interface Answer {
  /** The status of an error response. */
  status: number | null;
  /** The host of a redirect that was not followed. */
  leadsTo: string | null;
  /** The issuer of a certificate that is not trusted. */
  issuer: string | null;
}

function answerOf({ phases, failure }: Pick<ProxyScriptObservation, 'phases' | 'failure'>): Answer {
  const [http, tls] = [phases.findLast((phase) => phase.name === 'http'), phases.findLast((phase) => phase.name === 'tls')];
  const answer = http?.name === 'http' ? http.answer : null;
  const status = answer?.['http.response.status_code'] ?? null;
  return {
    status: status !== null && status >= 400 ? status : null,
    leadsTo: answer?.redirect?.host ?? null,
    issuer: tls?.name === 'tls' && failure !== null && UNTRUSTED.has(failure.kind) ? issuerName(tls.chain) : null,
  };
}

/** If nothing answers at all, the network is the cause and not the script. */
function isAnythingAlive(view: View): boolean {
  return view.observations.some((one) => isSignOfLife(one, view));
}
