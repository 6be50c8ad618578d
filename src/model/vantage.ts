/** The vantage a requirement is needed from or was measured from, and the kind of runner. */
import * as z from 'zod';

export const VANTAGES = ['laptop', 'runner', 'environment'] as const;
export const Vantage = z.enum(VANTAGES);
export type Vantage = z.infer<typeof Vantage>;

export const RUNNER_KINDS = ['standard', 'enterprise'] as const;
export const RunnerKind = z.enum(RUNNER_KINDS);
export type RunnerKind = z.infer<typeof RunnerKind>;
