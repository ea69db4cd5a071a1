import { whenParentIsGone } from '@paceline/platform/parent-process';
import { judgeBlend, type BlendJob } from './blend-judge';

/** Judges one job after another, as it is told. */
process.on('message', (job: BlendJob) => { process.send?.(judgeBlend(job)); });
whenParentIsGone(() => { process.exit(0); });
