/** Each phase of a measurement in one or two lines of facts. */

import { FAILURE_WORDS } from '../../knowledge/failure-words.ts';
import type { Certificate, Trust } from '../../model/certificate.ts';
import type { HttpAnswer, Phase, PhaseName, PhaseOf, SocksFacts } from '../../model/phase.ts';
import { hostPort } from '../../model/target.ts';
import { bytes, duration } from '../words/quantity.ts';
import { joined, type Say, toList } from '../words/say.ts';
import { urlText } from '../words/url-text.ts';
import { awsPhaseLines } from './aws-words.ts';
import type { EvidenceLine } from './evidence-line.ts';
import { programLines } from './program-lists.ts';

type Words<N extends PhaseName> = (phase: PhaseOf<N>, say: Say) => EvidenceLine[];

const PHASE_WORDS: { [N in PhaseName]: Words<N> } = {
  dns: (phase, say) => {
    const found = phase.addresses.slice(0, 4).map(({ address, via }) => say`${address}${via === 'resolver' ? ' (resolver only)' : ''}`);
    const more = phase.addresses.length - found.length;
    const addresses = found.length === 0 ? 'no address' : joined(', ', [...found, more > 0 && `${more} more`]);
    return [{ label: 'name', text: joined(' ', [say`${phase['dns.question.name']}:`, `${addresses}, ${duration(phase.durationMs)}`]) }];
  },

  tcp: (phase, say) => {
    const peer = phase['network.peer.address'];
    const port = phase['server.port'];
    const who = phase.peer === 'proxy' ? 'the proxy ' : '';
    if (peer !== null) {
      return [{ label: 'connected', text: say`to ${who}${hostPort(peer, port)} in ${duration(phase.durationMs)}` }];
    }
    const tried = phase.attempts.slice(0, 4).map(({ address }) => say`${hostPort(address, port)}`);
    const more = phase.attempts.length - tried.length;
    return [
      { label: 'tried', text: tried.length === 0 ? 'no address to connect to' : toList([...tried, ...(more > 0 ? [`${more} more`] : [])]) },
    ];
  },

  tunnel: (phase, say) => {
    const status = phase['http.response.status_code'];
    const answer = phase.socks === undefined ? (status === null ? 'no status' : `status ${status}`) : socksText(phase.socks, phase.ok);
    const details = joined('; ', [
      phase.products.length > 0 && say`${phase.products.join(', ')}`,
      phase.proxyError !== null && say`error ${phase.proxyError}`,
      phase.authenticate.length > 0 && say`offers ${phase.authenticate.join(', ')}`,
      (status === 407 || phase.socks?.method === 2) && (phase.credentialsSent ? 'a login was sent' : 'no login was sent'),
    ]);
    const asked = say`CONNECT ${hostPort(phase['server.address'], phase['server.port'])}: `;
    return [{ label: 'proxy', text: asked + joined('; ', [answer, details]) }];
  },

  tls: (phase, say) => {
    const agreed = joined(', ', [versionText(phase['tls.protocol.version']), phase['tls.next_protocol'] ?? 'no ALPN']);
    const how = phase.handshakeCompleted ? `${agreed}, ${duration(phase.durationMs)}` : `not completed after ${duration(phase.durationMs)}`;
    const name = phase.serverName === null ? 'no name sent' : say`as ${phase.serverName}`;
    const lines = [{ label: 'handshake', text: `${name}: ${how}` }];
    const [leaf] = phase.chain;
    if (leaf !== undefined) lines.push({ label: 'signed by', text: certificateText(leaf, phase, say) });
    if (phase.tolerated !== undefined)
      lines.push({ label: 'accepted', text: `by this program, although ${FAILURE_WORDS[phase.tolerated.kind]}` });
    const unusable = phase.stapled?.unusable;
    if (unusable !== undefined)
      lines.push({ label: 'revocation', text: `the server sends an OCSP response that cannot be used: ${UNUSABLE[unusable]}` });
    if (phase.programs !== undefined) lines.push(...programLines(phase.programs, say));
    return lines;
  },

  http: (phase, say) => {
    const asked = `${say`${phase['http.request.method']}`} ${urlText(phase['server.address'], phase['url.path'], (text) => say`${text}`)}: `;
    const answer = phase.answer === null ? `no answer after ${duration(phase.durationMs)}` : answerText(phase.answer, say);
    const speed = phase.bytesPerSecond ?? null;
    return [{ label: 'answer', text: asked + joined(', ', [answer, speed !== null && `${bytes(Math.round(speed))}/s`]) }];
  },

  checksum: (phase) => {
    const announced = phase.announcedBytes === null ? 'the length was not announced' : `${bytes(phase.announcedBytes)} announced`;
    const verdict = phase.matches === null ? 'the checksum was not compared' : phase.matches ? 'checksum right' : 'checksum wrong';
    const speed = phase.bytesPerSecond === null ? null : `${bytes(Math.round(phase.bytesPerSecond))}/s`;
    const times = phase.fetches > 1 ? `fetched ${phase.fetches} times` : null;
    return [{ label: 'file', text: joined(', ', [`${bytes(phase.receivedBytes)} received`, announced, verdict, times, speed]) }];
  },

  udp: (phase, say) => [
    {
      label: 'sent',
      text: say`${phase.datagramsSent} ${phase.datagramsSent === 1 ? 'datagram' : 'datagrams'} to ${hostPort(phase['network.peer.address'], phase['network.peer.port'])}`,
    },
    {
      label: 'received',
      text: phase.answered ? `the answer of a gateway node, after ${duration(phase.durationMs)}` : 'no answer of a gateway node',
    },
  ],

  aws: awsPhaseLines,

  'ssh-config': (phase) => [
    { label: 'ssh -G', text: phase.ok ? `says where the name leads, ${duration(phase.durationMs)}` : 'does not say where the name leads' },
  ],

  banner: (phase, say) => [
    {
      label: 'banner',
      text: phase.software === null ? `none after ${duration(phase.durationMs)}` : say`${phase.software}, ${duration(phase.durationMs)}`,
    },
  ],

  kex: (phase, say) => [
    {
      label: 'host key',
      text:
        phase.hostKeyFingerprint === null
          ? `none after ${duration(phase.durationMs)}`
          : joined(', ', [
              say`${phase.hostKeyType ?? 'a key'} ${phase.hostKeyFingerprint}`,
              phase.known,
              phase.knownAt !== null && say`${phase.knownAt.file}:${phase.knownAt.line}`,
            ]),
    },
  ],

  'proxy-command': (phase, say) => [
    { label: 'program', text: joined(', ', [say`${phase.program}`, phase.state.replaceAll('-', ' '), phase.ended]) },
  ],

  script: (phase) => [{ label: 'script', text: `${phase.ok ? 'evaluated' : 'failed'}, ${duration(phase.durationMs)}` }],

  'ssh-session': (phase) => [
    {
      label: 'ssh -v',
      text: joined(', ', [`came to ${phase.stage.replaceAll('-', ' ')}`, phase.exitStatus !== null && `status ${phase.exitStatus}`]),
    },
  ],
};

export function phaseLines(phase: Phase, say: Say): EvidenceLine[] {
  const words = PHASE_WORDS[phase.name] as (phase: Phase, say: Say) => EvidenceLine[];
  return words(phase, say);
}

/** The HTTP response in one line, from a verified sender or not. */
export function answerText(answer: HttpAnswer, say: Say): string {
  const { redirect } = answer;
  return joined(', ', [
    `HTTP ${answer['http.response.status_code']}`,
    answer.contentType !== null && say`${answer.contentType}`,
    bytes(answer.receivedBytes) + (answer.cutByLimit ? ' read; there was more' : ''),
    answer.products.length > 0 && say`from ${answer.products.join(', ')}`,
    answer.filterVendor !== null && say`signs of ${answer.filterVendor}`,
    PAGE_WORDS[answer.pageClass],
    redirect !== null && say`redirects to ${redirect.scheme}://${hostPort(redirect.host, redirect.port)}`,
  ]);
}

const PAGE_WORDS = {
  none: null,
  'block-page': 'a block page',
  login: 'a login page',
  error: 'an error page',
  challenge: 'a challenge page',
  other: null,
} as const satisfies Record<HttpAnswer['pageClass'], string | null>;

/** Why a stapled OCSP response was not used (RFC 6960 §3.2). */
const UNUSABLE = {
  malformed: 'it cannot be read',
  'issuer-unknown': 'the issuer of the certificate is not known here, so the response cannot be checked',
  'other-certificate': 'it is about another certificate',
  algorithm: 'its signature proves nothing, for example because of SHA-1',
  signature: 'neither the issuer nor a responder of the issuer signed it',
  outdated: 'it is out of date',
} as const satisfies Record<NonNullable<NonNullable<PhaseOf<'tls'>['stapled']>['unusable']>, string>;

function certificateText(leaf: Certificate, phase: PhaseOf<'tls'>, say: Say): string {
  const { commonName, organization } = leaf.issuer;
  const issuer = joined(', ', [
    commonName !== null && say`${commonName}`,
    organization !== null && organization !== commonName && say`${organization}`,
  ]);
  return joined('; ', [
    issuer === '' ? 'an issuer without a name' : issuer,
    phase.trust !== null && trustText(phase.trust, missingIssuer(phase.chain), say),
    phase.nameMatches === false && 'for another name',
    phase.validNow === false && `valid ${leaf.notBefore.slice(0, 10)} to ${leaf.notAfter.slice(0, 10)}`,
  ]);
}

/** Node writes `TLSv1.3`, OpenTelemetry writes `1.3`. */
function versionText(version: string | null): string | null {
  return version === null ? null : `TLS ${version.replace(/^TLSv?/u, '')}`;
}

/** The issuer's certificate that is missing from a chain whose last certificate has the URL of its issuer (RFC 5280 §4.2.2.1). */
function missingIssuer(chain: readonly Certificate[]): string | null {
  const last = chain.at(-1);
  if (last === undefined || last.selfSigned || (last.issuerUrls ?? []).length === 0) return null;
  return last.issuer.commonName ?? last.issuer.organization ?? 'its issuer';
}

function trustText(trust: Trust, missing: string | null, say: Say): string {
  if (trust.public === 'trusted') return 'a public CA';
  const stores = joined(' and ', [
    trust.system === 'trusted' && "this machine's store",
    trust.extra === 'trusted' && 'an extra certificate file',
    trust.own === 'trusted' && "the program's own list",
    trust.named === 'trusted' && 'the file of --ca-file',
  ]);
  if (stores !== '') return `a private CA that ${stores} trusts`;
  return missing === null ? 'a private CA that no store here trusts' : say`the certificate of ${missing} was not sent`;
}

function socksText({ version, lookup, reply }: SocksFacts, ok: boolean): string {
  const answer = ok ? 'granted' : reply === null ? 'no reply' : `reply ${reply}`;
  return `SOCKS ${version}, lookup by ${lookup === 'proxy' ? 'the proxy' : 'this machine'}: ${answer}`;
}
