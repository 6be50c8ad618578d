/** What the environment says of colour, with one voice. */

/**
 * Of FORCE_COLOR and NO_COLOR the one that does not decide is taken away (`ui/theme/support.ts` says which does): Node warns on
 * stderr where both are set, as soon as a part of it that prints is loaded.
 */
export function settleColourVariables(environment: NodeJS.ProcessEnv): void {
  const forced = environment['FORCE_COLOR'];
  if (forced === undefined) return;
  const refusals = ['NO_COLOR', 'NODE_DISABLE_COLORS'].filter((name) => environment[name] !== undefined);
  for (const name of forced === '' && refusals.length > 0 ? ['FORCE_COLOR'] : refusals) delete environment[name];
}
