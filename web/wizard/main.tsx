import { mount } from '../fluent/mount';
import { createWizardApi } from './api';
import { App } from './app';
import { WIZARD_STRINGS } from './strings';

mount(<App api={createWizardApi()} />, [WIZARD_STRINGS]);
