/**
 * What the system itself says, each kind in its own way. A script is named and not evaluated: only a program that
 * follows the system would do that, and Go, curl, git and Python do not.
 */
import { type Found, merged } from './found.ts';
import { gnomeSettings } from './gnome.ts';
import { kdeSettings } from './kde.ts';
import { loginVariables } from './login-variables.ts';
import { macosSettings } from './macos.ts';
import type { Place } from './place.ts';
import { windowsSettings } from './windows.ts';

export async function systemSettings(place: Place): Promise<Found> {
  if (place.platform === 'win32') return windowsSettings(place);
  if (place.platform === 'darwin') return macosSettings(place);
  return merged(await Promise.all([loginVariables, gnomeSettings, kdeSettings].map((read) => read(place))));
}
