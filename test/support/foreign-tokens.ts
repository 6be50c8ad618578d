/**
 * Tokens of vendors, composed from their published forms, so that this repository contains none. A seed gives each place a token of its
 * own.
 */
import { letters } from './secret-kinds.ts';

const HEX = '0123456789abcdef';
const DIGITS = '0123456789';
const LARGE = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';

type Make = (seed: string) => string;

export const FOREIGN_TOKENS: Readonly<Record<string, Make>> = {
  'Slack app': (s) => `xapp-1-A0${letters(s, 9, LARGE)}-${letters(s, 12, DIGITS)}-${letters(s, 40, HEX)}`,
  'Stripe key': (s) => `sk_live_${letters(s, 24)}`,
  'Stripe restricted key': (s) => `rk_live_${letters(s, 30)}`,
  SendGrid: (s) => `SG.${letters(s, 22)}.${letters(`${s}b`, 43)}`,
  Tailscale: (s) => `tskey-auth-${letters(s, 16)}-${letters(`${s}b`, 32)}`,
  Databricks: (s) => `dapi${letters(s, 32, HEX)}`,
  'Grafana service account': (s) => `glsa_${letters(s, 32)}_${letters(s, 8, HEX)}`,
  'Grafana cloud': (s) => `glc_${letters(s, 60)}`,
  Linear: (s) => `lin_api_${letters(s, 40)}`,
  Shopify: (s) => `shpat_${letters(s, 32, HEX)}`,
  'Hugging Face': (s) => `hf_${letters(s, 34, 'abcdefghijkmnopqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ')}`,
  Groq: (s) => `gsk_${letters(s, 52)}`,
  Notion: (s) => `ntn_${letters(s, 11, DIGITS)}${letters(s, 35)}`,
  Vercel: (s) => `vcp_${letters(s, 56)}`,
  Figma: (s) => `figd_${letters(s, 43)}`,
  Cloudflare: (s) => `cfut_${letters(s, 40)}${letters(s, 8, HEX)}`,
  'Vault service': (s) => `hvs.${letters(s, 95)}`,
  'Artifactory key': (s) => `AKCp${letters(s, 69)}`,
  'Artifactory reference': (s) => `cmVmdGtuO${letters(s, 55)}`,
  DigitalOcean: (s) => `dop_v1_${letters(s, 64, HEX)}`,
  'Google client': (s) => `GOCSPX-${letters(s, 28)}`,
  'Azure client': (s) => `${letters(s, 3)}8Q~${letters(`${s}b`, 34)}`,
  Bedrock: (s) => `ABSK${letters(s, 108)}`,
  Twilio: (s) => `SK${letters(s, 32, HEX)}`,
  Terraform: (s) => `${letters(s, 14)}.atlasv1.${letters(`${s}b`, 67)}`,
  Doppler: (s) => `dp.pt.${letters(s, 43)}`,
  'New Relic': (s) => `NRAK-${letters(s, 27, LARGE)}`,
  'Docker Hub': (s) => `dckr_pat_${letters(s, 27)}`,
};
