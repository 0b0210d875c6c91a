import { mount } from '../fluent/mount';
import { App } from './app';

mount(<App />);
