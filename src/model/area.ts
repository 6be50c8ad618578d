/** Areas of the requirements in the order of the catalogue (docs/contract.md, Areas). */
import * as z from 'zod';
import { AREAS } from './areas.ts';

export const Area = z.enum(AREAS);
export type Area = z.infer<typeof Area>;
