/** Machine images. Whether an account may launch one does not depend on the vantage. */
import { ALL_VANTAGES, type CommonRow, endpoint, type Row } from './row.ts';

const AMI: CommonRow = { area: 'ami', section: 'AMI Requirements › Required AMIs', neededFrom: ALL_VANTAGES, consumer: 'tool' };

/** The access requirements name the owner three times: in the table, in the advice on allow-lists and in the example. */
function image(name: string, title: string, pattern: string, owner: string, example: string): Row {
  return endpoint(AMI, name, title, pattern, {
    targets: [{ target: { kind: 'ami', name: pattern, owner } }],
    documented: [`${pattern} owned by ${owner}`, owner, `${example} owned by ${owner}`],
  });
}

export const AMI_ROWS: Row[] = [
  image('bottlerocket', 'Image of the runner service', 'bottlerocket-aws-ecs-1-x86_64', '149721548608', 'bottlerocket-aws-ecs-1-*'),
  image(
    'ec2-runner',
    'Image of the environments',
    'gitpod/images/gitpod-next/ec2-runner-ami-*',
    '995913728426',
    'gitpod/images/gitpod-next/ec2-runner-ami-*',
  ),
  // An image that is visible may still be denied for launches, so EC2 itself is called, but only with consent.
  endpoint(AMI, 'launch', 'Launch of both images, tried without launching', 'ec2:RunInstances (dry run)', {
    level: 'conditional',
    conditions: [{ kind: 'consent', is: 'launch-dry-run' }],
    origin: 'tool',
    targets: [],
    documented: [],
  }),
];
