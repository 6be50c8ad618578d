/** Each program's route in sentences, because a table of letters cannot be read aloud. */

import { NO_PROXY_VARIABLE, type ProxyWays } from '../../documents/proxies/proxy-ways.ts';
import { listed } from '../../documents/words/say.ts';
import { PROGRAMS } from '../../model/no-proxy/programs.ts';

export function proxyLines(model: ProxyWays): string[] {
  if (model.proxy === 'unknown') return ['This machine was not looked at, so nothing is known about its proxy.'];
  if (model.proxy === 'none') return [NO_PROXY_VARIABLE, ...model.elsewhere];
  const { summary, rows, suggested, variables, remarks, elsewhere, open } = model;
  const asWanted = rows.filter(({ cells }) => cells.every(({ wrong }) => !wrong)).map(({ host }) => host);
  return [
    summary,
    ...rows.filter(({ cells }) => cells.some(({ wrong }) => wrong)).map(wrongLine),
    ...(asWanted.length === 0 ? [] : [`As the requirements want in every program: ${asWanted.join(', ')}.`]),
    'The list that every program reads as wanted, in both spellings:',
    `    export NO_PROXY='${suggested.noProxy}'`,
    '    export no_proxy="$NO_PROXY"',
    'For Java and JetBrains IDEs, which read neither:',
    `    -Dhttp.nonProxyHosts='${suggested.nonProxyHosts}'`,
    'Set now:',
    ...variables.map((variable) => `    ${variable}`),
    ...remarks,
    ...elsewhere,
    ...open.map(({ ways, hosts }) => `The requirements leave this open. ${ways}: ${hosts.join(', ')}.`),
  ];
}

/** Programs on a wrong route share it: the unwanted one. */
function wrongLine({ host, cells }: Extract<ProxyWays, { proxy: 'set' }>['rows'][number]): string {
  const programs = cells.flatMap(({ wrong }, index) => (wrong ? [PROGRAMS[index] ?? ''] : []));
  const way = cells.find(({ wrong }) => wrong)?.way === 'direct' ? 'direct' : 'not direct';
  return `${host}: ${way} in ${listed(programs)}, which is not as wanted.`;
}
