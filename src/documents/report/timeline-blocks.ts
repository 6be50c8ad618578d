/** The timeline of a report as a block, with the words and colours of the bars. */
import type { PhaseName } from '../../model/phase.ts';
import type { Report } from '../../model/report.ts';
import type { BarKind, Block } from '../../render/block.ts';
import { paragraph } from '../../render/block.ts';
import { count, duration } from '../words/quantity.ts';
import { type TimelineBar, type TimelineRow, ticksOf, timelineOf } from './timeline.ts';

/** The maximum number of lines that a reader can still compare. */
const LINES = 150;

/** Phases that share a colour: those of SSH and AWS correspond to HTTP. */
const COLOURS = {
  dns: 'dns',
  tcp: 'tcp',
  tunnel: 'tunnel',
  tls: 'tls',
  http: 'talk',
  checksum: 'talk',
  udp: 'talk',
  aws: 'talk',
  'ssh-config': 'own',
  banner: 'talk',
  kex: 'tls',
  'proxy-command': 'tunnel',
  'ssh-session': 'talk',
  script: 'own',
  own: 'own',
} as const satisfies Record<PhaseName | 'own', BarKind>;

const LEGEND = {
  dns: 'name',
  tcp: 'connection',
  tunnel: 'tunnel',
  tls: 'handshake',
  talk: 'conversation',
  own: 'on this machine',
  failed: 'failed',
  silent: 'no answer',
  ended: 'control ended',
} as const satisfies Record<BarKind, string>;

const CONTROLS = 'CONTROL: a measurement for comparison, which may end early on purpose.';

export function timelineBlocks(report: Report): Block[] {
  const { rows, leftOut, startMs, endMs } = timelineOf(report, LINES);
  if (rows.length === 0) return [];
  const ticks = ticksOf({ startMs, endMs }).map((atMs) => ({ atMs, label: duration(atMs) }));
  return [
    ...(rows.some(({ status }) => status === null) ? [paragraph([{ quiet: CONTROLS }])] : []),
    { kind: 'timeline', legend: LEGEND, timeline: { startMs, endMs, ticks, rows: rows.map(line) } },
    ...(leftOut === 0 ? [] : [paragraph(`${count(leftOut, 'more measurement')} that succeeded: see timeline.jsonl.`)]),
  ];
}

function line({ status, observation, probe, target, words, bars }: TimelineRow) {
  const word = status === null ? { strong: 'CONTROL' } : { status };
  return { label: [word, ' ', { code: observation }, ` ${probe} `, { code: target }], words, bars: bars.map(bar) };
}

function bar({ phase, end, startMs, durationMs }: TimelineBar) {
  const label = `${phase === 'own' ? 'measurement' : phase} ${duration(durationMs)}`;
  return { is: end === 'passed' ? COLOURS[phase] : end, startMs, durationMs, label };
}
