/** Gitpod's own hosts: the management plane, the gateway's API and the release artefacts. */
import { createHash } from 'node:crypto';
import { bytes, json, page, type Site, text } from './answer.ts';

const HSTS = { 'strict-transport-security': 'max-age=31536000; includeSubDomains' };
const VERSION = '20261120.714';
const ARTEFACT_BYTES = 96 * 1024;

export const managementPlane: Site = () => page('Gitpod', 200, HSTS);

export const gatewaySite: Site = ({ path }) => (path === '/' ? text('gateway\n', 200, HSTS) : text('404 page not found\n', 404, HSTS));

/**
 * The release server: manifests and `*.json` are JSON, `*.sha256` is the digest of its file, and every other path is an artefact. The
 * Windows file has another name in the releases than in the access requirements, so the documented name leads to no file.
 */
export const releaseSite: Site = ({ path }) => {
  if (path.endsWith('/manifest.json'))
    return json({ version: VERSION, commit: createHash('sha1').update(path).digest('hex'), createdAt: '2026-11-20T09:14:00Z' });
  if (path.endsWith('.json')) return json({ AWSTemplateFormatVersion: '2010-09-09', Description: 'Runner stack of the demo' });
  if (path.endsWith('.sha256')) {
    const artefact = path.slice(0, -'.sha256'.length);
    return text(`${createHash('sha256').update(artefactOf(artefact)).digest('hex')}  ${artefact.slice(artefact.lastIndexOf('/') + 1)}\n`);
  }
  if (path === '/') return page('403 Forbidden', 403);
  return path.endsWith('/gitpod-linux-amd64.exe') ? page('404 Not Found', 404) : bytes(artefactOf(path));
};

/** An artefact. A path always gives the same bytes, which begin with the magic bytes of its file type. */
export function artefactOf(path: string): Uint8Array {
  const file = Buffer.alloc(ARTEFACT_BYTES, createHash('sha256').update(path).digest());
  magicOf(path).copy(file);
  return file;
}

function magicOf(path: string): Buffer {
  if (path.endsWith('.xz')) return Buffer.from([0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00]);
  if (path.endsWith('.exe')) return Buffer.from('MZ');
  if (path.endsWith('.vsix')) return Buffer.from([0x50, 0x4b, 0x03, 0x04]);
  return Buffer.from([0x7f, 0x45, 0x4c, 0x46]);
}
