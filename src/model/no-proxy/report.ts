/** The output of `no-proxy --json` (docs/contract.md, Commands), with the privacy class of each field. */
import * as z from 'zod';
import { PROXY_VARIABLES } from '../host-facts.ts';
import { freeText, plainUrl } from '../privacy.ts';
import { PROGRAMS, SETTING_ROUTES, SETTINGS_DRIVEN_PROGRAMS } from './programs.ts';

const ProgramRoute = z.enum(['direct', 'proxy']);
const NAMES = [...PROXY_VARIABLES, 'NO_PROXY', 'no_proxy'] as const;

/** An object schema with a field per name. Masking would drop the strings of a `z.record`. */
function fields<N extends string, S extends z.ZodType>(names: readonly N[], schema: S): Record<N, S> {
  return Object.fromEntries(names.map((name) => [name, schema])) as Record<N, S>;
}

export const NoProxyReport = z.strictObject({
  schema: z.literal('gitpod-doctor/no-proxy@1'),
  /** Only variables that are set. A proxy is written from its parts, without its login. */
  variables: z.strictObject(fields(NAMES, freeText().optional())),
  targets: z.array(
    z.strictObject({
      url: plainUrl(),
      wanted: z.enum(['direct', 'proxy', 'either']),
      programs: z.strictObject(fields(PROGRAMS, ProgramRoute)),
      /** Absent where no setting on this machine names a proxy. */
      settings: z.strictObject(fields(SETTINGS_DRIVEN_PROGRAMS, z.enum(SETTING_ROUTES))).optional(),
    }),
  ),
  suggested: z.strictObject({ NO_PROXY: freeText(), 'http.nonProxyHosts': freeText() }),
});
export type NoProxyReport = z.infer<typeof NoProxyReport>;
