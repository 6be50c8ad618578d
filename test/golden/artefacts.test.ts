/**
 * The text that users copy from a request: shell lines, policies, criteria, diffs. If these fail, a user pastes a command that the shell
 * misreads, or a policy that AWS refuses.
 */
import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { diagnose, explainFinding } from '../../src/diagnosis/index.ts';
import {
  BOTTLEROCKET,
  bothSeen,
  type Call,
  identity,
  images,
  LAUNCH,
  looked,
  RUNNER_IMAGE,
  refused,
  settings,
} from '../../src/diagnosis/testing/aws.ts';
import type { Finding, Owner } from '../../src/model/finding.ts';
import { FINDING_CODES } from '../../src/model/finding-codes.ts';
import { foldEvents } from '../../src/session/index.ts';
import { goldenSessions } from '../support/golden-session.ts';

const GITPOD = '995913728426';
const launch = (message: string): Call => refused('run-instances-dry-run', message, { rows: [LAUNCH] });
const hides = (managedBy: string, criteria: unknown[] = [{ ImageProviders: ['amazon'] }]) =>
  looked([settings('enabled', criteria, managedBy), images(BOTTLEROCKET, 'amazon', {}), images(RUNNER_IMAGE, GITPOD)]);
const launched = (message: string) => looked([identity, ...bothSeen, launch(message)], { consents: ['aws', 'launch-dry-run'] });

/** Sessions in which AWS denies a call, each with a different fix. */
const REFUSALS = [
  hides('account'),
  hides('declarative-policy'),
  hides('unknown', [{ ImageNames: ["it's *"] }]),
  looked([refused('describe-images', 'because no identity-based policy allows the ec2:DescribeImages action')]),
  looked([refused('describe-images', 'because no VPC endpoint policy allows the ec2:DescribeImages action')]),
  launched('ec2:RunInstances with an explicit deny in a service control policy'),
  launched('because no identity-based policy allows the ec2:RunInstances action'),
];

const SESSIONS = [...goldenSessions().map(({ events }) => foldEvents(events)), ...REFUSALS];
const FINDINGS: Finding[] = SESSIONS.flatMap((session) => diagnose(session).findings);

/** The pasteable parts of a fix, by their consumer. */
function commandsFor(...owners: Owner[]): string[] {
  const all = FINDINGS.flatMap(({ fixes }) => fixes.filter(({ owner }) => owners.includes(owner)));
  return [...new Set(all.flatMap(({ command }) => command ?? []))];
}

type Kind = 'json' | 'terraform' | 'diff' | 'names' | 'url' | 'shell';

function kindOf(command: string): Kind {
  if (/^[[{]/.test(command)) return 'json';
  if (command.startsWith('resource "')) return 'terraform';
  if (command.startsWith('--- ')) return 'diff';
  if (/^com\.amazonaws\.[\w.-]+(\n|$)/.test(command)) return 'names';
  return command.startsWith('https://') ? 'url' : 'shell';
}

function complaintOfShell(command: string): string {
  return spawnSync('sh', ['-n'], { input: command, encoding: 'utf8' }).stderr;
}

describe('the shell commands', () => {
  const lines = commandsFor('you', 'aws-admin').filter((command) => kindOf(command) === 'shell');

  it('are valid in recorded sessions, with placeholders only inside quotes', () => {
    expect(lines.length).toBeGreaterThan(10);
    for (const command of lines) {
      expect([command, complaintOfShell(command)]).toEqual([command, '']);
      // On another machine the command would read or write the wrong file.
      expect(command.replaceAll(/'[^']*'|"[^"]*"/g, '')).not.toMatch(/<|>(?!>? ?[\w./~-]+)/);
    }
  });

  it('are valid in every explanation after their placeholders are replaced by values', () => {
    for (const code of FINDING_CODES) {
      for (const { owner, command } of explainFinding(code).fixes) {
        if (command === null || owner === 'network-team' || kindOf(command) !== 'shell') continue;
        expect([code, complaintOfShell(command.replaceAll(/<[^<>\n]*>/g, 'x'))]).toEqual([code, '']);
      }
    }
  });
});

const OPERATORS = ['StringEquals', 'StringNotEquals', 'StringLike', 'StringNotLike'];

/** The used part of a statement's grammar (IAM policy reference, "Grammar of the IAM JSON policy language"). */
function expectStatement(statement: Record<string, unknown>): void {
  const { Sid, Effect, Principal, Action, Resource, Condition, ...unknown } = statement;
  expect(unknown).toEqual({});
  if (Sid !== undefined) expect(Sid).toMatch(/^[A-Za-z0-9]+$/);
  expect(['Allow', 'Deny']).toContain(Effect);
  if (Principal !== undefined) expect(Principal).toBe('*');
  for (const action of [Action].flat()) expect(action).toMatch(/^[a-z0-9-]+:[A-Za-z*]+$/);
  for (const resource of [Resource].flat()) expect(resource).toMatch(/^(\*|arn:aws[\w-]*:[a-z0-9*-]+:[\w*-]*:[\d*]*:.+)$/);
  for (const [operator, keys] of Object.entries(Condition ?? {})) {
    expect(OPERATORS).toContain(operator);
    for (const [key, values] of Object.entries(keys as object)) {
      expect(key).toMatch(/^[a-z0-9-]+:[A-Za-z]+$/);
      expect([values].flat().every((value) => typeof value === 'string')).toBe(true);
    }
  }
}

describe('the text for an AWS administrator', () => {
  const commands = commandsFor('aws-admin');
  const documents = commands.filter((command) => kindOf(command) === 'json').map((command) => JSON.parse(command) as unknown);

  it('contains policy statements with a valid syntax', () => {
    const statements = documents
      .flat()
      .filter((one): one is Record<string, unknown> => typeof one === 'object' && one !== null && 'Effect' in one);
    expect(statements.length).toBeGreaterThanOrEqual(5);
    for (const statement of statements) expectStatement(statement);
  });

  it('contains the image criteria as one complete list for the command', () => {
    const lists = commands
      .flatMap((command) => /--image-criteria '(.*)'$/s.exec(command)?.[1] ?? [])
      .map((text) => text.replaceAll("'\\''", "'"));
    expect(lists.length).toBeGreaterThanOrEqual(2);
    for (const list of lists) {
      const criteria = JSON.parse(list) as { ImageProviders?: string[] }[];
      expect(criteria.length).toBeGreaterThan(1);
      expect(criteria.some(({ ImageProviders }) => ImageProviders?.includes(GITPOD))).toBe(true);
    }
  });

  it('contains a declarative policy that changes only the affected setting', () => {
    const policies = documents.filter((one): one is { ec2_attributes: unknown } => JSON.stringify(one).includes('ec2_attributes'));
    expect(policies.length).toBeGreaterThan(0);
    for (const policy of policies) expect(Object.keys(policy)).toEqual(['ec2_attributes']);
  });

  it('never mixes Terraform into a shell command', () => {
    for (const command of commands) if (kindOf(command) === 'shell') expect(command).not.toContain('resource "');
  });
});
