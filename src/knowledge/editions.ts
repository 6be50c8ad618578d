/**
 * The facts of an edition besides its requirements: what must bypass a proxy, the parameters of the installation for a proxy and a CA, and
 * remarks about errors in its source.
 */
import type { EditionName } from '../model/profile-words.ts';

/** The source of a fact: its title and date, and the reason if the fact is inferred from it. */
export interface Source {
  text: string;
  date: string;
  inferred?: string;
}

/** A parameter of the installation, as its source spells it. */
interface Parameter {
  name: string;
  source: Source;
}

export interface EditionFacts {
  /** The source of its requirements, for requests and reports. A requirement from another source names that source itself. */
  source: Source;
  /** The cloud in which runner and environments run. */
  cloud: 'AWS' | 'Google Cloud';
  noProxy: {
    /** The entries that bypass the proxy. */
    entries: readonly string[];
    source: Source;
    /** The parameter for the NO_PROXY list; null if the source names none. */
    parameter: Parameter | null;
  };
  /** The parameter for the certificates of an inspecting proxy; null if the source names none. */
  customCa: Parameter | null;
  /** Remarks about the list as a whole. */
  notes: readonly Note[];
}

interface Note {
  text: string;
  source: Source;
}

/** The source of every requirement that names no other source. */
export const ACCESS_REQUIREMENTS_SOURCE: Source = { text: 'Access Requirements', date: '2026-11' };
const LATER_PAGE: Source = { text: 'gitpod.io, detailed-access-requirements (later copy)', date: '2026-11' };
const AWS_VARIABLES: Source = { text: 'gitpod-io/terraform-aws-ona-runner, variables.tf', date: '2026-08' };
const GCP_VARIABLES: Source = { text: 'gitpod-io/terraform-google-ona-runner, variables.tf', date: '2026-05' };
const GCP_FIREWALL: Source = { text: 'gitpod-io/terraform-google-ona-runner, firewall.tf', date: '2026-05' };

/** The facts of the document, which also apply to its newer copies (`npm run new:edition`). */
const DOCUMENT_FACTS: EditionFacts = {
  source: ACCESS_REQUIREMENTS_SOURCE,
  cloud: 'AWS',
  noProxy: {
    entries: ['.internal', '169.254.0.0/16', 'app.gitpod.io', '.amazonaws.com'],
    source: ACCESS_REQUIREMENTS_SOURCE,
    parameter: null,
  },
  customCa: null,
  notes: [
    {
      text: 'The list names port 8443 for the gateway. Later pages name its wildcard hosts on port 443; a firewall may need both.',
      source: LATER_PAGE,
    },
    {
      text: 'The list names five addresses for UDP 4242. Later pages name lighthouse.us01.gitpod.dev and lighthouse.eu01.gitpod.dev; GD506 compares both.',
      source: LATER_PAGE,
    },
    {
      text: 'The file gitpod-linux-amd64.exe fits no name of the releases, so its path may answer 404. Any answer shows that the host can be reached.',
      source: { text: 'gitpod-io/setup-ona, src/index.js', date: '2026-09', inferred: 'files for Windows are named gitpod-windows-…' },
    },
    {
      text: 'The list names one owner for Bottlerocket. In each region, AWS publishes the image from a different account (GD708).',
      source: { text: 'Bottlerocket images by region, public parameters of AWS', date: '2026-11' },
    },
    {
      text: 'Bottlerocket images for ECS-1 are not updated since 24 July 2025, and become deprecated (GD709).',
      source: { text: 'bottlerocket-os/bottlerocket, issue 4492', date: '2025-07' },
    },
  ],
};

const FACTS: Readonly<Record<EditionName, EditionFacts>> = {
  document: DOCUMENT_FACTS,
  'aws-runner-2026': {
    source: { text: 'gitpod-io/terraform-aws-ona-runner', date: '2026-08' },
    cloud: 'AWS',
    noProxy: {
      entries: ['localhost', '127.0.0.1', '.internal', '.amazonaws.com', '169.254.0.0/16', 'app.gitpod.io'],
      source: AWS_VARIABLES,
      parameter: { name: 'proxy_config.no_proxy', source: AWS_VARIABLES },
    },
    customCa: { name: 'custom_ca_trust_bundle', source: AWS_VARIABLES },
    notes: [
      {
        text: 'The load balancer is internal unless load_balancer_scheme says otherwise, so laptops need a route into the VPC.',
        source: AWS_VARIABLES,
      },
    ],
  },
  'gcp-runner-2026': {
    source: { text: 'gitpod-io/terraform-google-ona-runner', date: '2026-05' },
    cloud: 'Google Cloud',
    noProxy: {
      entries: ['localhost', '127.0.0.1', '.internal', '169.254.169.254'],
      source: { ...GCP_FIREWALL, inferred: 'no proxy can reach the metadata server; the module has no default list' },
      parameter: { name: 'proxy_config.no_proxy', source: GCP_VARIABLES },
    },
    customCa: { name: 'ca_certificate', source: GCP_VARIABLES },
    notes: [
      {
        text: 'Environments send UDP to ports 53, 123 and 443 only. A tool in an environment that needs another UDP port does not work.',
        source: GCP_FIREWALL,
      },
      { text: 'Environments cannot send mail: TCP 25, 465 and 587 are closed.', source: GCP_FIREWALL },
    ],
  },
};

/** The facts of an edition; without a name, of the document. */
export function editionFacts(name: EditionName = 'document'): EditionFacts {
  return FACTS[name];
}

/** Whether the edition's list exempts an entry, such as `app.gitpod.io` or `.amazonaws.com`. */
export function isExempt(entry: string, name?: EditionName): boolean {
  return editionFacts(name).noProxy.entries.includes(entry);
}

/** Hosts that the edition's list exempts by their whole name, as the document exempts app.gitpod.io. */
export function exemptHosts(name?: EditionName): readonly string[] {
  return editionFacts(name).noProxy.entries.filter((entry) => /^[a-z].*\.[a-z]+$/i.test(entry));
}
