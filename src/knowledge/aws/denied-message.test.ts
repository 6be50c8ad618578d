/** If these fail, a denial is sent to the wrong administrator. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Denial } from '../../model/aws/denial.ts';
import { readDecodedDenial, readDenial } from './denied-message.ts';

const WHO = 'User: arn:aws:sts::123456789012:assumed-role/runner/session is not authorized to perform:';
const ENCODED = 'Encoded authorization failure message: 4GIOHlTkIaWHQD0Q0m6XSnuUMCm-abcXYZ_09';

describe('the message of an AWS denial', () => {
  it.each<[string, Partial<Denial>]>([
    [
      `You are not authorized to perform this operation. ${WHO} ec2:RunInstances on resource: arn:aws:ec2:us-east-1::image/ami-0123456789abcdef0 with an explicit deny in a service control policy. ${ENCODED}`,
      { action: 'ec2:RunInstances', resourceKind: 'image', effect: 'explicit-deny', policyType: 'scp', policyArn: null },
    ],
    [
      `${WHO} ec2:DescribeImages because no identity-based policy allows the ec2:DescribeImages action`,
      { action: 'ec2:DescribeImages', resourceKind: null, effect: 'implicit', policyType: 'identity' },
    ],
    [
      `${WHO} ec2:RunInstances on resource: arn:aws:ec2:eu-west-1:123456789012:subnet/subnet-1 because no VPC endpoint policy allows the ec2:RunInstances action`,
      { resourceKind: 'subnet', effect: 'implicit', policyType: 'vpc-endpoint' },
    ],
    [
      `${WHO} ec2:RunInstances on resource: arn:aws-us-gov:ec2:us-gov-west-1:123456789012:instance/* with an explicit deny in a service control policy: arn:aws:organizations::210987654321:policy/o-abcdefghij/service_control_policy/p-abcd1234.`,
      { policyType: 'scp', policyArn: 'arn:aws:organizations::210987654321:policy/o-abcdefghij/service_control_policy/p-abcd1234' },
    ],
    [`${WHO} ec2:RunInstances with an explicit deny in a permissions boundary`, { policyType: 'boundary', effect: 'explicit-deny' }],
    [
      `${WHO} ec2:RunInstances because no permissions boundary allows the ec2:RunInstances action`,
      { policyType: 'boundary', effect: 'implicit' },
    ],
    [`${WHO} ec2:RunInstances with an explicit deny in a session policy`, { policyType: 'session' }],
    [`${WHO} ec2:RunInstances with an explicit deny in a resource control policy`, { policyType: 'rcp' }],
    [`${WHO} ec2:DescribeImages with an explicit deny in a VPC endpoint policy`, { policyType: 'vpc-endpoint', effect: 'explicit-deny' }],
    [`${WHO} ec2:RunInstances with an explicit deny in an identity-based policy`, { policyType: 'identity', effect: 'explicit-deny' }],
    [
      `You are not authorized to perform this operation. ${ENCODED}`,
      { action: null, resourceKind: null, effect: 'unknown', policyType: 'unknown', policyArn: null },
    ],
    ['You are not authorized to perform this operation.', { effect: 'unknown', policyType: 'unknown' }],
    // An organisation's own message may contain any text.
    ['Ask in the wiki because no service control policy is your friend', { effect: 'unknown', policyType: 'unknown' }],
  ])('is parsed: %s', (message, says) => {
    expect(readDenial(message).denial).toMatchObject(says);
  });

  it('keeps the text of AWS without the encoded part, which contains the policy', () => {
    const { text, encoded } = readDenial(`Not authorized to perform this operation. ${ENCODED}`);
    expect(text).toBe('Not authorized to perform this operation.');
    expect(encoded).toBe('4GIOHlTkIaWHQD0Q0m6XSnuUMCm-abcXYZ_09');
  });

  it('is parsed into valid facts, whatever the text is', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => Denial.safeParse(readDenial(text).denial).success));
  });
});

describe('the decoded message of an AWS denial', () => {
  const list = (...items: unknown[]) => ({ items });
  const condition = (key: string, ...values: string[]) => ({ key, values: list(...values.map((value) => ({ value }))) });

  it('gives the policy statement and its condition', () => {
    const json = JSON.stringify({
      allowed: false,
      explicitDeny: true,
      matchedStatements: list({
        statementId: 'RestrictAMI',
        effect: 'DENY',
        conditions: list(condition('ec2:Owner', 'amazon', '123456789012')),
      }),
      failures: list(),
      context: { action: 'ec2:RunInstances', conditions: list(condition('ec2:Public', 'true')) },
    });
    expect(readDecodedDenial(json)).toEqual({
      statementIds: ['RestrictAMI'],
      conditions: [{ key: 'ec2:Owner', values: ['amazon', '123456789012'] }],
    });
  });

  it('gives the request attributes that an SCP can test when no statement matched', () => {
    const context = { conditions: list(condition('ec2:Public', 'true'), condition('aws:userid', 'AIDAEXAMPLE:who')) };
    expect(readDecodedDenial(JSON.stringify({ allowed: false, matchedStatements: list(), context }))).toEqual({
      statementIds: [],
      conditions: [{ key: 'ec2:Public', values: ['true'] }],
    });
  });

  it('is not found in other text', () => {
    for (const text of ['', '{}', '[]', 'null', '<html>', '{"allowed": "no"}']) expect(readDecodedDenial(text)).toBeNull();
    fc.assert(
      fc.property(fc.json(), (text) => {
        const decoded = readDecodedDenial(text.replace(/^\{/, '{"allowed":false,'));
        expect(decoded === null || Denial.shape.decoded.safeParse(decoded).success).toBe(true);
      }),
    );
  });
});
