import type { PacingReasonView } from '@paceline/contracts/pacing-reasons';
import { english } from '@paceline/contracts/messages/en';
import { pacingInWords } from '@paceline/contracts/messages/reason-words';
import type { PacingReason } from '@paceline/domain/pacing';

/** A reason as a manager reads it: what it is made of, and in words. */
export function toReasonView(reason: PacingReason): PacingReasonView {
  const { limit, gateway, detail, unreached, figures } = reason;
  const whose = unreached === undefined ? undefined : english.phones.whose({ unreached, more: (figures['phones'] ?? 0) - unreached.length });
  return {
    limit, figures: { ...figures }, text: pacingInWords(english, reason), ...gateway !== undefined && { gateway },
    ...(whose ?? detail) !== undefined && { detail: whose ?? detail }, ...unreached !== undefined && { unreached },
  };
}
