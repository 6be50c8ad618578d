/** Every failure kind and how it is produced. A kind without a line does not compile. */
import type { FailureKind } from '../../../src/model/failure.ts';
import type { Line } from '../line.ts';
import { CERTIFICATE_LINES } from './certificates.ts';
import { OTHER_LINES } from './elsewhere.ts';
import { HTTP_LINES } from './http.ts';
import { NAME_LINES } from './names.ts';
import { PATH_LINES } from './path.ts';
import { PROXY_LINES } from './proxy.ts';
import { SCRIPT_LINES } from './scripts.ts';
import { SOCKS_LINES } from './socks.ts';
import { TLS_LINES } from './tls.ts';

export const LINES: Readonly<Record<FailureKind, readonly Line[]>> = {
  ...NAME_LINES,
  ...PATH_LINES,
  ...PROXY_LINES,
  ...SOCKS_LINES,
  ...TLS_LINES,
  ...CERTIFICATE_LINES,
  ...HTTP_LINES,
  ...SCRIPT_LINES,
  ...OTHER_LINES,
};

export interface Named {
  kind: FailureKind;
  line: Line;
}

export const ALL: readonly Named[] = Object.entries(LINES).flatMap(([kind, lines]) =>
  lines.map((line) => ({ kind: kind as FailureKind, line })),
);
