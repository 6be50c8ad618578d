/** VS Code: its builds, server downloads and extensions. */
import { bytes, json, page, redirect, type Site, text } from './answer.ts';
import { artefactOf } from './gitpod.ts';

/** The host to which downloads are redirected. It is not on the published list. */
export const VSCODE_DOWNLOAD_HOST = 'vscode.download.prss.microsoft.com';

const COMMITS = [
  'c3f126316369cd610563c75b1b1725e0679adfb3',
  '8dfae7a5cd50421d10cd99cb873990460525a898',
  '994fd12f8d3a5aa16f17d42c041e5809167e845a',
];

export const vscodeUpdateSite: Site = ({ path }) => {
  if (path.startsWith('/api/commits/stable/')) return json(COMMITS);
  const build = /^\/(?:commit:([0-9a-f]{40})|latest)\/(server-linux-[a-z0-9-]+)\/stable$/.exec(path);
  if (build === null) return path === '/' ? redirect('https://code.visualstudio.com/') : text('Not Found', 404);
  const [, commit = COMMITS[0], platform] = build;
  return redirect(`https://${VSCODE_DOWNLOAD_HOST}/dbazure/download/stable/${commit}/vscode-${platform}.tar.gz`);
};

/** The download host, which serves files but nothing at its root. */
export const vscodeDownloadSite: Site = ({ path }) => {
  if (!path.endsWith('.tar.gz')) return page('403 Forbidden', 403);
  const archive = Buffer.from(artefactOf(path));
  Buffer.from([0x1f, 0x8b, 0x08]).copy(archive);
  return bytes(archive, 'application/gzip');
};

export const marketplaceSite: Site = ({ path }) =>
  path === '/'
    ? page('Extensions for Visual Studio family of products | Visual Studio Marketplace', 200, {
        'x-vss-e2eid': '3f1c0d9a-6f0b-4c57-9a53-0c6ff0f4c1aa',
      })
    : page('404', 404);

/** unpkg and the gallery's content network, which serve files only by their full path. */
export const contentNetwork: Site = () => text('Not Found', 404);
