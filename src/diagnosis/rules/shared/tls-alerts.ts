import { alertText } from '../../../knowledge/tls-alerts.ts';
import { listed } from './wording.ts';

export function alertsText(alerts: readonly number[]): string {
  return alerts.length === 0 ? 'an alert' : listed(alerts.map(alertText));
}
