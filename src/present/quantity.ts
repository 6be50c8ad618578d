/** Numbers as people read them. */

/** `12 ms`, `3.0 s`, `2 m 10 s`. */
export function duration(ms: number): string {
  if (ms < 999.5) return `${Math.max(0, Math.round(ms))} ms`;
  if (ms < 59_950) return `${(ms / 1000).toFixed(1)} s`;
  const seconds = Math.round(ms / 1000);
  return `${Math.floor(seconds / 60)} m ${String(seconds % 60).padStart(2, '0')} s`;
}

/** `512 B`, `6 KB`, `41.3 MB`, in powers of ten. */
export function bytes(count: number): string {
  if (count < 1000) return `${count} B`;
  if (count < 999_500) return `${Math.round(count / 1000)} KB`;
  if (count < 999_950_000) return `${(count / 1e6).toFixed(1)} MB`;
  return `${(count / 1e9).toFixed(1)} GB`;
}

/** `1 row`, `3 rows`. */
export function count(number: number, one: string, many = `${one}s`): string {
  return `${number} ${number === 1 ? one : many}`;
}

/** How far a download is: `12.0 MB of 41.3 MB`. */
export function progressText(progress: { done: number; total: number | null }): string {
  return progress.total === null ? `${bytes(progress.done)} so far` : `${bytes(progress.done)} of ${bytes(progress.total)}`;
}

/** The time of day of an RFC 3339 stamp in UTC: `14:02:11Z`. */
export function timeOfDay(stamp: string): string {
  return /T(\d\d:\d\d:\d\d)/.exec(stamp)?.[1]?.concat('Z') ?? stamp;
}
