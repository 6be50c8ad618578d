/** GD407: bytes arrive so slowly that a server download would not finish in time. */
import { command } from '../../model/command/index.ts';
import { type HandshakePace, handshakePaces } from '../facts/handshake-pace.ts';
import { unique } from '../facts/order.ts';
import { type Throughput, throughputs } from '../facts/throughput.ts';
import { firstPhase, type View } from '../facts/view.ts';
import { type Claim, defineRule } from './rule.ts';
import { briefly, plural, toList } from './shared/wording.ts';

interface Facts {
  hosts: string[];
  bytesPerSecond: number;
  viaProxy: boolean;
  /** The size of a VS Code server download: as the server declared it here, otherwise the usual size. */
  serverBytes: number;
  announced: boolean;
  /** The number of handshakes behind the speed if no download began; null otherwise. */
  handshakes: number | null;
}

/** Below this speed a VS Code server takes longer than ten minutes. Slow start on a long route is much faster. */
const SLOW = 100_000;
/** A shorter and faster transfer shows only how the first packets arrive, and not the speed of the line. */
const ENOUGH_BYTES = 64 * 1024;
const ENOUGH_SECONDS = 3;
/** A page that a server generates while sending may be slow on any line. */
const ENOUGH_BYTES_OF_A_PAGE = 16 * 1024;
/** A pause of this length is a stall (GD412), which is not a speed. */
const STANDSTILL_MS = 1000;
/** On a slower line even handshakes hardly complete. On a slightly faster line a download begins, and the speed of the download counts. */
const CRAWLING = 4000;
/** The approximate size of a packed VS Code server for Linux; a much smaller length belongs to something else. */
const SERVER_BYTES = 80_000_000;
const MIN_SERVER_BYTES = 10_000_000;

export const downloadTooSlow = defineRule<Facts>({
  code: 'GD407',

  find(view) {
    const speeds = throughputs(view).filter(tells);
    const slow = speeds.filter(({ steadyBytesPerSecond }) => steadyBytesPerSecond < SLOW);
    const length = announcedLength(view);
    const server = { serverBytes: length ?? SERVER_BYTES, announced: length !== null };
    if (speeds.length === 0) return handshakePaces(view).flatMap((pace) => crawlingClaim(pace, server));
    // One fast download shows that the line is fast, so the slow server is at fault.
    return [...Map.groupBy(slow, ({ host }) => (slow.length === speeds.length ? 'line' : host)).values()].map((group) => {
      const hosts = unique(group.map(({ host }) => host));
      return {
        subject: toList(hosts, 1),
        confidence: hosts.length > 1 ? ('likely' as const) : ('possible' as const),
        accountsFor: [],
        degrades: true,
        evidence: group.map(({ observation }) => observation.id),
        requirements: unique(group.flatMap(({ observation }) => observation.requirements)),
        facts: {
          hosts,
          bytesPerSecond: Math.max(...group.map(({ bytesPerSecond }) => bytesPerSecond)),
          viaProxy: group.some(({ observation }) => observation.route.via === 'proxy'),
          ...server,
          handshakes: null,
        },
      };
    });
  },

  summary: 'Downloads are too slow to finish in time.',
  why: 'The reason may be a proxy that scans whole files before it passes them on, a bandwidth limit, a congested link, or lost packets. Programs give up after some minutes, then start the download again.',
  stops: 'Installing IDE servers and releases takes very long or fails.',
  confusedWith: {
    'download-cut-short': 'the connection ends before the file is complete; here data keeps coming.',
    'answer-unusable': 'no usable answer arrives; here an answer arrives, but slowly.',
    'download-stalls': 'data arrives, then stops; here data keeps arriving.',
  },
  byHand: [
    {
      run: command`curl -sL -o /dev/null -m 60 -w 'speed %{speed_download} bytes/s\\n' https://update.code.visualstudio.com/latest/server-linux-x64/stable`,
      shows: 'speed <slow> bytes/s',
      tells:
        'The command prints the average speed in bytes per second. With less than 100,000 bytes per second, a download of 80 MB takes more than thirteen minutes.',
    },
  ],
  example: { hosts: ['<host>'], bytesPerSecond: 40_000, viaProxy: false, serverBytes: SERVER_BYTES, announced: false, handshakes: null },
  titleIsOpen: true,
  title: ({ hosts, bytesPerSecond, handshakes, viaProxy }) =>
    handshakes === null
      ? `Downloads from ${toList(hosts, 3)} arrive at ${speedText(bytesPerSecond)} at most`
      : `Everything${viaProxy ? ' through the proxy' : ''} arrives at about ${speedText(bytesPerSecond)}`,
  evidence: ({ hosts, bytesPerSecond, viaProxy, serverBytes, announced, handshakes }) => [
    `${toList(hosts)}: ${Math.round(bytesPerSecond)} bytes per second${viaProxy ? ' through the proxy' : ''}.`,
    handshakes !== null && `This speed was seen in ${plural(handshakes, 'handshake')}; there was no time for a download.`,
    `At that speed a full VS Code server download (${announced ? '' : 'about '}${Math.round(serverBytes / 1_000_000)} MB${announced ? ', as announced' : ''}) takes ${timeText(serverBytes / bytesPerSecond)}.`,
  ],
  fixes: ({ hosts, bytesPerSecond, viaProxy, serverBytes }) => [
    {
      owner: 'network-team',
      text: `Downloads from ${toList(hosts, 20)} arrive at ${speedText(bytesPerSecond)}${viaProxy ? ' through the proxy' : ''}; an IDE server would take ${timeText(serverBytes / bytesPerSecond)}. Please check bandwidth limits, file scanning and the load of the line, and exempt ${briefly(hosts, 'host')} from scanning.`,
    },
    { owner: 'you', text: 'Measure again at another time of day. Compare with a wire instead of Wi-Fi, and without a VPN.' },
  ],
});

function crawlingClaim(pace: HandshakePace, server: Pick<Facts, 'serverBytes' | 'announced'>): Claim<Facts, 'likely'>[] {
  const { hosts, ids, bytesPerSecond, viaProxy } = pace;
  if (bytesPerSecond > CRAWLING) return [];
  return [
    {
      subject: toList(hosts, 1),
      confidence: 'likely',
      accountsFor: [],
      degrades: true,
      evidence: ids,
      facts: { hosts, bytesPerSecond, viaProxy, ...server, handshakes: ids.length },
    },
  ];
}

/** Whether the transfer measures the line: enough bytes arrived, or they took long. */
function tells({ observation, receivedBytes, seconds, silentMs }: Throughput): boolean {
  if (receivedBytes === 0 || (silentMs ?? 0) >= STANDSTILL_MS) return false;
  const isDownload = observation.probe === 'download' || observation.purpose === 'throughput' || observation.purpose === 'repeat';
  if (!isDownload) return receivedBytes >= ENOUGH_BYTES_OF_A_PAGE;
  return receivedBytes >= ENOUGH_BYTES || seconds >= ENOUGH_SECONDS;
}

function speedText(bytesPerSecond: number): string {
  return `${(bytesPerSecond / 1000).toFixed(bytesPerSecond < 10_000 ? 1 : 0)} kB/s`;
}

function timeText(seconds: number): string {
  const minutes = Math.max(1, Math.round(Math.min(seconds, SERVER_BYTES) / 60));
  return minutes < 120 ? plural(minutes, 'minute') : plural(Math.round(minutes / 60), 'hour');
}

/** The size of the VS Code server download as its own host declared it, also in an answer to HEAD. */
function announcedLength(view: View): number | null {
  const servers = new Set(view.session.requirements.filter(({ discovery }) => discovery?.extract === 'vscode-commit').map(({ id }) => id));
  if (servers.size === 0) return null;
  const lengths = view.web
    .filter(({ role, requirements }) => role === 'row' && requirements.some((id) => servers.has(id)))
    .flatMap((observation) => firstPhase(observation, 'http')?.answer?.announcedBytes ?? []);
  const longest = Math.max(0, ...lengths);
  return longest < MIN_SERVER_BYTES ? null : longest;
}
