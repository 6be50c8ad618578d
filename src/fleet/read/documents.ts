/**
 * Reads a whole JSON document: a report, or an engine's answer about its machines. In `list-command-invocations --details` and
 * `get-command-invocation`, Systems Manager names the machine next to its output. In any other document, all strings are searched for
 * compact lines.
 */

import * as z from 'zod';
import { parsedJson } from '../../model/parsed-json.ts';
import { REPORT_SCHEMA, Report } from '../../model/report.ts';
import { hasCompactMark } from '../line/wrappings.ts';

export type DocumentContent =
  | { is: 'report'; report: Report }
  | { is: 'broken-report' }
  /** The output of one machine. `why` gives the reason for the end of the command, in case the output is empty. */
  | { is: 'printed'; instance: string | null; text: string; why: string | null };

/** No response of an engine is nested deeper. */
const DEEPEST = 16;

const Invocation = z.object({
  InstanceId: z.string(),
  StatusDetails: z.string().optional(),
  Status: z.string().optional(),
  StandardOutputContent: z.string().optional(),
  CommandPlugins: z.array(z.object({ Output: z.string().optional() })).optional(),
});

/** The results; null for text that is not JSON. */
export function contentsOf(text: string): DocumentContent[] | null {
  const json = parsedJson(text);
  if (json === undefined) return null;
  const held: DocumentContent[] = [];
  look(json, DEEPEST, held);
  return held;
}

function look(value: unknown, depth: number, held: DocumentContent[]): void {
  if (typeof value === 'string') {
    if (hasCompactMark(value)) held.push({ is: 'printed', instance: null, text: value, why: null });
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
