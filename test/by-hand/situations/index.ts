/** Every situation by its name. */
import type { PutUp } from '../situation.ts';
import { AWS_SITUATIONS } from './aws.ts';
import { SSH_SITUATIONS } from './ssh.ts';

export const SITUATIONS = { ...AWS_SITUATIONS, ...SSH_SITUATIONS } as const satisfies Record<string, PutUp>;

export type SituationName = keyof typeof SITUATIONS;
