/** Fetches a proxy script from the place in a setting, and calls it for the required hosts. Facts only. */
import { createHash } from 'node:crypto';
import { networkInterfaces } from 'node:os';
import type { Failure } from '../../model/failure.ts';
import type { ProxyScriptObservation } from '../../model/observation.ts';
import type { ProxyScriptFacts, ScriptAnswer } from '../../model/proxy-script.ts';
import { targetText } from '../../model/target.ts';
import { fail } from '../classify.ts';
import { rejectWhenCancelled } from '../deadline.ts';
import { readAddresses } from '../machine/addresses.ts';
import { readRoutes } from '../machine/routes.ts';
import type { Measurement } from '../measurement.ts';
import type { Tools } from '../tools.ts';
import { wpadNames } from './discovery.ts';
import { type EvaluateOptions, type Evaluation, evaluateScript } from './evaluate.ts';
import { fetchScript } from './fetch-script.ts';
import { lineOfList } from './list-line.ts';
import { createScriptLookups } from './lookups.ts';
import { namedScripts, type RealScript } from './named-scripts.ts';
import { decodeScript, scriptTextFault } from './script-text.ts';

export async function probeScript(measurement: Measurement, blank: ProxyScriptObservation, tools: Tools): Promise<ProxyScriptObservation> {
  const { target, script: asked } = measurement.request;
  if (target.kind !== 'script') throw new TypeError(`no script in a target of kind ${target.kind}`);
  const where = targetText(target);
  const named = (await namedScripts(tools.world)).find(({ number, url }) => number === target.number && url === target.url);
  if (named === undefined) return { ...blank, failure: fail('pac.unreadable', where) };
  const fetched = await fetchScript(measurement, tools, await urlOf(measurement, tools, named));
  if (fetched.bytes === null) return { ...blank, phases: measurement.phases, failure: fetched.failure };

  const end = measurement.begin(lastHop(measurement), 'target');
  const { text, ...decoded } = decodeScript(fetched.bytes, fetched.charset);
  const lines = text.split(/\r\n|[\n\r]/);
  const facts = {
    bytes: fetched.bytes.length,
    sha256: createHash('sha256').update(fetched.bytes).digest('hex').slice(0, 16),
    contentType: fetched.mediaType,
    ...decoded,
    lines: lines.length,
  };
  const done = (evaluation: Evaluation, failure: Failure | null): ProxyScriptObservation => {
    const { answers, questions, questionsLeftOut, asksOwnAddress, alerts, ms, failure: failed } = evaluation;
    measurement.phases.push({ name: 'script', ...end(failure === null) });
    const script: ProxyScriptFacts = {
      ...{ ...facts, questions, questionsLeftOut, asksOwnAddress, alerts, ms },
      answers: answers.map((answer) => ({ ...answer, ...sourceOf(answer.line, lines), ...listLineOf(answer, lines) })),
      ...(failed?.line === undefined ? {} : { line: failed.line, ...sourceOf(failed.line, lines) }),
    };
    return { ...blank, phases: measurement.phases, failure, script };
  };
  const fault = scriptTextFault(fetched.bytes.length, text);
  if (fault !== null) return done(NOTHING, fail(fault, where));
  const { outward, others } = await addressesHere(tools);
  const options = { now: new Date(), ownAddresses: outward, signal: measurement.signal };
  const evaluating = evaluateForEachAddress(text, asked?.urls ?? [], createScriptLookups(measurement, tools), options, others);
  const evaluation = await rejectWhenCancelled(measurement.signal, evaluating);
  const { failure } = evaluation;
  return done(evaluation, failure === null ? null : fail(failure.kind, where, { code: failure.code }));
}

const NOTHING: Evaluation = { failure: null, answers: [], questions: [], questionsLeftOut: 0, asksOwnAddress: false, alerts: 0, ms: 0 };

const MAX_LINE_LENGTH = 120;

function sourceOf(line: number | undefined, lines: readonly string[]): { sourceLine?: string } {
  const text = line === undefined ? undefined : lines[line - 1]?.trim().slice(0, MAX_LINE_LENGTH);
  return text === undefined || text === '' ? {} : { sourceLine: text };
}

function listLineOf({ entries }: ScriptAnswer, lines: readonly string[]): Pick<ScriptAnswer, 'listLine'> {
  const listLine = lineOfList(entries, lines);
  return listLine === null ? {} : { listLine };
}

/** The phase after those of the fetch; a local file has none. */
function lastHop({ phases }: Measurement): number {
  return phases.at(-1)?.hop ?? 0;
}

/** Discovery looks up `wpad` in each search domain, and requests the script from the first name that resolves. */
async function urlOf(measurement: Measurement, tools: Tools, { real, namedBy }: RealScript): Promise<string> {
  if (tools.world.pretend !== null || !namedBy.some(({ source }) => source === 'wpad-dns')) return real.reveal();
  for (const name of await wpadNames(tools.world.environment)) {
    const { addresses } = await tools.names.ask(name, measurement.context.limits.dnsMs, { systemOnly: true }).system;
    if (addresses.length > 0) return `http://${name}/wpad.dat`;
  }
  return real.reveal();
}

/** Networks of containers and virtual machines. */
const BRIDGES = /^(?:br-|bridge|cni|docker|lxc|podman|vboxnet|veth|virbr|vmnet)/;

/**
 * Chromium gives a script the addresses of the default route (services/proxy_resolver/pac_library.cc, MyIpAddress). Other programs may
 * give it any, for instance that of a VPN.
 */
async function addressesHere({ world }: Tools): Promise<{ outward: string[]; others: string[] }> {
  const { pretend } = world;
  const up = Object.fromEntries(Object.entries(networkInterfaces()).filter(([name]) => !BRIDGES.test(name)));
  const own = pretend?.host.ownAddresses ?? readAddresses(await readRoutes()).ownAddresses ?? [];
  const all = pretend === null ? (readAddresses({ outward4: [], outward6: [] }, up).ownAddresses ?? []) : [];
  const addresses = own.map(({ address }) => address);
  const outward = [...addresses.filter((address) => !address.includes(':')), ...addresses.filter((address) => address.includes(':'))];
  const rest = all.map(({ address }) => address).filter((address) => !outward.includes(address));
  return { outward, others: [...outward.slice(1), ...rest].filter((address) => !address.includes(':')) };
}

const MAX_OTHER_ADDRESSES = 3;

/** A script that uses the address of this machine is evaluated with each address, because a program may get any of them. */
async function evaluateForEachAddress(
  text: string,
  urls: readonly string[],
  resolve: Parameters<typeof evaluateScript>[2],
  options: EvaluateOptions,
  others: readonly string[],
): Promise<Evaluation> {
  const evaluation = await evaluateScript(text, urls, resolve, options);
  if (!evaluation.asksOwnAddress || evaluation.failure !== null) return evaluation;
  const elsewhere = new Map<string, NonNullable<ScriptAnswer['otherAddresses']>>();
  for (const address of others.slice(0, MAX_OTHER_ADDRESSES)) {
    const ownAddresses = [address, ...options.ownAddresses.filter((own) => own !== address)];
    const { answers } = await evaluateScript(text, urls, resolve, { ...options, ownAddresses, once: true });
    for (const { url, entries } of answers) elsewhere.set(url, [...(elsewhere.get(url) ?? []), { address, entries }]);
  }
  const different = ({ url, entries }: ScriptAnswer) =>
    (elsewhere.get(url) ?? []).filter((other) => JSON.stringify(other.entries) !== JSON.stringify(entries));
  return {
    ...evaluation,
    answers: evaluation.answers.map((answer) => {
      const otherAddresses = different(answer);
      return otherAddresses.length === 0 ? answer : { ...answer, otherAddresses };
    }),
  };
}
