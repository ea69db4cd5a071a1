import type { Catalogue } from '../catalogue';
import { callingWindows, holidayGaps } from './calling';
import { doNotCall } from './do-not-call';
import { errorTitles } from './error-titles';
import { errors } from './errors';
import { fileErrors, rejections } from './import-findings';
import { flowFaults } from './flow-faults';
import { issues } from './issues';
import { pacing } from './pacing';
import { phones } from './phones';
import { promptFaults } from './prompt-faults';
import { agentRefusals, questionnaireFaults } from './questionnaire-faults';
import { readiness } from './readiness';
import { refusals } from './refusals';
import { surveyRefusals } from './survey-told';

export const english: Catalogue = {
  language: 'en', errorTitles, errors, issues, readiness, flowFaults, questionnaireFaults, agentRefusals, refusals, pacing, doNotCall, phones, surveyRefusals, promptFaults, rejections, fileErrors, callingWindows, holidayGaps,
};
