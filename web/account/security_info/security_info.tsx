import { useEffect, useState } from 'preact/hooks';
import type { Account, MethodKind, Methods } from '../answers';
import type { AccountApi } from '../api';
import { Loading } from '../steps/loading';
import { useCall } from '../use_call';
import { AddApp } from './add_app';
import { AddPasskey } from './add_passkey';
import { AddQuestions } from './add_questions';
import { AddRecoveryCodes } from './add_recovery_codes';
import { AddSentCode } from './add_sent_code';
import { ChooseKind } from './choose_kind';
import { MethodList } from './method_list';
import { Problem } from './problem';
import { RemoveMethod } from './remove_method';
import { SignInAgain } from './sign_in_again';
import type { Notice, Place } from './place';

interface Props {
  readonly api: AccountApi;
  readonly account: Account;
  readonly whr: string | null;
  /** The password has just been changed. */
  readonly isPasswordChanged: boolean;
  readonly onAccount: (account: Account) => void;
  readonly onDone: () => void;
  readonly onEnded: () => void;
}

/** What somebody proves who they are with: a list, and one form for each kind that can be added. */
export function SecurityInfo({ api, account, whr, isPasswordChanged, onAccount, onDone, onEnded }: Props) {
  const [methods, setMethods] = useState<Methods | null>(null);
  const [place, setPlace] = useState<Place>({ at: 'list', notice: isPasswordChanged ? 'passwordChanged' : null });
  // The place to come back to once the password has been entered again.
  const [interrupted, setInterrupted] = useState<Place | null>(null);
  const { busy, error, run } = useCall(onEnded);

  const load = () => run(async () => setMethods(await api.methods()));
  useEffect(() => void load(), []);

  const toList = (notice: Notice | null = null) => setPlace({ at: 'list', notice });
  const changed = async (notice: Notice) => {
    const [listed, signedIn] = await Promise.all([api.methods(), api.session()]);
    setMethods(listed);
    onAccount(signedIn);
    toList(notice);
  };
  const answer = (said: 'not_now' | 'still_right') =>
    run(async () => {
      onAccount(await api.answerInterrupt(said));
      onDone();
    });

  if (methods === null) return error === null ? <Loading /> : <Problem error={error} onRetry={() => void load()} />;
  if (interrupted !== null) {
    return (
      <SignInAgain
        api={api}
        account={account}
        whr={whr}
        onSignedIn={() => {
          setPlace(interrupted);
          setInterrupted(null);
        }}
        onCancel={() => {
          setInterrupted(null);
          toList();
        }}
      />
    );
  }
  const form = {
    api,
    onChanged: changed,
    onCancel: () => toList(),
    onEnded,
    onSignInTooOld: () => setInterrupted(place),
  };
  switch (place.at) {
    case 'list':
      return (
        <MethodList
          account={account}
          methods={methods}
          notice={place.notice}
          busy={busy}
          error={error}
          onAdd={() => setPlace({ at: 'choose' })}
          onRemove={(method) => setPlace({ at: 'remove', method })}
          onAnswer={(said) => void answer(said)}
          onDone={onDone}
        />
      );
    case 'choose':
      return (
        <ChooseKind methods={methods} onChoose={(kind) => setPlace({ at: 'add', kind })} onCancel={() => toList()} />
      );
    case 'add':
      return addForm(place.kind);
    case 'remove':
      return <RemoveMethod {...form} method={place.method} />;
  }

  function addForm(kind: MethodKind) {
    switch (kind) {
      case 'email':
      case 'mobilePhone':
        return <AddSentCode {...form} kind={kind} />;
      case 'authenticatorApp':
        return <AddApp {...form} />;
      case 'securityQuestions':
        return <AddQuestions {...form} />;
      case 'recoveryCode':
        return <AddRecoveryCodes {...form} />;
      case 'passkey':
        return <AddPasskey {...form} />;
    }
  }
}
