import { Button, Field, makeStyles, Spinner, Text, tokens } from '@fluentui/react-components';
import { useRef, useState, type FormEvent, type RefObject } from 'react';
import { Modal } from '../../fluent/modal';
import type { DraftDirectory, State } from '../answers';
import type { Account } from '../api';
import { useStrings } from '../strings';
import { useCall } from '../use_call';
import { useWizard } from '../wizard';
import { ChoiceList } from './choice_list';
import { Problem } from './problem';
import { TextArea, TextInput } from './typed';

type Mode = Account['mode'];
type FieldName = 'forest' | 'servers' | 'ca' | 'name' | 'password' | 'keytabFile' | 'newName';
type Input = RefObject<HTMLInputElement | null>;
type Area = RefObject<HTMLTextAreaElement | null>;
type Inputs = Readonly<Record<Exclude<FieldName, 'servers' | 'ca'>, Input> & Record<'servers' | 'ca', Area>>;

const REQUIRED: Readonly<Record<Mode, readonly FieldName[]>> = {
  existing: ['forest', 'name', 'password'],
  keytab: ['forest', 'name', 'keytabFile'],
  create: ['forest', 'name', 'password'],
};

const useStyles = makeStyles({
  form: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalL },
  find: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: tokens.spacingHorizontalM },
  actions: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalM },
});

interface Props {
  /** Whose servers or account are to be others; null: one more. */
  readonly before: DraftDirectory | null;
  readonly onClose: () => void;
  /** `number`: of the one that was added or changed. */
  readonly onDone: (state: State, number: number) => void;
}

export function DirectoryDialog({ before, onClose, onDone }: Props) {
  const styles = useStyles();
  const strings = useStrings();
  const words = strings.directories.dialog;
  const { api, state } = useWizard();
  const call = useCall();
  const inputs = useInputs();
  const [mode, setMode] = useState<Mode>('existing');
  const [missing, setMissing] = useState<FieldName | null>(null);
  const [found, setFound] = useState<number | null>(null);
  const known = new Set(state.draft.directories.map(({ number }) => number));

  const isFilled = (needed: readonly FieldName[]): boolean => {
    const empty = needed.find((name) => valueOf(inputs, name) === '');
    setMissing(empty ?? null);
    if (empty !== undefined) inputs[empty].current?.focus();
    return empty === undefined;
  };
  const find = () => {
    if (!isFilled(['forest'])) return;
    void call.run(async () => {
      setFound(null);
      const servers = await api.discover(valueOf(inputs, 'forest'));
      if (inputs.servers.current !== null) inputs.servers.current.value = servers.join('\n');
      setFound(servers.length);
    });
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (call.busy || !isFilled(REQUIRED[mode])) return;
    void call.run(async () => {
      const servers = valueOf(inputs, 'servers').split(/[\s,;]+/).filter((server) => server !== '');
      const caPem = valueOf(inputs, 'ca');
      const answer = api.setDirectory(before?.number ?? 'new', {
        forest: valueOf(inputs, 'forest'),
        ...(servers.length === 0 ? {} : { servers: servers.map(withScheme) }),
        ...(caPem === '' ? {} : { caPem }),
        account: accountOf(mode, inputs),
      });
      if (inputs.password.current !== null) inputs.password.current.value = '';
      const next = await answer;
      const added = next.draft.directories.find(({ number }) => !known.has(number));
      onDone(next, before?.number ?? added?.number ?? 1);
    });
  };
  const message = (name: FieldName) => (missing === name ? { validationMessage: words.missing } : {});
  const creates = mode === 'create';

  return (
    <Modal title={before === null ? words.title : words.changeTitle({ forest: before.forest })} shape="panel" onClose={call.busy ? null : onClose}>
      <form className={styles.form} onSubmit={submit} onInput={() => setMissing(null)} noValidate>
        <Problem error={call.error} />
        <Field label={words.forest} hint={words.forestHint} {...message('forest')}>
          <TextInput ref={inputs.forest} defaultValue={before?.forest ?? ''} />
        </Field>
        <div className={styles.find}>
          <Button onClick={find}>{words.find}</Button>
          <Text role="status">{found === null ? '' : words.found({ servers: found })}</Text>
        </div>
        <Field label={words.servers} hint={words.serversHint}>
          <TextArea ref={inputs.servers} defaultValue={before?.servers.join('\n') ?? ''} />
        </Field>
        <Field label={words.ca} hint={words.caHint}>
          <TextArea ref={inputs.ca} />
        </Field>
        <ChoiceList
          label={words.kind}
          choices={[
            { value: 'existing', label: words.existing, hint: words.existingHint },
            ...(state.offersKeytab ? [{ value: 'keytab' as const, label: words.keytab, hint: words.keytabHint }] : []),
            { value: 'create', label: words.create, hint: words.createHint },
          ]}
          chosen={mode}
          onChoose={(chosen) => {
            setMissing(null);
            setMode(chosen);
          }}
        />
        <Field
          key={creates ? 'administrator' : 'account'}
          label={creates ? words.administrator : mode === 'keytab' ? words.principal : words.name}
          hint={creates ? words.administratorHint : words.nameHint}
          {...message('name')}
        >
          <TextInput
            ref={inputs.name}
            defaultValue={creates ? '' : (before?.account ?? '')}
            autoComplete="off"
           
          />
        </Field>
        {mode === 'keytab' ? (
          <Field label={words.keytabFile} {...message('keytabFile')}>
            <TextInput ref={inputs.keytabFile} />
          </Field>
        ) : (
          <Field label={creates ? words.administratorPassword : words.password} {...message('password')}>
            <TextInput type="password" ref={inputs.password} />
          </Field>
        )}
        {creates && (
          <Field label={words.newName} hint={words.newNameHint}>
            <TextInput ref={inputs.newName} />
          </Field>
        )}
        <div className={styles.actions}>
          <Button type="submit" appearance="primary">
            {words.submit}
          </Button>
          <Button onClick={onClose} disabled={call.busy}>
            {strings.cancel}
          </Button>
          {call.busy && <Spinner size="tiny" label={words.busy} />}
        </div>
      </form>
    </Modal>
  );
}

/** What is typed stays in the elements: nothing here keeps a copy of a password. */
function useInputs(): Inputs {
  return {
    forest: useRef(null),
    servers: useRef(null),
    ca: useRef(null),
    name: useRef(null),
    password: useRef(null),
    keytabFile: useRef(null),
    newName: useRef(null),
  };
}

function valueOf(inputs: Inputs, name: FieldName): string {
  const value = inputs[name].current?.value ?? '';
  return name === 'password' ? value : value.trim();
}

function withScheme(server: string): string {
  return server.includes('://') ? server : `ldaps://${server}`;
}

function accountOf(mode: Mode, inputs: Inputs): Account {
  const name = valueOf(inputs, 'name');
  switch (mode) {
    case 'existing':
      return { mode, name, password: valueOf(inputs, 'password') };
    case 'keytab':
      return { mode, name, keytabFile: valueOf(inputs, 'keytabFile') };
    case 'create': {
      const newName = valueOf(inputs, 'newName');
      const account = { mode, administrator: name, password: valueOf(inputs, 'password') };
      return newName === '' ? account : { ...account, name: newName };
    }
  }
}
