import { executeApplication } from '../call/execute';
import { separateString } from '../grammar/separate-string';
import { armGuard, armRingGuard } from '../guard/guard';
import { PACELINE_CONTEXT, pacelineSteps, scheduledBy } from '../guard/paceline-dialplan';
import type { Application } from './application';

/** `execute_extension EXTENSION XML CONTEXT`: the steps of another extension, without leaving this one. */
export const executeExtension: Application = async (core, channel, argument) => {
  const [extension = '', , context] = separateString(argument, ' ', 3);
  const ours = context === PACELINE_CONTEXT;
  const variable = ours ? scheduledBy(extension) : undefined;
  if (variable !== undefined) {
    const arm = variable === 'paceline_guard' ? armGuard : armRingGuard;
    await executeApplication(core, channel, 'set', `${variable}=${arm(core, channel)}`, null);
  }
  for (const step of ours ? pacelineSteps(channel, extension, core.options.promptsDir) : core.options.dialplan(extension)) {
    await executeApplication(core, channel, step.application, step.argument, null);
    if (channel.mustMove) return;
  }
};
