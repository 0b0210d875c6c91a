import { useEffect, useRef, useState } from 'preact/hooks';
import { QUESTIONS, questionText } from '../../shared/questions';
import { Button } from '../../shared/ui/button';
import { Field } from '../../shared/ui/field';
import { Heading } from '../../shared/ui/heading';
import { useLocalisation } from '../../shared/ui/language_context';
import type { Begun } from '../answers';
import { Loading } from '../steps/loading';
import { useAccountStrings } from '../strings';
import type { MethodForm } from './place';
import { Problem } from './problem';
import { useFormCall } from './use_form_call';

const SHORTEST = 3;
const LONGEST = 40;

type AnswerProblem = 'missing' | 'length' | 'alike';

export function AddQuestions(form: MethodForm) {
  const { language } = useLocalisation();
  const { security, change } = useAccountStrings();
  const words = security.questions;
  const element = useRef<HTMLFormElement>(null);
  const [begun, setBegun] = useState<Begun | null>(null);
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [problems, setProblems] = useState<ReadonlyMap<number, AnswerProblem>>(new Map());
  const { busy, error, run } = useFormCall(form);
  const begin = () =>
    void run(async () => {
      const [next] = await Promise.all([form.api.beginMethod({ kind: 'securityQuestions' }), QUESTIONS.load(language)]);
      setBegun(next);
      setChosen(next.questions.slice(0, next.toRegister).map(({ id }) => id));
    });
  useEffect(begin, []);

  const submit = (event: Event) => {
    event.preventDefault();
    if (begun === null) return;
    const typed = new FormData(element.current ?? undefined);
    const answers = chosen.map((id, index) => ({ id, answer: String(typed.get(`answer-${index}`) ?? '').trim() }));
    const found = check(answers.map(({ answer }) => answer));
    setProblems(found);
    const [first] = found.keys();
    if (first !== undefined) return element.current?.querySelector<HTMLInputElement>(`#answer-${first}`)?.focus();
    void run(async () => {
      await form.api.confirmMethod(begun.registration, { answers });
      await form.onChanged('added');
    });
  };
  const choose = (index: number, id: string) => setChosen(chosen.map((one, at) => (at === index ? id : one)));
  return (
    <form class="appear" onSubmit={submit} noValidate ref={element}>
      <Heading>{security.kinds.securityQuestions.name}</Heading>
      <p class="lead">{words.intro({ count: begun?.toRegister ?? null })}</p>
      <div class="stack">
        <Problem error={error} onRetry={begin} />
        {begun === null && busy && <Loading />}
        {begun !== null &&
          chosen.map((id, index) => (
            <fieldset class="question" key={index}>
              <legend class="label">{words.number({ number: index + 1 })}</legend>
              <select
                class="select"
                aria-label={words.choose({ number: index + 1 })}
                value={id}
                onChange={(event) => choose(index, event.currentTarget.value)}
              >
                {begun.questions
                  .filter((one) => one.id === id || !chosen.includes(one.id))
                  .map((one) => (
                    <option key={one.id} value={one.id}>
                      {questionText(language, one.id, one.text)}
                    </option>
                  ))}
              </select>
              <Field
                id={`answer-${index}`}
                name={`answer-${index}`}
                label={words.answer({ number: index + 1 })}
                error={problems.has(index) ? words.problems[problems.get(index) ?? 'missing'] : null}
                autoComplete="off"
                onInput={() => setProblems(new Map([...problems].filter(([at]) => at !== index)))}
              />
            </fieldset>
          ))}
        <div class="actions">
          {begun !== null && (
            <Button type="submit" primary busy={busy}>
              {security.finish}
            </Button>
          )}
          <Button onClick={form.onCancel}>{change.cancel}</Button>
        </div>
      </div>
    </form>
  );
}

/** By the place of the answer. What the tenant looks at again. */
function check(answers: readonly string[]): Map<number, AnswerProblem> {
  const problems = new Map<number, AnswerProblem>();
  const seen = new Set<string>();
  for (const [index, answer] of answers.entries()) {
    const folded = answer.normalize('NFC').toLowerCase().replace(/\s+/g, ' ');
    const length = [...folded].length;
    if (length === 0) problems.set(index, 'missing');
    else if (length < SHORTEST || length > LONGEST) problems.set(index, 'length');
    else if (seen.has(folded)) problems.set(index, 'alike');
    seen.add(folded);
  }
  return problems;
}
