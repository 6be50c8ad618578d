/** Wraps every probe, so that it returns an observation whatever happens inside, and leaves nothing open. */
import { setMaxListeners } from 'node:events';
import { createObservation } from '../model/blank-observation.ts';
import { failureLayer, SILENT_KINDS } from '../model/failure.ts';
import { Observation } from '../model/observation.ts';
import type { ProbeRequest } from '../model/probe-request.ts';
import type { ProcessStall } from '../model/stalled.ts';
import { targetText } from '../model/target.ts';
import type { ProbeContext } from '../run/probe-port.ts';
import { fail } from './classify.ts';
import { CancelledError } from './deadline.ts';
import { machineFaultIn } from './limits/machine-faults.ts';
import { processStalls } from './limits/stalls.ts';
import { Measurement } from './measurement.ts';

/** A probe measures and returns its observation; the guard adds times and state and cleans up. */
export type Probe = (measurement: Measurement, blank: Observation) => Promise<Observation>;

/** `clean` redacts a text. Without it the error's message, which may contain anything, is dropped. */
export async function runGuarded(
  probe: Probe,
  request: ProbeRequest,
  context: ProbeContext,
  clean: ((text: string) => string) | null = null,
): Promise<Observation> {
  // Many listeners on one signal are intended: one per probe and stage.
  setMaxListeners(0, context.signal);
  const measurement = new Measurement(request, context);
  const endWatch = processStalls.watch();
  const blank = createObservation(request, {
    id: context.observation,
    startedAt: new Date().toISOString(),
    startMs: Math.max(0, context.nowMs()),
  });
  const ended = (observation: Observation): Observation =>
    markLocalFailure({ ...observation, durationMs: Math.max(0, context.nowMs() - blank.startMs) }, endWatch());
  try {
    if (context.signal.aborted) throw new CancelledError();
    // Here the schema checks host names from the network before they enter the model, as it does for host names from files.
    return ended(Observation.parse(await probe(measurement, blank)));
  } catch (error) {
    if (error instanceof CancelledError)
      return ended({
        ...blank,
        phases: passed(measurement),
        state: 'cancelled',
        cancelledBy: context.signal.reason === 'person' ? 'person' : 'deadline',
      });
    const lack = machineFaultIn(error);
    return ended({
      ...blank,
      phases: passed(measurement),
      state: 'crashed',
      failure:
        lack !== null
          ? fail(lack, targetText(request.target))
          : { kind: 'unclassified', text: `the probe stopped with a fault of its own: ${faultText(error, clean)}` },
    });
  } finally {
    endWatch();
    measurement.dispose();
  }
}

function passed(measurement: Measurement) {
  return measurement.phases.filter((phase) => phase.ok);
}

/** Shorter stalls are usual at the start of a sweep with many probes, and do not affect the result. */
const WORTH_TELLING_MS = 250;

/**
 * A probe is incomplete if this machine caused its failure. It is also incomplete if it got no answer and this process did not run for at
 * least half of the wait, although the wait is extended once by the lost time (`deadline.ts`).
 */
export function markLocalFailure(observation: Observation, stalled: ProcessStall | null): Observation {
  const told = stalled === null || stalled.ms < WORTH_TELLING_MS ? observation : { ...observation, stalled };
  const { failure, state, durationMs, target } = told;
  if (failure === null || state !== 'completed') return told;
  if (failureLayer(failure.kind) === 'machine') return { ...told, state: 'crashed' };
  const isStarved = SILENT_KINDS.has(failure.kind) && (told.stalled?.ms ?? 0) * 2 >= durationMs;
  return isStarved ? { ...told, state: 'crashed', failure: fail('machine.starved', targetText(target)) } : told;
}

const MAX_WORDS_LENGTH = 200;
const MAX_PLACES = 3;

/** One line that locates an internal error: what was thrown, its message, and its position in our code. */
function faultText(error: unknown, clean: ((text: string) => string) | null): string {
  if (!(error instanceof Error)) return `${typeof error} was thrown`;
  const words = clean === null ? '' : clean(ownWords(error.message)).slice(0, MAX_WORDS_LENGTH);
  const places = placesOf(error);
  return `${error.name.replace(/\W/g, '')}${words === '' ? '' : `: ${words}`}${places.length === 0 ? '' : ` (${places.join(' < ')})`}`;
}

/** Removes the data that an engine quotes in its message, which no rule would recognise as a secret. */
function ownWords(message: string): string {
  return message
    .replace(/"[^"]*"?/g, '"…"')
    .replace(/\bReceived .*/s, 'Received …')
    .replace(/\s+/g, ' ')
    .trim();
}

/** File and line of the innermost frames of our own code, without folders, which would name the account. */
function placesOf({ stack = '', message }: Error): string[] {
  const start = message === '' ? 0 : stack.indexOf(message) + message.length;
  const frames = stack.slice(start).matchAll(/^\s+at .*?(?<file>[^\s()/\\]+):(?<line>\d+):\d+\)?$/gm);
  return [...frames]
    .filter(([frame]) => !/[( ]node:|node_modules/.test(frame))
    .slice(0, MAX_PLACES)
    .map(({ groups }) => `${groups?.['file']}:${groups?.['line']}`);
}
