/** The words for a denied AWS call. If one fails, an administrator changes the wrong policy. */
import { describe, expect, it } from 'vitest';
import { bothSeen, type Call, identity, LAUNCH, looked, refused } from '../testing/aws.ts';
import { textOfFinding } from '../testing/told.ts';

describe('the finding about a denied AWS call', () => {
  it('is only likely when AWS does not name the kind of policy', () => {
    const text = textOfFinding(
      looked([refused('describe-images', 'You are not authorized to perform this operation.')]),
      'describe-images-denied',
    );
    expect(text).toContain('does not name the kind of policy');
    expect(text).toContain('confidence likely');
    expect(text).not.toContain('The identity is');
  });

  it('gives the address of the VPC endpoint when an endpoint policy denies the call', () => {
    const built = looked([refused('describe-images', 'because no VPC endpoint policy allows the ec2:DescribeImages action')]);
    const tcp = {
      name: 'tcp' as const,
      startMs: 0,
      durationMs: 1,
      ok: true,
      hop: 0,
      peer: 'target' as const,
      'server.address': 'ec2.eu-central-1.amazonaws.com',
      'server.port': 443,
      'network.peer.address': '10.0.3.4',
      attempts: [],
    };
    const observations = built.observations.map((each) => (each.probe === 'aws' ? { ...each, phases: [tcp, ...each.phases] } : each));
    const text = textOfFinding({ ...built, observations }, 'denied-by-organization');
    expect(text).toContain('The call went to 10.0.3.4.');
    expect(text).not.toContain('explicit deny');
  });

  it.each([
    ['with an explicit deny in a permissions boundary', /permissions boundary denies[\s\S]*set on the user or role itself[\s\S]*exempt/],
    ['because no permissions boundary allows it', /set on the user or role itself[\s\S]*add the statement[\s\S]*"Effect": "Allow"/],
    ['because no session policy allows it', /belongs to the session[\s\S]*add the statement[\s\S]*ec2:GetAllowedImagesSettings/],
    ['with an explicit deny in a session policy', /session policy denies[\s\S]*belongs to the session[\s\S]*exempt/],
  ])('says in its fix where the policy is set when AWS denies the call “%s”', (why, words) => {
    const built = looked([refused('describe-images', `User: me is not authorized to perform: ec2:DescribeImages ${why}`)]);
    expect(textOfFinding(built, 'denied-by-organization')).toMatch(words);
  });

  it('gives the refused resource of a launch, and the flag that allows the message to be decoded', () => {
    const call = refused(
      'run-instances-dry-run',
      'not authorized to perform: ec2:RunInstances on resource: arn:aws:ec2:eu-central-1:1:subnet/subnet-0 because no identity-based policy allows the ec2:RunInstances action',
      { rows: [LAUNCH] },
    );
    const told = looked([identity, ...bothSeen, { ...call, answer: { ...call.answer, decoding: 'no-consent' } }], {
      consents: ['aws', 'launch-dry-run'],
    });
    const text = textOfFinding(told, 'launch-denied');
    expect(text).toContain('AWS refused the call for the subnet.');
    expect(text).toContain('--yes-to decode-denial');
  });

  it('has no link to the Marketplace terms when the message of AWS contains no link', () => {
    const call: Call = {
      operation: 'run-instances-dry-run',
      rows: [LAUNCH],
      fails: 'aws.opt-in-required',
      answer: { message: 'You need to accept terms and subscribe.' },
    };
    const text = textOfFinding(looked([identity, ...bothSeen, call], { consents: ['aws', 'launch-dry-run'] }), 'marketplace-terms-open');
    expect(text).toContain('that the message names');
    expect(text).not.toContain('https://');
  });
});
