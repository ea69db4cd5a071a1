import * as agents from './checks/agents';
import * as channels from './checks/channels';
import * as destinations from './checks/destinations';
import * as endings from './checks/endings';
import * as frequency from './checks/frequency';
import * as interviews from './checks/interviews';
import * as invites from './checks/invites';
import * as law from './checks/law';
import * as ownership from './checks/ownership';
import * as results from './checks/results';
import * as rings from './checks/rings';
import * as silence from './checks/silence';
import * as stays from './checks/stays';
import * as talks from './checks/talks';
import * as targets from './checks/targets';
import * as trunks from './checks/trunks';
import { toViolation, type Finding, type Violation } from './violation';
import type { World } from './world';

export type { Violation } from './violation';

type Check = (world: World) => readonly Finding[];

/** What must hold at every instant. */
const ALWAYS: readonly Check[] = [
  invites.everyInviteHasItsRow, invites.everyDialedRowHasItsInvite,
  results.resultsAreKept, results.recordsAreTakenIn,
  targets.attemptsAreDialedOnce, targets.nobodyIsCalledTwiceAtOnce, targets.attemptsAreCountedOnce, targets.targetsFollowTheirCalls, targets.controlGroupsAreLeftAlone,
  endings.endsAreWhole, endings.callsEndOnce, endings.outcomesAgreeWithRows, endings.settlementsCome, endings.totalsAreSums, endings.recordingsStop,
  talks.talksAreTold, talks.talksWereBridged, talks.talksEnd, talks.callsHaveOneAgent, talks.agentsTalkToOne,
  stays.staysEndWithTheirCalls, stays.callersWaitInOneQueue, stays.nobodyWaitsTooLong, stays.answersAreTold,
  rings.ringsEndWithTheirCalls, rings.phonesRingForOne, rings.ringsAreTold,
  agents.agentsAreOnOneCall, agents.agentsAreHeldByWhatLives, agents.agentsAreAsTheirLegs,
  law.forbiddenNumbersAreNotDialed, law.nobodyIsDialedOutsideTheirHours, law.campaignsDialWhileTheyRun,
  destinations.destinationsAreAllowed, destinations.nothingIsDialedWhileStopped,
  frequency.numbersAreOnOneCall, frequency.nobodyIsCalledTooOften,
  trunks.gatewaysKeepTheirRate, trunks.gatewaysKeepTheirLines, trunks.sickTrunksGetAPause,
  channels.livingCallsHaveChannels, channels.channelsBelongToSomebody,
  ownership.fencesNeverGoBack, ownership.nothingIsSentTooLate, ownership.commandsAreCarriedOut,
  interviews.quotasAreTheirInterviews, interviews.anonymousInterviewsAreSevered, interviews.interviewsEndWithTheirCalls, interviews.answersAreTheirInterviews,
  silence.nobodyMeetsSilence, silence.nobodyIsHungUpOnInSilence,
];

/** What must hold besides when everything is over. */
const AT_REST: readonly Check[] = [targets.targetsHaveResults, endings.everyCallIsOver, agents.poolIsAtRest, channels.nothingElseIsUp];

/** Everything that does not hold in this world; empty when all of it does. */
export function violationsOf(world: World): readonly Violation[] {
  const checks = world.looking === 'at-rest' ? [...ALWAYS, ...AT_REST] : ALWAYS;
  return checks.flatMap((check) => check(world)).map(toViolation);
}
