import { Button, makeStyles, Select, Text, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import { SIGN_IN_TYPES, type Domain, type SignInType } from '../answers';
import { PageFrame } from '../parts/page_frame';
import { useTable } from '../parts/table';
import { useStrings } from '../strings';
import { useCall } from '../use_call';
import { useWizard } from '../wizard';

const useStyles = makeStyles({
  actions: { display: 'flex', alignItems: 'center', gap: tokens.spacingHorizontalM },
});

export function SignIn() {
  const styles = useStyles();
  const table = useTable();
  const { signIn } = useStrings();
  const { api, state, accept } = useWizard();
  const call = useCall();
  const [changes, setChanges] = useState<Readonly<Record<string, SignInType>>>({});
  const [isSaved, setSaved] = useState(false);
  const typeOf = ({ id, signInType }: Domain) => changes[id] ?? signInType;
  const save = () =>
    void call.run(async () => {
      const changed = state.domains.filter((domain) => typeOf(domain) !== domain.signInType);
      if (changed.length > 0)
        accept(await api.setSignIn(changed.map((domain) => ({ id: domain.id, signInType: typeOf(domain) }))));
      setChanges({});
      setSaved(true);
    });
  return (
    <PageFrame call={call} intro={signIn.intro} onNext={null}>
      {state.domains.length === 0 ? (
        <Text>{signIn.empty}</Text>
      ) : (
        <>
          <table className={table.table} aria-label={signIn.table}>
            <thead>
              <tr>
                <th className={table.cell}>{signIn.domain}</th>
                <th className={table.cell}>{signIn.type}</th>
              </tr>
            </thead>
            <tbody>
              {state.domains.map((domain) => (
                <tr key={domain.id}>
                  <td className={table.cell}>{domain.id}</td>
                  <td className={table.cell}>
                    <Select
                      aria-label={signIn.typeOf({ domain: domain.id })}
                      value={typeOf(domain)}
                      onChange={(_, { value }) => {
                        const type = SIGN_IN_TYPES.find((candidate) => candidate === value);
                        setSaved(false);
                        if (type !== undefined) setChanges({ ...changes, [domain.id]: type });
                      }}
                    >
                      {SIGN_IN_TYPES.map((type) => (
                        <option key={type} value={type}>
                          {signIn.types[type]}
                        </option>
                      ))}
                    </Select>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
          <div className={styles.actions}>
            <Button appearance="primary" onClick={save}>
              {signIn.save}
            </Button>
            <span role="status">{isSaved ? signIn.saved : ''}</span>
          </div>
        </>
      )}
    </PageFrame>
  );
}
