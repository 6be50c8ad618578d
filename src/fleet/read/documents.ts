/**
 * What a whole JSON document holds: a report, or what an engine says about the machines it ran on. Systems Manager's own
 * answers name the machine beside what it printed, in `list-command-invocations --details` as in `get-command-invocation`;
 * any other document is looked through for compact lines in its strings.
 */
import * as z from 'zod';
import { REPORT_SCHEMA, Report } from '../../model/report.ts';
import { holdsMark } from '../line/read.ts';

export type Held =
  | { is: 'report'; report: Report }
  | { is: 'broken-report' }
  /** What one machine printed; `why` says how it ended, for the case that nothing stands in it. */
  | { is: 'printed'; instance: string | null; text: string; why: string | null };

/** Deeper is no answer of an engine. */
const DEEPEST = 16;

const Invocation = z.object({
  InstanceId: z.string(),
  StatusDetails: z.string().optional(),
  Status: z.string().optional(),
  StandardOutputContent: z.string().optional(),
  CommandPlugins: z.array(z.object({ Output: z.string().optional() })).optional(),
});

/** Null for what is no JSON. */
export function heldIn(text: string): Held[] | null {
  const held: Held[] = [];
  try {
    look(JSON.parse(text), DEEPEST, held);
  } catch {
    // Brackets without end, or nested so deep that the parser gives up.
    return null;
  }
  return held;
}

function look(value: unknown, depth: number, held: Held[]): void {
  if (typeof value === 'string') {
    if (holdsMark(value)) held.push({ is: 'printed', instance: null, text: value, why: null });
    return;
  }
  if (typeof value !== 'object' || value === null || depth === 0) return;
  if ('schema' in value && value.schema === REPORT_SCHEMA) {
    const report = Report.safeParse(value);
    held.push(report.success ? { is: 'report', report: report.data } : { is: 'broken-report' });
    return;
  }
  const invocation = 'InstanceId' in value ? Invocation.safeParse(value) : null;
  if (invocation?.success === true && isInvocation(invocation.data)) {
    const { InstanceId, StandardOutputContent, CommandPlugins = [], Status, StatusDetails } = invocation.data;
    const text = [StandardOutputContent, ...CommandPlugins.map(({ Output }) => Output)].filter((part) => part !== undefined).join('\n');
    held.push({ is: 'printed', instance: InstanceId, text, why: StatusDetails ?? Status ?? 'no status' });
    return;
  }
  for (const inner of Object.values(value)) look(inner, depth - 1, held);
}

function isInvocation({ StandardOutputContent, CommandPlugins }: z.infer<typeof Invocation>): boolean {
  return StandardOutputContent !== undefined || CommandPlugins !== undefined;
}
