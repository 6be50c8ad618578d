/** The settings that a parser found, as lines, and the secret that must not appear in them. */
import { expect } from 'vitest';
import type { FoundSettings } from '../machine/settings/found.ts';

export const SECRET = 'kestrel-4471';

/** One line per setting, without any part of a login. */
export function told(found: FoundSettings): string[] {
  expect(JSON.stringify(found)).not.toContain(SECRET);
  return [
    ...found.proxies.map(({ proxy, hasCredentials, noProxy }) =>
      [`${proxy.scheme}://${proxy.host}:${proxy.port}`, hasCredentials ? 'login' : '', noProxy.join(' ')].filter(Boolean).join('; '),
    ),
    ...found.settings.map(({ kind, script }) =>
      script === undefined ? kind : `${kind} ${script.scheme} ${script.host ?? '-'} ${script.port ?? '-'}`,
    ),
  ];
}
