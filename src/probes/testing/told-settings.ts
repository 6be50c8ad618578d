/** What a reader of settings found, told in lines, and the secret that must never be among them. */
import { expect } from 'vitest';
import type { Found } from '../machine/settings/found.ts';

export const SECRET = 'kestrel-4471';

/** What was found, in a line each. No part of a login is ever in it. */
export function told(found: Found): string[] {
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
