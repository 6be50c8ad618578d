/**
 * Simulates AWS Systems Manager: checks parameters by their patterns, inserts them into the script as the agent does, runs it, truncates
 * the output as the agent does, and answers like the AWS CLI. `fixtures/ssm/README.md` cites the agent's behaviour.
 */
import { execFile } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { SsmParameter } from '../../src/fleet/ssm/parameters.ts';

export interface SsmDocument {
  parameters: Readonly<Record<string, SsmParameter>>;
  mainSteps: readonly { inputs: { runCommand: readonly string[] } }[];
}
export type Parameters = Readonly<Record<string, string | readonly string[]>>;

export interface Invocation {
  instance: string;
  code: number;
  stdout: string;
  stderr: string;
}

/** Why the command is refused; null if every value matches its parameter. */
export function refusal(document: SsmDocument, given: Parameters): string | null {
  const known: Readonly<Record<string, SsmParameter>> = document.parameters;
  for (const [name, value] of Object.entries(given)) {
    const parameter = Object.hasOwn(known, name) ? known[name] : undefined;
    if (parameter === undefined) return `${name} is no parameter`;
    if (Array.isArray(value) !== (parameter.type === 'StringList')) return `${name} is of another type`;
    const items = [value].flat() as string[];
    if (parameter.maxItems !== undefined && items.length > parameter.maxItems) return `${name} has too many items`;
    for (const item of items) {
      if (parameter.maxChars !== undefined && item.length > parameter.maxChars) return `${name} is too long`;
      if (parameter.allowedValues !== undefined && !parameter.allowedValues.includes(item)) return `${name} is none of its values`;
      // The rules of RE2: `$` is the end of the text, and a pattern may match anywhere.
      if (parameter.allowedPattern !== undefined && !new RegExp(parameter.allowedPattern).test(item))
        return `${name} does not match its pattern`;
    }
  }
  return null;
}

/** An agent before 3.3.2746.0 inserts every value; a later one hands texts over as variables, if the parameter asks for it. */
export type Agent = 'old' | 'new';

function valuesOf(document: SsmDocument, given: Parameters): Readonly<Record<string, string | readonly string[]>> {
  return { ...Object.fromEntries(Object.entries(document.parameters).map(([name, { default: value }]) => [name, value])), ...given };
}

function variablesOf(document: SsmDocument, given: Parameters, agent: Agent): Record<string, string> {
  if (agent === 'old') return {};
  const values = Object.entries(valuesOf(document, given));
  return Object.fromEntries(
    values
      .filter(([name]) => document.parameters[name]?.interpolationType === 'ENV_VAR')
      .map(([name, value]) => [`SSM_${name}`, String(value)]),
  );
}

/** The script with its values. A list inside a text becomes JSON; a dollar would be expanded, so there must be none. */
export function scriptOf(document: SsmDocument, given: Parameters, agent: Agent = 'old'): string {
  const values = { ...valuesOf(document, given) };
  // What a new agent puts there is not documented, so it must not matter.
  for (const name of Object.keys(variablesOf(document, given, agent))) values[`${name.slice(4)}`] = 'inserted by a new agent';
  const [step] = document.mainSteps;
  return (step?.inputs.runCommand ?? [])
    .map((line) =>
      Object.entries(values).reduce((text, [name, value]) => {
        const written = typeof value === 'string' ? value : JSON.stringify(value);
        if (written.includes('$')) throw new Error(`${name} holds a dollar`);
        return text.replaceAll(new RegExp(`{{\\s*${name}\\s*}}`, 'g'), () => written);
      }, line),
    )
    .join('\n');
}

/** Runs the document as the agent of one machine. */
export function invoke(
  document: SsmDocument,
  given: Parameters,
  machine: { instance: string; folder: string; env: Readonly<Record<string, string>> },
  agent: Agent = 'old',
): Promise<Invocation> {
  const refused = refusal(document, given);
  if (refused !== null) throw new Error(refused);
  mkdirSync(machine.folder, { recursive: true });
  const script = join(machine.folder, '_script.sh');
  writeFileSync(script, `${scriptOf(document, given, agent)}\n`, { mode: 0o700 });
  const env = {
    ...machine.env,
    ...variablesOf(document, given, agent),
    AWS_SSM_INSTANCE_ID: machine.instance,
    AWS_SSM_REGION_NAME: 'us-east-1',
  };
  return new Promise((resolve) => {
    execFile('/bin/sh', ['-c', script], { cwd: machine.folder, env, maxBuffer: 1 << 26 }, (error, stdout, stderr) => {
      resolve({ instance: machine.instance, code: error === null ? 0 : Number(error.code), stdout, stderr });
    });
  });
}

const COMMAND = '6c1b7a2e-0000-4000-8000-000000000001';

/** `aws ssm list-command-invocations --details`. */
export function listed(invocations: readonly Invocation[]): string {
  return JSON.stringify(
    {
      CommandInvocations: invocations.map(({ instance, code, stdout, stderr }) => ({
        CommandId: COMMAND,
        InstanceId: instance,
        DocumentName: 'gitpod-doctor',
        Status: statusOf(code),
        StatusDetails: statusOf(code),
        CommandPlugins: [{ Name: 'gitpodDoctor', Status: statusOf(code), ResponseCode: code, Output: shortOutput(stdout, stderr) }],
      })),
    },
    null,
    4,
  );
}

/** `aws ssm get-command-invocation`. */
export function got({ instance, code, stdout, stderr }: Invocation): string {
  return JSON.stringify(
    {
      CommandId: COMMAND,
      InstanceId: instance,
      PluginName: 'gitpodDoctor',
      ResponseCode: code,
      Status: statusOf(code),
      StatusDetails: statusOf(code),
      StandardOutputContent: prefix(stdout, 24_000),
      StandardErrorContent: prefix(stderr, 8000),
    },
    null,
    4,
  );
}

/** The folders of the output's bucket. */
export function inBucket(folder: string, { instance, stdout, stderr }: Invocation): void {
  const place = join(folder, COMMAND, instance, 'awsrunShellScript', 'gitpodDoctor');
  mkdirSync(place, { recursive: true });
  writeFileSync(join(place, 'stdout'), stdout);
  if (stderr !== '') writeFileSync(join(place, 'stderr'), stderr);
}

function statusOf(code: number): string {
  return code === 0 ? 'Success' : 'Failed';
}

function prefix(text: string, most: number): string {
  const suffix = '--output truncated--';
  return text.length <= most ? text : text.slice(0, most - suffix.length) + suffix;
}

/** stdout and stderr share 2500 characters. */
function shortOutput(stdout: string, stderr: string): string {
  const [cutOut, cutErr] = ['\n---Output truncated---', '\n---Error truncated----'];
  const title = stderr === '' ? '' : '\n----------ERROR-------\n';
  const room = 2500 - title.length;
  if (stdout.length + stderr.length < room) return stdout + title + stderr;
  if (stdout.length > room / 2 && stderr.length > room / 2) {
    const half = Math.floor((room - cutOut.length - cutErr.length) / 2);
    return stdout.slice(0, half) + cutOut + title + stderr.slice(0, half) + cutErr;
  }
  if (stdout.length < room / 2) return stdout + title + stderr.slice(0, room - cutErr.length - stdout.length) + cutErr;
  return stdout.slice(0, room - cutOut.length - stderr.length) + cutOut + title + stderr;
}
