/**
 * /scim/v2 as two SCIM libraries of others see it: SCIMMY, which has the RFC's schemas and its own PATCH, and scim2-parse-filter,
 * which has its own filters. What we answer must be what they expect.
 */
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { after, before, describe, test } from 'node:test';

import { TenantAlone } from '../lib/tenant_alone.mjs';

const require = createRequire(new URL('../../web/package.json', import.meta.url));
const SCIMMY = require('scimmy').default;
const { filter: filterBy, parse } = require('scim2-parse-filter');

const USER = 'urn:ietf:params:scim:schemas:core:2.0:User';
const GROUP = 'urn:ietf:params:scim:schemas:core:2.0:Group';
const ENTERPRISE = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';
const ON_PREMISES = 'urn:tilbage:params:scim:schemas:onprem:2.0:User';
const PATCH_OP = 'urn:ietf:params:scim:api:messages:2.0:PatchOp';

let tenant;
let serial = 0;
before(async () => { tenant = await TenantAlone.up(); });
after(async () => { await tenant?.down(); });

/** A user with everything that RFC 7643 §8.3 shows and we keep. */
function barbara(more = {}) {
  serial += 1;
  return {
    schemas: [USER, ENTERPRISE],
    externalId: `7019${serial}`,
    userName: `bjensen${serial}@example.com`,
    name: { familyName: 'Jensen', givenName: 'Barbara' },
    displayName: 'Babs Jensen',
    emails: [{ value: `bjensen${serial}@example.com`, type: 'work' }, { value: `babs${serial}@jensen.org`, type: 'other' }],
    addresses: [{ streetAddress: '100 Universal City Plaza', locality: 'Hollywood', region: 'CA', postalCode: '91608', country: 'US', type: 'work' }],
    phoneNumbers: [{ value: '555-555-5555', type: 'work' }, { value: '555-555-4444', type: 'mobile' }],
    title: 'Tour Guide',
    preferredLanguage: 'en-US',
    active: true,
    [ENTERPRISE]: { employeeNumber: '701984', organization: 'Universal Studios', department: 'Tour Operations' },
    ...more,
  };
}

function fromDirectory(more = {}) {
  const user = barbara();
  const anchor = Buffer.alloc(16, 1);
  anchor.writeUInt32LE(serial);
  return {
    ...user,
    schemas: [USER, ENTERPRISE, ON_PREMISES],
    externalId: anchor.toString('base64'),
    [ON_PREMISES]: {
      sAMAccountName: `bjensen${serial}`, netbiosDomain: 'EX1', domain: 'ex1.test', userAccountControl: 512, adminCount: false,
      passwordSetAt: '2026-11-23T07:05:09.250Z', proxyAddresses: [`SMTP:bjensen${serial}@example.com`], extensionAttribute7: 'seven',
    },
    ...more,
  };
}

async function created(user) {
  const answer = await tenant.scim('POST', '/Users', user);
  assert.equal(answer.status, 201, answer.body);
  return answer.json;
}

/** A SCIMMY definition from what /Schemas says: its constructors refuse names, types and characteristics that cannot be. */
function definitionOf(schema) {
  const attributeOf = (attribute) => {
    const config = { required: attribute.required, multiValued: attribute.multiValued, description: attribute.description };
    config.mutable = attribute.mutability === 'readWrite' || attribute.mutability;
    config.returned = attribute.returned === 'default' || attribute.returned;
    if (attribute.caseExact !== undefined) config.caseExact = attribute.caseExact;
    if (attribute.uniqueness !== undefined) config.uniqueness = attribute.uniqueness;
    if (attribute.referenceTypes) config.referenceTypes = attribute.referenceTypes;
    if (attribute.canonicalValues) config.canonicalValues = attribute.canonicalValues;
    return new SCIMMY.Types.Attribute(attribute.type, attribute.name, config, (attribute.subAttributes ?? []).map(attributeOf));
  };
  // It knows only URNs of IANA's; RFC 7643 §10 leaves others to whoever owns the namespace.
  const urn = schema.id.replace('urn:tilbage:params:scim:schemas:', 'urn:ietf:params:scim:schemas:tilbage:');
  return new SCIMMY.Types.SchemaDefinition(schema.name, urn, schema.description, schema.attributes.map(attributeOf));
}

const plain = (value) => JSON.parse(JSON.stringify(value));

describe('what the service tells of itself', () => {
  test('its configuration, resource types and schemas are such as SCIMMY reads', async () => {
    const config = await tenant.scim('GET', '/ServiceProviderConfig');
    assert.doesNotThrow(() => new SCIMMY.Schemas.ServiceProviderConfig(config.json));
    assert.equal(config.json.patch.supported && config.json.bulk.supported && config.json.filter.supported, true);
    const types = await tenant.scim('GET', '/ResourceTypes');
    for (const type of types.json.Resources) {
      assert.doesNotThrow(() => new SCIMMY.Schemas.ResourceType(type));
      assert.equal((await tenant.scim('GET', type.endpoint)).status, 200);
      for (const { schema } of type.schemaExtensions) assert.equal((await tenant.scim('GET', `/Schemas/${schema}`)).status, 200);
    }
    const schemas = await tenant.scim('GET', '/Schemas');
    for (const schema of schemas.json.Resources) assert.doesNotThrow(() => definitionOf(schema), schema.id);
  });

  test("attributes that the RFC has, too, are of the RFC's types", async () => {
    const rfc = { [USER]: SCIMMY.Schemas.User, [GROUP]: SCIMMY.Schemas.Group, [ENTERPRISE]: SCIMMY.Schemas.EnterpriseUser };
    const differ = (ours, theirs, path) => {
      const found = theirs.find(({ name }) => name === ours.name);
      assert.ok(found, `${path}${ours.name} is not in the RFC`);
      assert.deepEqual([ours.type, ours.multiValued], [found.type, found.multiValued], path + ours.name);
      for (const sub of ours.subAttributes ?? []) differ(sub, found.subAttributes, `${path}${ours.name}.`);
    };
    for (const [urn, theirs] of Object.entries(rfc)) {
      const { json } = await tenant.scim('GET', `/Schemas/${urn}`);
      for (const ours of json.attributes) differ(ours, plain(theirs.definition.describe()).attributes, `${urn}:`);
    }
  });
});

describe('users', () => {
  test("what was sent comes back, and the RFC's schema takes it", async () => {
    const sent = barbara();
    const made = await created(sent);
    for (const [name, value] of Object.entries(sent)) {
      if (name === 'name') assert.deepEqual(made.name, { ...value, formatted: 'Barbara Jensen' });
      else assert.deepEqual(made[name], value, name);
    }
    const { formatted: _, ...names } = made.name;
    const checked = plain(new SCIMMY.Schemas.User({ ...made, name: names }, 'in'));
    for (const name of ['userName', 'displayName', 'title', 'active', 'emails', 'phoneNumbers', 'preferredLanguage'])
      assert.deepEqual(checked[name], made[name], name);
  });

  test('every answer has only what our own schemas say', async () => {
    const made = await created(fromDirectory());
    for (const urn of made.schemas) {
      const definition = definitionOf((await tenant.scim('GET', `/Schemas/${urn}`)).json);
      const part = urn === USER ? made : made[urn];
      const known = new Set(definition.attributes.map(({ name }) => name));
      for (const name of Object.keys(part))
        assert.ok(known.has(name) || ['id', 'externalId', 'schemas', 'meta'].includes(name) || name.startsWith('urn:'), `${urn}:${name}`);
      const values = Object.fromEntries(Object.entries(part).filter(([name]) => known.has(name)));
      assert.doesNotThrow(() => definition.coerce({ ...values, id: made.id, schemas: [definition.id] }, 'out'), urn);
    }
  });

  test('they are replaced and removed, with versions', async () => {
    const made = await created(barbara());
    const path = `/Users/${made.id}`;
    const stale = await tenant.scim('PUT', path, barbara(), { 'If-Match': 'W/"stale"' });
    assert.equal(stale.status, 412);
    const { title: _, ...without } = made;
    const replaced = await tenant.scim('PUT', path, without, { 'If-Match': made.meta.version });
    assert.equal(replaced.status, 200, replaced.body);
    assert.equal(replaced.json.title, undefined);
    assert.equal(replaced.headers.etag, replaced.json.meta.version);
    assert.equal((await tenant.scim('GET', path, undefined, { 'If-None-Match': replaced.headers.etag })).status, 304);
    assert.equal((await tenant.scim('DELETE', path)).status, 204);
    const gone = await tenant.scim('GET', path);
    assert.equal(gone.status, 404);
    assert.deepEqual([gone.json.schemas, gone.json.status], [['urn:ietf:params:scim:api:messages:2.0:Error'], '404']);
  });

  const operations = [
    [{ op: 'replace', path: 'displayName', value: 'Barbara' }],
    [{ op: 'add', path: 'title', value: 'Boss' }, { op: 'remove', path: 'preferredLanguage' }],
    [{ op: 'replace', path: 'name.familyName', value: "O'Malley" }],
    [{ op: 'replace', value: { active: false, title: 'Away' } }],
    [{ op: 'remove', path: 'emails[type eq "other"]' }],
    [{ op: 'replace', path: 'phoneNumbers[type eq "mobile"].value', value: '1' }],
    [{ op: 'add', path: 'phoneNumbers', value: [{ value: '2', type: 'home' }] }],
    [{ op: 'replace', path: 'emails', value: [{ value: 'new@example.com', type: 'work' }] }],
    [{ op: 'remove', path: 'title' }],
    [{ op: 'replace', path: `${ENTERPRISE}:department`, value: 'Sales' }],
    [{ op: 'add', path: `${ENTERPRISE}:employeeNumber`, value: '7' }],
    [{ op: 'remove', path: `${ENTERPRISE}:organization` }],
    [{ op: 'replace', path: 'addresses[type eq "work"].locality', value: 'Burbank' }],
  ];
  for (const Operations of operations) {
    test(`PATCH ${JSON.stringify(Operations)} does what SCIMMY does`, async () => {
      const made = await created(barbara());
      const { meta, id, schemas, externalId, name: { formatted: _, ...name }, ...rest } = made;
      SCIMMY.Schemas.User.extend(SCIMMY.Schemas.EnterpriseUser, false);
      const resource = new SCIMMY.Schemas.User({ ...rest, name, schemas, id }, 'both');
      const expected = plain(await new SCIMMY.Messages.PatchOp({ schemas: [PATCH_OP], Operations }).apply(resource) ?? resource);
      const answer = await tenant.scim('PATCH', `/Users/${id}`, { schemas: [PATCH_OP], Operations });
      assert.equal(answer.status, 200, answer.body);
      for (const attribute of [...Object.keys(rest), 'name']) {
        const { formatted: __, ...ours } = attribute === 'name' ? answer.json.name : { value: answer.json[attribute] };
        const theirs = attribute === 'name' ? expected.name : { value: expected[attribute] };
        assert.deepEqual(ours, theirs, attribute);
      }
    });
  }

  test('filters find whom scim2-parse-filter finds', async () => {
    const people = [];
    for (const [number, title] of ['Boss', 'Clerk', 'Boss', 'Guide'].entries())
      people.push(await created(fromDirectory({ title, active: number !== 1, displayName: `Person ${number}` })));
    await tenant.scim('PATCH', `/Users/${people[3].id}`, { schemas: [PATCH_OP], Operations: [{ op: 'remove', path: 'title' }] });
    const everybody = (await tenant.scim('GET', '/Users?count=1000')).json;
    assert.equal(everybody.totalResults, everybody.Resources.length);
    const filters = [
      `userName eq "${people[0].userName}"`, `externalId eq "${people[1].externalId}"`, `id eq "${people[2].id}"`,
      'title eq "Boss"', 'title ne "Boss" and title pr', 'not (title pr)', 'title pr', 'displayName co "son 1"', 'displayName sw "Person"',
      'userName ew "@example.com"', 'active eq false', 'active eq true and (title eq "Clerk" or title eq "Boss")',
      'title eq "Boss" or title eq "Clerk" and active eq false', `emails[type eq "work" and value eq "${people[0].userName}"]`,
      'emails.type eq "other"', 'name.familyName eq "Jensen"', 'displayName gt "Person 1"', 'displayName le "Person 1"',
      'addresses[locality eq "Hollywood"]', 'phoneNumbers[type eq "fax"]',
    ];
    for (const text of filters) {
      const expected = everybody.Resources.filter(filterBy(parse(text))).map(({ id }) => id).sort();
      const found = (await tenant.scim('GET', `/Users?count=1000&filter=${encodeURIComponent(text)}`)).json;
      assert.deepEqual(found.Resources.map(({ id }) => id).sort(), expected, text);
      assert.equal(found.totalResults, expected.length);
      const searched = await tenant.scim('POST', '/Users/.search', {
        schemas: ['urn:ietf:params:scim:api:messages:2.0:SearchRequest'], filter: text, count: 1000, attributes: ['userName'],
      });
      assert.deepEqual(searched.json.Resources.map(({ id }) => id).sort(), expected, text);
    }
  });

  test('pages hold everybody once', async () => {
    const seen = new Set();
    for (let startIndex = 1; ; startIndex += 7) {
      const { json } = await tenant.scim('GET', `/Users?startIndex=${startIndex}&count=7&attributes=userName`);
      for (const { id } of json.Resources) assert.equal(seen.has(id), false), seen.add(id);
      assert.equal(json.itemsPerPage, json.Resources.length);
      if (startIndex + 7 > json.totalResults) { assert.equal(seen.size, json.totalResults); break; }
    }
  });

  test('what is wrong is said as RFC 7644 says it', async () => {
    const made = await created(barbara());
    const wrong = [
      ['GET', '/Users?filter=userName%20xx%20%22a%22', undefined, 400, 'invalidFilter'],
      ['POST', '/Users', { schemas: [USER] }, 400, 'invalidValue'],
      ['POST', '/Users', barbara({ userName: made.userName }), 409, 'uniqueness'],
      ['PATCH', `/Users/${made.id}`, { schemas: [PATCH_OP], Operations: [{ op: 'remove', path: 'userName' }] }, 400, 'mutability'],
      ['PATCH', `/Users/${made.id}`, { schemas: [PATCH_OP], Operations: [{ op: 'add', path: 'nobody', value: 1 }] }, 400, 'invalidPath'],
      ['PATCH', `/Users/${made.id}`, { schemas: [PATCH_OP], Operations: [{ op: 'replace', path: 'emails[type eq "x"].value', value: 'a@b' }] }, 400, 'noTarget'],
      ['GET', '/Me', undefined, 501, undefined],
      ['POST', '/Bulk', { schemas: ['urn:ietf:params:scim:api:messages:2.0:BulkRequest'], Operations: Array(1001).fill({ method: 'DELETE', path: '/Users/1' }) }, 413, undefined],
    ];
    for (const [method, path, body, status, scimType] of wrong) {
      const answer = await tenant.scim(method, path, body);
      assert.deepEqual([answer.status, answer.json.status, answer.json.scimType], [status, String(status), scimType], path);
      const { schemas, ...said } = answer.json;
      assert.deepEqual(schemas, [SCIMMY.Messages.ErrorResponse.id]);
      assert.doesNotThrow(() => new SCIMMY.Messages.ErrorResponse(said), path);
    }
    assert.equal((await tenant.send('GET', '/scim/v2/Users')).status, 401);
    for (const [method, path, status] of [['GET', '/Nothing', 404], ['PUT', '/Users', 405], ['GET', '/Bulk', 405]]) {
      const answer = await tenant.scim(method, path);
      assert.deepEqual([answer.status, answer.json.status], [status, String(status)], path);
    }
  });
});

describe('groups and bulks', () => {
  test('a bulk with references forward and in a circle is made in one go', async () => {
    const group = (displayName, members) => ({ schemas: [GROUP], displayName, members });
    const request = new SCIMMY.Messages.BulkRequest({
      schemas: [SCIMMY.Messages.BulkRequest.id],
      Operations: [
        { method: 'POST', path: '/Groups', bulkId: 'a', data: group('A', [{ value: 'bulkId:b', type: 'Group' }, { value: 'bulkId:anna', type: 'User' }]) },
        { method: 'POST', path: '/Groups', bulkId: 'b', data: group('B', [{ value: 'bulkId:a', type: 'Group' }]) },
        { method: 'POST', path: '/Users', bulkId: 'anna', data: barbara({ [ENTERPRISE]: { manager: { value: 'bulkId:bo' } } }) },
        { method: 'POST', path: '/Users', bulkId: 'bo', data: barbara() },
      ],
    });
    const answer = await tenant.scim('POST', '/Bulk', plain(request));
    assert.equal(answer.status, 200, answer.body);
    const { Operations } = new SCIMMY.Messages.BulkResponse(answer.json.Operations);
    assert.deepEqual(Operations.map(({ status }) => status), ['201', '201', '201', '201'], answer.body);
    const [a, b, anna, bo] = Operations.map(({ location }) => location.slice(location.lastIndexOf('/') + 1));
    const members = async (id) => ((await tenant.scim('GET', `/Groups/${id}`)).json.members ?? []).map(({ value }) => value).sort();
    assert.deepEqual(await members(a), [anna, b].sort());
    assert.deepEqual(await members(b), [a]);
    assert.equal((await tenant.scim('GET', `/Users/${anna}`)).json[ENTERPRISE].manager.value, bo);
    const patch = { schemas: [PATCH_OP], Operations: [{ op: 'remove', path: `members[value eq "${anna}"]` }, { op: 'add', path: 'members', value: [{ value: bo }] }] };
    assert.equal((await tenant.scim('PATCH', `/Groups/${a}`, patch)).status, 204);
    assert.deepEqual(await members(a), [b, bo].sort());
    const group_ = (await tenant.scim('GET', `/Groups/${a}`)).json;
    assert.doesNotThrow(() => new SCIMMY.Schemas.Group(group_, 'in'));
  });
});
