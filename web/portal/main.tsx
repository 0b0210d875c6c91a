import { mount } from '../fluent/mount';
import { App } from './app';
import { PORTAL_STRINGS } from './strings';

mount(<App />, [PORTAL_STRINGS]);
