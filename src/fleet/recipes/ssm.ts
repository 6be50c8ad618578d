/** AWS Systems Manager: the document, a script that sends it and fetches the results, a Distributor package, and the permissions needed. */
import { ssmRecipeDocument } from '../ssm/document.ts';
import { checkFiles } from './check-script.ts';
import { READ_RESULTS, type Recipe, type RecipeInput, SCRIPT_START } from './recipe.ts';

export function ssmRecipe(input: RecipeInput): Recipe {
  const files = checkFiles(input);
  const document = ssmRecipeDocument(Object.fromEntries(files.map(({ path, text }) => [path, text])));
  return {
    files: [
      { path: 'document.json', text: json(document) },
      { path: 'run.sh', text: RUN },
      { path: 'machine-policy.json', text: json(policy(MACHINE_RIGHTS)) },
      { path: 'operator-policy.json', text: json(policy(OPERATOR_RIGHTS)) },
      { path: 'distributor/package.sh', text: packageScript(input.version) },
      { path: 'distributor/install.sh', text: INSTALL },
      { path: 'distributor/uninstall.sh', text: UNINSTALL },
    ],
    next: 'put gitpod-doctor-linux-x64 and -arm64 beside run.sh, then: BUCKET=your-bucket sh run.sh',
  };
}

const json = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`;

const RUN = `#!/bin/sh
# Runs gitpod-doctor on machines of AWS Systems Manager and brings the results back.
#   BUCKET=my-bucket sh run.sh
# BUCKET       your S3 bucket, for programs and results
# TARGETS      which machines (default: Key=tag:gitpod,Values=runner)
# CONCURRENCY  machines at once, a number or a share (default: 50)
# INSTALLED=1  the machines have the program at /opt/gitpod-doctor (distributor/package.sh): nothing is downloaded
# ENVIRONMENT_FILE  a file of the machines with proxy variables, /etc/environment for instance
${SCRIPT_START}bucket=\${BUCKET:-}
case $bucket in '' | *[!a-z0-9.-]*) stop 2 'BUCKET is the name of your S3 bucket: BUCKET=my-bucket sh run.sh' ;; esac
targets=\${TARGETS:-Key=tag:gitpod,Values=runner}
file=\${ENVIRONMENT_FILE:-}
case $file in *[!A-Za-z0-9._/+-]*) stop 2 'ENVIRONMENT_FILE is a path on the machines.' ;; esac

parameters="\\"EnvironmentFile\\":[\\"$file\\"]"
if [ -z "\${INSTALLED:-}" ]; then
  sums=
  for arch in x64 arm64; do
    program=$here/gitpod-doctor-linux-$arch
    [ -f "$program" ] || continue
    sums=\${sums:+$sums,}$(sha256sum <"$program" | cut -c 1-64)
    aws s3 cp --only-show-errors "$program" "s3://$bucket/gitpod-doctor/programs/gitpod-doctor-linux-$arch"
  done
  [ -n "$sums" ] || stop 4 "There is neither gitpod-doctor-linux-x64 nor gitpod-doctor-linux-arm64 in $here."
  parameters="$parameters,\\"Source\\":[\\"s3://$bucket/gitpod-doctor/programs/gitpod-doctor-linux-{arch}\\"],\\"Sha256\\":[\\"$sums\\"]"
fi

# Each content has a document of its own, so that a command never runs an older one.
name=gitpod-doctor-$(sha256sum <"$here/document.json" | cut -c 1-12)
aws ssm describe-document --name "$name" >/dev/null 2>&1 ||
  aws ssm create-document --name "$name" --document-type Command --content "file://$here/document.json" >/dev/null
# A machine with a failed check ends with 1, which must not stop the others; one that is off is given up after 600 seconds.
# TARGETS may hold several words.
# shellcheck disable=SC2086
id=$(aws ssm send-command --document-name "$name" --targets $targets \\
  --max-concurrency "\${CONCURRENCY:-50}" --max-errors 100% --timeout-seconds 600 --parameters "{$parameters}" \\
  --output-s3-bucket-name "$bucket" --output-s3-key-prefix gitpod-doctor/results --query Command.CommandId --output text)
printf 'Command %s\\n' "$id" >&2
while :; do
  status=$(aws ssm list-commands --command-id "$id" --query 'Commands[0].Status' --output text)
  case $status in Pending | InProgress | Cancelling) sleep "\${EVERY:-5}" ;; *) break ;; esac
done

results=$here/results/$id
mkdir -p "$results"
aws s3 sync --only-show-errors "s3://$bucket/gitpod-doctor/results/$id" "$results"
# This names the machines from which nothing came. Without it the results are still worth reading.
aws ssm list-command-invocations --command-id "$id" --details --output json >"$results/invocations.json" || :
printf '%s: the results are in %s\\n' "$status" "$results" >&2
${READ_RESULTS}`;

/** A placeholder, because only the user knows the name of the bucket. */
const PLACE = 'arn:aws:s3:::BUCKET';

const MACHINE_RIGHTS = [
  { Effect: 'Allow', Action: ['s3:GetObject'], Resource: [`${PLACE}/gitpod-doctor/programs/*`] },
  { Effect: 'Allow', Action: ['s3:PutObject'], Resource: [`${PLACE}/gitpod-doctor/results/*`] },
];

const OPERATOR_RIGHTS = [
  { Effect: 'Allow', Action: ['s3:PutObject', 's3:GetObject', 's3:DeleteObject'], Resource: [`${PLACE}/gitpod-doctor/*`] },
  { Effect: 'Allow', Action: ['s3:ListBucket'], Resource: [PLACE] },
  {
    Effect: 'Allow',
    Action: ['ssm:DescribeDocument', 'ssm:CreateDocument', 'ssm:DeleteDocument', 'ssm:GetDocument', 'ssm:SendCommand'],
    Resource: [
      'arn:aws:ssm:*:*:document/gitpod-doctor-*',
      'arn:aws:ssm:*:*:document/AWS-ConfigureAWSPackage',
      'arn:aws:ec2:*:*:instance/*',
      'arn:aws:ssm:*:*:managed-instance/*',
    ],
  },
  {
    Effect: 'Allow',
    Action: ['ssm:ListCommands', 'ssm:ListCommandInvocations', 'ssm:CancelCommand', 'ssm:ListDocuments'],
    Resource: ['*'],
  },
];

const policy = (rights: readonly object[]) => ({ Version: '2012-10-17', Statement: rights });

/** Linux platforms by the names that Distributor uses, each in any version. */
const PLATFORMS = ['amazon', 'centos', 'debian', 'oracle', 'redhat', 'suse', 'ubuntu'];

function packageScript(version: string): string {
  return `#!/bin/sh
# Makes a Distributor package of the programs beside run.sh: manifest.json and a zip for each architecture, in the folder out.
#   sh package.sh                         only makes them
#   BUCKET=my-bucket sh package.sh        also uploads them and creates the package gitpod-doctor-package
${SCRIPT_START}bucket=\${BUCKET:-}
case $bucket in *[!a-z0-9.-]*) stop 2 'BUCKET is the name of your S3 bucket.' ;; esac
out=$here/out
[ ! -e "$out" ] || stop 4 "$out exists already, and nothing is overwritten."
if [ -n "$bucket" ] && aws ssm describe-document --name gitpod-doctor-package >/dev/null 2>&1; then
  stop 4 'The package exists already. To replace it, first: aws ssm delete-document --name gitpod-doctor-package'
fi
architectures=
files=
mkdir "$out"
for arch in x64:x86_64 arm64:arm64; do
  program=$here/../gitpod-doctor-linux-\${arch%:*}
  [ -f "$program" ] || continue
  arch=\${arch#*:}
  mkdir "$out/$arch"
  cp "$program" "$out/$arch/gitpod-doctor"
  cp "$here/install.sh" "$here/uninstall.sh" "$out/$arch"
  chmod 755 "$out/$arch"/*
  zip=gitpod-doctor-$arch.zip
  if command -v zip >/dev/null; then
    (cd "$out/$arch" && zip -q -X "../$zip" gitpod-doctor install.sh uninstall.sh)
  else
    (cd "$out/$arch" && python3 -m zipfile -c "../$zip" gitpod-doctor install.sh uninstall.sh)
  fi
  rm -r "\${out:?}/$arch"
  architectures="\${architectures:+$architectures, }\\"$arch\\": {\\"file\\": \\"$zip\\"}"
  files="\${files:+$files, }\\"$zip\\": {\\"checksums\\": {\\"sha256\\": \\"$(sha256sum <"$out/$zip" | cut -c 1-64)\\"}}"
done
[ -n "$files" ] || { rmdir "$out"; stop 4 "There is neither gitpod-doctor-linux-x64 nor gitpod-doctor-linux-arm64 beside run.sh."; }
packages=
for platform in ${PLATFORMS.join(' ')}; do
  packages="\${packages:+$packages, }\\"$platform\\": {\\"_any\\": {$architectures}}"
done
printf '{"schemaVersion": "2.0", "publisher": "gitpod-doctor", "version": "%s", "packages": {%s}, "files": {%s}}\\n' \\
  '${version}' "$packages" "$files" >"$out/manifest.json"
[ -n "$bucket" ] || exit 0
aws s3 cp --only-show-errors --recursive "$out" "s3://$bucket/gitpod-doctor/package-${version}"
aws ssm create-document --name gitpod-doctor-package --document-type Package --document-format JSON --version-name '${version}' \\
  --content "file://$out/manifest.json" --attachments "Key=SourceUrl,Values=s3://$bucket/gitpod-doctor/package-${version}" >/dev/null
printf 'Install it on the machines: aws ssm send-command --document-name AWS-ConfigureAWSPackage --targets Key=tag:gitpod,Values=runner --parameters action=Install,name=gitpod-doctor-package\\n' >&2
`;
}

const INSTALL = `#!/bin/sh
# Distributor runs this in the folder where it has unpacked the zip.
set -eu
mkdir -p /opt/gitpod-doctor
cp gitpod-doctor /opt/gitpod-doctor/gitpod-doctor.new
chmod 755 /opt/gitpod-doctor/gitpod-doctor.new
mv /opt/gitpod-doctor/gitpod-doctor.new /opt/gitpod-doctor/gitpod-doctor
/opt/gitpod-doctor/gitpod-doctor --version
`;

const UNINSTALL = `#!/bin/sh
rm -rf /opt/gitpod-doctor
`;
