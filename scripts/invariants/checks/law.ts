import { intersectHours, withinCallingHours } from '@paceline/domain/compliance/calling-hours';
import { LawBook } from '@paceline/platform/law/law-book';
import { zonesOf } from '@paceline/platform/zones';
import { at, type Finding } from '../violation';
import type { World } from '../world';
import { dialedCalls, sentAtMs } from './dialed';

/** Rule 4. Who is put on the list between the gate and the socket is called once more: milliseconds. */
export function forbiddenNumbersAreNotDialed(world: World): Finding[] {
  return dialedCalls(world).flatMap((dialed) => {
    const { call } = dialed;
    const { slackMs } = world.limits;
    const forbidden = call.forbidden.find(({ fromMs, untilMs }) => fromMs <= sentAtMs(dialed) - slackMs && (untilMs === null || untilMs > sentAtMs(dialed) + slackMs));
    if (forbidden === undefined) return [];
    return [{ code: 'do-not-call-dialed', subject: `call ${call.id}`, evidence: `call ${call.id} to ${call.phone} was sent at ${at(sentAtMs(dialed))}; the number was forbidden at ${at(forbidden.fromMs)}${forbidden.untilMs === null ? '' : `, until ${at(forbidden.untilMs)}`}` }];
  });
}

/** Rule 4, by the clock that it was judged by, the hours and the holidays as they are set now and the law, in the zone that target and contact have, or had then if it was changed. */
export function nobodyIsDialedOutsideTheirHours(world: World): Finding[] {
  const book = new LawBook(world.holidayChanges);
  const zones = new Map(world.targets.map((target) => [target.id, target.zone]));
  return dialedCalls(world).flatMap((dialed) => {
    const { call } = dialed;
    const campaign = world.campaigns.get(call.campaignId ?? '');
    if (campaign === undefined) return [];
    const judgedAtMs = call.judgedAtMs ?? sentAtMs(dialed) + world.limits.callingOffsetMs;
    const then = call.zoneBefore === null ? [zones.get(call.targetId ?? '') ?? '', call.contactZone] : [call.zoneBefore];
    const closed = [...new Set(then)].find((zone) => {
      const lawful = book.of(call.phone, zone, campaign.law);
      return !withinCallingHours(zonesOf(zone), intersectHours(campaign.callingHours, lawful.hours), judgedAtMs, lawful.closedDays).allow;
    });
    if (closed === undefined) return [];
    return [{ code: 'outside-calling-hours', subject: `call ${call.id}`, evidence: `call ${call.id} to ${call.phone} was sent at ${at(sentAtMs(dialed))}, judged as ${at(judgedAtMs)}, in zone ${closed ?? 'unknown'} outside the hours of campaign ${campaign.id} or of the law` }];
  });
}

/** Rule 9. The owner looks at a campaign once a second, unless it is told of a change. */
export function campaignsDialWhileTheyRun(world: World): Finding[] {
  const lateMs = world.limits.slackMs + 1_000;
  return dialedCalls(world).flatMap((dialed) => {
    const campaign = world.campaigns.get(dialed.call.campaignId ?? '');
    if (campaign === undefined) return [];
    const atMs = sentAtMs(dialed);
    const after = campaign.endedAtMs !== null && atMs > campaign.endedAtMs + lateMs;
    if (!after && (campaign.startedAtMs === null || atMs >= campaign.startedAtMs - lateMs)) return [];
    return [{ code: 'dialed-while-not-running', subject: `call ${dialed.call.id}`, evidence: `call ${dialed.call.id} was sent at ${at(atMs)}; campaign ${campaign.id} (${campaign.status}) started ${at(campaign.startedAtMs)}, ended ${at(campaign.endedAtMs)}` }];
  });
}
