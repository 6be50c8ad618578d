/** Extracts a value that completes a wildcard. Accepts only the documented form. */
import { parsedJson } from '../../model/parsed-json.ts';
import type { HttpAnswer } from '../../model/phase.ts';
import type { Extraction } from '../../model/requirement.ts';

const COMMIT = /^[0-9a-f]{40}$/;
const VERSION = /^v?\d{1,8}(?:\.\d{1,8}){1,3}(?:-[a-z]{1,10}(?:\.\d{1,8}){0,3})?$/;

export function extractValue(kind: Extraction, body: string): HttpAnswer['extracted'] {
  const value = kind === 'vscode-commit' ? firstCommit(body) : releaseVersion(body);
  return value === null ? null : { kind, value };
}

/** The commits API returns an array of commits, newest first. */
function firstCommit(body: string): string | null {
  const parsed = parsedJson(body);
  const first: unknown = Array.isArray(parsed) ? parsed[0] : null;
  return typeof first === 'string' && COMMIT.test(first) ? first : null;
}

/** A manifest that names one version, or a file that contains only the version. */
function releaseVersion(body: string): string | null {
  const line = body.trim();
  if (VERSION.test(line)) return line;
  const parsed = parsedJson(body);
  if (typeof parsed !== 'object' || parsed === null || !('version' in parsed)) return null;
  return typeof parsed.version === 'string' && VERSION.test(parsed.version) ? parsed.version : null;
}
