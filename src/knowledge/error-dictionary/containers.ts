/** Image pulls: Docker, containerd, podman, the kubelet, ECS. Failures below HTTP are in Go's words. */
import { type ErrorEntry, entriesOf } from './entry.ts';

const REFUSED = ['service-refuses-client', 'proxy-refuses-host', 'block-page'] as const;

export const containerEntries = (): ErrorEntry[] =>
  entriesOf(
    'image',
    {
      program: 'Docker, containerd, podman',
      seen: 'skopeo 1.9, Docker 28.2.2; containerd 1.7 source, documented',
      symptom: 'environment-start',
    },
    [
      {
        what: 'rate-limit',
        pattern: /toomanyrequests: [^"]{0,120}|reached your (?:unauthenticated )?pull rate limit|429 Too Many Requests/,
        says: {
          kind: 'http.status',
          findings: ['rate-limited', 'service-refuses-client'],
          means: 'the registry limits the number of image pulls from this address or account',
        },
      },
      {
        // An HTML page where a registry would send JSON: another server refused the request.
        what: 'page',
        pattern:
          /error parsing HTTP (?:4\d\d|5\d\d|200) response body: (?:invalid character '<'|unexpected end of JSON)[^"]{0,60}(?:: "[^"]{0,2000}")?|denied: <(?:!DOCTYPE|html)/i,
        says: {
          kind: 'http.not-http',
          findings: ['service-refuses-client', 'block-page', 'captive-portal'],
          means: 'a page came instead of the registry’s answer: a gateway at the registry or in the network refuses the request',
        },
      },
      {
        what: 'denied',
        pattern:
          /pull access denied for (?:(?<host>(?:[\w-]{1,63}\.){1,8}[\w-]{2,63})\/)?[^\s,]{1,255}|denied: requested access to the resource is denied|unauthorized: (?:authentication required|[^"]{3,80})|no basic auth credentials|authorization (?:token has expired|failed: no basic auth)|requested access to the resource is denied|unauthorized to access repository/,
        says: {
          kind: 'http.status',
          findings: ['service-refuses-client'],
          means: 'the registry answers, but does not deliver the image without a login that it accepts',
        },
      },
      {
        what: 'missing',
        pattern: /manifest (?:unknown|for \S{1,255} not found)|MANIFEST_UNKNOWN|name unknown: |repository \S{1,255} not found/,
        says: { kind: 'http.status', findings: ['service-path-gone'], means: 'the registry answers and has no such image' },
      },
      {
        what: 'status-5xx',
        pattern:
          /unexpected status(?: code)?(?: from \w{3,6} request to| \w{3,6})? (?<host>https?:\/\/\S{1,500}?): 5\d\d|unexpected HTTP status: 5\d\d|invalid status code from registry 5\d\d|unexpected status(?: code)? 5\d\d/,
        says: { kind: 'http.status', findings: ['service-unhealthy', 'proxy-cannot-reach-upstream', 'block-page'] },
      },
      {
        what: 'status-4xx',
        pattern:
          /unexpected status(?: code)?(?: from \w{3,6} request to| \w{3,6})? (?<host>https?:\/\/\S{1,500}?): 4(?!07)\d\d|unexpected HTTP status: 4(?!07)\d\d|invalid status code from registry 4(?!07)\d\d|unexpected status(?: code)? 4(?!07)\d\d/,
        says: { kind: 'http.status', findings: REFUSED },
      },
      {
        what: 'altered',
        pattern: /unexpected commit digest|filesystem layer verification failed for digest|digest mismatch|invalid checksum digest/,
        says: 'http.checksum',
      },
      {
        what: 'cut-short',
        pattern:
          /failed size validation: \d{1,15} != \d{1,15}|failed to copy: httpReadSeeker: failed open: (?:unexpected )?EOF|short read: expected \d{1,15} bytes/,
        says: 'http.truncated',
      },
    ],
  );

/** General lines that precede the real message in the events of a pod or a task. */
export const pullOutcomeEntries = (): ErrorEntry[] =>
  entriesOf(
    'pull',
    {
      rank: 'outcome',
      program: 'Docker, containerd, ECS, Dev Containers',
      seen: 'aws/amazon-ecs-agent #422, kubernetes/kubernetes #38993, devcontainers/cli #998',
      symptom: 'environment-start',
    },
    [
      {
        what: 'failed',
        pattern:
          /Could not resolve Feature (?:manifest for )?'(?<host>(?:[\w-]{1,63}\.){1,8}[\w-]{2,63})\/|CannotPullContainerError|[Bb]ack-?off pulling image|[Cc]annot pull image|ImageInspectError|ErrImagePull|ImagePullBackOff|[Ff]ailed to pull image|image pull failed|[Ee]rror pulling image|failed to (?:resolve (?:reference|source metadata|image)|authorize|do request)|pinging container registry|unable to pull secrets or registry auth/,
        says: {
          kind: 'http.closed',
          findings: ['port-dropped', 'service-refuses-client', 'proxy-not-configured', 'name-not-found', 'tls-intercepted'],
          means: 'an image or a Feature was not pulled; the message gives no reason',
        },
      },
    ],
  );
