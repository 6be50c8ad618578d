/** Where the looks by hand of a finding are tried: one network in which the cause is there, and one in which it is not. */
import type { FindingCode } from '../../../src/model/finding-codes.ts';

/** Causes that the lab's network can have; those of AWS and SSH are tested beside stand-ins on loopback. */
export type NetworkCode = Extract<FindingCode, `GD${1 | 2 | 3 | 4 | 5}${string}`>;

/** The value of a placeholder; a pattern where it varies. */
export type Values = Readonly<Record<string, string | RegExp>>;

export interface LookTrial {
  /** The scenario with the fragment, where it is not the finding's own. */
  in?: string;
  /** A scenario in which the same command must not show it: a neighbour's, or one in which nothing is wrong. */
  notIn: string;
  /** Values of the first scenario, beyond those of the finding. */
  values?: Values;
  /** Values of the second, where the place to look at has another name there. */
  valuesThere?: Values;
}

export interface HandTrial {
  in: string;
  values?: Values;
  /** One for each look, in the order of the page. A bare name is the scenario that must not show it. */
  looks: readonly (string | LookTrial)[];
}

/** Why a finding has no look by hand. */
export interface NothingToSee {
  nothingToSee: string;
}
