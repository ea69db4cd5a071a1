import { isDeepStrictEqual } from 'node:util';
import { at, type Finding } from '../violation';
import type { InterviewFact, World } from '../world';

/** Whoever sees to what nobody goes on with does so once in a while, when their call has been settled for ten minutes. */
const LEFT_AFTER_MS = 15 * 60_000;

/** Rule 11: the places that are taken are those that interviews hold; who is over and not complete holds none. */
export function quotasAreTheirInterviews({ quotas, interviews }: World): Finding[] {
  return [
    ...quotas.filter(({ taken, held }) => taken !== held).map(({ versionId, quota, taken, held }) => (
      { code: 'quota-miscounted' as const, subject: `quota ${quota}`, evidence: `version ${versionId}: ${taken} places of quota ${quota} are counted, ${held} interviews hold one` })),
    ...quotas.filter(({ held, most }) => held > most).map(({ versionId, quota, held, most }) => (
      { code: 'quota-exceeded' as const, subject: `quota ${quota}`, evidence: `version ${versionId}: ${held} interviews hold a place of quota ${quota}, which has ${most}` })),
    ...interviews.filter(({ endedAtMs, result, holds }) => endedAtMs !== null && result !== 'complete' && holds.length > 0).map((interview) => (
      { code: 'quota-kept' as const, subject: `interview ${interview.id}`, evidence: `${told(interview)} and holds ${interview.holds.join(' and ')}` })),
  ];
}

/** Rule 11: of an anonymous interview no row tells whose it was; its call is told only while it goes on. */
export function anonymousInterviewsAreSevered({ interviews }: World): Finding[] {
  return interviews.filter(({ privacy }) => privacy === 'anonymous').flatMap((interview) => {
    const { contactId, agentId, callId, endedAtMs, instantsMs, comments } = interview;
    const leads = [
      ...contactId === null ? [] : [`contact ${contactId}`], ...agentId === null ? [] : [`agent ${agentId}`], ...callId !== null && endedAtMs !== null ? [`call ${callId}`] : [],
      ...instantsMs.some((ms) => ms % 86_400_000 !== 0) ? ['an instant within a day'] : [], ...comments > 0 ? ['a voice'] : [],
    ];
    return leads.length === 0 ? [] : [{ code: 'anonymous-traced' as const, subject: `interview ${interview.id}`, evidence: `${told(interview)}; it leads to ${leads.join(', ')}` }];
  });
}

/**
 * Rule 2: by keys it ends with its channel, which may live on behind its call; and whatever is left is seen to some time after the call.
 * Of channels only the switch tells.
 */
export function interviewsEndWithTheirCalls({ interviews, channels, nowMs, limits, looking }: World): Finding[] {
  const up = channels === null ? null : new Set(channels.map(({ channelId }) => channelId));
  return interviews.filter(({ endedAtMs, delivery, callId, callSettledAtMs }) => {
    if (endedAtMs !== null || callId === null || callSettledAtMs === null) return false;
    const isGone = delivery === 'keypad' && up !== null && !up.has(callId);
    return (isGone && (looking === 'at-rest' || callSettledAtMs + limits.graceMs < nowMs)) || callSettledAtMs + LEFT_AFTER_MS < nowMs;
  }).map((interview) => ({
    code: 'interview-not-ended', subject: `interview ${interview.id}`, evidence: `${told(interview)}; its call ${interview.callId ?? ''} was settled ${at(interview.callSettledAtMs)}`,
  }));
}

/** Rule 11: each answer is there once, in its own row and in what its interview goes on from, to a question that was asked. */
export function answersAreTheirInterviews({ interviews }: World): Finding[] {
  return interviews.filter(({ answers, kept, questions }) => !isDeepStrictEqual(answers, kept) || Object.keys(answers).some((question) => !questions.includes(question))).map((interview) => ({
    code: 'answer-astray', subject: `interview ${interview.id}`,
    evidence: `${told(interview)}; it goes on from ${JSON.stringify(interview.kept)}, its rows say ${JSON.stringify(interview.answers)}, and it asks ${interview.questions.join(', ')}`,
  }));
}

function told({ id, delivery, privacy, result, endedAtMs }: InterviewFact): string {
  return `the ${privacy} interview ${id} by ${delivery} ${endedAtMs === null ? 'goes on' : `ended ${at(endedAtMs)} (${result ?? 'without a result'})`}`;
}
