/** Loads a script, calls it for every URL, and collects unknown lookups, which are then made together. Used only in the helper process. */
import type { ScriptCall } from '../../model/proxy-script.ts';
import { createScriptJob, lookupKey, type RunFailure, ScriptEngine, type ScriptJob } from './engine.ts';
import type { HelperAnswers, HelperInput, HelperLine } from './protocol.ts';
import { engineBytes } from './wasm.ts';

type Ask = (questions: { call: ScriptCall; name: string }[]) => Promise<HelperAnswers>;

/** This ends: each round answers at least one lookup of each remaining call, and a call has a limited number. */
const MAX_ROUNDS = 200;

export async function runScript(input: HelperInput, tell: (line: HelperLine) => void, ask: Ask): Promise<void> {
  const { limits, calls } = input;
  const answers = new Map<string, string>();
  const setting = { wasm: engineBytes(), answers, ...input };
  let ms = 0;
  const timed = <T>(work: () => T): T => {
    const startedAt = performance.now();
    try {
      return work();
    } finally {
      ms += performance.now() - startedAt;
    }
  };
  const learn = async (keys: readonly string[]) => {
    const questions = keys.map((key) => {
      const [call = '', name = ''] = key.split(/ (.*)/s);
      return { call: call as ScriptCall, name };
    });
    const found = await ask(questions);
    for (const [index, { call, name }] of questions.entries()) {
      const addresses = found[index] ?? [];
      answers.set(lookupKey(call, name), call === 'dnsResolve' ? (addresses[0] ?? '') : addresses.join(';'));
    }
  };
  tell({ is: 'ready' });
  let { engine, failure: unusable } = await load(input.text, setting, timed, learn);
  const end = (failure: RunFailure | null) =>
    tell({ is: 'end', failure, asksOwnAddress: engine.asksOwnAddress, alerts: engine.alerts, ms });
  if (unusable !== null) return end(unusable);
  const jobs = calls.map((call, index) => ({ ...call, index, job: createScriptJob() }));
  // False if no time is left. Calls for comparison come after all others, because they change the script's globals.
  const callEach = async (some: typeof jobs): Promise<boolean> => {
    let left = some;
    for (let round = 0; left.length > 0 && round < MAX_ROUNDS; round += 1) {
      const asking: typeof jobs = [];
      for (const each of left) {
        if (ms > limits.totalMs) return false;
        tell({ is: 'calling', index: each.index });
        if (engine.isBroken) ({ engine, failure: unusable } = await load(input.text, setting, timed, learn));
        if (unusable !== null) return true;
        const returned = timed(() => engine.call(each.url, each.host, each.job));
        if (returned.is === 'asks') asking.push(each);
        else tell({ is: 'answer', index: each.index, answer: { returned, isLimited: each.job.isLimited } });
      }
      const keys = [...new Set(asking.flatMap(({ job }) => job.missing ?? []))];
      if (keys.length > 0) await learn(keys);
      left = asking;
    }
    return true;
  };
  const isDone = await callEach(jobs.slice(0, input.required));
  if (!isDone || unusable !== null) return end(unusable ?? { kind: 'pac.timeout' });
  await callEach(jobs.slice(input.required));
  end(null);
}

/**
 * Uses a new engine after each unknown lookup. The result is the same as waiting for the lookup, which browsers do while they load a
 * script.
 */
async function load(
  text: string,
  setting: Parameters<typeof ScriptEngine.create>[0],
  timed: <T>(work: () => T) => T,
  learn: (keys: readonly string[]) => Promise<void>,
): Promise<{ engine: ScriptEngine; failure: RunFailure | null }> {
  const job: ScriptJob = { ...createScriptJob(), isSteady: true };
  for (;;) {
    const engine = await ScriptEngine.create(setting);
    const loaded = timed(() => engine.load(text, job));
    if (loaded === null || !('asks' in loaded)) return { engine, failure: loaded };
    engine.dispose();
    await learn([loaded.asks]);
  }
}
