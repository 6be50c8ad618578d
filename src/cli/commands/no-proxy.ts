/** `no-proxy [URL…]`: each program's route under the current variables, and a NO_PROXY list that works for all programs. Sends nothing. */
import { assembleRequirements } from '../../catalog/index.ts';
import { noProxyReport } from '../../documents/proxies/no-proxy.ts';
import {
  type Destination,
  DOCUMENTED_EXCEPTIONS,
  destinationOf,
  NoProxyReport,
  neededDestinations,
} from '../../knowledge/no-proxy/index.ts';
import { parseNoProxy, parseProxyVariable } from '../../knowledge/proxies/variables.ts';
import { NoProxyVariable, PROXY_VARIABLES, ProxyVariable } from '../../model/host-facts.ts';
import type { Profile } from '../../model/profile.ts';
import { pretendWorld, proxySecretForms, readProxySettings, systemWorld, type World } from '../../probes/index.ts';
import { print, say } from '../../terminal/gate.ts';
import { startDemo } from '../arguments/demo.ts';
import type { Flags } from '../arguments/flags.ts';
import { situationOf } from '../arguments/profile.ts';
import { withProfileFile } from '../arguments/profile-file/index.ts';
import { usageError } from '../arguments/usage.ts';
import { readOverlay } from '../files/overlay.ts';
import { noProxyLines } from '../output/no-proxy-lines.ts';
import { redactorFor } from '../redactor-for.ts';
import { VERSION } from '../version.ts';

type Environment = Readonly<Record<string, string>>;

export async function noProxy(words: readonly string[], given: Flags): Promise<number> {
  const flags = await withProfileFile(given);
  const { environment, world, defaults } = await situation(flags);
  const { profile, secrets } = situationOf(flags, environment, defaults);
  const targets =
    words.length > 0 ? words.map(namedDestination) : neededDestinations(assembleRequirements(profile, await readOverlay(flags)), profile);

  const proxies = PROXY_VARIABLES.flatMap((name) => parsed(environment, name, parseProxyVariable));
  const lists = (['NO_PROXY', 'no_proxy'] as const).flatMap((name) => parsed(environment, name, parseNoProxy));
  const texts = Object.fromEntries(lists.map(({ name }) => [name, environment[name] ?? '']));
  const facts = { ...(await readProxySettings(world)), proxies, noProxy: lists };
  // This command sends nothing, so it does not fetch or run a proxy script.
  const report = noProxyReport(targets, { proxies, lists: texts }, lists, { facts, ask: () => 'script' }, profile.edition);

  const redactor = redactorFor(flags, profile.regions, {
    publicNames: DOCUMENTED_EXCEPTIONS,
    secrets: [...secrets, ...proxySecretForms(environment)],
  });
  for (const variable of proxies) redactor.learn(ProxyVariable, variable);
  for (const list of lists) redactor.learn(NoProxyVariable, list);
  if (flags.json) {
    print(JSON.stringify(flags.mask ? redactor.value(NoProxyReport, report) : report, null, 2));
    return 0;
  }
  const shown = flags['show-values'] ? report : redactor.value(NoProxyReport, report);
  const options = { all: flags.verbose === true || words.length > 0, spoken: flags.accessible === true, ascii: flags.ascii === true };
  print(noProxyLines(shown, options).join('\n'));
  if (shown.suggested.NO_PROXY !== report.suggested.NO_PROXY && !flags.quiet)
    say('Your own names are masked; --show-values prints the list as you have to set it.');
  return 0;
}

/** The variables and the profile of this machine, or of the scenario with `--demo`. */
async function situation(flags: Flags): Promise<{ environment: Environment; world: World; defaults: { profile?: Profile } }> {
  const demo = await startDemo(flags);
  if (demo === null) {
    const set = Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined);
    const environment = Object.fromEntries(set);
    return { environment, world: systemWorld({ environment, version: VERSION }), defaults: {} };
  }
  await demo.world.close();
  const { network } = demo.world;
  return { environment: network.environment, world: pretendWorld(network, { version: VERSION }), defaults: { profile: demo.profile } };
}

function parsed<N extends string, V>(environment: Environment, name: N, parse: (name: N, value: string) => V): V[] {
  const value = environment[name];
  return value === undefined ? [] : [parse(name, value)];
}

/** Parses a URL. Without a scheme, `https` is assumed. */
function namedDestination(word: string): Destination {
  const destination = /\s/.test(word) ? null : destinationOf(/^[a-z][a-z0-9+.-]*:\/\//i.test(word) ? word : `https://${word}`);
  if (destination === null) throw usageError('no-proxy takes http and https URLs.', 'Try: gitpod-doctor no-proxy https://app.gitpod.io');
  return destination;
}
