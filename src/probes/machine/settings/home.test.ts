/** If these fail, desktop settings in the home folder are ignored. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { told } from '../../testing/told-settings.ts';
import { gnomeSettings } from './gnome.ts';
import type { Folders } from './place.ts';

const ASKED = 'gsettings';
const withGsettings = (() => {
  try {
    return execFileSync(ASKED, ['list-schemas'], { encoding: 'utf8' }).includes('org.gnome.system.proxy');
  } catch {
    return false;
  }
})();
if (!withGsettings) process.stderr.write('Skipped: gsettings or the schemas of GNOME are not on this machine, it was not asked.\n');

describe('GNOME proxy settings', () => {
  let home: string;
  beforeEach(() => {
    home = mkdtempSync(join(tmpdir(), 'gnome-'));
  });
  afterEach(() => rmSync(home, { recursive: true }));

  function place(environment: Record<string, string>): Folders {
    return { platform: 'linux', home, applications: join(home, '.config'), machine: join(home, 'etc'), environment };
  }

  function write(name: string, text: string): void {
    mkdirSync(dirname(join(home, name)), { recursive: true });
    writeFileSync(join(home, name), text);
  }

  const manual = "[system/proxy]\nmode='manual'\n[system/proxy/https]\nhost='proxy.corp.example'\nport=3128\n";

  it.skipIf(!withGsettings)('are read with the real gsettings, and nothing is written', async () => {
    write('.config/glib-2.0/settings/keyfile', manual);
    const environment = { PATH: process.env['PATH'] ?? '', GSETTINGS_BACKEND: 'keyfile' };
    const found = await gnomeSettings(place(environment));
    expect(told(found)).toEqual(['http://proxy.corp.example:3128; localhost 127.0.0.0/8 ::1']);
    expect(found.proxies[0]?.file).toBe(join(home, '.config', 'glib-2.0', 'settings', 'keyfile'));
    await gnomeSettings(place({ PATH: process.env['PATH'] ?? '' }));
    expect(readdirSync(home)).toEqual(['.config']);
  });

  it('are read from the administrator’s dconf files when gsettings is missing', async () => {
    write('etc/dconf/db/local.d/00-proxy', manual.replace('3128', '1'));
    write('etc/dconf/db/local.d/10-proxy', manual);
    const found = await gnomeSettings(place({ PATH: join(home, 'nothing') }));
    expect(told(found)).toEqual(['http://proxy.corp.example:3128']);
  });

  it('are read without starting gsettings when nothing is set', async () => {
    write('bin/gsettings', `#!/bin/sh\ntouch '${home}/started'\n`);
    execFileSync('chmod', ['+x', join(home, 'bin', 'gsettings')]);
    const environment = { PATH: `${join(home, 'bin')}:${process.env['PATH'] ?? ''}` };
    expect(told(await gnomeSettings(place(environment)))).toEqual([]);
    expect(existsSync(join(home, 'started'))).toBe(false);
    write('.config/dconf/user', '');
    await gnomeSettings(place(environment));
    expect(existsSync(join(home, 'started'))).toBe(true);
  });

  it('are left out when gsettings hangs', async () => {
    write('bin/gsettings', "#!/bin/sh\nsleep 5 & sleep 5\necho org.gnome.system.proxy mode \\'auto\\'\n");
    execFileSync('chmod', ['+x', join(home, 'bin', 'gsettings')]);
    write('.config/dconf/user', '');
    expect(told(await gnomeSettings(place({ PATH: `${join(home, 'bin')}:${process.env['PATH'] ?? ''}` })))).toEqual([]);
  });
});
