/** The part of the mock tenant that is the help desk (docs/protocol.md §14). */

import { Failure } from './mock_failure.mjs';

const ROOT = '/beta/helpdesk/people';
const at = (minutes) => new Date(Date.now() + minutes * 60_000).toISOString();
const obstacle = (trouble, more = {}) => ({ trouble, sinceDateTime: null, untilDateTime: null, count: null, ...more });

export class MockHelpdesk {
  obstacles = [obstacle('accountLocked', { sinceDateTime: at(-4), untilDateTime: at(26) })];
  directory = { isLive: true, reason: null };
  networks = ['192.0.2.0/24'];
  recent = [
    { activity: 'reset.verify', result: 'code_wrong', count: 3, lastDateTime: at(-12), byAdministrator: false },
    { activity: 'password.reset', result: 'password_in_history', count: 1, lastDateTime: at(-60), byAdministrator: false },
  ];
  methods = [
    { method: 'email', hint: 'a•••@m•••', canBeReadAloud: true, takesLink: true },
    { method: 'mobilePhone', hint: '••• 50', canBeReadAloud: true, takesLink: true },
    { method: 'authenticatorApp', hint: null, canBeReadAloud: true, takesLink: false },
    { method: 'recoveryCode', hint: null, canBeReadAloud: false, takesLink: false },
  ];
  verifyCaller = 'required';
  isAdministrator = false;
  verification = null;
  /** The code that was sent last; an app shows 654321. */
  code = '123456';
  sent = [];
  notes = [];
  links = [];
  #people;

  constructor(people) {
    this.#people = people;
  }

  set(trouble, more) {
    this.obstacles = trouble === null ? [] : [obstacle(trouble, more)];
  }

  unlock() {
    this.obstacles = this.obstacles.filter(({ trouble }) => trouble !== 'accountLocked');
  }

  /** undefined: not for this part. */
  answer(call, url, body, require) {
    if (!url.pathname.startsWith(ROOT)) return undefined;
    const [, , , , id, resource, action] = url.pathname.split('/');
    const method = call.split(' ')[0];
    if (id === undefined) return [200, this.#find(url.searchParams.get('search') ?? '')];
    const person = this.#people.find((one) => one.id === decodeURIComponent(id));
    if (person === undefined) throw new Failure(404, 'Request_ResourceNotFound');
    if (resource === undefined) return [200, this.#situation(person)];
    require();
    if (resource === 'resetLinks') {
      this.links.push(body);
      return [201, { method: body.method, hint: this.#hint(body.method) }];
    }
    if (method === 'DELETE') {
      if (this.verification === null) throw new Failure(404, 'Request_ResourceNotFound');
      this.verification = null;
      return [204, undefined];
    }
    if (action === 'codes') {
      this.sent.push(body);
      return [201, { method: body.method, hint: this.#hint(body.method), expiresDateTime: at(5), resendAfterSeconds: 30 }];
    }
    if (action === 'note') {
      this.notes.push(body.note);
      return [200, this.#verify('note')];
    }
    const right = body.method === 'authenticatorApp' ? '654321' : this.code;
    if (body.code.replaceAll(' ', '') !== right) throw new Failure(422, 'code_wrong', { triesLeft: 4 });
    return [200, this.#verify(body.method)];
  }

  #verify(method) {
    this.verification = { method, verifiedDateTime: at(0), expiresDateTime: at(15) };
    return this.verification;
  }

  #hint(method) {
    return this.methods.find((one) => one.method === method)?.hint ?? '';
  }

  #find(typed) {
    const text = typed.toLowerCase();
    const found = this.#people.filter((one) => `${one.displayName} ${one.userPrincipalName}`.toLowerCase().includes(text));
    const value = found.slice(0, 20).map((one) => ({ ...who(one), obstacle: one.accountEnabled ? null : obstacle('accountDisabled') }));
    return { value, isTruncated: found.length > 20 };
  }

  #situation(person) {
    return {
      ...who(person),
      onPremisesDomainName: person.onPremisesDomainName,
      preferredLanguage: person.preferredLanguage,
      isFromDirectory: true,
      isAdministrator: this.isAdministrator,
      obstacles: this.obstacles,
      directory: {
        asOfDateTime: at(0),
        passwordSetDateTime: '2026-10-02T07:15:00Z',
        passwordExpiresDateTime: '2027-01-02T07:15:00Z',
        accountExpiresDateTime: null,
        ...this.directory,
      },
      wrongPasswordNetworks: this.networks,
      recent: this.recent,
      methods: this.methods,
      methodsRequired: 1,
      verifyCaller: this.verifyCaller,
      verification: this.verification,
    };
  }
}

function who({ id, displayName, userPrincipalName, onPremisesSamAccountName }) {
  return { id, displayName, userPrincipalName, onPremisesSamAccountName, jobTitle: 'Sagsbehandler', department: 'Borgerservice' };
}
