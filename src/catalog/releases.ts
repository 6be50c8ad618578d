/** Gitpod's own releases: runner templates, the supervisor, the command line, the editor agents. */
import type { Discovery } from '../model/requirement.ts';
import { ANY_ANSWER } from '../model/requirement.ts';
import type { Vantage } from '../model/vantage.ts';
import { type CommonRow, DOWNLOAD_PROOF, endpoint, type Row } from './row.ts';

const RELEASES: CommonRow = {
  area: 'releases',
  section: 'Release Artifacts',
  neededFrom: ['runner', 'environment'],
  consumer: 'go',
  proof: DOWNLOAD_PROOF,
};

const EC2 = 'https://releases.gitpod.io/ec2/stable';
const CLI = 'https://releases.gitpod.io/cli/stable';

/** Users and environments install the command line. */
const CLI_FROM: Vantage[] = ['laptop', 'environment'];
const LAPTOP: Partial<Row> = { neededFrom: ['laptop'] };
const RUNNER: Partial<Row> = { neededFrom: ['runner'] };
const MANIFEST: Partial<Row> = { proof: { ...DOWNLOAD_PROOF, contentType: 'application/json', extract: 'release-version' } };

/**
 * No published list has the versions below `releases/*`. The manifest has one, but that may differ from the editor agents' version. Any
 * response over TLS for this host is therefore proof, and a 403 is not a failure.
 */
function versioned(common: CommonRow, name: string, title: string, product: string, file: string): Row {
  const discovery: Discovery = {
    from: 'releases.ec2-manifest',
    extract: 'release-version',
    template: `https://releases.gitpod.io/${product}/releases/{}/${file}`,
  };
  return endpoint(common, name, title, `https://releases.gitpod.io/${product}/releases/*/${file}`, {
    targets: [{ url: 'https://releases.gitpod.io/', standsFor: 'every release is on this host; the version in the path is not published' }],
    discovery,
    proof: { ...ANY_ANSWER, followRedirects: true },
  });
}

const VSCODE: CommonRow = { ...RELEASES, level: 'conditional', conditions: [{ kind: 'ide', is: 'vscode' }], neededFrom: ['environment'] };
const JETBRAINS: CommonRow = {
  ...RELEASES,
  level: 'conditional',
  conditions: [{ kind: 'ide', is: 'jetbrains' }],
  neededFrom: ['environment'],
};

/** The name that later installations use. */
export const CLI_WINDOWS: Row = endpoint(RELEASES, 'cli-windows-amd64', 'Command line, Windows', `${CLI}/gitpod-windows-amd64.exe`, {
  ...LAPTOP,
  documented: [],
});

export const RELEASE_ROWS: Row[] = [
  endpoint(RELEASES, 'ec2-manifest', 'Runner release manifest', `${EC2}/manifest.json`, MANIFEST),
  endpoint(RELEASES, 'supervisor-amd64', 'Supervisor', `${EC2}/supervisor-amd64.xz`),
  endpoint(RELEASES, 'ec2-runner', 'Standard runner template', `${EC2}/gitpod-ec2-runner.json`, RUNNER),
  endpoint(RELEASES, 'ec2-runner-enterprise', 'Enterprise runner template', `${EC2}/gitpod-ec2-runner-enterprise.json`, RUNNER),
  endpoint(RELEASES, 'ec2-multi-org-runner', 'Multi-organization runner template', `${EC2}/gitpod-ec2-multi-org-runner.json`, RUNNER),
  endpoint({ ...RELEASES, neededFrom: CLI_FROM }, 'cli-manifest', 'Command line release manifest', `${CLI}/manifest.json`, {
    proof: { ...DOWNLOAD_PROOF, contentType: 'application/json' },
  }),
  endpoint({ ...RELEASES, neededFrom: CLI_FROM }, 'cli-linux-amd64', 'Command line, Linux amd64', `${CLI}/gitpod-linux-amd64`),
  endpoint(RELEASES, 'cli-linux-amd64-exe', 'Command line, Windows', `${CLI}/gitpod-linux-amd64.exe`, {
    ...LAPTOP,
    // The name fits no file of the releases, so 404 is expected and still proves that the host is reached.
    proof: { ...DOWNLOAD_PROOF, status: 'any' },
  }),
  endpoint({ ...RELEASES, neededFrom: CLI_FROM }, 'cli-linux-amd64-sha256', 'Checksum, Linux amd64', `${CLI}/gitpod-linux-amd64.sha256`),
  endpoint({ ...RELEASES, neededFrom: CLI_FROM }, 'cli-linux-arm64', 'Command line, Linux arm64', `${CLI}/gitpod-linux-arm64`),
  endpoint({ ...RELEASES, neededFrom: CLI_FROM }, 'cli-linux-arm64-sha256', 'Checksum, Linux arm64', `${CLI}/gitpod-linux-arm64.sha256`),
  versioned(VSCODE, 'vscode-remote', 'VS Code extension of Gitpod', 'vscode', 'vscode-remote.vsix'),
  versioned(VSCODE, 'vscode-agent-amd64', 'VS Code agent, amd64', 'vscode', 'vscode-agent-amd64'),
  versioned(VSCODE, 'vscode-agent-arm64', 'VS Code agent, arm64', 'vscode', 'vscode-agent-arm64'),
  versioned(JETBRAINS, 'jetbrains-agent-amd64', 'JetBrains agent, amd64', 'jetbrains', 'jetbrains-agent-amd64'),
  versioned(JETBRAINS, 'jetbrains-agent-arm64', 'JetBrains agent, arm64', 'jetbrains', 'jetbrains-agent-arm64'),
];
