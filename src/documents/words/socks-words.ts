/** Which programs can use a SOCKS proxy, in sentences about the schemes that the variables name. */
import { type NoProxyProgram, PROGRAMS } from '../../knowledge/no-proxy/index.ts';
import { SOCKS_USES, type SocksScheme, type SocksUse } from '../../knowledge/proxies/socks-programs.ts';
import { toList } from './say.ts';

export function socksLines(schemes: readonly SocksScheme[]): string[] {
  return [...new Set(schemes)].flatMap(linesFor);
}

function linesFor(scheme: SocksScheme): string[] {
  const who = (...uses: SocksUse[]): NoProxyProgram[] => PROGRAMS.filter((program) => uses.includes(SOCKS_USES[program][scheme]));
  const [name, address, cannot, ignore, caller] = [who('name'), who('address'), who('fails', 'http'), who('ignores'), who('caller')];
  const parts: [readonly NoProxyProgram[], string, string][] = [
    [name, 'gives the proxy the host’s name', 'give the proxy the host’s name'],
    [address, 'looks the host up on this machine', 'look the host up on this machine'],
    [cannot, 'cannot use this proxy and fails', 'cannot use this proxy and fail'],
    [ignore, 'ignores this proxy and connects directly', 'ignore this proxy and connect directly'],
    [caller, 'leaves this proxy to the program that calls it', 'leave this proxy to the program that calls them'],
  ];
  return [
    ...parts.flatMap(([programs, one, more]) =>
      programs.length === 0 ? [] : [`With ${scheme}://, ${toList(programs)} ${programs.length === 1 ? one : more}.`],
    ),
    ...(scheme === 'socks5h' ? ['Programs written in Go before 1.23 do not know socks5h://.'] : []),
    'requests and pip can use SOCKS if the package PySocks is installed.',
  ];
}
