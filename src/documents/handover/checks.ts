/** Checks for the reader: commands of standard tools that show whether a request was carried out, by kind of fault. */
import { type Command, command as line } from '../../model/command/index.ts';
import type { Handover, RequiredConnection } from '../../model/handover.ts';
import { hostPort } from '../../model/target.ts';
import { type Block, command, list } from '../../render/block.ts';
import { writeCommand } from '../../shells/index.ts';
import type { Mask } from '../words/say.ts';
import { placeWords } from './words.ts';

/**
 * The maximum number of connections to check, because the others are alike. All UDP addresses are checked, because each has a rule of its
 * own.
 */
const MAX_CHECKED = 4;

interface Kind {
  is(connection: RequiredConnection): boolean;
  says: string;
  most?: number;
  run(connection: RequiredConnection): Command;
}

const KINDS: readonly Kind[] = [
  {
    is: ({ state }) => state === 'intercepted',
    says: 'The issuer must be a public CA, not yours:',
    run: ({ port, proxy, ...place }) => {
      const host = nameOf(place);
      return proxy === null
        ? line`openssl s_client -connect ${hostPort(host, port)} -servername ${host} </dev/null 2>/dev/null | openssl x509 -noout -issuer`
        : line`openssl s_client -proxy ${proxy} -connect ${hostPort(host, port)} -servername ${host} </dev/null 2>/dev/null | openssl x509 -noout -issuer`;
    },
  },
  {
    is: ({ proxy }) => proxy !== null,
    says: 'The proxy must answer “CONNECT 200”:',
    run: ({ port, proxy, ...place }) =>
      line`curl -sS -o /dev/null -m 20 -x http://${proxy ?? ''} -w 'CONNECT %{http_connect}\\n' ${urlOf(nameOf(place), port)}`,
  },
  {
    is: ({ protocol }) => protocol === 'udp',
    most: Number.POSITIVE_INFINITY,
    says: 'A UDP server may stay silent, so look in the firewall’s log. It must show that this datagram was allowed:',
    run: ({ host, port }) => line`echo test | nc -u -w 3 ${host} ${port}`,
  },
  {
    // No web server listens on these ports.
    is: ({ rows }) => rows.includes('management.environment-ports'),
    says: 'The connection must succeed:',
    run: ({ host, port }) => line`nc -vz -w 5 ${host} ${port}`,
  },
  {
    is: () => true,
    says: 'Any HTTP status, such as 200 or 403, means success. An error message means failure:',
    run: ({ port, ...place }) => line`curl -sS -o /dev/null -m 20 -w 'status %{http_code}\\n' ${urlOf(nameOf(place), port)}`,
  },
];

const ACCOUNT = 'If the proxy requires a login, add the user name with curl’s option -U. curl then asks for the password.';

/** Writes checks of the connections that the causes of this request prevent. */
export function checkBlocks({ connections, asks, source: { place } }: Handover, mask: Mask): Block[] {
  const concerned = new Set(asks.flatMap(({ finding }) => finding.requirements));
  const broken = connections.filter(({ state, needed, rows }) => BROKEN.has(state) && needed && rows.some((row) => concerned.has(row)));
  const blocks = [...Map.groupBy(broken, (connection) => KINDS.find(({ is }) => is(connection)))].flatMap(([kind, alike]): Block[] => {
    if (kind === undefined) return [];
    const lines = alike.slice(0, kind.most ?? MAX_CHECKED).map((connection) => writeCommand(kind.run(connection), 'posix'));
    const account = alike.some(({ proxy }) => proxy !== null) && asks.some(({ finding }) => finding.code === 'GD103') ? [ACCOUNT] : [];
    return [...list([kind.says]), command(mask(lines.join('\n'))), ...list(account)];
  });
  if (blocks.length === 0) return list(['Tell us when you have made the change. We then measure again.']);
  return [
    ...list([
      `Run these commands ${place === null ? 'where the connections start' : `on ${placeWords('the', place)}`}; we can also run them for you.`,
    ]),
    ...blocks,
  ];
}

const BROKEN: ReadonlySet<RequiredConnection['state']> = new Set<RequiredConnection['state']>(['fails', 'intercepted']);

/** For a wildcard, returns the name that was measured. */
function nameOf({ host, measured }: Pick<RequiredConnection, 'host' | 'measured'>): string {
  return measured[0] ?? host.replace(/^\*\./, '');
}

function urlOf(host: string, port: number): string {
  return `https://${port === 443 ? host : hostPort(host, port)}/`;
}
