/** The synchronisation of the mock tenant (docs/protocol.md §11): one agent at work, removals that wait, a duplicate, somebody deleted. */
import { randomUUID } from 'node:crypto';

const BASE = '/beta/onPremisesSynchronization/';
const SETTINGS = '/v1.0/directory/onPremisesSynchronization';
const DELETED = '/v1.0/directory/deletedItems/';
const ago = (minutes) => new Date(Date.now() - minutes * 60_000).toISOString();

function pageOf(all, url) {
  const begin = Number(url.searchParams.get('$skiptoken') ?? 0);
  const end = begin + Number(url.searchParams.get('$top'));
  const next = new URL(url);
  next.searchParams.set('$skiptoken', String(end));
  return { value: all.slice(begin, end), ...(end < all.length ? { '@odata.nextLink': next.href } : {}) };
}

export class MockSynchronization {
  agents = [
    {
      id: randomUUID(), displayName: 'connect-01', holdsLease: true, checkedIn: true, state: 'waiting_for_approval', problem: null,
      reportedDateTime: ago(0),
      directories: [
        {
          domain: 'nordhavn.example', forest: 'nordhavn.example', server: 'ldaps://dc1.nordhavn.example:636', people: 9_800, groups: 310,
          units: 44, disputed: 2, refused: 0, lastChangeDateTime: ago(1), fullDateTime: ago(600), seesDeletions: false,
        },
      ],
    },
  ];
  heldRemovals = { count: 612, threshold: 500, people: 9_800, sinceDateTime: ago(12), sample: ['anna@nordhavn.example', 'bo@nordhavn.example'] };
  orders = [];
  runs = Array.from({ length: 30 }, (_, index) => ({
    id: randomUUID(), agentId: 'a', agentDisplayName: 'connect-01', kind: index === 29 ? 'full' : 'delta', startedDateTime: ago(index + 1),
    endedDateTime: ago(index + 1), result: index === 0 ? 'removals_held' : 'done', message: '', read: 5, created: index === 29 ? 9_800 : 0,
    updated: 1, removed: 0, held: index === 0 ? 612 : 0, refused: index === 1 ? 1 : 0,
    refusals: index === 1 ? [{ who: 'kaj@nordhavn.example', message: '400 userName is too long' }] : [],
  }));
  conflicts = [
    {
      id: '00000000-0000-4000-8000-000000000012', userPrincipalName: 'anna+1234@nordhavn.example', displayName: 'Anna Holm',
      property: 'userPrincipalName', value: 'anna@nordhavn.example', occurredDateTime: ago(90),
      collidesWith: { id: '00000000-0000-4000-8000-000000000013', userPrincipalName: 'anna@nordhavn.example', displayName: 'Anna Bæk', kind: 'user' },
    },
    {
      id: '00000000-0000-4000-8000-000000000014', userPrincipalName: 'admin+7777@nordhavn.example', displayName: 'Admin Dam',
      property: 'proxyAddresses', value: 'smtp:admin@nordhavn.example', occurredDateTime: ago(90),
      collidesWith: { id: 'x', userPrincipalName: 'admin@nordhavn.example', displayName: 'Astrid Admin', kind: 'administrator' },
    },
  ];
  deleted = [
    { id: 'd1', displayName: 'Gerda Gået', userPrincipalName: 'gerda@nordhavn.example', onPremisesSyncEnabled: true, deletedDateTime: ago(60 * 24 * 3) },
    { id: 'd2', displayName: 'Egon Egen', userPrincipalName: 'egon@nordhavn.example', onPremisesSyncEnabled: null, deletedDateTime: ago(60 * 24 * 29) },
  ];
  settings = {
    id: 'tenant',
    configuration: { accidentalDeletionPrevention: { synchronizationPreventionType: 'enabledForCount', alertThreshold: 500 } },
    features: { passwordWritebackEnabled: true, blockSoftMatchEnabled: false, blockCloudObjectTakeoverThroughHardMatchEnabled: false },
  };
  /** What `explain` answers. */
  explanation = {
    found: true, several: false, object: { distinguishedName: 'CN=Bo,OU=Gæster,DC=nordhavn,DC=example', guid: randomUUID(), domain: 'nordhavn.example' },
    inScope: false, why: 'outside_units', whyDetails: {}, joined: false, anchor: '', tenantId: '', exported: 'no', refusal: '', wouldDo: 'nothing',
    changes: [{ attribute: 'displayName', from: '', to: 'Bo Berg' }],
  };

  /** Status and body, or undefined: not of synchronisation. `require` throws unless it is a Global Administrator. */
  answer(call, url, body, require) {
    const at = url.pathname;
    if (call === `GET ${SETTINGS}`) return [200, { value: [this.settings] }];
    if (call === `PATCH ${SETTINGS}/tenant`) {
      require();
      this.settings = { ...this.settings, ...body };
      return [204];
    }
    if (at.startsWith(DELETED)) return this.#deleted(call, at.slice(DELETED.length), require);
    if (!at.startsWith(BASE)) return undefined;
    switch (call.replace(BASE, '')) {
      case 'GET status': {
        const counts = { users: 9_800, groups: 310, quarantined: this.conflicts.length, deletedUsers: this.deleted.length };
        return [200, { agents: this.agents, heldRemovals: this.heldRemovals, counts, orders: this.orders }];
      }
      case 'GET runs':
        return [200, pageOf(this.runs, url)];
      case 'GET conflicts':
        return [200, pageOf(this.conflicts, url)];
      case 'POST explain':
        return [200, body.user === 'nobody' ? { ...this.explanation, found: false, object: null, why: 'not_found', changes: [] } : this.explanation];
      case 'POST run':
      case 'POST fullRun':
      case 'POST allowRemovals':
        require();
        this.#order(call.split('/').at(-1));
        return [202];
      default:
        return undefined;
    }
  }

  /** As a user's `onPremisesProvisioningErrors`. */
  errorsOf(id) {
    const names = { userPrincipalName: 'UserPrincipalName', proxyAddresses: 'ProxyAddresses' };
    return this.conflicts
      .filter((one) => one.id === id)
      .map(({ property, value, occurredDateTime }) => ({
        category: 'PropertyConflict', propertyCausingError: names[property], value, occurredDateTime,
      }));
  }

  #order(act) {
    const order = { run: 'run', fullRun: 'full', allowRemovals: 'allow_removals' }[act];
    if (order === 'allow_removals') this.heldRemovals = null;
    this.orders.unshift({
      id: randomUUID(), order, agentId: this.agents[0]?.id, requestedBy: 'astrid@nordhavn.example', requestedDateTime: ago(0), state: 'waiting',
      answeredDateTime: null, problem: null,
    });
  }

  #deleted(call, rest, require) {
    if (rest === 'microsoft.graph.user') return [200, { value: this.deleted }];
    require();
    const [id, action] = rest.split('/');
    this.deleted = this.deleted.filter((one) => one.id !== id);
    return action === 'restore' ? [200, {}] : [204];
  }
}
