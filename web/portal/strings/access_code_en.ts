import type { NoticeText } from '../../fluent/notice';

/** The code that the helpdesk gives to somebody who called. */
export interface AccessCodeStrings {
  readonly button: string;
  readonly title: (name: string) => string;
  readonly verifyFirst: NoticeText;
  readonly text: string;
  readonly lifetime: string;
  readonly submit: string;
  readonly working: string;
  readonly notIssued: string;
  readonly issued: (name: string) => NoticeText;
  readonly code: string;
  readonly until: (time: string) => string;
  readonly howTo: string;
  readonly takeBack: string;
  readonly notTakenBack: string;
}

export const accessCodeEn: AccessCodeStrings = {
  button: 'Temporary access code',
  title: (name) => `Temporary access code for ${name}`,
  verifyFirst: {
    title: 'Verify who is calling first',
    text: 'Whoever has the code can pass as this person in one verification step. Follow your own procedure, for example by calling back on a number that you know already.',
  },
  text: 'The code takes the place of one verification step on the reset page. It works once, and replaces an older one. The person is told by mail that it was issued.',
  lifetime: 'Works for',
  submit: 'I have verified the caller: show the code',
  working: 'Making a code…',
  notIssued: 'No code was made',
  issued: (name) => ({
    title: `Give ${name} this code now`,
    text: 'It is not shown again, and is kept nowhere in a form that can be read.',
  }),
  code: 'Code',
  until: (time) => `Works once, until ${time}.`,
  howTo: 'On the reset page the person chooses “Use a temporary access code”.',
  takeBack: 'Take the code back',
  notTakenBack: 'The code was not taken back',
};
