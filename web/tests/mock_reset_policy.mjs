/** The part of the mock tenant that keeps the password reset policy, its audit and its report (docs/protocol.md §12). */

const DAY_MS = 86_400_000;
const POLICY = '/beta/policies/passwordReset';
const PROTECTION = '/beta/policies/passwordProtection';

const ACTIVITIES = [
  ['password.reset', 'success', ''],
  ['reset.verify', 'failure', 'code_wrong'],
  ['Self-service password reset policy changes', 'success', ''],
  ['password.reset', 'failure', 'password_too_short'],
  ['account.unlock', 'success', ''],
];

function auditOf(index) {
  const [activity, result, resultReason] = ACTIVITIES[index % ACTIVITIES.length];
  const isPolicy = activity.startsWith('Self');
  const person = { id: 'p', displayName: 'Åse Bæk', userPrincipalName: 'aase.000012@nordhavn.example' };
  const administrator = { id: 'a', displayName: 'Astrid Admin', userPrincipalName: 'astrid@nordhavn.example' };
  return {
    id: String(1000 - index),
    category: 'SelfServicePasswordManagement',
    correlationId: `c-${index}`,
    result,
    resultReason,
    activityDisplayName: activity,
    activityDateTime: new Date(Date.UTC(2026, 10, 22, 9, 30) - index * 3_600_000).toISOString(),
    loggedByService: 'Self-service Password Management',
    initiatedBy: isPolicy ? { user: administrator, app: null } : { user: null, app: { displayName: 'anonymous' } },
    targetResources: isPolicy ? [] : [{ type: 'User', ...person }],
    additionalDetails: isPolicy ? [{ key: 'setting', value: 'enabled' }, { key: 'old', value: '=none' }, { key: 'new', value: 'all' }] : [],
  };
}

export class MockResetPolicy {
  policy = {
    enabled: 'none',
    groupIds: [],
    methodsRequired: 1,
    methods: ['email', 'mobilePhone', 'recoveryCode', 'temporaryAccessCode'],
    availableMethods: ['email', 'mobilePhone', 'securityQuestions', 'recoveryCode'],
    questions: { toRegister: 5, toReset: 3, predefined: [], custom: [] },
    registrationRequired: true,
    reconfirmDays: 180,
    notifyPeople: true,
    notifyAdministrators: false,
    expiryReminders: { enabled: false, daysBefore: [14, 7, 3, 1], atHour: 8, timeZone: 'UTC', after: false },
    helpdesk: { verifyCaller: 'required' },
    customization: { helpdesk: '', logo: null, accentColor: '', identifyText: { da: '', en: '' } },
  };
  version = 1;
  protection = { enabled: false, mode: 'audit', words: [] };
  lastQuestion = 0;
  audits = Array.from({ length: 120 }, (_, index) => auditOf(index));
  /** What was asked of the audit last. */
  lastFilter = '';

  change(part) {
    const customization = { ...this.policy.customization, ...part.customization };
    this.policy = { ...this.policy, ...part, customization };
    this.version += 1;
  }

  /** undefined: not for this part. `text`: the body as it came. */
  answer(request, url, text, require) {
    if (url.pathname === '/v1.0/auditLogs/directoryAudits') return [200, this.#audits(url)];
    if (url.pathname === '/beta/reports/passwordReset') return [200, this.#report(Number(url.searchParams.get('days')))];
    if (url.pathname === PROTECTION) return this.#answerProtection(request, text, require);
    if (url.pathname !== POLICY && url.pathname !== `${POLICY}/logo`) return undefined;
    const etag = () => ({ ETag: `W/"${this.version}"` });
    if (request.method === 'GET') return [200, this.policy, etag()];
    require();
    const fail = (status, code, details) => [status, { error: { code, message: code, details } }];
    if (request.headers['if-match'] !== etag().ETag) return fail(412, 'resourceModified');
    if (request.method === 'PATCH') {
      const change = JSON.parse(text);
      const mistake = this.#mistake(change);
      if (mistake !== null) return fail(400, 'Request_BadRequest', [{ property: mistake, message: 'wrong' }]);
      for (const question of change.questions?.custom ?? []) question.number ??= ++this.lastQuestion;
      this.change(change);
    } else {
      const logo = request.method === 'PUT' ? { type: request.headers['content-type'], url: '/portal/assets/logo.png' } : null;
      this.change({ customization: { logo } });
    }
    return [200, this.policy, etag()];
  }

  #answerProtection(request, text, require) {
    const etag = () => ({ ETag: `W/"${this.version}"` });
    if (request.method === 'GET') return [200, this.protection, etag()];
    require();
    if (request.headers['if-match'] !== etag().ETag) return [412, { error: { code: 'resourceModified', message: '' } }];
    const change = JSON.parse(text);
    if (change.words?.some((word) => word.length < 4 || word.length > 16)) {
      const details = [{ property: 'words', message: 'wrong' }];
      return [400, { error: { code: 'Request_BadRequest', message: 'wrong', details } }];
    }
    this.protection = { ...this.protection, ...change };
    this.version += 1;
    return [200, this.protection, etag()];
  }

  #mistake(change) {
    if (change.enabled === 'selected' && change.groupIds.length === 0) return 'groupIds';
    if (change.expiryReminders?.daysBefore.some((day) => day < 1 || day > 90)) return 'expiryReminders.daysBefore';
    if (change.expiryReminders?.timeZone === 'Europe/Atlantis') return 'expiryReminders.timeZone';
    if (change.reconfirmDays > 730) return 'reconfirmDays';
    if (change.methods !== undefined && change.methods.length < change.methodsRequired) return 'methods';
    const offered = (change.questions?.predefined.length ?? 0) + (change.questions?.custom.length ?? 0);
    if (change.methods?.includes('securityQuestions') === true && offered < change.questions.toRegister) return 'questions';
    if (change.customization?.accentColor === '#ffff00') return 'customization.accentColor';
    return null;
  }

  #audits(url) {
    this.lastFilter = url.searchParams.get('$filter') ?? '';
    const result = /result eq '(\w+)'/.exec(this.lastFilter)?.[1];
    const found = this.audits.filter((one) => result === undefined || one.result === result);
    const begin = Number(url.searchParams.get('$skiptoken') ?? 0);
    const end = begin + Number(url.searchParams.get('$top') ?? 100);
    const next = new URL(url);
    next.searchParams.set('$skiptoken', String(end));
    return { ...(end < found.length ? { '@odata.nextLink': next.href } : {}), value: found.slice(begin, end) };
  }

  #report(days) {
    const today = Math.floor(Date.UTC(2026, 10, 23) / DAY_MS);
    const tally = (succeeded, failed) => ({ succeeded, failed });
    const perDay = Array.from({ length: days }, (_, index) => {
      const isBusy = index % 7 < 5;
      return {
        date: new Date((today - days + 1 + index) * DAY_MS).toISOString().slice(0, 10),
        resets: tally(isBusy ? 3 + (index % 4) : 0, isBusy ? index % 3 : 0),
        unlocks: tally(isBusy ? index % 2 : 0, 0),
        changes: tally(0, 0),
        registrations: tally(0, 0),
      };
    });
    const total = (act) =>
      perDay.reduce((sum, day) => tally(sum.succeeded + day[act].succeeded, sum.failed + day[act].failed), tally(0, 0));
    return {
      days,
      totals: Object.fromEntries(['resets', 'unlocks', 'changes', 'registrations'].map((act) => [act, total(act)])),
      failures: [
        { reason: 'password_too_short', count: 12 },
        { reason: 'password_in_history', count: 4 },
      ],
      perDay,
    };
  }
}
