/** Versions of the log. An old event is brought up one version at a time, before it is validated. */
export const VERSION = 1;

/** From version n to n + 1, by n. A log of today's version needs none. */
const STEPS: Readonly<Record<number, (event: unknown) => unknown>> = {};

export function upgrade(event: unknown, from: number): unknown {
  let upgraded = event;
  for (let version = from; version < VERSION; version += 1) upgraded = STEPS[version]?.(upgraded) ?? upgraded;
  return upgraded;
}

/** The version that a first line names: `gitpod-doctor/session@1`. Null if it names none. */
export function versionOf(firstLine: unknown): number | null {
  if (typeof firstLine !== 'object' || firstLine === null || !('schema' in firstLine)) return null;
  const match = /^gitpod-doctor\/session@(\d{1,6})$/.exec(String(firstLine.schema));
  return match === null ? null : Number(match[1]);
}
