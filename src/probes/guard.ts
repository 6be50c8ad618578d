/** Wraps every probe: it settles with an observation whatever happens inside, and leaves nothing open. */
import { setMaxListeners } from 'node:events';
import { createObservation } from '../model/blank-observation.ts';
import { Observation } from '../model/observation.ts';
import type { ProbeRequest } from '../model/probe-request.ts';
import { targetText } from '../model/target.ts';
import type { ProbeContext } from '../run/probe-port.ts';
import { fail } from './classify.ts';
import { CancelledError } from './deadline.ts';
import { faultText } from './fault-text.ts';
import { machineFaultIn } from './limits/machine-faults.ts';
import { markLocalFailure } from './limits/of-this-machine.ts';
import { processStalls } from './limits/stalls.ts';
import { Measurement } from './measurement.ts';

/** A probe measures and returns its observation; the guard adds times and state and cleans up. */
export type Probe = (measurement: Measurement, blank: Observation) => Promise<Observation>;

/** `clean` redacts a text; without it the error's message, which may hold anything, is dropped. */
export async function runGuarded(
  probe: Probe,
  request: ProbeRequest,
  context: ProbeContext,
  clean: ((text: string) => string) | null = null,
): Promise<Observation> {
  // One listener per probe and stage on one signal is intended.
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
    // Host names from a network enter the model here, through the schema, as those from files do.
    return ended(Observation.parse(await probe(measurement, blank)));
  } catch (error) {
    if (error instanceof CancelledError)
      return ended({ ...blank, phases: passed(measurement), state: 'cancelled', cancelledBy: cancelledBy(context) });
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

function cancelledBy(context: ProbeContext): 'person' | 'deadline' {
  return context.signal.reason === 'person' ? 'person' : 'deadline';
}
