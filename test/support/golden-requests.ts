/** The requests of recorded sessions in each form, as stored in `fixtures/requests` (`npm run generate`). */
import { diagnose } from '../../src/diagnosis/index.ts';
import {
  createHandover,
  handoverAs,
  isEmpty,
  REQUEST_FORMATS,
  type RequestFormat,
  RULE_FORMATS,
} from '../../src/documents/handover/index.ts';
import { programRoutes } from '../../src/documents/proxies/program-routes.ts';
import { buildReport } from '../../src/documents/report/report.ts';
import { OWNERS, type Owner } from '../../src/model/finding.ts';
import type { Handover } from '../../src/model/handover.ts';
import type { Report } from '../../src/model/report.ts';
import type { Session, SessionEvent } from '../../src/model/session.ts';
import { foldEvents } from '../../src/session/index.ts';
import { goldenSessions } from './golden-session.ts';

/** One per kind of answer: the firewall, a name filter, the proxy, the inspector, DNS, AWS, the user, none. */
const SHOWN = [
  ...['healthy', 'no-direct-egress-rejected', 'port-dropped', 'gateway-udp-silent', 'login-and-udp-dropped', 'name-filtered-in-tls'],
  ...['redirect-target-blocked', 'proxy-refuses-host', 'proxy-refuses-port', 'no-proxy-and-host-refused', 'no-proxy-incomplete'],
  ...[
    'tls-intercepted-by-mitmproxy',
    'intercepted-and-redirect-blocked',
    'name-sinkholed',
    'vpc-endpoint-unreachable',
    'own-filter-rejects-udp',
  ],
] as const;

const ENDINGS = { text: 'txt', markdown: 'md', csv: 'csv', json: 'json', nftables: 'nft' } as const satisfies Record<RequestFormat, string>;

export interface Requested {
  session: Session;
  report: Report;
  toldTo(owner: Owner): Handover;
}

export function requested(events: readonly SessionEvent[]): Requested {
  const session = foldEvents(events);
  const report = buildReport(session, diagnose(session));
  const source = { session, ways: programRoutes(session, (text) => text) };
  return { session, report, toldTo: (owner) => createHandover(report, source, owner) };
}

/** Path → content. */
export function goldenRequests(): Record<string, string> {
  const chosen = goldenSessions().filter(({ name }) => SHOWN.some((shown) => shown === name));
  const files = chosen.flatMap(({ name, events }) => {
    const { toldTo } = requested(events);
    return OWNERS.map(toldTo)
      .filter((told) => !isEmpty(told))
      .flatMap((told) =>
        REQUEST_FORMATS.filter((format) => told.owner === 'network-team' || !RULE_FORMATS.has(format)).map((format) => {
          const text = handoverAs(format, told);
          return [`fixtures/requests/${name}/${told.owner}.${ENDINGS[format]}`, text.endsWith('\n') ? text : `${text}\n`] as const;
        }),
      );
  });
  return Object.fromEntries(files);
}
