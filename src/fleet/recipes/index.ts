/** The recipe of each engine. */
import { ansibleRecipe } from './ansible.ts';
import { ciRecipe } from './ci.ts';
import { ecsRecipe } from './ecs.ts';
import { kubernetesRecipe } from './kubernetes.ts';
import type { Engine, Recipe, RecipeInput } from './recipe.ts';
import { ssmRecipe } from './ssm.ts';

export const RECIPES: Readonly<Record<Engine, (input: RecipeInput) => Recipe>> = {
  ssm: ssmRecipe,
  ansible: ansibleRecipe,
  kubernetes: kubernetesRecipe,
  ecs: ecsRecipe,
  ci: ciRecipe,
};
