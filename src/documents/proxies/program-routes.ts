/**
 * A matrix of hosts and programs for one session: each program's route under the detected variables, the differences from the access
 * requirements, and a NO_PROXY list that all programs read in the same way. For screen and report.
 */

import { askMeasuredScripts } from '../../knowledge/measurements/script-routes.ts';
import {
  environmentOfFacts,
  type NoProxyProgram,
  type NoProxyReport,
  neededDestinations,
  PROGRAMS,
  requiredRoute,
  SAMPLE_VPC_HOST,
  SETTINGS_DRIVEN_PROGRAMS,
  type SettingRoute,
} from '../../knowledge/no-proxy/index.ts';
import { socksScheme } from '../../knowledge/proxies/socks-programs.ts';
import type { HostFacts } from '../../model/host-facts.ts';
import { hostFactsOf } from '../../model/observation.ts';
import type { Session } from '../../model/session.ts';
import { scriptLines } from '../evidence/script-words.ts';
import { namesAreMasked } from '../words/masked-names.ts';
import { count } from '../words/quantity.ts';
import { hostText, routesText, settingsText, takesWrongRoute } from '../words/route-words.ts';
import { createSay, type Mask, toList } from '../words/say.ts';
import { settingLines } from '../words/setting-words.ts';
import { socksLines } from '../words/socks-words.ts';
import { noProxyReport } from './no-proxy.ts';

export interface RoutesRow {
  host: string;
  /** In the order of the columns. `wrong`: the access requirements need another route. */
  cells: { way: SettingRoute; wrong: boolean }[];
}

/** The suggested list, in the spelling of NO_PROXY and in that of Java. */
export interface SuggestedLists {
  noProxy: string;
  nonProxyHosts: string;
}

export type ProgramRoutes =
  /** There is no matrix, because the facts of the machine were not read. */
  | { proxy: 'unknown' }
  /** No proxy variable is set, so every program connects directly unless its own settings differ. */
  | { proxy: 'none'; elsewhere: string[]; settings: string[] }
  | {
      proxy: 'set';
      summary: string;
      /** The programs in the order of the cells. */
      columns: readonly string[];
      /** `HTTPS_PROXY=http://proxy:3128`, without logins. */
      variables: string[];
      remarks: string[];
      /** Sentences about proxies in the settings of programs. */
      elsewhere: string[];
      /** The routes of programs that follow their own settings, with the hosts. */
      settings: string[];
      /** Hosts with a documented route, numbered from 1. */
      rows: RoutesRow[];
      /** All other hosts, grouped by their routes. */
      open: { ways: string; hosts: string[] }[];
      suggested: SuggestedLists;
    };

export const NO_PROXY_VARIABLE = 'No proxy variable is set, so every program connects directly unless its own settings name a proxy.';
export const ENTRY_IS_NOT_A_HOST = 'An entry shown as “?” is not a host, so every program ignores it.';

/** Pure: a stored session gives the same result, except for hosts whose names are masked. */
export function programRoutes(session: Session, mask: Mask): ProgramRoutes {
  const facts = hostFactsOf(session.observations);
  if (facts === null) return { proxy: 'unknown' };
  const say = createSay(mask);
  const elsewhere = [...settingLines(facts, say), ...scriptLines(session, say)];
  const needed = neededDestinations(session.requirements, session.profile);
  const { edition } = session.profile;
  const judged = needed.filter((to) => !namesAreMasked(to.host) || requiredRoute(to, edition) === 'direct');
  const report = noProxyReport(
    judged,
    environmentOfFacts(facts.proxies, facts.noProxy),
    facts.noProxy,
    { facts, ask: askMeasuredScripts(session) },
    edition,
  );
  const settings = settingGroups(report.targets, (target) => shownHost(target, mask));
  if (!hasProxyVariable(session)) return { proxy: 'none', elsewhere, settings };

  const wanted = report.targets.filter((target) => target.wanted !== 'either');
  return {
    proxy: 'set',
    summary: summaryText(wanted),
    columns: columnsOf(report),
    variables: Object.entries(report.variables).map(([name, value = '']) => `${name}=${mask(value)}`),
    remarks: remarks(facts, needed.length - judged.length),
    elsewhere,
    settings,
    rows: wanted.map((target) => routesRow(target, shownHost(target, mask))),
    open: openHosts(
      report.targets.filter((target) => target.wanted === 'either'),
      (target) => shownHost(target, mask),
    ),
    suggested: {
      noProxy: maskedList(report.suggested.NO_PROXY, ',', mask),
      nonProxyHosts: maskedList(report.suggested['http.nonProxyHosts'], '|', mask),
    },
  };
}

export function routesRow(target: Target, host: string): RoutesRow {
  const { settings } = target;
  return {
    host,
    cells: [
      ...PROGRAMS.map((program) => ({ way: target.programs[program], wrong: takesWrongRoute(target, program) })),
      // The access requirements state the routes of programs that read NO_PROXY.
      ...(settings === undefined ? [] : SETTINGS_DRIVEN_PROGRAMS.map((program) => ({ way: settings[program], wrong: false }))),
    ],
  };
}

/** The columns of the matrix. A program that follows settings has a column only if a setting names a proxy. */
export function columnsOf({ targets }: NoProxyReport): readonly string[] {
  return targets.some(({ settings }) => settings !== undefined) ? [...PROGRAMS, ...SETTINGS_DRIVEN_PROGRAMS] : PROGRAMS;
}

/** An empty variable names no proxy. */
export function hasProxyVariable(session: Session): boolean {
  return hostFactsOf(session.observations)?.proxies.some(({ problems }) => !problems.includes('empty')) ?? false;
}

type Target = NoProxyReport['targets'][number];

/** Java ignores NO_PROXY in either spelling, so its list is separate. */
const READERS: readonly NoProxyProgram[] = PROGRAMS.filter((program) => program !== 'java');

/** How programs use the variables. It is unknown which of the programs run on this machine. */
function summaryText(wanted: readonly Target[]): string {
  const wrong = wanted.filter((target) => READERS.some((program) => takesWrongRoute(target, program)));
  const java = wanted.filter((target) => takesWrongRoute(target, 'java')).length;
  const apart =
    java === 0 ? '' : ` Java ignores these variables; ${count(java, 'host')} would take the wrong route. The list for Java is below.`;
  if (wrong.length === 0) {
    const who = java === 0 ? 'Every program' : 'Every program that reads NO_PROXY';
    return `${who} reaches the ${count(wanted.length, 'host')} as the access requirements want.${apart}`;
  }
  const programs = READERS.filter((program) => wrong.some((target) => takesWrongRoute(target, program)));
  const who = programs.length === READERS.length ? 'every program that reads NO_PROXY' : `${toList(programs)}, where they are used`;
  const is = wrong.length === 1 ? 'is' : 'are';
  return `${wrong.length} of ${count(wanted.length, 'host')} ${is} not reached as the access requirements want: by ${who}.${apart}`;
}

function remarks({ noProxy, proxies }: HostFacts, masked: number): string[] {
  const entries = noProxy.flatMap((list) => list.entries);
  return [
    ...(noProxy.some(({ unreadable }) => unreadable > 0) ? [ENTRY_IS_NOT_A_HOST] : []),
    // A masked name may end differently from the entry that covered the real name, so no route is claimed for it, except below a published
    // suffix.
    ...(masked > 0 ? [`${count(masked, 'host')} with a masked name ${masked === 1 ? 'is' : 'are'} left out.`] : []),
    ...socksLines(proxies.flatMap((variable) => socksScheme(variable) ?? [])),
    ...(namesAreMasked(entries.join(' ')) ? ['Entries with a masked name are ignored here.'] : []),
  ];
}

/** Sentences for the programs that follow settings, by the hosts that they send to a proxy. */
export function settingGroups(targets: readonly Target[], named: (target: Target) => string): string[] {
  const toProxy = targets.filter(({ settings }) => settings !== undefined && Object.values(settings).includes('proxy'));
  const groups = Map.groupBy(toProxy, ({ settings }) => (settings === undefined ? '' : settingsText(settings)));
  return [...groups].map(([text, group]) => `${text}: ${group.map(named).join(', ')}`);
}

/** Hosts with the same routes share a line. */
export function openHosts(targets: readonly Target[], named: (target: Target) => string): { ways: string; hosts: string[] }[] {
  return [...Map.groupBy(targets, routesText)].map(([ways, group]) => ({ ways, hosts: group.map(named) }));
}

function shownHost(target: Target, mask: Mask): string {
  const text = hostText(target);
  return mask(text === SAMPLE_VPC_HOST ? '*.internal' : text);
}

function maskedList(list: string, separator: string, mask: Mask): string {
  return list.split(separator).map(mask).join(separator);
}
