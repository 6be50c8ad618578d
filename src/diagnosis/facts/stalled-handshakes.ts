/**
 * Why handshakes get no answer, as their controls show: the size of the ClientHello, or the size of the answer. If a device drops long
 * ClientHellos, a short one passes. If large packets are lost on the return path, only a short answer arrives. If a device blocks
 * everything, neither passes.
 */
import type { FailureKind } from '../../model/failure.ts';
import type { WebObservation } from '../../model/observation.ts';
import type { ControlPurpose } from '../../model/probe-request.ts';
import { type FailedHop, failedHops, firstPeer, phaseOfHop } from './hops.ts';
import { memoize } from './memo.ts';
import { type NeutralName, neutralName } from './neutral-name.ts';
import { isCloseToTimeout } from './silence.ts';
import { failedPhase, type View } from './view.ts';

/** `first-message`: a short ClientHello passes. `answers`: only short answers arrive. `everything`: neither passes. Null if undecided. */
export type StallTrigger = 'first-message' | 'answers' | 'everything' | null;

export interface StalledHandshake extends FailedHop {
  neutral: NeutralName;
  size: StallTrigger;
  /** The controls with other sizes; the control with the neutral name is not included. */
  controls: string[];
  /** True if the host has no controls of its own, so that the controls of other hosts on the route count, if all of them agree. */
  inferred: boolean;
}

const STALLED: ReadonlySet<FailureKind> = new Set<FailureKind>(['tls.timeout']);

export const stalledHandshakes = memoize((view: View): readonly StalledHandshake[] => {
  const seen = failedHops(view, STALLED).map((failed) => ({ ...failed, neutral: neutralName(view, failed), ...sizeOf(view, failed) }));
  return [true, false].flatMap((direct) => {
    const onThisWay = seen.filter((each) => each.direct === direct);
    const settled = new Set(onThisWay.flatMap(({ size }) => size ?? []));
    const [common] = settled.size === 1 ? [...settled] : [];
    return onThisWay.map((each) => {
      const inferred = each.size === null && common !== undefined && each.neutral.outcome !== 'passes';
      return { ...each, size: inferred ? common : each.size, inferred };
    });
  });
});

function sizeOf(view: View, failed: FailedHop): { size: StallTrigger; controls: string[] } {
  const small = controlOf(view, failed, 'small-hello');
  const outdated = controlOf(view, failed, 'small-answer');
  const controls = [small, outdated].flatMap((control) => control?.id ?? []);
  // On a slow line the retry waits longer than a control.
  const retried = view.retried.get(failed.observation.id);
  const silentMs = retried?.outcome === 'fails' ? (failedPhase(retried.retry)?.durationMs ?? 0) : 0;
  const [shortPasses, shortAnswer] = [small, outdated].map((control) =>
    control === undefined ? null : isAnswered(view, control, silentMs),
  );
  if (shortPasses === true) return { size: 'first-message', controls };
  if (shortPasses !== false || shortAnswer === null || shortAnswer === undefined) return { size: null, controls };
  return { size: shortAnswer ? 'answers' : 'everything', controls };
}

/** A control on the same route to the same address. */
function controlOf(view: View, failed: FailedHop, purpose: ControlPurpose): WebObservation | undefined {
  const control = failed.hop === 0 ? view.controlFor(failed.observation, purpose) : undefined;
  if (control === undefined || control.route.via !== failed.observation.route.via) return undefined;
  return firstPeer(control) === firstPeer(failed.observation) ? control : undefined;
}

/**
 * Whether the control got any answer: a certificate, an alert, a closed connection. Null if no handshake was tried, or if it took too long.
 */
function isAnswered(view: View, control: WebObservation, silentMs: number): boolean | null {
  const tls = phaseOfHop(control, 'tls', 0);
  if (tls === undefined) return null;
  if (control.failure?.kind === 'tls.timeout') return false;
  return isCloseToTimeout(view, control, tls, silentMs) ? null : true;
}
