/** The lookups of a script, by the same resolver as in every probe. Each name is looked up once, and all together have a limited time. */
import type { FailureKind } from '../../model/failure.ts';
import type { Measurement } from '../measurement.ts';
import type { Tools } from '../tools.ts';
import type { ScriptResolve } from './evaluate.ts';

/** If the lookups of a script took longer, a browser would wait for every page. */
const MAX_WAIT_MS = 10_000;

export function createScriptLookups(measurement: Measurement, tools: Tools): ScriptResolve {
  const known = new Map<string, Promise<string[] | FailureKind>>();
  const startedAt = performance.now();
  const ask = async (name: string): Promise<string[] | FailureKind> => {
    const leftMs = MAX_WAIT_MS - (performance.now() - startedAt);
    if (leftMs <= 0) return 'dns.timeout';
    const { addresses, failure } = await tools.names.ask(name, Math.min(measurement.context.limits.dnsMs, leftMs), { systemOnly: true })
      .system;
    return addresses.length > 0 ? addresses : (failure?.kind ?? 'dns.no-data');
  };
  return (name) => {
    const asked = known.get(name) ?? ask(name);
    known.set(name, asked);
    return asked;
  };
}
