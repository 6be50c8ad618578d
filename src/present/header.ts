/** The two lines that stand over every screen: where, which region, whether values are masked, and the way here. */
import { crumbs } from '../guide/index.ts';
import type { PresentInput } from './input.ts';
import { sayer } from './say.ts';
import { placeWords } from './words.ts';

export interface HeaderModel {
  product: string;
  /** `on: the runner`, `region: us-east-1`; those that are known. */
  facts: string[];
  valuesShown: boolean;
  crumbs: string[];
  /** Right end of the second line: `step 4 of 7`, `result`. */
  position: string;
}

export function presentHeader(input: PresentInput, position: string): HeaderModel {
  const { profile, demo } = input.session;
  const say = sayer(input.mask);
  const facts = [
    ...(demo === null ? [] : [`demo: ${demo}`]),
    `on: ${placeWords(profile)}`,
    ...(profile.regions.length === 0 ? [] : [say`region: ${profile.regions.join(', ')}`]),
  ];
  return { product: 'gitpod-doctor', facts, valuesShown: input.ui.valuesShown, crumbs: crumbs(input.guide).map(input.mask), position };
}
