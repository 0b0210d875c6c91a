import type { SigninStrings } from './types';

const WHERE_FROM = 'Go back to where you came from, and sign in from there.';
const NEW_ADDRESS = 'Open the portal, or choose Sign in again in the configuration wizard.';

export const en: SigninStrings = {
  loading: 'Loading…',
  signIn: {
    title: 'Sign in',
    intro: {
      portal: 'Sign in with your administrator account to open the portal.',
      'tilbage-connect': 'Sign in with your administrator account to continue in the configuration wizard.',
    },
    userId: 'User ID',
    userIdMissing: 'Enter your user ID.',
    password: 'Password',
    passwordMissing: 'Enter your password.',
    show: 'Show password',
    capsLock: 'Caps Lock is on',
    submit: 'Sign in',
  },
  secondStep: {
    title: 'Enter the code from your app',
    intro: 'Open your authenticator app, and enter the code it shows for this account.',
    lost: 'Lost your phone? Another administrator can remove your second step, so that you set it up again.',
  },
  code: {
    label: 'Code',
    hint: '6 digits; a new code every 30 seconds',
    missing: 'Enter the code from the app.',
    malformed: 'The code has 6 digits.',
    submit: 'Continue',
  },
  enrol: {
    title: 'Set up your authenticator app',
    intro: 'Administrators sign in with a password and a code from an app on their phone.',
    steps: [
      'Open an authenticator app on your phone, and add an account.',
      'Scan the picture, or type the key.',
      'Enter the code that the app shows.',
    ],
    qr: 'QR code for the authenticator app',
    secret: 'Key to type instead',
    copy: 'Copy the key',
    copied: 'Copied',
  },
  device: {
    title: 'Sign in on another device',
    intro: 'Enter the code that the other device shows.',
    code: 'Code from the device',
    hint: 'For example BCDF-GHJK',
    missing: 'Enter the code that the device shows.',
  },
  consent: {
    title: {
      portal: 'Let the portal sign in as you?',
      'tilbage-connect': 'Let the configuration wizard sign in as you?',
    },
    intro: (tenantName) =>
      `The configuration wizard of a Tilbage agent wants to act in ${tenantName} with your rights for an hour.`,
    signedInAs: 'You are signed in as',
    warning: {
      title: 'Did you start this yourself?',
      text: 'Allow it only if the code came from a machine that you are working on right now.',
      next: 'Somebody sent you the code? Then choose Don’t allow.',
    },
    allow: 'Allow',
    deny: 'Don’t allow',
  },
  done: { title: 'You’re signed in', text: 'The other device continues by itself. You can close this page.' },
  denied: { title: 'Nothing was allowed', text: 'The other device has not been signed in. You can close this page.' },
  leaving: {
    title: 'You’re signed in',
    text: { portal: 'Opening the portal…', 'tilbage-connect': 'Going back to the configuration wizard…' },
  },
  failed: { title: 'This sign-in can’t continue', toPortal: 'Open the portal' },
  problems: {
    no_flow: { title: 'This address is not complete', text: 'The sign-in it belongs to is missing.', next: WHERE_FROM },
    client_unknown: {
      title: 'We don’t know the program that sent you here',
      text: 'Nobody has been signed in.',
      next: NEW_ADDRESS,
    },
    redirect_wrong: {
      title: 'The program wants you sent to an address that is not its own',
      text: 'That can be an attempt at stealing a sign-in, so we stopped. Nobody has been signed in.',
      next: NEW_ADDRESS,
    },
    tenant_unknown: {
      title: 'There is no such organisation here',
      text: 'Nobody has been signed in.',
      next: 'Check the address of the tenant.',
    },
  },
  errors: {
    sign_in_failed: () => ({
      title: 'The user ID or the password is wrong',
      text: 'Enter both again.',
    }),
    code_wrong: () => ({
      title: 'The code is wrong',
      text: 'Enter the newest code from the app.',
      next: 'Is it wrong every time? Check that your phone’s clock is set automatically.',
    }),
    user_code_wrong: () => ({
      title: 'The code is wrong or too old',
      text: 'Enter it as the device shows it, or get a new one there.',
    }),
    flow_expired: () => ({
      title: 'This sign-in took too long or was used already',
      text: 'For safety it works once, for 10 minutes, and in one browser.',
      next: WHERE_FROM,
    }),
    too_many_attempts: (seconds, f) => ({
      title: 'Too many attempts',
      text: seconds === null ? 'Try again later.' : `Try again in ${f.duration(seconds)}.`,
      next: 'Was it not you? Tell another administrator.',
    }),
    wrong_step: () => ({ title: 'This sign-in is at another step', text: 'It was continued elsewhere, perhaps in another tab.', next: WHERE_FROM }),
    wrong_origin: () => ({
      title: 'This page was opened at another address than its own',
      text: 'Nobody has been signed in.',
      next: WHERE_FROM,
    }),
    busy: () => ({ title: 'The service is busy', text: 'Try again in a minute.' }),
    no_connection: () => ({
      title: 'There is no connection to the service',
      text: 'Check your network, then try again.',
    }),
    unexpected: () => ({
      title: 'Something went wrong',
      text: 'The service gave an answer that this page can’t read.',
      next: 'Reload the page. If it happens again, look in the service’s log.',
    }),
  },
};
