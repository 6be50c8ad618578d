/**
 * Documents of AWS Systems Manager (Command, schema 2.2) that run `check --compact` on Linux machines: one takes the profile as parameters,
 * the other contains a recipe.
 */
import { SSM_PARAMETERS, type SsmParameter } from './parameters.ts';

const DESCRIPTION =
  'Measures from each machine what Gitpod (Ona) needs to reach, and prints one line that gitpod-doctor fleet collect reads. It changes nothing. ' +
  'The exit status is 0 where every requirement that counts is met, 1 where one is not, 3 where one is inconclusive, so the status of a machine may be Failed: ' +
  'send the command with --max-errors 100%, or it stops at the first. Answers of list-command-invocations are cut at 2500 characters: ' +
  'collect the output in S3 (--output-s3-bucket-name) or get-command-invocation.';

export function ssmDocument() {
  return command(SSM_PARAMETERS, [
    ...GET_READY,
    'if [ -n "$SSM_Source" ]; then',
    ...[...MAKE_FOLDER, ...DOWNLOAD].map((line) => `  ${line}`),
    'fi',
    ...CHECK,
  ]);
}

/** A document that contains the files of a recipe. They are in Base64, which neither a shell nor the agent interprets. */
export function ssmRecipeDocument(files: Readonly<Record<string, string>>) {
  const { Program, Source, Sha256, EnvironmentFile, ExecutionTimeout } = SSM_PARAMETERS;
  return command({ Program, Source, Sha256, EnvironmentFile, ExecutionTimeout }, [
    ...GET_READY,
    ...MAKE_FOLDER,
    ...Object.entries(files).map(([name, text]) => `printf '%s' '${Buffer.from(text).toString('base64')}' | base64 -d >"$folder/${name}"`),
    'if [ -n "$SSM_Source" ]; then',
    ...DOWNLOAD.map((line) => `  ${line}`),
    'fi',
    'PROGRAM="$program" sh "$folder/check.sh"',
    'exit $?',
  ]);
}

function command<P extends Readonly<Record<string, SsmParameter>>>(parameters: P, script: readonly string[]) {
  // The agent passes a value as a variable, or inserts it here:
  // https://docs.aws.amazon.com/systems-manager/latest/userguide/parameter-troubleshooting.html
  const values = Object.entries(parameters)
    .filter(([, { interpolationType }]) => interpolationType !== undefined)
    .map(([name]) => `[ -n "\${SSM_${name}+x}" ] || SSM_${name}='{{ ${name} }}'`);
  return {
    schemaVersion: '2.2',
    description: DESCRIPTION,
    parameters,
    mainSteps: [
      {
        action: 'aws:runShellScript',
        name: 'gitpodDoctor',
        precondition: { StringEquals: ['platformType', 'Linux'] },
        inputs: { timeoutSeconds: '{{ ExecutionTimeout }}', runCommand: ['set -fu', ...values, ...script] },
      },
    ],
  };
}

/**
 * The beginning of a script for any POSIX shell. The exit status is that of the program; errors before it starts give 2 or 4. The proxies
 * come first, because the download needs them too.
 */
const GET_READY: readonly string[] = [
  `stop() { printf '%s\\n' "$2" >&2; exit "$1"; }`,
  // Without this trap, a terminated shell would skip its EXIT handler.
  `trap 'exit 143' TERM INT HUP`,
  'if [ -n "$SSM_EnvironmentFile" ]; then',
  '  [ -r "$SSM_EnvironmentFile" ] || stop 4 "$SSM_EnvironmentFile cannot be read."',
  '  for name in HTTP_PROXY HTTPS_PROXY NO_PROXY ALL_PROXY http_proxy https_proxy no_proxy all_proxy; do',
  '    value=$(sed -n "s/^\\(export  *\\)*$name=//p" "$SSM_EnvironmentFile" | tail -n 1)',
  `    value=\${value#[\\"\\']}`,
  `    value=\${value%[\\"\\']}`,
  '    [ -z "$value" ] || export "$name=$value"',
  '  done',
  'fi',
  'program=$SSM_Program',
];

/** Hardened images mount /tmp with noexec, so a folder is used only if a file in it can be executed. */
const MAKE_FOLDER: readonly string[] = [
  'folder=',
  'trap \'[ -z "$folder" ] || rm -rf "$folder"\' EXIT',
  `for base in "\${TMPDIR:-/tmp}" /var/lib /opt /root; do`,
  '  folder=$(mktemp -d "$base/gitpod-doctor.XXXXXX" 2>/dev/null) || { folder=; continue; }',
  '  printf \'#!/bin/sh\\n\' >"$folder/try" && chmod 700 "$folder/try" && "$folder/try" 2>/dev/null && break',
  '  rm -rf "$folder"; folder=',
  'done',
  `[ -n "$folder" ] || stop 4 'There is no folder in which a program can be started: /tmp, /var/lib, /opt and /root were tried.'`,
];

const DOWNLOAD: readonly string[] = [
  `[ -n "$SSM_Sha256" ] || stop 2 'Source needs Sha256.'`,
  'case $(uname -m) in aarch64|arm64) arch=arm64 ;; *) arch=x64 ;; esac',
  `source=$(printf '%s' "$SSM_Source" | sed "s/{arch}/$arch/g")`,
  'program="$folder/gitpod-doctor"',
  'case $source in',
  '  s3://*) aws s3 cp --only-show-errors "$source" "$program" >&2 ;;',
  `  *) curl -fsSL --proto '=https' --max-time 300 -o "$program" "$source" ;;`,
  `esac || stop 4 'The program cannot be downloaded.'`,
  'sum=$(sha256sum <"$program" | cut -c 1-64)',
  `case ,"$SSM_Sha256", in *",$sum,"*) ;; *) stop 4 'What was downloaded does not have that SHA-256.' ;; esac`,
  'chmod 700 "$program"',
];

const CHECK: readonly string[] = [
  '[ -f "$program" ] || stop 4 "There is no program at $program."',
  // A list arrives as JSON. Its items contain no character that needs quoting.
  `items() { printf '%s' "$1" | tr -d '[]" ' | tr ',' ' '; }`,
  'set -- check',
  `for area in $(items '{{ Areas }}'); do [ "$area" = all ] || set -- "$@" "$area"; done`,
  `for region in $(items '{{ Regions }}'); do [ "$region" = detect ] || set -- "$@" --region "$region"; done`,
  `[ "$SSM_From" = detect ] || set -- "$@" --from "$SSM_From"`,
  `[ "$SSM_Runner" = unknown ] || set -- "$@" --runner "$SSM_Runner"`,
  `[ -z "$SSM_Account" ] || set -- "$@" --account "$SSM_Account"`,
  `[ -z "$SSM_Profile" ] || set -- "$@" --profile "$SSM_Profile"`,
  // stderr is dropped, because the engine limits the size of stdout and stderr together.
  `set -- "$@" --timeout "$SSM_Timeout" --deadline "$SSM_Deadline" --compact --quiet --no-store`,
  'case $program in',
  '  *.js) node "$program" "$@" ;;',
  '  *) "$program" "$@" ;;',
  'esac',
  'exit $?',
];
