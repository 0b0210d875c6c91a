import { Button, Field, Input, makeStyles, Radio, RadioGroup, Spinner, Textarea, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import { Modal } from '../../fluent/modal';
import { registerApplication, type Application } from '../graph/applications';
import { asGraphError, type GraphError } from '../graph/graph_error';
import { useSession } from '../session/session';
import { useStrings } from '../strings';
import { useApplicationsStrings } from '../strings/applications';
import { ApplicationProblem, useFieldMistake } from './application_problem';
import { linesOf } from './lines';

const useStyles = makeStyles({
  form: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalL },
  actions: { display: 'flex', gap: tokens.spacingHorizontalM, flexWrap: 'wrap' },
  button: { minHeight: '44px' },
});

interface Props {
  readonly onClose: () => void;
  readonly onRegistered: (application: Application) => void;
}

export function NewRegistration({ onClose, onRegistered }: Props) {
  const styles = useStyles();
  const strings = useStrings();
  const texts = useApplicationsStrings();
  const { register } = texts;
  const { graph } = useSession();
  const [name, setName] = useState('');
  const [isPublic, setPublic] = useState(false);
  const [redirects, setRedirects] = useState('');
  const [state, setState] = useState<'asking' | 'working' | GraphError>('asking');
  const isBusy = state === 'working';
  const error = typeof state === 'object' ? state : null;
  const mistake = useFieldMistake(error);
  const submit = async () => {
    setState('working');
    try {
      const wanted = { displayName: name.trim(), isPublic, redirectUris: linesOf(redirects) };
      onRegistered(await registerApplication(graph, wanted));
    } catch (thrown) {
      setState(asGraphError(thrown));
    }
  };
  return (
    <Modal title={register.open} shape="panel" onClose={isBusy ? null : onClose}>
      <form
        className={styles.form}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (!isBusy) void submit();
        }}
      >
        {error !== null && <ApplicationProblem error={error} title={register.failed} />}
        <Field label={texts.name} hint={texts.nameHint} {...mistake(/^displayName$/)}>
          <Input autoComplete="off" value={name} readOnly={isBusy} onChange={(_event, { value }) => setName(value)} />
        </Field>
        <Field label={register.kind} hint={register.kindHint}>
          <RadioGroup
            value={isPublic ? 'public' : 'confidential'}
            disabled={isBusy}
            onChange={(_event, { value }) => setPublic(value === 'public')}
          >
            <Radio value="confidential" label={register.choices.confidential} />
            <Radio value="public" label={register.choices.public} />
          </RadioGroup>
        </Field>
        <Field
          label={texts.redirects}
          hint={texts.redirectsHint}
          {...mistake(/\/redirectUris$/)}
        >
          <Textarea
            rows={4}
            spellCheck={false}
            value={redirects}
            readOnly={isBusy}
            onChange={(_event, { value }) => setRedirects(value)}
          />
        </Field>
        {isBusy && <Spinner size="tiny" label={strings.loading} />}
        <div className={styles.actions}>
          <Button type="submit" appearance="primary" className={styles.button} disabledFocusable={isBusy}>
            {register.submit}
          </Button>
          <Button type="button" className={styles.button} disabled={isBusy} onClick={onClose}>
            {strings.cancel}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
