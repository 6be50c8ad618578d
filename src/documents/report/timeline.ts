/** When each measurement ran and how long each phase took, for the picture and its text. */
import type { Observation } from '../../model/observation.ts';
import type { PhaseName } from '../../model/phase.ts';
import type { Report, ReportRequirement } from '../../model/report.ts';
import { targetText } from '../../model/target.ts';
import type { UnknownReason, Verdict } from '../../model/verdict.ts';
import type { StatusWord } from '../../render/status-words.ts';
import { statusOfMeasured } from '../rows/row-status.ts';
import { duration } from '../words/quantity.ts';
import { joined } from '../words/say.ts';

export interface TimelineBar {
  /** `own`: a measurement without phases, such as reading the facts of this machine. */
  phase: PhaseName | 'own';
  startMs: number;
  durationMs: number;
  end: BarOutcome;
}

/** `silent`: no reply over UDP, which is not a failure. `ended`: the state of a control, whose failure may be expected. */
export type BarOutcome = 'passed' | 'failed' | 'silent' | 'ended';

export interface TimelineRow {
  observation: string;
  /** Null for a control, which has no verdict. */
  status: StatusWord | null;
  probe: string;
  target: string;
  /** Milliseconds since the session began. */
  startMs: number;
  durationMs: number;
  bars: TimelineBar[];
  /** `dns 172 ms, tcp 47 ms, tunnel failed after 61 ms`: the bars as text. */
  words: string;
}

export interface Timeline {
  /** The time span of the picture, from the first measurement on. */
  startMs: number;
  endMs: number;
  /** In the order of their start. */
  rows: TimelineRow[];
  /** Passed measurements that did not fit. */
  leftOut: number;
}

/** Includes all failed measurements, even beyond `most`. The lines stay in the order of time. */
export function timelineOf({ observations, requirements }: Pick<Report, 'observations' | 'requirements'>, most: number): Timeline {
  const rows = new Map(requirements.map((row) => [row.id, row]));
  const inOrder = observations.toSorted((a, b) => a.startMs - b.startMs);
  const wanted = new Set(
    inOrder
      .toSorted((a, b) => Number(b.failure !== null) - Number(a.failure !== null) || b.durationMs - a.durationMs)
      .slice(0, most)
      .map(({ id }) => id),
  );
  return {
    startMs: inOrder[0]?.startMs ?? 0,
    endMs: Math.max(0, ...inOrder.map(({ startMs, durationMs }) => startMs + durationMs)),
    rows: inOrder.filter(({ id }) => wanted.has(id)).map((observation) => timelineRow(observation, rows)),
    leftOut: observations.length - wanted.size,
  };
}

function timelineRow(observation: Observation, rows: ReadonlyMap<string, ReportRequirement>): TimelineRow {
  const { id, probe, target, role, startMs, durationMs } = observation;
  const row = observation.requirements.map((each) => rows.get(each)).find((each) => each !== undefined);
  const judged: Verdict | undefined = row && { ...row, requirement: row.id, reason: row.reason as UnknownReason | null };
  const bars = barsOf(observation);
  return {
    observation: id,
    status: role === 'row' ? statusOfMeasured(observation, judged, true) : null,
    ...{ probe, target: targetText(target), startMs, durationMs, bars },
    words: bars.map(barWords).join(', '),
  };
}

function barsOf(observation: Observation): TimelineBar[] {
  const { phases, failure, startMs, durationMs } = observation;
  if (phases.length === 0) return [{ phase: 'own', startMs, durationMs, end: endOf(failure === null, observation) }];
  return phases.map((phase) => ({
    phase: phase.name,
    ...{ startMs: phase.startMs, durationMs: phase.durationMs },
    end: endOf(phase.ok, observation),
  }));
}

function endOf(ok: boolean, { role, failure }: Observation): BarOutcome {
  if (ok) return 'passed';
  if (role !== 'row') return 'ended';
  return failure?.kind === 'udp.silent' ? 'silent' : 'failed';
}

const END_WORDS = { passed: null, failed: 'failed after', silent: 'no answer in', ended: 'ended after' } as const satisfies Record<
  BarOutcome,
  string | null
>;

function barWords({ phase, durationMs, end }: TimelineBar): string {
  return joined(' ', [phase !== 'own' && phase, END_WORDS[end], duration(durationMs)]);
}

/** Axis marks at round values in this range: three to six, the first at 0. */
export function ticksOf({ startMs, endMs }: Pick<Timeline, 'startMs' | 'endMs'>): number[] {
  const span = Math.max(1, endMs - startMs);
  const rough = span / 5;
  const magnitude = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((factor) => factor * magnitude).find((candidate) => candidate >= rough) ?? rough;
  return Array.from({ length: Math.floor(span / step) + 1 }, (_, index) => index * step);
}
