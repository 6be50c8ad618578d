/** Numbers in readable units. */

/** Returns `12 ms`, `3.0 s` or `2 m 10 s`. */
export function duration(ms: number): string {
  if (ms < 999.5) return `${Math.max(0, Math.round(ms))} ms`;
  if (ms < 59_950) return `${(ms / 1000).toFixed(1)} s`;
  const seconds = Math.round(ms / 1000);
  return `${Math.floor(seconds / 60)} m ${String(seconds % 60).padStart(2, '0')} s`;
}

/** Returns `512 B`, `6 KB` or `41.3 MB`, in powers of ten. */
export function bytes(count: number): string {
  if (count < 1000) return `${count} B`;
  if (count < 999_500) return `${Math.round(count / 1000)} KB`;
  if (count < 999_950_000) return `${(count / 1e6).toFixed(1)} MB`;
  return `${(count / 1e9).toFixed(1)} GB`;
}

/** Returns `1 row` or `3 rows`. */
export function count(number: number, one: string, many = `${one}s`): string {
  return `${number} ${number === 1 ? one : many}`;
}

interface Progress {
  done: number;
  total: number | null;
}

/** The progress, rate and end of a download: `12.0 MB of 41.3 MB, 2.1 MB/s, 14 s left`. */
export function progressText({ done, total }: Progress, bytesPerSecond?: number): string {
  const far = total === null ? `${bytes(done)} so far` : `${bytes(done)} of ${bytes(total)}`;
  return [far, ...paceText({ done, total }, bytesPerSecond)].join(', ');
}

/** The progress in the width of a column: `29%, 2.1 MB/s, 14 s left`. */
export function progressRemark({ done, total }: Progress, bytesPerSecond?: number): string {
  const far = total === null || total === 0 || done > total ? bytes(done) : `${Math.floor((done * 100) / total)}%`;
  return [far, ...paceText({ done, total }, bytesPerSecond)].join(', ');
}

function paceText({ done, total }: Progress, bytesPerSecond: number | undefined): string[] {
  if (bytesPerSecond === undefined) return [];
  const isMoving = bytesPerSecond >= 1 && total !== null && done <= total;
  return [`${bytes(Math.round(bytesPerSecond))}/s`, ...(isMoving ? [`${roughTime(((total - done) * 1000) / bytesPerSecond)} left`] : [])];
}

/** Whole seconds or minutes, because an estimate needs no tenths. */
function roughTime(ms: number): string {
  const seconds = Math.ceil(ms / 1000);
  return seconds < 100 ? `${seconds} s` : `${Math.ceil(seconds / 60)} min`;
}

/** The time of day of an RFC 3339 timestamp in UTC: `14:02:11Z`. */
export function timeOfDay(stamp: string): string {
  return /T(\d\d:\d\d:\d\d)/.exec(stamp)?.[1]?.concat('Z') ?? stamp;
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const;

/** Returns `1 Dec 2026` for an RFC 3339 date or date-time, and `Dec 2026` for a month. */
export function dayText(stamp: string): string {
  const [, year, month, day] = /^(\d{4})-(\d\d)(?:-(\d\d)(?:T|$)|$)/.exec(stamp) ?? [];
  const name = MONTHS[Number(month) - 1];
  if (name === undefined) return stamp;
  return day === undefined ? `${name} ${year}` : `${Number(day)} ${name} ${year}`;
}

/** Returns `1 Dec 2026, 01:56 UTC`. */
export function momentText(stamp: string): string {
  const time = /T(\d\d:\d\d)/.exec(stamp)?.[1];
  return time === undefined ? dayText(stamp) : `${dayText(stamp)}, ${time} UTC`;
}
