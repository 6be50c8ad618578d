/** The vantages from which requirements are needed or measured, and the kinds of runner. */
import * as z from 'zod';

export const VANTAGES = ['laptop', 'runner', 'environment'] as const;
export const Vantage = z.enum(VANTAGES);
export type Vantage = z.infer<typeof Vantage>;

export const RUNNER_KINDS = ['standard', 'enterprise'] as const;
export const RunnerKind = z.enum(RUNNER_KINDS);
export type RunnerKind = z.infer<typeof RunnerKind>;
