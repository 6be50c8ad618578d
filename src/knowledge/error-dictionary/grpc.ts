/** Messages of gRPC and Connect, Nebula, and the agents of AWS, which keep one connection open and report its end. */
import { type ErrorEntry, entriesOf, NO_CONNECTION, TIMEOUT } from './entry.ts';

export const grpcEntries = (): ErrorEntry[] =>
  entriesOf('grpc', { program: 'gRPC', seen: 'grpc-go, grpc-node and Envoy source, documented' }, [
    {
      what: 'upstream',
      pattern: /upstream connect error or disconnect\/reset before headers[^"]{0,160}|no healthy upstream|upstream request timeout/,
      says: { kind: 'http.status', findings: ['service-unhealthy', 'proxy-cannot-reach-upstream'] },
    },
    {
      what: 'waited',
      pattern: /(?:\b4 )?DEADLINE_EXCEEDED|code = DeadlineExceeded/,
      says: { ...TIMEOUT, findings: [...TIMEOUT.findings, 'service-unhealthy'] },
    },
    {
      what: 'stream-reset',
      pattern: /(?:stream terminated by |[Rr]eceived )?RST_STREAM with (?:error )?code:? \w{1,30}|\bRST_STREAM\b|RST_STREAM closed stream/,
      says: { kind: 'http.reset', findings: ['http2-downgraded', 'service-unhealthy', 'tls-intercepted'] },
    },
    {
      what: 'not-http2',
      pattern: /http1\.x server|frame too large|error reading server preface|did not complete the HTTP\/2 handshake/,
      says: {
        kind: 'http.not-http',
        findings: ['http2-downgraded', 'tls-intercepted', 'proxy-alters-headers'],
        means: 'the server, or a device on the path, does not use HTTP/2',
      },
    },
    {
      what: 'unavailable',
      rank: 'outcome',
      pattern:
        /\b14 UNAVAILABLE\b|\bcode=UNAVAILABLE\b|StatusCode\.UNAVAILABLE|\bUNAVAILABLE: (?:io exception|Network closed)|code = Unavailable\b|failed to connect to all addresses|Failed to pick subchannel/,
      says: {
        ...NO_CONNECTION,
        findings: ['port-refused', 'no-direct-egress', 'name-not-found', 'tls-intercepted', 'http2-downgraded', 'proxy-unreachable'],
      },
      seen: 'grpc/grpc-node #1754, grpc/grpc #25644',
    },
    {
      what: 'closing',
      pattern: /transport is closing|error reading from server: EOF|closing transport due to/,
      says: { kind: 'http.closed', findings: ['http2-downgraded', 'tls-intercepted', 'service-unhealthy'] },
    },
  ]);

export const nebulaEntries = (): ErrorEntry[] =>
  entriesOf('nebula', { program: 'Nebula', seen: 'Nebula 1.6.1; slackhq/nebula source, documented', symptom: 'runner-offline' }, [
    {
      what: 'silent',
      pattern:
        /Handshake timed out(?=.{0,400}(?:udpAddrs|vpnIp|vpnAddrs?)=)|Failed to send handshake message|No handshake response|(?:WireGuard|QUIC|Nebula)[^.]{0,40}[Hh]andshake[^.]{0,20}(?:timed? ?out|failed)|no lighthouse (?:response|answer)/,
      says: { kind: 'udp.silent', findings: ['gateway-udp-silent', 'gateway-udp-refused'] },
    },
    { what: 'denied', pattern: /(?:sendto|sendmsg|(?:write|send) udp(?: \S{1,80})?): operation not permitted/i, says: 'udp.local-denied' },
    {
      what: 'no-route',
      pattern: /(?:sendto|sendmsg|write udp \S{1,80}): (?:network is unreachable|no route to host)/,
      says: 'udp.no-route',
    },
    {
      what: 'lighthouse',
      pattern:
        /Failed to resolve (?:lighthouse|static host)|DNS resolution failed for static_map host|static_host_map[^"]{0,80}(?:no such host|lookup)/,
      says: 'dns.nxdomain',
    },
    {
      what: 'certificate',
      pattern:
        /certificate is expired|Failed to verify (?:remote )?(?:host )?certificate|certificate (?:validation|is not) [^"]{0,60}(?:CA|signed)|could not find ca for the certificate/,
      says: {
        kind: 'tls.bad-certificate',
        findings: ['clock-wrong', 'certificate-expired'],
        means: 'in the overlay network, the certificate of the other side has expired or is from another CA',
      },
    },
  ]);

/** General lines that an agent prints before the real message. */
export const agentOutcomeEntries = (): ErrorEntry[] =>
  entriesOf(
    'agent',
    { rank: 'outcome', program: 'AWS agents (SSM, ECS)', seen: 'aws/amazon-ssm-agent #312, #348', symptom: 'runner-offline' },
    [
      {
        what: 'failed',
        pattern:
          /Entering SSM Agent hibernate|Health ping failed|error fetching the instanceID|There is a connection issue between the task and|RequestError: send request failed|failed to establish a (?:control|data) channel|Cannot perform start session|Unable to register as a container instance/,
        says: {
          layer: 'aws',
          findings: ['aws-endpoint-blocked', 'vpc-endpoint-unreachable', 'metadata-unreachable', 'no-proxy-incomplete'],
          means: 'an AWS agent does not reach its service; the message gives no reason',
        },
      },
    ],
  );
