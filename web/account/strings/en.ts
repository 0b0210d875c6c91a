import type { AccountStrings } from './types';

export const en: AccountStrings = {
  loading: 'One moment…',
  signIn: {
    title: 'Sign in',
    intro: 'Sign in to your account to change your password.',
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
  home: {
    title: 'My account',
    signedInAs: 'Signed in as',
    passwordTitle: 'Password',
    passwordText: 'The password that you use at work, on your computer and here.',
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
};
