/** GD507: an Enterprise runner needs no gateway. A note that prevents needless firewall changes. */

import { defineRule } from './rule.ts';
import { toList } from './shared/wording.ts';

export const gatewayNotNeeded = defineRule({
  code: 'GD507',
  scope: 'note',

  find(view) {
    if (view.session.profile.runner !== 'enterprise') return [];
    const rows = view.session.requirements.filter(({ area }) => area === 'gateway');
    if (rows.length === 0) return [];
    return [
      {
        subject: 'gateway',
        confidence: 'certain',
        accountsFor: [],
        requirements: rows.map(({ id }) => id),
        facts: { endpoints: rows.map(({ endpoint }) => endpoint) },
      },
    ];
  },

  summary: 'An Enterprise runner needs no gateway: TCP 8443 and UDP 4242 need not be opened for it.',
  why: 'Only Standard runners connect through the gateway. Enterprise runners work without it and may use an HTTP proxy.',
  stops: 'Nothing.',
  confusedWith: { 'gateway-cannot-use-proxy': 'the runner is a Standard runner, which needs the gateway.' },
  byHand: [],
  byHandNote: 'No network test shows the kind of a runner. The runner’s page in the organisation settings shows it.',
  example: { endpoints: ['<endpoint>'] },
  title: () => 'An Enterprise runner needs no gateway, so TCP 8443 and UDP 4242 were not tested and need not be opened.',
  evidence: ({ endpoints }) => [`Not needed: ${toList(endpoints)}.`],
  fixes: () => [],
});
