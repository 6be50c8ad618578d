/** GD121: a proxy script (PAC) that programs are set to cannot be fetched. */
import { command, word } from '../../model/command/index.ts';
import type { FailureKind } from '../../model/failure.ts';
import { failureLayer } from '../../model/failure.ts';
import { isSignOfLife } from '../facts/signs-of-life.ts';
import type { View } from '../facts/view.ts';
import { by, defineRule } from './rule.ts';
import { claimsOfScripts, EXAMPLE_SCRIPT, effectLines, ownerOf, readersText, scriptText } from './shared/dead-script.ts';
import { capitalize } from './shared/wording.ts';

export const pacUnreachable = defineRule({
  code: 'GD121',
  excludes: { 'no-network': by.lifeSigns, 'pac-not-a-script': by.evidence, 'proxy-unreachable': by.evidence },

  find(view) {
    return claimsOfScripts(view, ({ observation }) => {
      const { failure } = observation;
      if (failure === null || (failureLayer(failure.kind) === 'pac' && failure.kind !== 'pac.unreadable')) return null;
      if (!isAnythingAlive(view)) return null;
      return { facts: { kind: failure.kind, ...answerOf(observation) }, confidence: SILENCE.has(failure.kind) ? 'likely' : 'certain' };
    });
  },

  summary: 'A proxy script that programs are configured to use cannot be fetched.',
  why: 'Many companies distribute their proxy settings as a script (PAC). If it cannot be fetched, browsers, VS Code and JetBrains silently connect directly. On a network that requires the proxy, they then reach nothing.',
  stops: 'Programs that read the script, on a network that requires the proxy.',
  otherwise: 'packets may have been lost, or its server may be overloaded',
  confusedWith: {
    'no-network': 'nothing else resolves or answers either.',
    'pac-not-a-script': 'something is fetched, and it is no script.',
    'proxy-unreachable': 'the proxy itself cannot be reached; here the script that names it cannot.',
  },
  byHand: [
    {
      run: command`curl -sS -o /dev/null -m 10 --noproxy '*' ${word`<script url>`}`,
      shows: 'Could not resolve host: <script host>',
      tells: 'The name of the script’s server does not resolve. “Failed to connect” and “timed out” mean that it does not answer.',
    },
  ],
  example: { ...EXAMPLE_SCRIPT, kind: 'dns.nxdomain' as FailureKind, status: null as number | null, leadsTo: null as string | null },
  title: (facts) => `${capitalize(scriptText(facts))} cannot be ${facts.place === null ? 'read' : 'fetched'}`,
  evidence: (facts) => [reason(facts), ...effectLines(facts)],
  fixes: (facts) => [
    {
      owner: ownerOf(facts),
      text:
        facts.place === null
          ? 'The file of the proxy script cannot be read. Correct its path, or its permissions, in the settings that name it.'
          : `Our machine uses ${scriptText(facts)} but cannot fetch it. ${reason(facts)} Please make it available from our network, or tell us its current address.`,
    },
    {
      owner: 'you',
      text: `Until then, set the proxy itself in ${readersText(facts)}, or correct the address of the script in their settings.`,
    },
  ],
});

/** The server did not answer, which it may also do when it is overloaded. */
const SILENCE: ReadonlySet<FailureKind> = new Set<FailureKind>([
  'dns.timeout',
  'tcp.timeout',
  'tls.timeout',
  'http.timeout',
  'probe.deadline',
]);

function reason({ kind, name, status, leadsTo }: { kind: FailureKind; name: string | null } & ReturnType<typeof answerOf>): string {
  if (kind === 'pac.unreadable') return 'The file does not exist or may not be read.';
  if (status !== null) return `Its server answers with status ${status}.`;
  if (leadsTo !== null)
    return leadsTo === name ? 'Its server redirects again and again.' : `Its server redirects to ${leadsTo}, perhaps for a login.`;
  const layer = failureLayer(kind);
  if (layer === 'dns') return `The name ${name ?? 'of its server'} does not resolve.`;
  if (kind === 'tcp.refused') return 'Its server refuses the connection.';
  if (layer === 'tcp') return 'No connection to its server opens.';
  return layer === 'tls' ? 'TLS with its server fails.' : 'Its server gives no usable answer.';
}

/** The status of an error, or the host of a redirect that was not followed. */
function answerOf({ phases }: { phases: View['observations'][number]['phases'] }): { status: number | null; leadsTo: string | null } {
  const http = phases.findLast((phase) => phase.name === 'http');
  const answer = http?.name === 'http' ? http.answer : null;
  const status = answer?.['http.response.status_code'] ?? null;
  return { status: status !== null && status >= 400 ? status : null, leadsTo: answer?.redirect?.host ?? null };
}

/** Nothing answers at all, so the network is the cause and not the script. */
function isAnythingAlive(view: View): boolean {
  return view.observations.some((one) => isSignOfLife(one, view));
}
