import type { AgentRefusals } from '@paceline/domain/survey/agent';
import type { QuestionnaireFaults } from '@paceline/domain/survey/fault';
import type { ScriptFaults } from '@paceline/domain/script/faults';
import type { SampleRefusals } from '@paceline/domain/survey/sampling';
import type { HolidayGaps, WindowReasons } from './calling-told';
import type { DoNotCallReasons } from './do-not-call-reasons';
import type { ErrorCode, ErrorReasons } from './error-reasons';
import type { FileErrors, RejectionReasons } from './import-findings';
import type { IssueReasons } from './issue-reasons';
import type { Sentences } from './message';
import type { PacingTold } from './pacing-told';
import type { PhonesTold } from './phones-told';
import type { PromptFaults } from './prompt-faults';
import type { ReadinessReasons } from './readiness-reasons';
import type { RefusalsTold } from './refusals-told';

/**
 * Everything that Paceline says to people, in one language. A further language is a further file of this type: the
 * compiler names each sentence that it lacks, and each parameter that a sentence takes wrongly.
 */
export interface Catalogue {
  /** BCP 47. */
  readonly language: string;
  readonly errorTitles: Readonly<Record<ErrorCode, string>>;
  readonly errors: { readonly [Code in ErrorCode]: Sentences<ErrorReasons[Code]> };
  readonly issues: Sentences<IssueReasons>;
  readonly readiness: Sentences<ReadinessReasons>;
  readonly flowFaults: Sentences<ScriptFaults>;
  readonly questionnaireFaults: Sentences<QuestionnaireFaults>;
  readonly agentRefusals: Sentences<AgentRefusals>;
  readonly refusals: Sentences<RefusalsTold>;
  readonly pacing: Sentences<PacingTold>;
  readonly doNotCall: Sentences<DoNotCallReasons>;
  readonly phones: Sentences<PhonesTold>;
  readonly surveyRefusals: Sentences<SampleRefusals>;
  readonly promptFaults: Sentences<PromptFaults>;
  readonly rejections: Sentences<RejectionReasons>;
  readonly fileErrors: Sentences<FileErrors>;
  readonly callingWindows: Sentences<WindowReasons>;
  readonly holidayGaps: Sentences<HolidayGaps>;
}
