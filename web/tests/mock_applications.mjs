/** The part of the mock tenant that is the applications (docs/protocol.md §9 and §13), refusing in the tenant's own words. */

import { createHash, randomUUID } from 'node:crypto';
import { Failure } from './mock_failure.mjs';

const ROOT = '/v1.0/applications';
const DAY_MS = 24 * 60 * 60 * 1000;
const MOST_SECRETS = 2;

export class MockApplications {
  all = [];
  /** Every secret that was given out, in full. */
  secrets = [];
  /** What was sent by PATCH and taken. */
  changes = [];
  #groups;

  constructor(groups) {
    this.#groups = groups;
  }

  add(members = {}) {
    const id = randomUUID();
    const one = {
      id,
      appId: id,
      displayName: 'Intranet',
      createdDateTime: '2026-11-20T08:00:00Z',
      isFallbackPublicClient: false,
      web: { redirectUris: [] },
      publicClient: { redirectUris: [] },
      postLogoutRedirectUris: [],
      appRoleAssignmentRequired: false,
      assignedGroupIds: [],
      groupMembershipClaims: 'None',
      passwordCredentials: [],
      ...members,
    };
    this.all.push(one);
    return one;
  }

  addSecret(one, { displayName = '', endDateTime = in365Days() } = {}) {
    const secretText = `${String(this.secrets.length).padStart(3, 'q')}-${randomUUID()}`;
    this.secrets.push(secretText);
    const startDateTime = new Date().toISOString();
    const secret = { keyId: randomUUID(), displayName, hint: secretText.slice(0, 3), startDateTime, endDateTime };
    one.passwordCredentials.push(secret);
    return { ...secret, secretText };
  }

  /** undefined: not for this part. */
  answer(call, url, body, ifMatch, require) {
    if (url.pathname !== ROOT && !url.pathname.startsWith(`${ROOT}/`)) return undefined;
    const [, , , id, action] = url.pathname.split('/');
    const [method] = call.split(' ');
    if (method !== 'GET') require();
    if (id === undefined) {
      if (method === 'GET') return [200, { value: this.all }];
      this.#check(body);
      return [201, this.add(body)];
    }
    const one = this.all.find((application) => application.id === id);
    if (one === undefined) throw new Failure(404, 'Request_ResourceNotFound');
    if (action === 'addPassword') return [200, this.#addPassword(one, body.passwordCredential ?? {})];
    if (action === 'removePassword') {
      const kept = one.passwordCredentials.filter(({ keyId }) => keyId !== body.keyId);
      if (kept.length === one.passwordCredentials.length) throw new Failure(404, 'Request_ResourceNotFound');
      one.passwordCredentials = kept;
      return [204, undefined];
    }
    if (method !== 'GET' && ifMatch !== undefined && ifMatch !== etagOf(one)) throw new Failure(412, 'resourceModified');
    if (method === 'DELETE') {
      this.all = this.all.filter((application) => application !== one);
      return [204, undefined];
    }
    if (method === 'PATCH') {
      this.#check({ displayName: one.displayName, ...body });
      this.changes.push(body);
      Object.assign(one, body);
    }
    return [200, one, { ETag: etagOf(one) }];
  }

  #addPassword(one, wanted) {
    const lifetime = Date.parse(wanted.endDateTime ?? in365Days()) - Date.now();
    if (lifetime <= 0 || lifetime > 730 * DAY_MS) throw wrong('InvalidLifetime', 'passwordCredential/endDateTime');
    const serving = one.passwordCredentials.filter(({ endDateTime }) => Date.parse(endDateTime) > Date.now());
    if (serving.length >= MOST_SECRETS) throw wrong('TooManySecrets', 'passwordCredential');
    one.passwordCredentials = serving;
    return this.addSecret(one, wanted);
  }

  #check({ displayName = '', web, publicClient, postLogoutRedirectUris = [], assignedGroupIds = [] }) {
    if (displayName.trim() === '' || [...displayName].length > 120) throw wrong('InvalidName', 'displayName');
    const lists = {
      'web/redirectUris': web?.redirectUris ?? [],
      'publicClient/redirectUris': publicClient?.redirectUris ?? [],
      postLogoutRedirectUris,
    };
    for (const [target, list] of Object.entries(lists)) {
      if (list.length > 20) throw wrong('TooManyUris', target);
      const bad = list.find((uri) => !/^(https:\/\/|http:\/\/(localhost|127\.0\.0\.1|\[::1\])[:/])[^#*]*$/.test(uri));
      if (bad !== undefined) throw wrong('InvalidUri', target, bad);
    }
    const gone = assignedGroupIds.find((id) => !this.#groups.some((group) => group.id === id));
    if (gone !== undefined) throw wrong('GroupNotFound', 'assignedGroupIds', gone);
  }
}

/** Of what PATCH changes: a secret that comes or goes is no other version. */
function etagOf({ passwordCredentials, ...changeable }) {
  return `"${createHash('sha256').update(JSON.stringify(changeable)).digest('hex').slice(0, 16)}"`;
}

function in365Days() {
  return new Date(Date.now() + 365 * DAY_MS).toISOString();
}

function wrong(code, target, value) {
  return new Failure(400, 'Request_BadRequest', [{ code, target, message: code, ...(value === undefined ? {} : { value }) }]);
}
