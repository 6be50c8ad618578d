/** Container registries (OCI distribution specification) and their blob hosts. */
import { createHash } from 'node:crypto';
import { bytes, json, page, redirect, type Site, type WebAnswer } from './answer.ts';
import { artefactOf } from './gitpod.ts';

/** Blob hosts; none of them is on the published list. */
export const BLOB_HOSTS: Readonly<Record<string, string>> = {
  'mcr.microsoft.com': 'eastus.data.mcr.microsoft.com',
  'public.ecr.aws': 'd5l0dvt14r5h8.cloudfront.net',
  'ghcr.io': 'pkg-containers.githubusercontent.com',
  'registry-1.docker.io': 'production.cloudflare.docker.com',
};

const API = { 'docker-distribution-api-version': 'registry/2.0' };

/** A registry without authentication: Microsoft's registry needs no token. */
export const openRegistry: Site = (request) =>
  registryPath(request.host, request.path) ?? (request.path.startsWith('/v2') ? json({}, 200, API) : page('Microsoft Artifact Registry'));

/** A registry that requires a token for everything below `/v2/`. */
export const tokenRegistry: Site = ({ host, path }) => {
  if (path.startsWith('/token')) return json({ token: 'demo' });
  if (!path.startsWith('/v2')) return page(host);
  const challenge = `Bearer realm="https://${host}/token/",service="${host}"`;
  const body = { errors: [{ code: 'UNAUTHORIZED', message: 'authentication required' }] };
  return json(body, 401, { ...API, 'www-authenticate': challenge });
};

/** A registry that requires a Basic login: a company's registry, or the private registry of an AWS account. */
export const basicRegistry: Site = ({ host }) =>
  json({ errors: [{ code: 'UNAUTHORIZED', message: 'not authenticated' }] }, 401, {
    ...API,
    'www-authenticate': `Basic realm="https://${host}/"`,
  });

export const blobSite: Site = ({ path }) => (path === '/' ? page('403 Forbidden', 403) : bytes(artefactOf(path)));

function registryPath(host: string, path: string): WebAnswer | null {
  const part = /^\/v2\/.+\/(manifests|blobs)\/([^/]+)$/.exec(path);
  if (part === null) return null;
  if (part[1] === 'blobs') return redirect(`https://${BLOB_HOSTS[host] ?? host}/${part[2]}`, 307);
  const manifest = {
    schemaVersion: 2,
    mediaType: 'application/vnd.oci.image.index.v1+json',
    manifests: [{ mediaType: 'application/vnd.oci.image.manifest.v1+json', digest: digestOf(path), size: 2193 }],
  };
  return json(manifest, 200, { ...API, 'content-type': manifest.mediaType, 'docker-content-digest': digestOf(path) });
}

function digestOf(path: string): string {
  return `sha256:${createHash('sha256').update(path).digest('hex')}`;
}
