import type { Catalogue } from '../catalogue';
import { errorTitles } from './error-titles';
import { errors } from './errors';
import { promptFaults } from './prompt-faults';
import { readiness } from './readiness';

export const english: Catalogue = { language: 'en', errorTitles, errors, readiness, promptFaults };
