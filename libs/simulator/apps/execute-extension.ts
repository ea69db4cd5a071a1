import { executeApplication } from '../call/execute';
import { separateString } from '../grammar/separate-string';
import { armGuard } from '../guard/guard';
import { PACELINE_CONTEXT, armsGuard, pacelineSteps } from '../guard/paceline-dialplan';
import type { Application } from './application';

/** `execute_extension EXTENSION XML CONTEXT`: the steps of another extension, without leaving this one. */
export const executeExtension: Application = async (core, channel, argument) => {
  const [extension = '', , context] = separateString(argument, ' ', 3);
  const ours = context === PACELINE_CONTEXT;
  if (ours && armsGuard(extension)) {
    await executeApplication(core, channel, 'set', `paceline_guard=${armGuard(core, channel)}`, null);
  }
  for (const step of ours ? pacelineSteps(channel, extension, core.options.promptsDir) : core.options.dialplan(extension)) {
    await executeApplication(core, channel, step.application, step.argument, null);
    if (channel.mustMove) return;
  }
};
