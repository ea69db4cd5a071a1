import { whenParentIsGone } from '@paceline/platform/parent-process';
import { judge, type PacingJob } from './pacing-judge';

/** Judges one cell after another, as it is told: each processor has a process of these. */
process.on('message', (job: PacingJob) => { process.send?.(judge(job)); });
whenParentIsGone(() => { process.exit(0); });
