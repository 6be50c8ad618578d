/** ECS on Fargate: one task in each subnet in which a new runner could run. */
import { imageFiles } from './image.ts';
import { READ_RESULTS, type Recipe, type RecipeInput, SCRIPT_START } from './recipe.ts';

export function ecsRecipe(input: RecipeInput): Recipe {
  return {
    files: [
      ...imageFiles(input),
      { path: 'task-definition.json', text: `${JSON.stringify(TASK, null, 2)}\n` },
      { path: 'operator-policy.json', text: `${JSON.stringify(OPERATOR, null, 2)}\n` },
      { path: 'run.sh', text: RUN },
    ],
    next: 'build and push the image of the folder image, then see the first lines of run.sh for what it needs',
  };
}

/** run.sh replaces IMAGE, ARCHITECTURE and REGION by values that it has checked. */
export const TASK = {
  family: 'gitpod-doctor',
  networkMode: 'awsvpc',
  requiresCompatibilities: ['FARGATE'],
  cpu: '512',
  memory: '1024',
  runtimePlatform: { cpuArchitecture: 'ARCHITECTURE', operatingSystemFamily: 'LINUX' },
  containerDefinitions: [
    {
      name: 'gitpod-doctor',
      image: 'IMAGE',
      essential: true,
      logConfiguration: {
        logDriver: 'awslogs',
        options: { 'awslogs-group': '/gitpod-doctor', 'awslogs-region': 'REGION', 'awslogs-stream-prefix': 'check' },
      },
    },
  ],
};

const OPERATOR = {
  Version: '2012-10-17',
  Statement: [
    {
      Effect: 'Allow',
      Action: [
        'ecs:RegisterTaskDefinition',
        'ecs:RunTask',
        'ecs:DescribeTasks',
        'ecs:StopTask',
        'ecs:ListTaskDefinitions',
        'ecs:DeregisterTaskDefinition',
        'logs:CreateLogGroup',
        'logs:GetLogEvents',
        'logs:DeleteLogGroup',
      ],
      Resource: ['*'],
    },
    {
      Effect: 'Allow',
      Action: ['iam:PassRole'],
      Resource: ['EXECUTION_ROLE'],
      Condition: { StringEquals: { 'iam:PassedToService': 'ecs-tasks.amazonaws.com' } },
    },
  ],
};

const RUN = `#!/bin/sh
# Measures from each of your subnets with a task of ECS on Fargate, and brings the results back.
#   IMAGE=123456789012.dkr.ecr.eu-west-1.amazonaws.com/gitpod-doctor:1 EXECUTION_ROLE=arn:aws:iam::123456789012:role/ecsTaskExecutionRole \\
#   SUBNETS='subnet-0a… subnet-0b…' SECURITY_GROUPS=sg-0a… REGION=eu-west-1 sh run.sh
# IMAGE            the image that was built from the folder image
# EXECUTION_ROLE   a role with the managed policy AmazonECSTaskExecutionRolePolicy
# SUBNETS          the runner's own subnets; one task measures from each
# SECURITY_GROUPS  the runner's own security groups
# REGION           their region
# CLUSTER          (default: default)
# PUBLIC_IP        ENABLED where a subnet has an internet gateway in place of NAT (default: DISABLED)
# ARCHITECTURE     of the image, X86_64 or ARM64 (default: X86_64)
${SCRIPT_START}# needs NAME VALUE SET-OF-CHARACTERS
needs() {
  [ -n "$2" ] || stop 2 "$1 is missing; the first lines of run.sh say what it is."
  case $2 in *[!A-Za-z0-9._/:@\\ +=,-]*) stop 2 "$1 holds a character that it cannot have." ;; esac
}
needs IMAGE "\${IMAGE-}"
needs EXECUTION_ROLE "\${EXECUTION_ROLE-}"
needs SUBNETS "\${SUBNETS-}"
needs SECURITY_GROUPS "\${SECURITY_GROUPS-}"
needs REGION "\${REGION-}"
architecture=\${ARCHITECTURE:-X86_64}
needs ARCHITECTURE "$architecture"
export AWS_REGION="$REGION" AWS_DEFAULT_REGION="$REGION"
cluster=\${CLUSTER:-default}
# shellcheck disable=SC2086
groups=$(printf '"%s",' $SECURITY_GROUPS)
results=$here/results/$(date -u +%Y%m%dT%H%M%SZ)
mkdir -p "$results"

# It exists after the first run.
aws logs create-log-group --log-group-name /gitpod-doctor 2>"$results/stderr" ||
  grep -q ResourceAlreadyExists "$results/stderr" || stop 4 "$(cat "$results/stderr")"
task=$(sed -e "s|\\"IMAGE\\"|\\"$IMAGE\\"|" -e "s|\\"REGION\\"|\\"$REGION\\"|" -e "s|\\"ARCHITECTURE\\"|\\"$architecture\\"|" "$here/task-definition.json")
definition=$(aws ecs register-task-definition --cli-input-json "$task" --execution-role-arn "$EXECUTION_ROLE" \\
  --query taskDefinition.taskDefinitionArn --output text)
# Names the subnet as a place without a result, with the reason that fleet collect prints.
not_started() {
  reason=$(printf %s "$1" | tr -cd 'A-Za-z0-9 :._-')
  printf '{"InstanceId":"%s","Status":"no task was started%s","StandardOutputContent":""}\\n' "$subnet" "\${reason:+: $reason}" >"$results/$subnet.txt"
}
arns=
for subnet in $SUBNETS; do
  started=$(aws ecs run-task --cluster "$cluster" --task-definition "$definition" --launch-type FARGATE --count 1 \\
    --network-configuration "{\\"awsvpcConfiguration\\":{\\"subnets\\":[\\"$subnet\\"],\\"securityGroups\\":[\${groups%,}],\\"assignPublicIp\\":\\"\${PUBLIC_IP:-DISABLED}\\"}}" \\
    --overrides "{\\"containerOverrides\\":[{\\"name\\":\\"gitpod-doctor\\",\\"environment\\":[{\\"name\\":\\"PLACE\\",\\"value\\":\\"$subnet\\"}]}]}" \\
    --query '[tasks[0].taskArn, failures[0].reason]' --output text) || { not_started ''; continue; }
  arn=\${started%%\t*}
  if [ "$arn" = None ]; then
    printf 'No task was started in %s: %s\\n' "$subnet" "\${started#*\t}" >&2
    not_started "\${started#*\t}"
    continue
  fi
  arns="$arns $subnet=$arn"
done
for each in $arns; do
  subnet=\${each%%=*}
  arn=\${each#*=}
  aws ecs wait tasks-stopped --cluster "$cluster" --tasks "$arn" || printf 'The task in %s has not ended.\\n' "$subnet" >&2
  # A task that cannot fetch its image has no log: the reason is all that there is, and fleet collect prints it.
  aws logs get-log-events --log-group-name /gitpod-doctor --log-stream-name "check/gitpod-doctor/\${arn##*/}" --start-from-head \\
    --query 'events[].message' --output text >"$results/$subnet.txt" 2>"$results/stderr" ||
    aws ecs describe-tasks --cluster "$cluster" --tasks "$arn" --output json \\
      --query "tasks[0].{InstanceId: '$subnet', Status: stoppedReason, StandardOutputContent: ''}" >"$results/$subnet.txt"
done
rm -f "$results/stderr"
printf 'The results are in %s\\n' "$results" >&2
${READ_RESULTS}`;
