/** Where the manual checks of a finding are tried: one network with the cause, and one without it. */
import type { FindingCode } from '../../../src/model/finding-codes.ts';

/** Causes that the lab's network can have. Those of AWS and SSH are tested with substitutes on loopback. */
export type NetworkCode = Extract<FindingCode, `GD${1 | 2 | 3 | 4 | 5}${string}`>;

/** The value of a placeholder; a pattern if the value varies. */
export type Values = Readonly<Record<string, string | RegExp>>;

export interface LookTrial {
  /** The scenario that shows the fragment, if it is not the finding's own. */
  in?: string;
  /** A scenario in which the same command must not show the fragment: one with a similar cause, or a healthy one. */
  notIn: string;
  /** Values of the first scenario, in addition to those of the finding. */
  values?: Values;
  /** Values of the second scenario, if the target has another name there. */
  valuesThere?: Values;
}

export interface HandTrial {
  in: string;
  values?: Values;
  /** One for each manual check, in the order of the page. A bare name is the scenario that must not show the fragment. */
  looks: readonly (string | LookTrial)[];
}

/** Why a finding has no manual check. */
export interface NothingToSee {
  nothingToSee: string;
}
