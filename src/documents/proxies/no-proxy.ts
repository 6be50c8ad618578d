/** Host × program: each program's route, the route of the access requirements, and the list that all programs read alike. */

import {
  type Destination,
  destinationText,
  type NoProxyReport,
  PROGRAMS,
  type ProxyEnvironment,
  requiredRoute,
  routesTo,
  suggestion,
} from '../../knowledge/no-proxy/index.ts';
import { noProxyText } from '../../knowledge/proxies/variables.ts';
import type { NoProxyVariable, ProxyVariable } from '../../model/host-facts.ts';
import { hostPort } from '../../model/target.ts';
import { listed } from '../words/say.ts';
import { hostText, isWrong, waysText } from '../words/way-words.ts';

type Target = NoProxyReport['targets'][number];

/** `lists` are the variables in their safe form, without invalid hosts. */
export function noProxyReport(
  targets: readonly Destination[],
  environment: ProxyEnvironment,
  lists: readonly NoProxyVariable[],
): NoProxyReport {
  return {
    schema: 'gitpod-doctor/no-proxy@1',
    variables: Object.fromEntries([
      ...environment.proxies.map((variable) => [variable.name, proxyText(variable)]),
      ...lists.map((list) => [list.name, noProxyText(list)]),
    ]),
    targets: targets.map((to) => ({ url: destinationText(to), wanted: requiredRoute(to), programs: routesTo(to, environment) })),
    suggested: suggestion(targets, environment),
  };
}

function proxyText({ scheme, host, port, problems }: ProxyVariable): string {
  if (problems.includes('empty')) return '';
  if (host === null) return `unusable (${problems.join(', ')})`;
  return `${scheme === null ? '' : `${scheme}://`}${port === null ? host : hostPort(host, port)}`;
}

export interface LineOptions {
  /** Every host in the matrix, including those without a documented route. */
  all: boolean;
  /** Sentences instead of columns. */
  spoken: boolean;
  ascii: boolean;
}

export function noProxyLines(report: NoProxyReport, { all, spoken, ascii }: LineOptions): string[] {
  const shown = report.targets.filter((target) => all || target.wanted !== 'either');
  return [
    ...variableLines(report),
    '',
    ...(spoken ? shown.map(sentence) : matrix(shown, ascii)),
    ...otherLines(report.targets.filter((target) => !shown.includes(target))),
    '',
    ...suggestionLines(report),
  ];
}

function variableLines({ variables }: NoProxyReport): string[] {
  const set = Object.entries(variables).map(([name, value]) => `${name}=${value}`);
  const lists = [variables.NO_PROXY, variables.no_proxy];
  if (lists.some((list) => list?.split(/[,\s]/).includes('?')))
    set.push('An entry shown as ? is no host; no program makes anything of it.');
  const hasProxy = Object.keys(variables).some((name) => name.toLowerCase() !== 'no_proxy');
  return hasProxy ? set : [...set, 'No proxy variable is set: every program goes direct.'];
}

const HOST_WIDTH = 44;

function matrix(targets: readonly Target[], ascii: boolean): string[] {
  if (targets.length === 0) return [];
  const numbers = PROGRAMS.map((_, index) => `${index + 1}`.padStart(2).padEnd(3)).join('');
  const lines = targets.map((target) => {
    const cells = PROGRAMS.map((program) => ` ${target.programs[program] === 'direct' ? 'D' : 'P'}${isWrong(target, program) ? '!' : ' '}`);
    return shortened(hostText(target), ascii).padEnd(HOST_WIDTH) + cells.join('').trimEnd();
  });
  return [
    'D direct, P not direct, ! not the way the access requirements want',
    '',
    ...legend(),
    '',
    `${' '.repeat(HOST_WIDTH)}${numbers}`.trimEnd(),
    ...lines,
  ];
}

/** The columns by number, so that a user on a call can name one. */
function legend(): string[] {
  const rows = PROGRAMS.length / 4;
  return Array.from({ length: rows }, (_, row) =>
    [0, 1, 2, 3]
      .map((column) => column * rows + row)
      .map((index) => `${String(index + 1).padStart(2)} ${PROGRAMS[index] ?? ''}`.padEnd(20))
      .join('')
      .trimEnd(),
  );
}

function sentence(target: Target): string {
  const wrong = PROGRAMS.filter((program) => isWrong(target, program));
  const ways = `${hostText(target)}${target.wanted === 'either' ? '' : `, wanted ${target.wanted}`}: ${waysText(target)}`;
  return `${ways}${wrong.length === 0 ? '' : `; wrong in ${listed(wrong)}`}.`;
}

/** Groups hosts with the same routes. */
function otherLines(targets: readonly Target[]): string[] {
  const groups = Map.groupBy(targets, waysText);
  return [...groups].flatMap(([ways, group]) => [
    '',
    ...wrapped(`The document leaves the way open, ${ways}:`.split(' '), ''),
    ...wrapped(group.map(hostText), '  '),
  ]);
}

function suggestionLines({ suggested }: NoProxyReport): string[] {
  return [
    'The list that every program reads as the access requirements want it, to be set',
    'in both spellings, as some programs read one only:',
    `  export NO_PROXY='${suggested.NO_PROXY}'`,
    '  export no_proxy="$NO_PROXY"',
    'For Java and JetBrains IDEs, which read neither:',
    `  -Dhttp.nonProxyHosts='${suggested['http.nonProxyHosts']}'`,
  ];
}

/** The end of a name says more than its middle. */
function shortened(text: string, ascii: boolean): string {
  if (text.length <= HOST_WIDTH) return text;
  const sign = ascii ? '...' : '…';
  const head = Math.floor((HOST_WIDTH - sign.length) / 3);
  return text.slice(0, head) + sign + text.slice(text.length - (HOST_WIDTH - sign.length - head));
}

function wrapped(words: readonly string[], indent: string): string[] {
  const lines: string[] = [];
  for (const word of words) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= 80) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(indent + word);
  }
  return lines;
}
