import { Button, Field, makeStyles, Text, tokens } from '@fluentui/react-components';
import { useRef, useState, type FormEvent } from 'react';
import { useLanguage } from '../../fluent/language';
import { Notice, type NoticeText } from '../../fluent/notice';
import { MARKET } from '../../shared/language';
import type { DeviceCode as Code } from '../answers';
import { DeviceCode } from '../parts/device_code';
import { PageFrame } from '../parts/page_frame';
import { Problem } from '../parts/problem';
import { TextArea, TextInput } from '../parts/typed';
import { useStrings } from '../strings';
import { useCall } from '../use_call';
import { useWizard } from '../wizard';

const useStyles = makeStyles({
  form: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalL, maxWidth: '36rem' },
  actions: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalM },
  address: { overflowWrap: 'anywhere' },
});

/** The tenant's own page asks for the password, in this tab; the tenant sends the browser back here. */
export function Cloud() {
  const styles = useStyles();
  const strings = useStrings();
  const words = strings.cloud;
  const { language } = useLanguage();
  const { api, state, accept, goOn } = useWizard();
  const call = useCall();
  const { cloud } = state;
  const [isChanging, setChanging] = useState(cloud.url === '');
  const address = useRef<HTMLInputElement>(null);
  const authority = useRef<HTMLTextAreaElement>(null);
  const [isMissing, setMissing] = useState(false);
  const [code, setCode] = useState<Code | null>(null);
  const [needed, setNeeded] = useState<{ readonly message: NoticeText } | null>(null);
  const problem = call.error === null && code === null ? cloud.problem : null;
  const asksForAuthority = isChanging || problem?.code === 'certificate_untrusted';

  /** Whether there is an address to sign in at. */
  const saveAddress = async (): Promise<boolean> => {
    const url = isChanging ? (address.current?.value.trim() ?? '') : cloud.url;
    const caPem = authority.current?.value.trim() ?? '';
    setMissing(url === '');
    if (url === '') {
      address.current?.focus();
      return false;
    }
    if (!isChanging && caPem === '') return true;
    accept(await api.setCloud(url, caPem === '' ? null : caPem));
    setChanging(false);
    return true;
  };
  const signIn = (event: FormEvent) => {
    event.preventDefault();
    setNeeded(null);
    setCode(null);
    void call.run(async () => {
      if (!(await saveAddress())) return;
      location.assign(await api.signIn(location.origin, MARKET[language]));
    });
  };
  const startCode = () =>
    void call.run(async () => {
      setNeeded(null);
      if (await saveAddress()) setCode(await api.startDeviceCode());
    });
  const next = async () => {
    setNeeded(null);
    if (cloud.signedIn === null) setNeeded({ message: words.needed });
    else await goOn();
  };

  return (
    <PageFrame call={call} intro={words.intro} onNext={next} needed={needed}>
      <Problem error={problem} isQuiet />
      <form className={styles.form} onSubmit={signIn} noValidate>
        {isChanging ? (
          <Field label={words.address} hint={words.addressHint} {...(isMissing ? { validationMessage: words.addressMissing } : {})}>
            <TextInput
              type="url"
              defaultValue={cloud.url}
              autoComplete="url"
              ref={address}
              onChange={() => setMissing(false)}
            />
          </Field>
        ) : (
          <div className={styles.actions}>
            <Text className={styles.address}>{cloud.url}</Text>
            <Button size="small" onClick={() => setChanging(true)}>
              {words.change}
            </Button>
          </div>
        )}
        {asksForAuthority && (
          <Field label={words.ca} hint={words.caHint}>
            <TextArea ref={authority} rows={3} />
          </Field>
        )}
        {cloud.signedIn !== null && (
          <Notice
            intent="success"
            message={{
              title: words.signedIn({ who: cloud.signedIn.displayName ?? cloud.signedIn.userPrincipalName, tenant: cloud.signedIn.tenantDomain }
              ),
              text: cloud.signedIn.userPrincipalName,
            }}
          />
        )}
        <div className={styles.actions}>
          <Button type="submit" appearance={cloud.signedIn === null ? 'primary' : 'secondary'}>
            {cloud.signedIn === null ? words.signIn : words.again}
          </Button>
          {cloud.signedIn === null ? (
            <Button onClick={startCode}>{words.useCode}</Button>
          ) : (
            <Button onClick={() => void call.run(async () => accept(await api.signOut()))}>{words.signOut}</Button>
          )}
        </div>
      </form>
      {code !== null && <DeviceCode key={code.userCode} code={code} onEnd={() => setCode(null)} />}
    </PageFrame>
  );
}
