import { useEffect, useRef, useState } from 'preact/hooks';
import { ApiError, asApiError } from '../../shared/api_error';
import { errorText } from '../../shared/message_text';
import type { Question } from '../../shared/reset_answers';
import { QUESTIONS, questionText } from '../../shared/questions';
import { Button } from '../../shared/ui/button';
import { Field } from '../../shared/ui/field';
import { useLocalisation } from '../../shared/ui/language_context';
import { MessageBar } from '../../shared/ui/message_bar';
import { useCall } from '../use_call';
import type { MethodForm } from './verify';

/** Asks the questions that were drawn; after a wrong set, others. */
export function AnswerQuestions({ api, lead, choices, onVerified, onBack, onSessionEnd }: MethodForm) {
  const { language, strings, formats } = useLocalisation();
  const [questions, setQuestions] = useState<readonly Question[] | null>(null);
  const [missing, setMissing] = useState<ReadonlySet<string>>(new Set());
  const [wrong, setWrong] = useState<ApiError | null>(null);
  const form = useRef<HTMLFormElement>(null);
  const { busy, error, run } = useCall(onSessionEnd);

  const load = () =>
    run(async () => {
      const [drawn] = await Promise.all([api.questions(), QUESTIONS.load(language)]);
      setQuestions(drawn);
    });
  useEffect(() => void load(), []);

  const submit = (event: Event) => {
    event.preventDefault();
    if (questions === null) return void load();
    const typed = new FormData(form.current ?? undefined);
    const answers = questions.map(({ id }) => ({ id, answer: String(typed.get(`answer-${id}`) ?? '').trim() }));
    const unanswered = answers.filter(({ answer }) => answer === '').map(({ id }) => id);
    setMissing(new Set(unanswered));
    if (unanswered.length > 0) {
      form.current?.querySelector<HTMLInputElement>(`#answer-${unanswered[0]}`)?.focus();
      return;
    }
    void run(async () => {
      try {
        onVerified(await api.verify('securityQuestions', { answers }));
      } catch (thrown) {
        const failure = asApiError(thrown);
        if (failure.code !== 'code_wrong') throw thrown;
        setQuestions(null);
        setWrong(failure);
        setQuestions(await api.questions());
      }
    });
  };

  return (
    <form class="appear" onSubmit={submit} noValidate ref={form}>
      {lead}
      <div class="stack">
        {choices}
        {error !== null && (
          <MessageBar tone="danger" message={errorText(error, strings, formats)} focusKey={error} />
        )}
        {wrong !== null && error === null && (
          <MessageBar
            tone="danger"
            message={strings.verify.answersWrong({ triesLeft: wrong.details.triesLeft })}
            focusKey={wrong}
          />
        )}
        {questions === null && error === null && (
          <p class="hint" role="status">
            {strings.verify.questionsLoading}
          </p>
        )}
        {questions !== null && <p class="hint">{strings.verify.questionsIntro}</p>}
        {questions?.map(({ id, text }) => (
          <Field
            key={id}
            id={`answer-${id}`}
            name={`answer-${id}`}
            label={questionText(language, id, text)}
            error={missing.has(id) ? strings.verify.answerMissing : null}
            autoComplete="off"
            onInput={() => setMissing(new Set([...missing].filter((other) => other !== id)))}
          />
        ))}
        <div class="actions">
          <Button type="submit" primary busy={busy}>
            {strings.common.next}
          </Button>
          <Button onClick={onBack}>{strings.common.back}</Button>
        </div>
      </div>
    </form>
  );
}
