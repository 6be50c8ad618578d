/** A field without a privacy class would be dropped from every bundle, so this test reports it. */
import { expect, it } from 'vitest';
import * as z from 'zod';
import { Finding, Note } from '../model/finding.ts';
import { CrashNote, NameAnswer, Observation } from '../model/observation.ts';
import { publicText } from '../model/privacy.ts';
import { ProbeRequest } from '../model/probe-request.ts';
import { Limits, Profile } from '../model/profile.ts';
import { CatalogInfo, ToolInfo } from '../model/provenance.ts';
import { Report } from '../model/report.ts';
import { Requirement } from '../model/requirement.ts';
import { SessionEvent } from '../model/session.ts';
import { Verdict } from '../model/verdict.ts';
import { RedactionSummary } from './account.ts';
import { unclassifiedPaths } from './classified.ts';

const PERSISTED = {
  SessionEvent,
  Report,
  Finding,
  Note,
  Verdict,
  Observation,
  NameAnswer,
  CrashNote,
  ProbeRequest,
  Profile,
  Limits,
  Requirement,
  CatalogInfo,
  ToolInfo,
  RedactionSummary,
};

it.each(Object.entries(PERSISTED))('every string of %s has a privacy class', (_, schema) => {
  expect(unclassifiedPaths(schema)).toEqual([]);
});

it('a string without a privacy class is reported at any depth', () => {
  const schema = z.strictObject({
    a: z.array(z.discriminatedUnion('k', [z.strictObject({ k: z.literal('x'), deep: z.string().nullable() })])),
    b: publicText(),
    c: z.record(publicText(), publicText()),
  });
  expect(unclassifiedPaths(schema)).toEqual(['$.a[]|0.deep', '$.c (record)']);
});
