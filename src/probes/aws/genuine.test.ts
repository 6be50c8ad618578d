/** If these fail, a filter's page counts as AWS, or AWS as a filter's page. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { classifyAws } from './classify-aws.ts';
import { answerMarksOf } from './genuine.ts';

const NOW = Date.parse('2026-11-23T12:00:00Z');
const marks = (body: string, headers: Record<string, string>, status = 200) =>
  answerMarksOf({ status, headers, body: new TextEncoder().encode(body) }, NOW);

const XML = { 'content-type': 'text/xml;charset=UTF-8' };
const ID = { 'x-amzn-requestid': '7a62c49f-347e-4fc4-9331-6e8eEXAMPLE' };

describe('a reply', () => {
  const answers: [string, string, Record<string, string>][] = [
    ['EC2 by its header', '<DescribeRegionsResponse><regionInfo/></DescribeRegionsResponse>', { ...XML, ...ID }],
    [
      'EC2 by its body',
      '<?xml version="1.0" encoding="UTF-8"?>\n<DescribeImagesResponse xmlns="x"><requestId>r</requestId></DescribeImagesResponse>',
      XML,
    ],
    ['EC2 by its server', '<DescribeImagesResponse xmlns="x"><imagesSet/></DescribeImagesResponse>', { ...XML, server: 'AmazonEC2' }],
    ['an error of EC2', '<?xml version="1.0"?><Response><Errors/><RequestID>r</RequestID></Response>', XML],
    [
      'an error of STS with its id at the end',
      `<ErrorResponse><Error>${'x'.repeat(8000)}</Error><RequestId>r</RequestId></ErrorResponse>`,
      XML,
    ],
    ['SSM', '{"Parameter":{}}', { 'content-type': 'application/x-amz-json-1.1', ...ID }],
  ];
  test.each(answers)('is recognised as from AWS: %s', (_name, body, headers) => {
    expect(marks(body, headers)).toMatchObject({ genuine: true });
  });
});

describe("a reply without AWS's headers", () => {
  const pages: [string, string, Record<string, string>][] = [
    ['a page', '<html><requestId>1</requestId></html>', { 'content-type': 'text/html', ...ID }],
    ['a page declared as XML', '<html><body/></html>', { ...XML, ...ID }],
    ['an empty answer', '', ID],
    ['JSON from a gateway', '{"error":"blocked"}', { 'content-type': 'application/json' }],
    ['a server name that other programs use as well', '<DescribeImagesResponse/>', { ...XML, server: 'Server' }],
  ];
  test.each(pages)('is recognised as not from AWS: %s', (_name, body, headers) => {
    expect(marks(body, headers).genuine).toBe(false);
  });
});

test('the difference between the clocks of AWS and this machine is given in milliseconds', () => {
  expect(marks('', { date: 'Mon, 23 Nov 2026 12:00:30 GMT' }).clockSkewMs).toBe(30_000);
  expect(marks('', { date: 'soon' }).clockSkewMs).toBeNull();
});

test('headers are reported only if they cannot contain a secret', () => {
  const { contentType, server } = marks('', { 'content-type': 'text/x y; token=hunter2', server: 'hunter2' });
  expect([contentType, server]).toEqual([null, null]);
});

test('the reader of AWS replies never throws, whatever the reply or the error is', () => {
  fc.assert(
    fc.property(fc.uint8Array(), fc.dictionary(fc.string(), fc.string()), (body, headers) => {
      answerMarksOf({ status: 200, headers, body }, NOW);
    }),
  );
  fc.assert(
    fc.property(fc.anything(), (error) => {
      const { failure, code } = classifyAws(error, 'ec2.example', null);
      expect(failure.kind).toMatch(/^(aws|http|unclassified|tcp|probe)/);
      expect(code ?? 'x').toMatch(/^[A-Za-z0-9._:-]+$/);
    }),
  );
});
