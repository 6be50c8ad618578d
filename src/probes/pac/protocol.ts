/** The messages between the helper process and the one that starts it, one JSON line each. */
import type { ScriptCall } from '../../model/proxy-script.ts';
import type { EngineLimits, RunFailure } from './engine.ts';

export interface HelperInput {
  text: string;
  calls: { url: string; host: string }[];
  /** The index of the first call that only serves for comparison. Such calls get only the remaining time. */
  required: number;
  ownAddresses: string[];
  shiftMs: number;
  limits: EngineLimits & { totalMs: number };
}

/** The answers to a batch of lookups, in order; an empty list: the name does not resolve. */
export type HelperAnswers = string[][];

export type HelperLine =
  /** The helper runs, and will load the script now. */
  | { is: 'ready' }
  /** The helper will now call the script for this entry of `calls`. */
  | { is: 'calling'; index: number }
  | { is: 'asking'; questions: { call: ScriptCall; name: string }[] }
  | { is: 'answer'; index: number; answer: HelperAnswer }
  | { is: 'end'; failure: RunFailure | null; asksOwnAddress: boolean; alerts: number; ms: number };

/**
 * Runs the engine on the input, and passes each line of its output to `heard`. Returns true if it finished, false if it had to be killed.
 */
export type RunHelper = (
  input: HelperInput,
  heard: (line: HelperLine) => Promise<HelperAnswers | null>,
  signal?: AbortSignal,
) => Promise<boolean>;

export interface HelperAnswer {
  returned: { is: 'text'; text: string } | { is: 'null' | 'not-a-string' } | { is: 'failed'; failure: RunFailure };
  /** True if the script made more lookups than a browser answers. */
  isLimited: boolean;
}
