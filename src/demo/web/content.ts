/** The site of each host. A host without a site of its own is a plain web server. */
import { AWS_PARTITIONS } from '../../knowledge/aws/regions.ts';
import { hostMatches } from '../../model/wildcard.ts';
import type { AwsDescription } from '../aws/description.ts';
import { awsApi } from '../aws/services.ts';
import { page, redirect, type Site, type WebAnswer, type WebRequest } from './answer.ts';
import { regionalApi } from './aws.ts';
import { gatewaySite, managementPlane, releaseSite } from './gitpod.ts';
import { jetbrainsDataSite, jetbrainsDownloadSite } from './jetbrains.ts';
import { BLOB_HOSTS, basicRegistry, blobSite, openRegistry, tokenRegistry } from './registries.ts';
import { contentNetwork, marketplaceSite, VSCODE_DOWNLOAD_HOST, vscodeDownloadSite, vscodeUpdateSite } from './vscode.ts';

type Sites = readonly (readonly [pattern: string, site: Site])[];

const SITES: Sites = [
  ['app.gitpod.io', managementPlane],
  ['releases.gitpod.io', releaseSite],
  ['us01.gitpod.dev', gatewaySite],
  ['*.gitpod.dev', gatewaySite],
  ['update.code.visualstudio.com', vscodeUpdateSite],
  [VSCODE_DOWNLOAD_HOST, vscodeDownloadSite],
  ['marketplace.visualstudio.com', marketplaceSite],
  ['*.vscode-unpkg.net', contentNetwork],
  ['*.gallerycdn.vsassets.io', contentNetwork],
  ['data.services.jetbrains.com', jetbrainsDataSite],
  ['*.jetbrains.com', jetbrainsDownloadSite],
  ['mcr.microsoft.com', openRegistry],
  ['public.ecr.aws', tokenRegistry],
  ['ghcr.io', tokenRegistry],
  ['index.docker.io', tokenRegistry],
  ['registry-1.docker.io', tokenRegistry],
  ...Object.values(BLOB_HOSTS).map((host) => [host, blobSite] as const),
];

/** The sites of all outside hosts, with this AWS account. */
export function createContent(aws: AwsDescription, awsNow: () => number = Date.now): Site {
  const api = awsApi(aws, regionalApi, awsNow);
  const sites: Sites = [...SITES, ...AWS_PARTITIONS.map(({ suffix }) => [`*.${suffix}`, api] as const)];
  return (request) => {
    const site = sites.find(([pattern]) => hostMatches(pattern, request.host))?.[1];
    if (site !== undefined) return site(request);
    return request.path.startsWith('/v2') ? basicRegistry(request) : page(request.host);
  };
}

export const defaultContent: Site = createContent({});

export function loginRedirect(): WebAnswer {
  return redirect('https://login.guest-wifi.example/welcome');
}

/** The page that a web filter sends in place of a service. */
export function blockPage({ host }: WebRequest): WebAnswer {
  const title = 'Web Page Blocked';
  const body = [
    '<!doctype html>',
    `<html lang="en"><head><meta charset="utf-8"><title>${title}</title></head><body>`,
    `<h1>${title}</h1>`,
    '<p>Access to this web page has been blocked in accordance with the internet usage policy of Example Corp.</p>',
    `<p>URL: https://${host}/<br>Category: Unrated</p>`,
    '<p>Contact your network administrator if you think that this is a mistake.</p>',
    '</body></html>\n',
  ].join('\n');
  return { status: 403, headers: { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' }, body };
}
