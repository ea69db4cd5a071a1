import type { Catalogue } from '../catalogue';
import { errorTitles } from './error-titles';
import { errors } from './errors';
import { issues } from './issues';
import { promptFaults } from './prompt-faults';
import { readiness } from './readiness';

export const english: Catalogue = { language: 'en', errorTitles, errors, issues, readiness, promptFaults };
