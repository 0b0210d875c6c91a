import { useId, useState } from 'preact/hooks';
import type { ResetApi } from '../../shared/api';
import type { ApiError } from '../../shared/api_error';
import type { MethodId, OfferedMethod, SendingMethod, Session } from '../../shared/reset_answers';
import { Choices } from '../../shared/ui/choices';
import { Heading } from '../../shared/ui/heading';
import { useLocalisation } from '../../shared/ui/language_context';
import { lastDigits } from '../../shared/masked';
import { say } from '../../shared/words';
import { AnswerQuestions } from './answer_questions';
import { EnterSentCode } from './enter_sent_code';
import { EnterOwnCode } from './enter_own_code';
import { UsePasskey } from './use_passkey';

interface Props {
  readonly api: ResetApi;
  readonly session: Session;
  readonly onVerified: (session: Session) => void;
  readonly onBack: () => void;
  readonly onSessionEnd: (error: ApiError) => void;
}

/** What every method's form needs. `lead` and `choices` stand above its fields while another one may be chosen. */
export interface MethodForm {
  readonly api: ResetApi;
  readonly hint: string | null;
  readonly lead: preact.JSX.Element;
  readonly choices: preact.JSX.Element;
  readonly onVerified: (session: Session) => void;
  readonly onBack: () => void;
  readonly onSessionEnd: (error: ApiError) => void;
}

/** One step of verification: which method, and what it asks for. */
export function Verify({ api, session, onVerified, onBack, onSessionEnd }: Props) {
  const { strings } = useLocalisation();
  const { methods, verification } = session;
  const [method, setMethod] = useState<MethodId | null>(methods[0]?.id ?? null);
  const intro = useId();
  const chosen = methods.find(({ id }) => id === method) ?? null;
  return (
    <>
      <Heading>{strings.verify.title({ number: verification.number })}</Heading>
      {chosen === null ? (
        <p class="lead">{strings.verify.noMethod}</p>
      ) : (
        <Form
          key={chosen.id}
          method={chosen}
          api={api}
          hint={chosen.hint}
          lead={
            <p class="lead" id={intro}>
              {strings.verify.intro}
            </p>
          }
          choices={
            <Choices
              labelledBy={intro}
              choices={methods.map(({ id, hint }) => {
                const words = strings.verify.methods[id];
                return { value: id, label: words.label, hint: say(words.hint, { masked: hint, digits: lastDigits(hint) }) };
              })}
              chosen={chosen.id}
              onChoose={setMethod}
            />
          }
          onVerified={onVerified}
          onBack={onBack}
          onSessionEnd={onSessionEnd}
        />
      )}
    </>
  );
}

function Form({ method, ...form }: MethodForm & { readonly method: OfferedMethod }) {
  if (method.id === 'securityQuestions') return <AnswerQuestions {...form} />;
  if (method.id === 'passkey') return <UsePasskey {...form} />;
  if (isSending(method.id)) return <EnterSentCode method={method.id} {...form} />;
  return <EnterOwnCode method={method.id} {...form} />;
}

function isSending(method: Exclude<MethodId, 'securityQuestions' | 'passkey'>): method is SendingMethod {
  return method === 'email' || method === 'mobilePhone';
}
