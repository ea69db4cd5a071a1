import type { FollowUpView } from '@paceline/contracts/follow-ups';
import type { AuditedFields, FollowUp, FoundFollowUp } from '@paceline/persistence';

/** @param userId who looks: what is confidential is told to its owner alone */
export function toFollowUpView(found: FoundFollowUp, userId: string, nowMs: number): FollowUpView {
  const { id, interviewId, questionnaireId, question, score, state, ownerId, ownerName, contactId, contactName, phone, callId, openedAt, dueAt, takenAt, doneAt, doneBy, note } = found;
  const isConfidential = Boolean(found.isConfidential);
  const sees = !isConfidential || (ownerId === userId && takenAt !== null);
  return {
    id, interviewId, questionnaireId, question, score, confidential: isConfidential, person: sees ? { contactId, contactName, phone, callId } : null,
    state, owner: ownerId === null ? null : { id: ownerId, username: ownerName ?? '' }, openedAt: openedAt.toISOString(), dueAt: dueAt.toISOString(),
    overdue: doneAt === null && dueAt.getTime() < nowMs, takenAt: takenAt?.toISOString() ?? null,
    done: doneAt === null || doneBy === null ? null : { at: doneAt.toISOString(), byUsername: doneBy, note: note ?? '' },
  };
}

/** What the trail keeps of it. */
export function traceOf({ state, ownerId, dueAt, note }: FollowUp): AuditedFields {
  return { state, ownerId, dueAt: dueAt.toISOString(), note };
}
