import type { ApiErrorDetails } from '../api_error';
import type { Formats } from '../format';
import type { BannedPart } from '../reasons';
import type { Message, Strings } from './types';

const ASK = 'Contact your administrator.';
const NOTHING_CHANGED = 'Nothing was changed.';

const BANNED: Readonly<Record<BannedPart, Message>> = {
  word: {
    title: 'This password contains words that aren’t allowed',
    text: 'Your organisation has a list of words that are too easy to guess. Too little of the password is anything else.',
    next: 'Choose other words, or add more to it.',
  },
  name: {
    title: 'This password contains your name',
    text: 'Your names and your user name are guessed first, also with 0 for o or @ for a.',
    next: 'Choose a password without them.',
  },
  organization: {
    title: 'This password contains your organisation’s name',
    text: 'It is guessed first, also with 0 for o or @ for a.',
    next: 'Choose a password without it.',
  },
  breached: {
    title: 'This password is known from a data breach',
    text: 'It is on a list of passwords that have leaked somewhere, and such lists are tried first.',
    next: 'Choose another one. If you use it elsewhere too, change it there as well.',
  },
};

export const en: Strings = {
  language: { own: 'English', switchTo: { en: 'English', da: 'Dansk' } },
  product: 'Tilbage',
  common: {
    next: 'Next',
    back: 'Back',
    tryAgain: 'Try again',
    startAgain: 'Start again',
    working: 'Working…',
    supportCode: 'Support code',
    copy: 'Copy',
    copied: 'Copied',
    help: 'Need help?',
    helpLink: 'Contact the helpdesk',
    toAccount: 'Go to my account',
    step: (step, of) => `Step ${step} of ${of}`,
    sessionEndsSoon: (left) => `You have ${left} left to finish. After that you must start again.`,
  },
  contact: {
    button: 'Contact your administrator',
    asked: 'If the account exists, your administrator has been asked to contact you. Be ready to show that it’s you.',
  },
  identify: {
    title: 'Get back into your account',
    intro: 'First we check that it’s you. Then you can sign in again.',
    userId: 'User ID',
    hint: 'The name you sign in with, such as name@example.org or DOMAIN\\name',
    missing: 'Enter your user ID.',
    checking: 'There is a lot of traffic from your network. Your browser is doing a small calculation first…',
  },
  intent: {
    title: 'Why are you having trouble signing in?',
    choices: {
      reset: { label: 'I forgot my password', hint: 'You choose a new password.' },
      unlock: {
        label: "I know my password, but still can't sign in",
        hint: 'We unlock your account. Your password stays the same.',
      },
    },
  },
  verify: {
    title: (number) => `Verification step ${number}`,
    intro: 'How do you want to show that it’s you?',
    methods: {
      email: {
        label: 'Email my alternate email',
        hint: (masked) =>
          masked === null ? 'We send a code to your alternate address.' : `We send a code to ${masked}.`,
      },
      mobilePhone: {
        label: 'Text my mobile phone',
        hint: (masked) =>
          masked === null ? 'We send a code to your mobile phone.' : `We send a code to the number that ends in ${lastDigits(masked)}.`,
      },
      authenticatorApp: {
        label: 'Enter a code from my authenticator app',
        hint: () => 'The app on your phone shows a new code every 30 seconds.',
      },
      passkey: { label: 'Use a passkey', hint: () => 'Your fingerprint, your face, your PIN or a security key.' },
      securityQuestions: {
        label: 'Answer my security questions',
        hint: () => 'Those that you have answered before.',
      },
      recoveryCode: { label: 'Use a recovery code', hint: () => 'One of the codes that you printed or wrote down.' },
      temporaryAccessCode: {
        label: 'Use a temporary access code',
        hint: () => 'Your helpdesk has given it to you.',
      },
    },
    noMethod: 'There is no way to verify you here. Contact your administrator.',
    send: 'Send code',
    sendAgain: 'Send a new code',
    sendAgainIn: (left) => `You can ask for a new code in ${left}.`,
    sent: {
      email: {
        title: 'Look in your alternate mailbox',
        text: (validFor) =>
          `If the account exists and has an alternate email address, a code is on its way. It works for ${validFor}.`,
        hint: 'No email? Look in your junk folder, and check that your user ID is right.',
      },
      mobilePhone: {
        title: 'Look at your phone',
        text: (validFor) => `A code is on its way in a text message. It works for ${validFor}.`,
        hint: 'It usually takes less than a minute.',
      },
    },
    number: 'Mobile phone number',
    numberHint: (masked) =>
      masked === null
        ? 'The whole number with the country code, such as +45 12 34 56 78'
        : `The whole number with the country code. It ends in ${lastDigits(masked)}.`,
    numberMissing: 'Enter the whole number.',
    code: 'Verification code',
    codeHint: {
      email: 'The 6 digits in the email',
      mobilePhone: 'The 6 digits in the text message',
      authenticatorApp: 'The 6 digits in the app',
      recoveryCode: 'Such as 7KQM-P2XA-94TD-WHC3; each code works once',
      temporaryAccessCode: 'Such as 7KQM-P2XA; it works once',
    },
    codeMissing: 'Enter the code.',
    codeMalformed: 'The code has 6 digits.',
    questionsIntro: 'Answer them all. Upper and lower case count the same.',
    questionsLoading: 'Getting your questions…',
    answerMissing: 'Answer this question.',
    answersWrong: (triesLeft, f) => ({
      title: 'The answers are not right',
      text: `At least one is wrong. ${triesLeft === null ? '' : triesLeft === 1 ? 'You have 1 try left. ' : `You have ${f.number(triesLeft)} tries left. `}Here are new questions.`,
    }),
  },
  passkey: {
    waiting: 'Follow your browser’s instructions…',
    problems: {
      unsupported: {
        title: 'This browser can’t use passkeys here',
        text: 'Open the page in an up-to-date browser, by its usual address, or choose another way.',
      },
      notUsed: {
        title: 'No passkey was used',
        text: 'You cancelled, or none of the passkeys here fits. Try again, on the device that has your passkey, or choose another way.',
      },
      timedOut: { title: 'It took too long', text: 'Your browser has stopped waiting. Try again.' },
      registered: {
        title: 'You’ve already added this passkey',
        text: 'Choose another device or security key, or use the one that you have.',
      },
      unsuitable: {
        title: 'This device or security key can’t be used',
        text: 'A passkey must be unlocked with a PIN, a fingerprint or your face. Set one up, or use another device.',
      },
    },
    refused: (triesLeft, f) => ({
      title: 'This passkey doesn’t fit',
      text: `Use one that you have added in Security info, or choose another way.${triesLeft === null ? '' : triesLeft === 1 ? ' You have 1 try left.' : ` You have ${f.number(triesLeft)} tries left.`}`,
    }),
  },
  password: {
    title: 'Choose a new password',
    account: 'Account',
    next: 'New password',
    confirm: 'Confirm new password',
    show: 'Show password',
    capsLock: 'Caps Lock is on',
    finish: 'Finish',
    missing: 'Enter a new password.',
    mismatch: 'The two passwords are not the same.',
    loneSurrogate: 'The password has a broken character in it (half an emoji, say). Delete it and type it again.',
    nul: 'The password has an invisible null character in it. Delete it, or type the password instead of pasting it.',
    tooShort: (minLength, length, f) =>
      `The password must have at least ${f.number(minLength)} characters. It has ${f.number(length)}.`,
    tooLong: (maxLength, length, f) =>
      `The password can have at most ${f.number(maxLength)} characters. It has ${f.number(length)}.`,
    tooManyBytes: 'The password is too long to be sent. Use fewer characters.',
  },
  rules: {
    title: 'Rules for your new password',
    loading: 'Getting your organisation’s password rules…',
    unknown: 'Your organisation’s directory has not told its rules. It checks the password when you finish.',
    checkedLater: 'The directory checks this when you finish',
    met: 'met',
    notMet: 'not met yet',
    failed: 'not met',
    progress: (met, of) => `${met} of ${of} rules met`,
    minLength: (length, f) => (length === 1 ? 'At least 1 character' : `At least ${f.number(length)} characters`),
    maxLength: (length, f) => `At most ${f.number(length)} characters`,
    kinds: (needed, f) => `At least ${f.number(needed)} of these kinds of characters`,
    kind: {
      uppercase: 'Uppercase',
      lowercase: 'Lowercase',
      digit: 'Digits',
      symbol: 'Symbols',
      otherLetter: 'Letters of other scripts',
    },
    notName: 'Not your user ID or parts of your name',
    notInHistory: (length, f) =>
      length === 1 ? 'Not the password you have now' : `Not one of your last ${f.number(length)} passwords`,
  },
  account: {
    locked: { title: 'Your account is locked', text: 'Choosing a new password unlocks it too.' },
    disabled: { title: 'Your account is disabled', text: 'It can’t get a new password.', next: ASK },
    expired: { title: 'Your account has expired', text: 'It can’t get a new password.', next: ASK },
    tooYoung: (mayChangeAt, f) => ({
      title: 'Your password was changed too recently',
      text: `It may be changed again ${when(mayChangeAt, f)}.`,
      next: 'Come back then. If you can’t wait, contact your administrator.',
    }),
    rulesNotLoaded: {
      title: 'We couldn’t get the password rules',
      text: 'You can choose a password all the same. The directory checks it when you finish.',
    },
  },
  working: {
    title: { reset: 'Setting your new password', unlock: 'Unlocking your account' },
    waiting: 'Waiting for your organisation’s directory…',
    elapsed: (elapsed) => `${elapsed} so far`,
    slow: 'This takes longer than usual. We’re still waiting for the answer.',
    reconnecting: 'The connection was lost. We’re trying to get it back and find out what happened.',
    stay: 'Keep this page open.',
  },
  done: {
    reset: {
      title: 'Your password has been reset',
      text: 'You can sign in with your new password now.',
      next: [
        'Update the password wherever it’s saved: your phone, your mail app and your Wi-Fi.',
        'If you’re still signed in on a computer, lock it and unlock it with the new password.',
      ],
    },
    unlock: {
      title: 'Your account has been unlocked',
      text: 'You can sign in with the password you already have.',
      next: [
        'Locked again soon? An old password is probably saved on your phone or in a mail app.',
        'Can’t remember the password? Start again and choose a new one.',
      ],
    },
  },
  wasNotLocked: {
    title: 'Your account was not locked',
    text: 'The directory has no lock on it, so something else keeps you from signing in.',
    next: [
      'Is Caps Lock on, or another keyboard layout? Type the password where you can see it.',
      'Can’t remember the password? Start again and choose a new one.',
    ],
  },
  failed: {
    title: { reset: 'Your password was not reset', unlock: 'Your account was not unlocked' },
    unknownTitle: 'We couldn’t confirm what happened',
  },
  reasons: {
    succeeded: () => ({ title: 'Done', text: 'The directory has accepted it.' }),
    password_too_short: ({ minLength }, f) => ({
      title: 'The password is too short',
      text:
        minLength === undefined
          ? 'The directory wants a longer one.'
          : `It must have at least ${f.number(minLength)} characters.`,
      next: 'Choose a longer password. Several words with spaces between them work well.',
    }),
    password_too_long: ({ maxLength }, f) => ({
      title: 'The password is too long',
      text:
        maxLength === undefined
          ? 'The directory wants a shorter one.'
          : `It can have at most ${f.number(maxLength)} characters.`,
      next: 'Choose a shorter password.',
    }),
    password_not_complex: ({ categories, categoriesNeeded }, f) => ({
      title: 'The password has too few kinds of characters',
      text:
        categories === undefined || categoriesNeeded === undefined
          ? 'The directory wants more kinds of characters.'
          : `It has ${f.number(categories)}, and ${f.number(categoriesNeeded)} are needed.`,
      next: 'Mix uppercase letters, lowercase letters, digits and symbols.',
    }),
    password_contains_name: () => ({
      title: 'The password contains your name',
      text: 'Your user ID and the parts of your name may not be in it.',
      next: 'Choose a password without your name.',
    }),
    password_in_history: ({ historyLength }, f) => ({
      title: 'You have used this password before',
      text:
        historyLength === undefined
          ? 'The directory remembers your earlier passwords.'
          : `The directory remembers your last ${f.number(historyLength)} passwords.`,
      next: 'Choose a password that you haven’t used before.',
    }),
    password_too_young: ({ mayChangeAt, minAgeSeconds }, f) => ({
      title: 'Your password was changed too recently',
      text:
        mayChangeAt !== undefined
          ? `It may be changed again ${when(mayChangeAt, f)}.`
          : minAgeSeconds === undefined
            ? 'The directory wants some time between two changes.'
            : `There must be ${f.duration(minAgeSeconds)} between two changes.`,
      next: 'Come back then. If you can’t wait, contact your administrator.',
    }),
    password_banned: ({ banned }) => BANNED[banned ?? 'word'],
    password_refused: ({ historyLength }, f) => ({
      title: 'The directory refused this password',
      text:
        historyLength === undefined
          ? 'It didn’t say why. It may be a rule that your organisation has made itself.'
          : `It didn’t say why. It may be one of your last ${f.number(historyLength)} passwords, or a rule that your organisation has made itself.`,
      next: 'Choose quite another password. If that is refused too, contact your administrator.',
    }),
    password_malformed: () => ({
      title: 'The password has characters that can’t be used',
      text: 'It is empty, or has a broken or invisible character in it.',
      next: 'Type the password again instead of pasting it.',
    }),
    current_password_wrong: ({ triesLeft }, f) => ({
      title: 'The current password is wrong',
      text:
        triesLeft === undefined
          ? NOTHING_CHANGED
          : triesLeft === 1
            ? 'You have 1 try left before your account is locked.'
            : `You have ${f.number(triesLeft)} tries left before your account is locked.`,
      next: 'Type it again. If you don’t remember it, choose “I forgot my password” instead.',
    }),
    account_locked: (_details, _f, kind) => ({
      title: 'Your account is locked',
      text: NOTHING_CHANGED,
      next:
        kind === 'unlock'
          ? 'Try again in a moment. If it stays locked, contact your administrator.'
          : 'Try again in a few minutes, or contact your administrator.',
    }),
    account_disabled: () => ({ title: 'Your account is disabled', text: NOTHING_CHANGED, next: ASK }),
    account_expired: () => ({ title: 'Your account has expired', text: NOTHING_CHANGED, next: ASK }),
    cannot_change_password: () => ({
      title: 'This account’s password can’t be changed here',
      text: `Your organisation has decided so for this account. ${NOTHING_CHANGED}`,
      next: ASK,
    }),
    account_protected: () => ({
      title: 'This account is protected',
      text: `Accounts with special rights can’t be handled on this page. ${NOTHING_CHANGED}`,
      next: ASK,
    }),
    permission_missing: () => ({
      title: 'This service lacks a permission in the directory',
      text: `${NOTHING_CHANGED} It isn’t anything you did.`,
      next: 'Contact your administrator and give the support code. It tells which permission is missing.',
    }),
    user_not_found: () => ({
      title: 'Your account was not found in the directory',
      text: NOTHING_CHANGED,
      next: 'Contact your administrator and give the support code.',
    }),
    user_out_of_scope: () => ({
      title: 'This service doesn’t cover your account',
      text: NOTHING_CHANGED,
      next: 'Contact your administrator and give the support code.',
    }),
    multiple_matches: () => ({
      title: 'More than one account matches yours',
      text: 'To be safe, nothing was changed.',
      next: 'Contact your administrator and give the support code.',
    }),
    directory_unavailable: () => ({
      title: 'Your organisation’s directory can’t be reached right now',
      text: NOTHING_CHANGED,
      next: 'Try again in a few minutes.',
    }),
    agent_unavailable: () => ({
      title: 'There is no connection to your organisation right now',
      text: NOTHING_CHANGED,
      next: 'Try again in a few minutes.',
    }),
    agent_busy: () => ({
      title: 'There are very many requests right now',
      text: NOTHING_CHANGED,
      next: 'Try again in a minute.',
    }),
    deadline_passed: () => ({
      title: 'It took too long, so we stopped',
      text: NOTHING_CHANGED,
      next: 'Try again in a few minutes.',
    }),
    cannot_open: () => ({
      title: 'Your organisation couldn’t read what was sent',
      text: `Its keys may just have been changed. ${NOTHING_CHANGED}`,
      next: 'Try again. If it goes on, contact your administrator and give the support code.',
    }),
    replayed: () => ({
      title: 'The same request came twice',
      text: `To be safe it was refused. ${NOTHING_CHANGED}`,
      next: 'Try again. If it goes on, contact your administrator and give the support code.',
    }),
    malformed: () => ({
      title: 'Your organisation couldn’t understand the request',
      text: NOTHING_CHANGED,
      next: 'Try again. If it goes on, contact your administrator and give the support code.',
    }),
    writeback_disabled: () => ({
      title: 'Your organisation has turned this service off',
      text: NOTHING_CHANGED,
      next: ASK,
    }),
    outcome_unknown: (_details, _f, kind) =>
      kind === 'unlock'
        ? {
            title: 'We didn’t get an answer in time',
            text: 'Your account may have been unlocked, or not.',
            next: 'Try to sign in. If that doesn’t work, start again.',
          }
        : {
            title: 'We didn’t get an answer in time',
            text: 'Your password may have been changed, or not.',
            next: 'Try to sign in with the new password, then with the old one. If neither works, start again.',
          },
  },
  errors: {
    malformed: brokenPage,
    user_id_missing: () => ({ title: 'Enter your user ID', text: 'We need to know which account it’s about.' }),
    session_missing: () => ({
      title: 'Your session has ended',
      text: 'For your safety you have 15 minutes, and nothing was changed.',
      next: 'Start again with your user ID.',
    }),
    wrong_step: () => ({
      title: 'The steps came out of order',
      text: 'That happens when the page is open twice, or after going back in the browser. Nothing was changed.',
      next: 'Start again with your user ID.',
    }),
    wrong_origin: () => ({
      title: 'This page was opened from the wrong address',
      text: 'To be safe, nothing was changed.',
      next: 'Open the page again from your organisation’s own link.',
    }),
    not_found: brokenPage,
    request_in_progress: () => ({
      title: 'A request is already on its way',
      text: 'It may have been started in another tab.',
      next: 'Wait a minute, then try again.',
    }),
    request_expired: () => ({
      title: 'The request got too old before it was sent',
      text: NOTHING_CHANGED,
      next: 'Try again.',
    }),
    too_large: brokenPage,
    wrong_media_type: brokenPage,
    code_wrong: ({ triesLeft }, f) => ({
      title: 'That’s not the right code',
      text:
        triesLeft === null
          ? 'Check that it’s the newest one.'
          : triesLeft === 1
            ? 'Check that it’s the newest one. You have 1 try left.'
            : `Check that it’s the newest one. You have ${f.number(triesLeft)} tries left.`,
    }),
    code_expired: () => ({ title: 'The code has expired', text: 'Send a new code and use that one.' }),
    code_exhausted: () => ({
      title: 'That code has been tried too many times',
      text: 'It no longer works. Send a new code and use that one.',
    }),
    number_wrong: () => ({
      title: 'That’s not the number we know',
      text: 'No text message was sent. Check the number and the country code.',
    }),
    destination_refused: () => ({
      title: 'Codes can’t be sent there',
      text: 'Use an address or a number of your own, outside your organisation: you can’t read your work mail while you’re locked out.',
    }),
    answers_refused: () => ({
      title: 'The answers can’t be used',
      text: 'Answer every question with 3 to 40 characters, and no two questions the same way.',
    }),
    sign_in_too_old: () => ({
      title: 'Enter your password again',
      text: 'It has been a while since you signed in. Nothing was changed.',
    }),
    proof_needed: () => ({
      title: 'There is a lot of traffic from your network',
      text: 'Your browser could not finish the calculation in time.',
      next: 'Try again.',
    }),
    kind_not_allowed: () => ({
      title: 'Your organisation doesn’t allow unlocking here',
      text: NOTHING_CHANGED,
      next: 'Start again and choose “I forgot my password”, or contact your administrator.',
    }),
    writeback_disabled: () => ({
      title: 'Your organisation has turned this service off',
      text: 'Nobody’s password can be reset on this page right now. Nothing was changed.',
      next: 'Contact your administrator and give them this code: SSPR_0010.',
    }),
    too_many_attempts: (details, f) => ({
      title: 'Too many attempts',
      text: tryAgainAt(details, f),
      next: 'If you can’t wait, contact your administrator.',
    }),
    sign_in_failed: () => ({
      title: 'You were not signed in',
      text: 'The user ID or the password is wrong, or the account is locked.',
      next: 'Type both again. If you don’t remember the password, or the account is locked, choose “Forgot my password”.',
    }),
    account_disabled: () => ({ title: 'Your account is disabled', text: 'You can’t sign in with it.', next: ASK }),
    account_expired: () => ({ title: 'Your account has expired', text: 'You can’t sign in with it.', next: ASK }),
    not_now: () => ({
      title: 'You can’t sign in at this hour',
      text: 'Your organisation has set the hours in which you can.',
      next: 'Come back within them, or contact your administrator.',
    }),
    not_here: () => ({
      title: 'You can’t sign in on this page',
      text: 'Your organisation lets you sign in at certain computers only.',
      next: ASK,
    }),
    agent_unavailable: () => ({
      title: 'There is no connection to your organisation right now',
      text: NOTHING_CHANGED,
      next: 'Try again in a few minutes.',
    }),
    directory_unavailable: () => ({
      title: 'Your organisation’s directory can’t be reached right now',
      text: NOTHING_CHANGED,
      next: 'Try again in a few minutes.',
    }),
    busy: () => ({
      title: 'There are very many requests right now',
      text: NOTHING_CHANGED,
      next: 'Try again in a minute.',
    }),
    no_connection: () => ({
      title: 'There is no connection',
      text: 'We can’t reach the server. Nothing was changed.',
      next: 'Check your network and try again.',
    }),
    unexpected: () => ({
      title: 'Something went wrong on our side',
      text: 'The server gave an answer that this page can’t use.',
      next: 'Try again in a moment. If it goes on, contact your administrator.',
    }),
    cannot_seal: () => ({
      title: 'Your browser couldn’t encrypt the password',
      text: 'So it was not sent. Nothing was changed.',
      next: 'Update your browser, or use another one.',
    }),
  },
};

function brokenPage(): Message {
  return {
    title: 'The page and the server don’t understand each other',
    text: NOTHING_CHANGED,
    next: 'Reload the page and start again.',
  };
}

function tryAgainAt({ retryAfterSeconds }: ApiErrorDetails, formats: Formats): string {
  if (retryAfterSeconds === null) return 'For safety, you have to wait before you try again.';
  const at = when(Date.now() + retryAfterSeconds * 1000, formats);
  return `For safety, you have to wait ${formats.duration(retryAfterSeconds)}. You can try again ${at}.`;
}

function when(at: number, formats: Formats): string {
  const day = formats.otherDay(at);
  return day === null ? `at ${formats.clock(at)}` : `at ${formats.clock(at)} on ${day}`;
}

/** Of "••• 78". */
function lastDigits(masked: string): string {
  return masked.replace(/\D/g, '');
}
