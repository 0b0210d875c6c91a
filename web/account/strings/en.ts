import type { AccountStrings } from './types';

export const en: AccountStrings = {
  loading: 'One moment…',
  signIn: {
    title: 'Sign in',
    intro: 'Sign in to change your password or your security info.',
    introOf: (application) => `Sign in to go on to ${application}.`,
    userId: 'User ID',
    userIdHint: 'The name you sign in with, such as name@example.org or DOMAIN\\name',
    userIdMissing: 'Enter your user ID.',
    password: 'Password',
    passwordMissing: 'Enter your password.',
    submit: 'Sign in',
    forgot: 'Forgot my password',
    ended: {
      title: 'You are not signed in any more',
      text: 'You were away for a while, or your password was changed elsewhere.',
      next: 'Sign in again.',
    },
    signedOut: { title: 'You are signed out', text: 'You can close this page.' },
  },
  application: {
    over: 'You haven’t been signed in',
    expired: {
      title: 'This sign-in has ended',
      text: 'It took too long, or it began in another browser.',
      next: 'Go back to the application and sign in from there again.',
    },
    toAccount: 'To my account',
    signOut: 'Sign out',
    signOutText: (application) =>
      application === ''
        ? 'Do you want to sign out here? Other applications may keep you signed in.'
        : `${application} asks you to sign out here as well. Other applications may keep you signed in.`,
    stay: 'Stay signed in',
    signOutOver: { title: 'Nothing was done', text: 'It took too long, or it began in another browser.' },
  },
  home: {
    title: 'My account',
    signedInAs: 'Signed in as',
    passwordTitle: 'Password',
    passwordText: 'The password that you use at work, on your computer and here.',
    securityTitle: 'How you prove who you are',
    securityText: 'What you use when you’ve forgotten your password.',
    signOut: 'Sign out',
    changed: {
      title: 'Your password has been changed',
      text: 'Use the new one from now on. Update it wherever it’s saved: your phone, your mail app and your Wi-Fi.',
    },
  },
  change: {
    title: 'Change password',
    why: {
      expired: { title: 'Your password has expired', text: 'Choose a new one to go on.' },
      must_change: { title: 'You must choose a new password', text: 'Your administrator gave you the one you have.' },
    },
    current: 'Current password',
    currentMissing: 'Enter your current password.',
    submit: 'Change password',
    cancel: 'Cancel',
    working: 'Changing your password',
    failed: 'Your password was not changed',
    unknown: 'We couldn’t confirm what happened',
    backToAccount: 'Back to my account',
  },
  security: {
    title: 'Security info',
    intro: 'What you use to prove who you are when you reset your password.',
    none: 'You haven’t added anything yet.',
    add: 'Add method',
    replaces: 'Replaces the one you have',
    remove: 'Remove',
    removeTitle: (name) => `Remove: ${name}`,
    removeText: 'You can’t reset your password with it any more. We’ll tell you by email.',
    finish: 'Finish',
    kinds: {
      email: { name: 'Email address', hint: 'A private address that we can send a code to' },
      mobilePhone: { name: 'Mobile phone', hint: 'A number that we can text a code to' },
      authenticatorApp: { name: 'Authenticator app', hint: 'An app on your phone that shows codes, also without a network' },
      passkey: { name: 'Passkey', hint: 'Your fingerprint, your face or a security key' },
      securityQuestions: { name: 'Security questions', hint: 'Questions that only you can answer' },
      recoveryCode: { name: 'Recovery codes', hint: 'Ten codes to print and keep, each works once' },
    },
    added: (date) => (date === null ? 'added today' : `added on ${date}`),
    used: (date) => (date === null ? 'used today' : `last used on ${date}`),
    codesLeft: (count) => (count === 1 ? '1 code left' : `${count} codes left`),
    locked: 'Blocked, because a change was reported. It doesn’t work any more.',
    fromDirectory: 'from your organisation',
    notices: {
      added: { title: 'The method has been added', text: 'We’ve told you about it by email.' },
      removed: { title: 'The method has been removed', text: 'We’ve told you about it by email.' },
    },
    notAllowed: {
      title: 'This can’t be done here',
      text: 'Your organisation doesn’t allow this method, or you have as many of it as you can have.',
    },
    mayNotReset: {
      title: 'Your organisation hasn’t turned on password reset for you',
      text: 'So there is nothing for you to add here.',
    },
    register: (required) => ({
      title: 'Add a way to prove who you are',
      text:
        required === 1
          ? 'Your organisation asks you to have a method, so that you can reset your password yourself the day you forget it.'
          : `Your organisation asks you to have ${required} methods, so that you can reset your password yourself the day you forget it.`,
    }),
    confirm: {
      title: 'Is this still right?',
      text: 'It has been a while since you looked at it. Remove what you don’t use any more.',
    },
    stillRight: 'Yes, it’s right',
    notNow: 'Not now',
    again: {
      title: 'Enter your password again',
      text: 'We ask for it before anything is changed here.',
      submit: 'Continue',
    },
    sentCode: {
      email: {
        intro: 'Use a private address. You can’t read your work mail while you’re locked out.',
        label: 'Private email address',
        missing: 'Enter an email address.',
        sent: (to) => ({ title: 'We’ve sent you a code', text: `It’s on its way to ${to} and works for 5 minutes.` }),
        codeHint: 'The 6 digits from the email',
      },
      mobilePhone: {
        intro: 'Use a phone that you have with you.',
        label: 'Mobile phone number',
        missing: 'Enter a mobile phone number.',
        sent: (to) => ({ title: 'We’ve sent you a code', text: `It’s on its way to ${to} and works for 5 minutes.` }),
        codeHint: 'The 6 digits from the text message',
      },
    },
    app: {
      intro: 'Any app that shows six-digit codes will do.',
      steps: [
        'Open your authenticator app and choose to add an account.',
        'Scan this QR code.',
        'Enter the code that the app shows now.',
      ],
      qr: 'QR code for your authenticator app',
      secret: 'Can’t scan it? Enter this key:',
      copy: 'Copy',
      copied: 'Copied',
      codeHint: 'The 6 digits that the app shows now',
      name: 'What do you call it? (optional)',
      nameHint: 'Such as “My phone”',
    },
    passkey: {
      intro: 'Your phone, your computer or a security key keeps it. You unlock it with your fingerprint, your face or a PIN, and nobody can trick you out of it.',
      name: 'What do you call it? (optional)',
      nameHint: 'Such as “My laptop”',
      submit: 'Add a passkey',
      refused: {
        title: 'The passkey wasn’t added',
        text: 'It has been added before, or this device can’t be used here. Try again, or use another device.',
      },
    },
    questions: {
      intro: (count) =>
        count === null
          ? 'Choose questions that only you know the answer to.'
          : `Choose ${count} questions that only you know the answer to. An answer has 3 to 40 characters.`,
      number: (number) => `Question ${number}`,
      choose: (number) => `Question ${number}`,
      answer: (number) => `Answer ${number}`,
      problems: {
        missing: 'Enter an answer.',
        length: 'An answer has 3 to 40 characters.',
        alike: 'Two questions can’t have the same answer.',
      },
    },
    recovery: {
      intro: 'Print these codes or write them down, and keep them where only you can find them. They won’t be shown again. Each works once.',
      print: 'Print',
      copy: 'Copy',
      copied: 'Copied',
      kept: 'I’ve kept the codes',
    },
  },
  notMe: {
    title: 'Was this not you?',
    text: 'Then somebody else knows your password. We’ll block the new method, sign your account out everywhere on these pages and tell your administrators.',
    submit: 'This was not me',
    done: {
      title: 'Thank you. We’ve stopped it',
      text: 'If a method was added, it is blocked now. Your account is signed out, and your administrators know. Choose a new password as soon as you can.',
    },
    expired: {
      title: 'This link has been used, or is too old',
      text: 'If you haven’t used it yourself, contact your administrator.',
    },
    reset: 'Reset my password',
  },
};
