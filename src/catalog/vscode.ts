/** VS Code. The editor and its remote server come from one host that redirects, and extensions from three others. */
import type { Discovery } from '../model/requirement.ts';
import { ANSWERS_PROOF, type CommonRow, DOWNLOAD_PROOF, endpoint, type Row } from './row.ts';

const VSCODE: CommonRow = {
  area: 'vscode',
  section: 'VS Code',
  level: 'conditional',
  conditions: [{ kind: 'ide', is: 'vscode' }],
  neededFrom: ['laptop', 'environment'],
  consumer: 'vscode',
};

const UPDATE = 'https://update.code.visualstudio.com';

/** The service lists its newest commits: a JSON array of strings with 40 hexadecimal digits. */
const COMMITS = { ...ANSWERS_PROOF, contentType: 'application/json', extract: 'vscode-commit' as const };

function commitOf(architecture: 'x64' | 'arm64'): Discovery {
  return {
    from: `vscode.commits-${architecture}`,
    extract: 'vscode-commit',
    template: `${UPDATE}/commit:{}/server-linux-${architecture}/stable`,
  };
}

/** The URL if the commit is unknown: the newest build, which redirects to the same host. */
function newestOf(architecture: 'x64' | 'arm64') {
  return [
    { url: `${UPDATE}/latest/server-linux-${architecture}/stable`, standsFor: 'the newest build; it redirects to the same download host' },
  ];
}

export const VSCODE_ROWS: Row[] = [
  endpoint(VSCODE, 'commits-x64', 'VS Code commits, x64', `${UPDATE}/api/commits/stable/server-linux-x64-web`, { proof: COMMITS }),
  endpoint(VSCODE, 'commits-arm64', 'VS Code commits, arm64', `${UPDATE}/api/commits/stable/server-linux-arm64-web`, { proof: COMMITS }),
  endpoint(VSCODE, 'server-x64', 'VS Code server download, x64', `${UPDATE}/commit:*/server-linux-x64/stable`, {
    targets: newestOf('x64'),
    discovery: commitOf('x64'),
    proof: DOWNLOAD_PROOF,
  }),
  endpoint(VSCODE, 'server-arm64', 'VS Code server download, arm64', `${UPDATE}/commit:*/server-linux-arm64/stable`, {
    targets: newestOf('arm64'),
    discovery: commitOf('arm64'),
    proof: DOWNLOAD_PROOF,
  }),
  endpoint(VSCODE, 'unpkg', 'Extension resources', 'https://*.vscode-unpkg.net', {
    targets: [
      {
        url: 'https://www.vscode-unpkg.net',
        standsFor: 'VS Code uses this name to ask for language packs and for the newest version of an extension',
      },
    ],
  }),
  endpoint(VSCODE, 'marketplace', 'Extension marketplace', 'https://marketplace.visualstudio.com'),
  endpoint(VSCODE, 'gallerycdn', 'Extension downloads', 'https://*.gallerycdn.vsassets.io', {
    targets: [
      {
        url: 'https://ms-vscode-remote.gallerycdn.vsassets.io',
        standsFor: 'each publisher has its own name; this is the publisher of Remote - SSH, which a connection to an environment needs',
      },
    ],
  }),
];
