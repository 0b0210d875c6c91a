import type { AccountState, Description } from '../reset_answers';
import { whenText } from '../message_text';
import { useLocalisation } from './language_context';
import { MessageBar } from './message_bar';
import { SupportCode } from './support_code';

/** Why no password can be chosen now, whatever it be. */
export type Block = { readonly id: 'disabled' | 'expired' } | { readonly id: 'tooYoung'; readonly mayChangeAt: number };

export function blockOf(account: AccountState | null, mayChangeAt: number | null, now: number): Block | null {
  if (account?.disabled === true) return { id: 'disabled' };
  if (account?.expired === true) return { id: 'expired' };
  if (mayChangeAt !== null && mayChangeAt > now) return { id: 'tooYoung', mayChangeAt };
  return null;
}

interface Props {
  readonly description: Description | null;
  readonly block: Block | null;
  /** Of the request that was refused for this, if one was. */
  readonly supportCode: string | null;
}

/** What a person should know about the account before typing. */
export function AccountNotice({ description, block, supportCode }: Props) {
  const { strings, formats } = useLocalisation();
  if (block !== null) {
    const when = block.id === 'tooYoung' ? whenText(block.mayChangeAt, strings, formats) : '';
    const message = strings.account[block.id]({ when });
    return (
      <MessageBar tone="warning" message={message} focusKey={block.id}>
        {supportCode !== null && <SupportCode code={supportCode} />}
      </MessageBar>
    );
  }
  if (description === null) return <MessageBar tone="warning" message={strings.rules.notLoaded} />;
  if (description.account.locked) return <MessageBar tone="info" message={strings.account.locked({ when: '' })} />;
  return null;
}
