/** Reads from Chromium's net log what a script returned for each URL (https://www.chromium.org/for-testers/providing-network-details/). */

interface Event {
  type: number;
  phase: number;
  source: { id: number };
  params?: { url?: string; proxy_info?: string; net_error?: number; line_number?: number; message?: string };
}
interface NetLog {
  constants: { logEventTypes: Record<string, number>; netError: Record<string, number> };
  events: Event[];
}

export interface Result {
  /** The list as Chromium writes it, or `!LINE: message` if the script threw; null for a URL for which Chromium did not run the script. */
  answers: (string | null)[];
  /** The exception when the script was loaded. */
  load: string | null;
}

export function readNetLog(text: string, urls: readonly string[]): Result {
  const log = JSON.parse(text) as NetLog;
  const named = (name: string) => log.constants.logEventTypes[name];
  const ofType = (name: string) => log.events.filter(({ type }) => type === named(name));
  const errorName = (code: number) => Object.entries(log.constants.netError).find(([, number]) => number === code)?.[0] ?? String(code);
  const answered = ofType('PROXY_RESOLUTION_SERVICE_RESOLVED_PROXY_LIST');
  const errors = ofType('PAC_JAVASCRIPT_ERROR');
  const answerOf = ({ source, params }: Event) => {
    const thrown = errors.find((error) => error.source.id === source.id);
    return params?.proxy_info ?? `!${thrown === undefined ? errorName(params?.net_error ?? 0) : said(thrown)}`;
  };
  // Includes the requests of the browser itself. Each exception of a call is logged twice, the second time without its request.
  const lists = answered.map(answerOf);
  const sourcesOf = new Map<string, number[]>();
  for (const { source, params } of ofType('HTTP_STREAM_JOB_CONTROLLER'))
    if (params?.url !== undefined) sourcesOf.set(plain(params.url), [...(sourcesOf.get(plain(params.url)) ?? []), source.id]);
  const answers = urls.map((url) => lists[answered.findIndex(({ source }) => sourcesOf.get(plain(url))?.includes(source.id))] ?? null);
  return { answers, load: errors.map(said).find((text) => !lists.includes(`!${text}`)) ?? null };
}

function plain(url: string): string {
  const parsed = new URL(url);
  parsed.hash = '';
  return parsed.href;
}

function said({ params }: Event): string {
  return `${params?.line_number}: ${params?.message}`;
}
