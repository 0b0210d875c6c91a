import type { JsonObject } from '../shared/decode';
import { among, say } from '../shared/words';
import type { WizardStrings } from './strings';

/** An action of the plan (docs/protocol.md §10) in words; one that this page does not know keeps its name. */
export function actionText(action: string, details: JsonObject, words: WizardStrings['ready']['actions']): string {
  const known = among(words, action);
  return known === undefined ? action : say(known, argumentsOf(details));
}

function argumentsOf(details: JsonObject) {
  return {
    tenantUrl: text(details, 'tenantUrl'),
    agentName: text(details, 'agentName'),
    url: text(details, 'url'),
    name: text(details, 'name'),
    forest: text(details, 'forest'),
    directory: text(details, 'forest') || null,
    servers: text(details, 'servers'),
    account: text(details, 'account'),
    include: details['mode'] === 'all' ? null : text(details, 'include'),
    exclude: text(details, 'exclude') || null,
    pilotGroup: text(details, 'pilotGroup') || null,
    keys: text(details, 'keys'),
    staging: details['staging'] === true,
    start: details['start'] === true,
  };
}

/** A text, or a list of them on one line. */
function text(details: JsonObject, name: string): string {
  const value = details[name];
  const parts = Array.isArray(value) ? value : [value];
  return parts.filter((part) => typeof part === 'string').join('; ');
}
