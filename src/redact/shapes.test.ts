/**
 * Pasted text and other programs' output: for every kind of value, what must be removed and what must stay for support. A missing row here
 * means a name on a ticket.
 */
import { expect, it } from 'vitest';
import * as z from 'zod';
import { filePath, freeText, hostName, ipAddress, resourceName } from '../model/privacy.ts';
import { redactor } from './testing/redactor.ts';

type Case = [what: string, text: string, gone: readonly string[], kept: readonly string[]];

const CASES: readonly Case[] = [
  // AWS
  [
    'a denial by AWS',
    'User: arn:aws:sts::123456789012:assumed-role/AWSReservedSSO_AcmeAdmin_0f1e2d3c4b5a6978/jane.doe@acme.com is not authorized to perform: ec2:RunInstances on resource: arn:aws:ec2:us-east-1:123456789012:subnet/subnet-0abc1234def567890 with an explicit deny in a service control policy',
    ['1234567890', 'Acme', 'jane', 'acme', 'subnet-0abc1234'],
    [
      'arn:aws:sts::px-acct-',
      '-9012-',
      ':assumed-role/AWSReservedSSO_px-res-',
      '/px-user-',
      'ec2:RunInstances',
      ':subnet/px-aws-subnet-',
      '-7890-',
      'explicit deny in a service control policy',
    ],
  ],
  [
    'an encoded AWS message',
    'Encoded authorization failure message: Kx3z-9AbCdEfGhIjKlMnOp_Qr',
    ['Kx3z-9AbC'],
    ['Encoded authorization failure message: REDACTED'],
  ],
  [
    "a user's session ARN",
    'arn:aws:sts::123456789012:assumed-role/DevRole/jdoe',
    ['DevRole', 'jdoe'],
    ['assumed-role/px-res-', '/px-user-'],
  ],
  ["a machine's session ARN", 'arn:aws:sts::123456789012:assumed-role/R/i-0abc1234def567890', ['i-0abc'], ['/px-aws-i-']],
  ['an AWS-managed policy', 'arn:aws:iam::aws:policy/AdministratorAccess', [], ['arn:aws:iam::aws:policy/AdministratorAccess']],
  ['an ARN of another partition', 'arn:aws-us-gov:iam::123456789012:user/bob', ['12345678', 'bob'], ['arn:aws-us-gov:iam::px-acct-']],
  [
    'a service-linked role',
    'arn:aws:iam::123456789012:role/aws-service-role/spot.amazonaws.com/AWSServiceRoleForEC2Spot',
    ['12345678'],
    ['AWSServiceRoleForEC2Spot'],
  ],
  [
    'resource ids',
    'i-0abc1234def567890 in vpc-0abc1234def567891, sg-11aa22bb',
    ['0abc1234', '11aa'],
    ['px-aws-i-', '-7890-', 'px-aws-vpc-', '-7891-', 'px-aws-sg-', '-22bb-'],
  ],
  ['an image id', 'ami-0abc1234def567890 of 149721548608', [], ['ami-0abc1234def567890 of 149721548608']],
  [
    'an account id inside a name',
    'bucket acme-123456789012-logs, owner 1234-5678-9012',
    ['acme', '123456789012', '1234-5678'],
    ['px-res-', 'px-acct-'],
  ],
  [
    'a registry host',
    '123456789012.dkr.ecr.us-east-1.amazonaws.com/team/app:v1',
    ['1234567890', 'team', 'app:v1'],
    ['.dkr.ecr.us-east-1.amazonaws.com/px-'],
  ],
  [
    'an endpoint host',
    'vpce-0a1b2c3d4e5f60718-abcdefgh.ec2.us-east-1.vpce.amazonaws.com',
    ['0a1b2c3d'],
    ['.ec2.us-east-1.vpce.amazonaws.com'],
  ],
  [
    'a bucket name',
    'https://acme-b.s3.us-east-1.amazonaws.com/folder/x s3://acme-b/folder',
    ['acme', 'folder'],
    ['.s3.us-east-1.amazonaws.com/'],
  ],
  [
    'access keys',
    '{"AccessKeyId":"ASIAXYZ","SecretAccessKey":"abc/def+x","SessionToken":"IQoJ"}',
    ['ASIAXYZ', 'abc/def', 'IQoJ'],
    ['AccessKeyId', 'SessionToken'],
  ],
  ['a bare session token', 'sent IQoJb3JpZ2luX2VjEOf/////wEaCXVzLWVhc3QtMSJ', ['X2VjEOf'], ['sent REDACTED-token']],
  // addresses and hosts inside words
  [
    'a folder with an address',
    'cd /srv/node-10.20.30.40/ && tail srv_10_20_30_40.log',
    ['20.30', '20_30'],
    ['cd /srv/px-', '/ && tail px-'],
  ],
  ['an address with a tail', '/var/log/10.20.30.40.log and 10.20.30.40-backup on v6-fd00:12::7', ['20.30', '12::7'], ['on v6-px-ip6-ula-']],
  ['a file of a host', 'see git.acme.com.log', ['acme'], ['see px-', '.com.log']],
  [
    'versions, dates and counters',
    'v1.2.3.4, curl-8.7.1, build-2026-12-02-01, step 1-2-3-4, java.io.IOException, settings.json',
    [],
    ['v1.2.3.4, curl-8.7.1, build-2026-12-02-01, step 1-2-3-4, java.io.IOException, settings.json'],
  ],
  // people
  ['a Windows path', 'C:\\Users\\John Doe\\.ssh\\id_rsa', ['John', 'Doe'], ['C:\\Users\\px-', '\\.ssh\\id_rsa']],
  ['a Windows path in JSON', 'C:\\\\Users\\\\jdoe\\\\x', ['jdoe'], ['C:\\\\Users\\\\px-']],
  ['a network share', '\\\\fileserver\\team\\ca.pem', ['fileserver', 'team'], ['ca.pem']],
  ['a Windows domain user', 'ACME\\jdoe cannot log in', ['ACME', 'jdoe'], ['px-user-', 'cannot log in']],
  ['home folders', '/mnt/c/Users/jdoe/x /var/home/jdoe/y ~jdoe/.ssh', ['jdoe'], ['/mnt/c/Users/px-', '/var/home/px-', '/.ssh']],
  ['an ssh login', "debug1: Authenticating to git.acme.com:22 as 'jdoe'", ['jdoe', 'acme'], ["as 'px-user-", ':22']],
  [
    'an ssh key',
    'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIGm2zRr5b5V5c3k jdoe@laptop1',
    ['AAAAC3', 'jdoe', 'laptop1'],
    ['ssh-ed25519 px-res-'],
  ],
  ['a key fingerprint', 'ED25519 SHA256:uNiVztksCsDhcc0u9e8BrqPFvlD4bBwsiPBaNtN1vjA', ['uNiVzt'], ['ED25519 px-res-']],
  [
    'a user@host word',
    'jdoe@buildhost7 and git@github.com:acme/secret-repo.git',
    ['jdoe', 'buildhost7', 'acme', 'secret-repo'],
    ['git@github.com:px-', '.git'],
  ],
  ['a header that names a user', 'X-Authenticated-User: jdoe', ['jdoe'], ['X-Authenticated-User: px-user-']],
  // certificates and realms
  ['a certificate subject', 'CN = ACME Proxy CA, O = ACME AG, OU = Web', ['ACME'], ['CN = px-org-', 'O = px-org-']],
  [
    "a vendor's certificate subject",
    'issuer=C=US, O=Zscaler Inc., CN=Zscaler Intermediate Root CA',
    [],
    ['O=Zscaler Inc., CN=Zscaler Intermediate Root CA'],
  ],
  ["Cisco's certificate subject", 'CN=Cisco Umbrella Root CA, O=Cisco', [], ['CN=Cisco Umbrella Root CA, O=Cisco']],
  ['a customer named like a product', 'CN=Umbrella Corp Root CA', ['Umbrella'], ['CN=px-org-']],
  ['a subject with spaces', 'C=DE O=ACME AG CN=proxy.acme.com', ['ACME', 'acme'], ['C=DE O=px-org-', ' CN=px-']],
  ['an authentication realm', 'Basic realm="ACME Intranet"', ['ACME'], ['Basic realm="px-org-']],
  ['a PEM certificate', 'x -----BEGIN CERTIFICATE-----\nMIIDdz\n-----END CERTIFICATE----- y', ['MIIDdz'], ['x REDACTED-private-key y']],
  // names that spell an address, and spellings of one address
  ['an IPv4-mapped address', '[::ffff:10.0.0.17]:443 ::FFFF:0a00:0011', ['10.0.0', '0a00'], [':443']],
  ['a MAC address', 'lladdr 00:1a:2b:3c:4d:5e', ['1a:2b'], ['lladdr px-res-']],
  ['a non-Latin name', '“bücher.acme.com”', ['bücher', 'acme'], ['.com”']],
  ['a path after a host', 'docker pull registry.acme.com:5000/team/image:1', ['acme', 'team', 'image'], [':5000/px-']],
  // secrets
  ['a password with a space', 'http://jdoe:hunt er2@proxy:3128', ['hunt', 'er2', 'jdoe'], ['@proxy:3128']],
  ['an argument without a space before its value', 'curl -Ujdoe:hunter2 -v', ['hunter2'], ['-v']],
  ['an sshpass password', 'sshpass -p hunter2 ssh x -p 22', ['hunter2'], ['ssh x -p 22']],
  ['an ncat option', 'ProxyCommand ncat --proxy-auth jdoe:hunter2 --proxy p:3128 %h %p', ['hunter2'], ['--proxy p:3128 %h %p']],
  ['JSON in a log line', 'sent {\\"password\\": \\"hunter2\\"} to it', ['hunter2'], ['to it']],
  ['escaped JSON', '{"pass\\u0077ord": "hunter2", "port": 3128}', ['hunter2'], ['"port":3128']],
  ['a numeric password', '{"password": 12345678, "port": 1}', ['12345678'], ['"port":1']],
  [
    "docker's login",
    '{"auths":{"r.acme.com":{"auth":"amRvZTpodW50ZXIy"}},"credsStore":"desktop"}',
    ['amRvZTpo', 'acme'],
    ['"credsStore":"desktop"'],
  ],
  ['a YAML file', 'password: |\n  hunter2\n  more\nport: 1', ['hunter2', 'more'], ['port: 1']],
  ['a sentence', 'the password is hunter2 today', ['hunter2'], ['today']],
  ['an npm setting', '//reg.acme.com/:_auth=amRvZTpodW50ZXIy', ['amRvZTpo', 'acme'], ['_auth=']],
  ['an NTLM token', 'got TlRMTVNTUAADAAAAGAAYAHAAAAAYABgAiAAAAAwADABA back', ['TlRMTVNTUAAD'], ['back']],
];

it.each(CASES)('only the private values are masked in %s', (_, text, gone, kept) => {
  const masked = redactor().text(text);
  for (const word of gone) expect(masked.toLowerCase()).not.toContain(word.toLowerCase());
  for (const word of kept) expect(masked).toContain(word);
  expect(redactor().text(masked)).toBe(masked);
  // A free-text field at the strictest level keeps no more.
  const strict = redactor({ level: 'strict' }).value(freeText(), text);
  for (const word of gone) expect(strict.toLowerCase()).not.toContain(word.toLowerCase());
});

it('a text without private values stays unchanged', () => {
  for (const text of [
    'the password is wrong, the token expired and no login: none is needed',
    'npm ERR! code ECONNREFUSED 443; actions/checkout@v4 and name@latest',
    'ami-0abc1234def567890 in us-east-1 for t3.large, request 0190abcd-1234-7abc-8def-0123456789ab',
    'TLS 1.3, AES_256_GCM, X25519, CN and O are attributes; HKLM\\Software\\Policies is a key',
    'uses /usr/lib/ssl/certs and 192.0.2.1:443, 169.254.169.254 answered 401',
    'NT AUTHORITY\\SYSTEM ran C:\\Windows\\System32\\OpenSSH\\ssh.exe',
    'ssh -p 22 -o StrictHostKeyChecking=no git@github.com',
  ])
    expect(redactor().text(text)).toBe(text);
});

it('an address in the name of a folder is masked, and the version of a runtime is not', () => {
  const folders = ['node-10.20.30.40', 'node-10_20_30_40', 'python10.20.30.40', 'jdk-17.0.9+9', 'jdk1.8.0_392', 'python3.11'];
  const masked = folders.map((name) => redactor().value(filePath(), `/srv/${name}/ca.pem`));
  for (const path of masked.slice(0, 3)) expect(path).toMatch(/^\/srv\/px-[a-z0-9]+\/ca\.pem$/);
  expect(masked.slice(3)).toEqual(folders.slice(3).map((name) => `/srv/${name}/ca.pem`));
});

it('all spellings of an address have one pseudonym', () => {
  const redact = redactor();
  const name = redact.value(ipAddress(), '10.0.0.17');
  for (const text of ['::ffff:10.0.0.17', '::FFFF:0A00:0011', 'ip-10-0-0-17']) expect(redact.text(text)).toBe(name);
  expect(redact.text('ip-10-0-0-17.ec2.internal')).toBe(`${name}.ec2.internal`);
  expect(redact.value(hostName(), 'ip-10-0-0-17.eu-west-1.compute.internal')).toBe(`${name}.eu-west-1.compute.internal`);
  expect(redact.text('17.0.0.10.in-addr.arpa')).toBe(`${name}.in-addr.arpa`);
  const six = redact.value(ipAddress(), 'fd12::1');
  expect(redact.text('FD12:0:0::0:1 fd12:0:0:0:0:0:0:1')).toBe(`${six} ${six}`);
  expect(redact.text('1.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.2.1.d.f.ip6.arpa')).toBe(`${six}.ip6.arpa`);
  expect(redact.text('ec2-35-171-240-32.compute-1.amazonaws.com')).toBe('ec2-35-171-240-32.compute-1.amazonaws.com');
});

it('an id has the same pseudonym in fields and in text', () => {
  const redact = redactor();
  const schema = z.strictObject({ id: resourceName() });
  for (const id of ['subnet-0abc1234def567890', 'arn:aws:iam::123456789012:role/Acme', 'jane@acme.com', '123456789012']) {
    const field = redact.value(schema, { id }).id;
    expect(field).not.toBe(id);
    expect(redact.text(`on ${id}, twice`)).toBe(`on ${field}, twice`);
  }
});
