/** Names that the document uses only to explain something else; no firewall needs them. */
export const EXAMPLES: ReadonlySet<string> = new Set(['ec2-18-184-202-80.region.compute.amazonaws.com', 'abc123.gitpod.remote']);
