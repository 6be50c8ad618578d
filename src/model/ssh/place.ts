/** A line of SSH's configuration, and the source of a value. */
import * as z from 'zod';
import { filePath } from '../privacy.ts';

/** A line of a configuration file, counted from 1. */
export const ConfigPlace = z.strictObject({ file: filePath(), line: z.int().positive() });
export type ConfigPlace = z.infer<typeof ConfigPlace>;

/**
 * The source of an effective value: a line, the command line (this tool's options included), or the client's default. `unknown`: a line
 * that the client's log does not name.
 */
export const SettingSource = z.discriminatedUnion('by', [
  z.strictObject({ by: z.literal('file'), file: filePath(), line: z.int().positive() }),
  z.strictObject({ by: z.literal('command-line') }),
  z.strictObject({ by: z.literal('default') }),
  z.strictObject({ by: z.literal('unknown') }),
]);
export type SettingSource = z.infer<typeof SettingSource>;
