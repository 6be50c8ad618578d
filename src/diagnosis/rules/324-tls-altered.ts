/** GD324: TLS data arrives changed: a device rewrites it, or the path damages bytes. */
import { word } from '../../model/command/index.ts';
import type { FailureKind } from '../../model/failure.ts';
import { tlsRefusals } from '../facts/tls-refusals.ts';
import { defineRule } from './rule.ts';
import { tlsCheck } from './shared/by-hand.ts';
import { refusalClaims } from './shared/refusal-claims.ts';
import { alertsText, briefly, endpointText, toList } from './shared/wording.ts';

const ALTERED: readonly FailureKind[] = ['tls.bad-record-mac', 'tls.malformed', 'tls.inappropriate-fallback'];

export const tlsAltered = defineRule({
  code: 'GD324',

  // Data that is not TLS may come from the peer. Signed or encrypted data was intact when the peer sent it.
  find: (view) => refusalClaims(tlsRefusals(view, ALTERED), ({ kind }) => (kind === 'tls.malformed' ? 'possible' : 'likely')),

  summary: 'TLS data does not arrive as it was sent.',
  why: 'A firewall, WAN optimizer, VPN client or inspecting device may change the encrypted data or lower the TLS version. Or faulty hardware may damage packets. TLS detects any change and ends the connection.',
  stops:
    'Connections to an affected host fail with “bad record MAC”, “decryption failed” or “decode error”, but often only some of the time.',
  otherwise: 'the software of the server may be at fault',
  confusedWith: {
    'tls-cut-off': 'the connection ends without an alert; here TLS detects that data was changed.',
    'tls-intercepted':
      'a device completes the handshake with its own certificate; here the handshake does not complete, or TLS fails later.',
    'download-altered': 'TLS works, but the file differs from the published one.',
  },
  byHand: [
    {
      run: tlsCheck(word`<host>`, word`<host>`),
      shows: 'bad record mac',
      tells:
        'The data was changed on the path. You may instead see “decrypt error”, “bad signature”, “decode error”, “unexpected message”, “inappropriate fallback” or “unknown cipher returned”.',
    },
  ],
  byHandNote:
    'Repeat the command a few times, then on another network. If it works on the other network, a device on the first network changes the data.',
  example: { hosts: ['<host>'], port: 443, direct: true, kind: 'tls.bad-record-mac', alerts: [], published: true },
  title: ({ hosts, port, kind }) => `${TITLES[kind] ?? TITLES['tls.malformed']} ${toList(hosts.map((host) => endpointText(host, port)))}`,
  evidence: ({ port, kind, alerts }) => [
    `On port ${port}: ${SEEN[kind] ?? SEEN['tls.malformed']}.`,
    ...(alerts.length > 0 ? [`The server said ${alertsText(alerts)}.`] : ['The machine detected the change.']),
  ],
  fixes: ({ hosts, port, direct }) => [
    {
      owner: 'network-team',
      text: `TLS between our machine and port ${port} of ${toList(hosts, 20)}${direct ? '' : ' through the proxy'} arrives changed. Please look for a device that rewrites TLS (inspection, WAN optimizer, data loss prevention, VPN client), and update it or exempt ${briefly(hosts, 'host')}. Please also check for damaged packets on the path.`,
    },
  ],
});

const TITLES: Partial<Record<FailureKind, string>> & { 'tls.malformed': string } = {
  'tls.bad-record-mac': 'A device may change encrypted data to or from',
  'tls.inappropriate-fallback': 'A device lowers the TLS version to',
  'tls.malformed': 'TLS arrives unreadable to or from',
};

const SEEN: Partial<Record<FailureKind, string>> & { 'tls.malformed': string } = {
  'tls.bad-record-mac': 'the data does not decrypt, or is not what the server signed',
  'tls.inappropriate-fallback': 'the server supports a newer version than the one that was negotiated',
  'tls.malformed': 'one side received data that is not correct TLS',
};
