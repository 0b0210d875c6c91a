import { mount } from '../fluent/mount';
import { createWizardApi } from './api';
import { App } from './app';

mount(<App api={createWizardApi()} />);
