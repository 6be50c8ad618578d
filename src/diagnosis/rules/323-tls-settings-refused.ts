/** GD323: the two sides have no TLS settings in common, for a reason other than the version (GD310). */
import { command, word } from '../../model/command/index.ts';
import type { FailureKind } from '../../model/failure.ts';
import { tlsRefusals } from '../facts/tls-refusals.ts';
import { defineRule } from './rule.ts';
import { tlsCheck } from './shared/by-hand.ts';
import { refusalClaims } from './shared/refusal-claims.ts';
import { alertsText, briefly, endpointText, toList, verb } from './shared/wording.ts';

interface Setting {
  /** The mismatching setting, for the title. */
  title: string;
  /** How the failure was observed if no alert states the reason. */
  seen?: string;
  /** The change that the peer needs. */
  change: string;
}

const MODERN = 'TLS 1.2 and TLS 1.3 with ECDHE key exchange and AES-GCM ciphers';

const SETTINGS = {
  'tls.alert': { title: 'no current program accepts its TLS settings', change: `that it supports ${MODERN}` },
  'tls.insufficient-security': {
    title: 'the server considers every offered cipher too weak',
    change: `that it accepts ${MODERN} and X25519 or P-256`,
  },
  'tls.no-application-protocol': {
    title: 'it offers neither HTTP/2 nor HTTP/1.1',
    change: 'that it offers h2 and http/1.1 (ALPN)',
  },
  'tls.ech-required': {
    title: 'it requires Encrypted Client Hello',
    change: 'that it also accepts a ClientHello that is not encrypted',
  },
  'tls.certificate-status': {
    title: 'it rejects the OCSP status of a certificate',
    change: 'its settings for OCSP stapling, which no server requires of a client',
  },
  'tls.legacy-renegotiation': {
    title: 'it lacks secure renegotiation, which OpenSSL 3 requires',
    seen: 'The server does not support secure renegotiation (RFC 5746), so this machine ended the handshake.',
    change: 'whether its TLS software is current and supports secure renegotiation (RFC 5746)',
  },
  'tls.small-dh': {
    title: 'its Diffie-Hellman group is too small',
    seen: 'The server offers a Diffie-Hellman group of fewer than 2048 bits, so this machine ended the handshake.',
    change: 'that it uses ECDHE, or a Diffie-Hellman group of 2048 bits or more',
  },
} as const satisfies Partial<Record<FailureKind, Setting>>;

const REFUSED = Object.keys(SETTINGS) as FailureKind[];

/** An alert with many meanings, which filters send too. */
const OF_MANY_MEANINGS: ReadonlySet<FailureKind> = new Set<FailureKind>(['tls.alert', 'tls.certificate-status']);

export const tlsSettingsRefused = defineRule({
  code: 'GD323',

  find: (view) => refusalClaims(tlsRefusals(view, REFUSED), ({ kind }) => (OF_MANY_MEANINGS.has(kind) ? 'possible' : 'likely')),

  summary: 'TLS fails because the two sides accept no common settings.',
  why: 'The server, or a device in front of it, offers only ciphers, groups or protocols that current programs do not use, or lacks a security feature that these programs require. The public services that Gitpod needs support current settings, so the cause is usually an inspecting device.',
  stops: 'Programs with a current TLS library fail with “handshake failure” or a similar error; older programs may still connect.',
  otherwise: 'a filter may refuse the connection with the same alert',
  confusedWith: {
    'tls-version-refused': 'the alert says “protocol version”.',
    'client-certificate-required': 'the server asks for a client certificate before it refuses.',
    'tls-refused-by-policy': 'the alert says “access denied”.',
    'tls-name-not-served': 'the alert is about the name or an internal error of the server.',
    'tls-cut-off': 'the connection ends without an alert; here an alert or the settings of the server show the reason.',
  },
  byHand: [
    {
      run: tlsCheck(word`<host>`, word`<host>`, command`-alpn h2,http/1.1`),
      shows: 'alert handshake failure',
      tells:
        'The server accepts none of the offered ciphers or protocol versions. You may also see another alert before “SSL alert number”, “unsafe legacy renegotiation disabled” or “dh key too small”.',
    },
  ],
  example: { hosts: ['<host>'], port: 443, direct: true, kind: 'tls.alert', alerts: [40], published: false },
  title: ({ hosts, port, kind }) => `TLS to ${toList(hosts.map((host) => endpointText(host, port)))} fails: ${settingOf(kind).title}`,
  evidence: ({ port, kind, alerts }) => [
    alerts.length > 0
      ? `On port ${port} the handshake ends with ${alertsText(alerts)}.`
      : (settingOf(kind).seen ?? `On port ${port} the handshake ends with an alert.`),
  ],
  fixes: ({ hosts, port, kind, published }) => [
    published
      ? {
          owner: 'network-team',
          text: `TLS handshakes to port ${port} of ${toList(hosts, 20)} fail because of TLS settings. The public ${verb(hosts.length, 'service accepts', 'services accept')} current programs. Please look for a proxy or inspecting device that answers for ${briefly(hosts, 'host')}, and check ${settingOf(kind).change}.`,
        }
      : {
          owner: 'you',
          text: `Ask the administrator of ${toList(hosts, 20)} to check ${settingOf(kind).change}.`,
        },
  ],
});

function settingOf(kind: FailureKind): Setting {
  return SETTINGS[kind as keyof typeof SETTINGS] ?? SETTINGS['tls.alert'];
}
