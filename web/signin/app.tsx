import { useEffect, useState } from 'preact/hooks';
import type { Language } from '../shared/language';
import { Frame } from '../shared/ui/frame';
import { LanguageContext, localise, useLanguageChoice } from '../shared/ui/language_context';
import { SiteContext } from '../shared/ui/site_context';
import { flowAddress, isSafeRedirect, type Address } from './address';
import type { Flow } from './answers';
import type { SigninApi } from './api';
import { asSigninError, SigninError } from './signin_error';
import { Consent } from './steps/consent';
import { DeviceCode } from './steps/device_code';
import { Enrol } from './steps/enrol';
import { Failed } from './steps/failed';
import { Finished } from './steps/finished';
import { Loading } from './steps/loading';
import { Password } from './steps/password';
import { SecondStep } from './steps/second_step';

interface Props {
  readonly api: SigninApi;
  /** Its words have been loaded. */
  readonly firstLanguage: Language;
  readonly address: Address;
}

type View =
  | { readonly at: 'loading' }
  | { readonly at: 'device' }
  | { readonly at: 'flow'; readonly id: string; readonly flow: Flow }
  | { readonly at: 'denied' }
  | { readonly at: 'failed'; readonly code: string; readonly again: (() => void) | null };

export function App({ api, firstLanguage, address }: Props) {
  const [language, chooseLanguage] = useLanguageChoice(firstLanguage);
  const [view, setView] = useState<View>(() => firstView(address));
  const [isLanding, setLanding] = useState(true);
  const [tenantName, setTenantName] = useState<string | null>(null);

  useEffect(() => {
    if (address.destination.to === 'flow') void load(address.destination.flow);
  }, []);

  const show = (id: string, flow: Flow) => {
    setTenantName(flow.tenantName);
    if (flow.step !== 'done' || flow.redirectTo === null) return setView({ at: 'flow', id, flow });
    if (!isSafeRedirect(flow.redirectTo, location.origin)) return fail(new SigninError('unexpected'));
    setView({ at: 'flow', id, flow });
    location.replace(flow.redirectTo);
  };
  const load = async (id: string) => {
    try {
      show(id, await api.flow(id));
    } catch (thrown) {
      fail(asSigninError(thrown), () => {
        setView({ at: 'loading' });
        void load(id);
      });
    }
  };
  const fail = (error: SigninError, again: (() => void) | null = null) =>
    setView({ at: 'failed', code: error.code, again: error.code === 'flow_expired' ? null : again });
  /** Another tab has gone on with this flow: so does this one. */
  const leaveStep = (id: string) => (error: SigninError) => {
    if (error.code === 'wrong_step') void load(id);
    else fail(error);
  };
  const goOn = (id: string) => (flow: Flow) => {
    setLanding(false);
    show(id, flow);
  };

  return (
    <LanguageContext.Provider value={localise(language)}>
      <SiteContext.Provider value={{ tenantName, helpdesk: null }}>
        <Frame
          steps={null}
          onLanguage={chooseLanguage}
        >
          {step()}
        </Frame>
      </SiteContext.Provider>
    </LanguageContext.Provider>
  );

  function step() {
    switch (view.at) {
      case 'loading':
        return <Loading />;
      case 'device':
        return <DeviceCode api={api} userCode={typedBefore(address)} isLanding={isLanding} onFlow={enter} />;
      case 'denied':
        return <Finished outcome="denied" client="tilbage-connect" />;
      case 'failed':
        return <Failed code={view.code} onTryAgain={view.again} />;
      case 'flow':
        return flowStep(view.id, view.flow);
    }
  }

  function flowStep(id: string, flow: Flow) {
    const common = { api, id, onNext: goOn(id), onFlowEnd: leaveStep(id) };
    switch (flow.step) {
      case 'password':
        return <Password {...common} flow={flow} isLanding={isLanding} />;
      case 'totp':
        return <SecondStep {...common} userName={flow.userName} />;
      case 'enrol_totp':
        return <Enrol {...common} />;
      case 'device':
        return <DeviceCode api={api} userCode="" isLanding={isLanding} onFlow={enter} />;
      case 'consent':
        return <Consent {...common} flow={flow} onDenied={() => setView({ at: 'denied' })} />;
      case 'done':
        return <Finished outcome={flow.redirectTo === null ? 'done' : 'leaving'} client={flow.client} />;
    }
  }

  function enter(id: string) {
    history.replaceState(null, '', flowAddress(id, location.search));
    setLanding(false);
    setView({ at: 'loading' });
    void load(id);
  }
}

function firstView({ destination }: Address): View {
  switch (destination.to) {
    case 'flow':
      return { at: 'loading' };
    case 'device':
      return { at: 'device' };
    case 'error':
      return { at: 'failed', code: destination.code, again: null };
  }
}

function typedBefore({ destination }: Address): string {
  return destination.to === 'device' ? destination.userCode : '';
}
