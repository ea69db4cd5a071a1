import { endsWith } from '@paceline/domain/call/legs';
import { AgentRings, FlowTrials, InboundCalls, Interviews, KeypadInterviews, LaterSurveys, MachineMessages, OutsideLegs, QueueCallbacks, SurveySamples, TalkRepository, followUpEvent, staysIn, type LeaseRepository } from '@paceline/persistence';
import { withFailPoints } from '@paceline/platform/fail-points';
import type { Producers } from '@paceline/queues';
import type { Redis } from 'ioredis';
import { AgentDesk } from '../agents/agent-desk';
import { AgentLegs } from '../agents/agent-legs';
import { MissedRings } from '../agents/missed-rings';
import { ScreenWatch } from '../agents/screen-watch';
import { SystemStatus } from '../agents/system-status';
import { AgentPlan } from '../calls/agent-plan';
import { Allocator } from '../calls/allocator';
import { Announcements } from '../calls/announcements';
import { AutomaticSurveys } from '../calls/automatic-surveys';
import { BackInLine } from '../calls/back-in-line';
import { Bridging } from '../calls/bridging';
import { BroadcastPlan } from '../calls/broadcast-plan';
import { CallbackDialer } from '../calls/callback-dialer';
import { CallbackNumbers } from '../calls/callback-numbers';
import { CallbackTalks } from '../calls/callback-talks';
import { CallbacksInLine } from '../calls/callbacks-in-line';
import { CallEnding } from '../calls/call-ending';
import { CallFlow } from '../calls/call-flow';
import { CallJournal } from '../calls/call-journal';
import type { SaidOfCalls } from '../calls/call-news';
import type { CallPlan } from '../calls/call-plan';
import { CallerCards } from '../calls/caller-cards';
import { CallerSounds } from '../calls/caller-sounds';
import { CallRegistry } from '../calls/call-registry';
import type { LiveCall } from '../calls/live-call';
import { Keeping } from '../calls/keeping';
import { KnownCallers } from '../calls/known-callers';
import { LongestCall } from '../calls/longest-call';
import { OnDemandPhones } from '../calls/on-demand-phones';
import { Originator } from '../calls/originator';
import { Invitations } from '../calls/invitations';
import { InterviewBook } from '../calls/interview-book';
import { InterviewPlan } from '../calls/interview-plan';
import { OfferKeys } from '../calls/offer-keys';
import { OptOuts } from '../calls/opt-outs';
import { OutsideCalls } from '../calls/outside-calls';
import { Previews } from '../calls/previews';
import { QueueEars } from '../calls/queue-ears';
import { QueuePlan } from '../calls/queue-plan';
import { Recordings } from '../calls/recordings';
import { SafeHarbour } from '../calls/safe-harbour';
import { ScriptPlan } from '../calls/script-plan';
import { Voicemails } from '../calls/voicemails';
import { Vouching } from '../calls/vouching';
import { WaitingDesk } from '../calls/waiting-desk';
import { WrapUp } from '../calls/wrap-up';
import { AfterCallDesk } from '../callers/after-call-desk';
import { EarlierCallers } from '../callers/earlier-callers';
import { FlowTrialDesk } from '../callers/flow-trials';
import { DialedNumbers } from '../callers/dialed-numbers';
import { MachineDesk } from '../callers/machine-desk';
import { Reception } from '../callers/reception';
import { trialPlan } from '../callers/trial-plan';
import { CampaignDesk } from '../campaigns/campaign-desk';
import { CampaignFigures } from '../campaigns/campaign-figures';
import { CampaignTold } from '../campaigns/campaign-told';
import { HeardBook } from '../campaigns/heard-book';
import { CommandDesk } from '../commands/command-desk';
import { News, type SaidOfAgents } from '../context/news';
import type { OwnerContext } from '../context/owner-context';
import { Ownership } from '../context/ownership';
import { SwitchClock } from '../context/switch-clock';
import { DialDoor, type Dialer } from '../dialing/dial-door';
import { DialingSwitch } from '../dialing/dialing-switch';
import { CallbackGate } from '../lines/callback-gate';
import { CampaignBook } from '../lines/campaign-book';
import { QueueBook } from '../lines/queue-book';
import { Laws } from '../lines/laws';
import { GuardDesk } from '../queues/guard-desk';
import { GuardEars } from '../queues/guard-ears';
import { QueueMemory } from '../queues/queue-memory';
import { QueueMeters } from '../queues/queue-meters';
import { QueuesTold } from '../queues/queues-told';
import { StaysBook } from '../queues/stays-book';
import { AfterCall } from '../surveys/after-call';
import { LaterCalls } from '../surveys/later-calls';
import { TrunkLines } from '../trunks/trunk-lines';
import { EventRouter } from './event-router';
import { PoolBuilder } from './pool-builder';
import { PoolKeeper } from './pool-keeper';
import { Reconciler } from './reconciler';
import { StrayChannels } from './stray-channels';
import { Sweeper } from './sweeper';
import { SwitchLink } from './switch-link';
import { Work } from './work';

export interface SessionServices {
  readonly leases: LeaseRepository;
  readonly dialer: Dialer;
  readonly producers: Producers;
  readonly workerRedis: Redis;
  readonly ownerName: string;
}

/** What an ownership is begun, driven and ended by. */
export interface Composed {
  readonly ownership: Ownership;
  readonly registry: CallRegistry;
  readonly journal: CallJournal;
  readonly vouching: Vouching;
  readonly legs: AgentLegs;
  readonly trials: FlowTrialDesk;
  readonly afterCalls: AfterCallDesk;
  readonly machines: MachineDesk;
  readonly router: EventRouter;
  readonly link: SwitchLink;
  readonly pool: PoolKeeper;
  readonly work: Work;
}

/** Makes everything that acts for a switch, from what stands alone to what needs most, and says who hears whom. */
export function compose(owner: OwnerContext, services: SessionServices): Composed {
  const { dataSource, clock, targets } = owner;
  const [ownership, agents, calls] = [new Ownership(), new News<SaidOfAgents>(), new News<SaidOfCalls>()];
  const time = new SwitchClock(clock);
  const registry = new CallRegistry();
  const journal = new CallJournal(owner);
  const heard = new HeardBook(calls, owner.known);
  const [book, laws] = [new CampaignBook(dataSource, clock), new Laws(dataSource, clock)];

  const gateways: TrunkLines = new TrunkLines(owner, registry, {
    onGateway: (gateway) => legs.onGateway(gateway) + phones.onGateway(gateway) + outside.onGateway(gateway) + trials.onGateway(gateway) + afterCalls.onGateway(gateway) + machines.onGateway(gateway), outsideOn: (gateway) => outside.onGateway(gateway),
  });
  const dialing = new DialingSwitch(dataSource, clock);
  const door = new DialDoor(owner, services.dialer, gateways, dialing);
  const outside: OutsideCalls = new OutsideCalls(owner, { legs: registry.legs, gateways, door, journal, rows: new OutsideLegs(dataSource, owner.environment.SWITCH_ID), told: (...what) => { scriptPlan.outsideTold(...what); } });
  const legs: AgentLegs = new AgentLegs(owner, door, gateways, registry.legs, agents);

  const phones: OnDemandPhones = new OnDemandPhones(owner, {
    rows: withFailPoints('rings', new AgentRings(dataSource)), registry, door, gateways, journal, agents, connect: (call, ...promise) => { if (call.keepsPlace) callbackDialer.cameUp(call, ...promise); else bridging.connect(call, ...promise); }, offer: (call) => allocator.offer(call), staysAlone: (call) => afterCalls.keeps(call),
  });
  const bridging = new Bridging(owner, journal, agents, calls, phones);
  const keeping = new Keeping(owner, agents);
  const allocator: Allocator = new Allocator(owner, { registry, bridging, keeping, ownership, placeCameUp: (...promise) => { callbackDialer.cameUp(...promise); } });
  const safeHarbour = new SafeHarbour(owner, journal, calls);
  const wrapUp = new WrapUp(owner, journal, agents, calls);
  const ending = new CallEnding(owner, registry, journal, bridging, keeping, wrapUp, gateways, calls);
  const [longest, recordings, vouching] = [new LongestCall(owner, journal), new Recordings(owner), new Vouching(owner, time)];
  const backInLine = new BackInLine(owner, { journal, allocator, vouching });
  const agentPlan = new AgentPlan(owner, { backInLine, allocator, bridging, safeHarbour, vouching, longest, recordings });
  const inbound = new InboundCalls(dataSource, owner.environment.SWITCH_ID);
  const queues = new QueueBook(dataSource, clock, owner.environment.SWITCH_ID);
  const [sounds, voicemails] = [new CallerSounds(owner), new Voicemails(owner)];
  const [ears, meters, stays] = [new QueueEars(calls), new QueueMeters(owner), new StaysBook(clock, (queueId, from) => staysIn(dataSource, queueId, from))];
  const announcements = new Announcements(owner, { queues, allocator, ears, sounds });
  const callbacks = new QueueCallbacks(dataSource);
  const talks = new CallbackTalks(owner, { queues, numbers: new CallbackNumbers(owner), callbacks, sounds, journal, agreed: (...who) => { queuePlan.calledBack(...who); } });
  const samples = new SurveySamples(dataSource);
  const afterCall = new AfterCall(samples, clock);
  const queuePlan: QueuePlan = new QueuePlan(owner, {
    invitations: new Invitations(owner, { rule: afterCall, samples, sounds }),
    registry, queues, known: new KnownCallers(owner), journal, allocator, bridging, backInLine, phones, vouching, longest, recordings, sounds, announcements, news: calls, talks, script: { sentOn: (...way) => { scriptPlan.sentOn(...way); } },
  });
  const scriptPlan: ScriptPlan = new ScriptPlan(owner, { journal, queues: queuePlan, sounds, voicemails, outside, optOuts: new OptOuts(owner), offers: new OfferKeys(owner), agents: { wantsAgent: (...whom) => { broadcastPlan.wantsAgent(...whom); } }, vouching, laws });
  const broadcastPlan: BroadcastPlan = new BroadcastPlan(owner, { script: scriptPlan, surveys: { begin: (call) => { surveys.begin(call); } }, agents: agentPlan, queue: queuePlan, allocator, safeHarbour, vouching, longest, sounds, journal, news: calls });
  const trialRows = new FlowTrials(dataSource, owner.environment.SWITCH_ID);
  const trials: FlowTrialDesk = new FlowTrialDesk(owner, {
    rows: trialRows, legs: registry.legs, gateways, door, plan: trialPlan(owner, { rows: trialRows, sounds, voicemails, queues, vouching, laws }),
  });
  const interviews = new Interviews(dataSource, (opened) => { owner.publish(followUpEvent(opened, new Date(clock.nowMs()))); });
  const keyed = new KeypadInterviews(dataSource, owner.environment.SWITCH_ID, interviews);
  const interviewBook = new InterviewBook(owner, { interviews, rows: keyed });
  const interviewPlan = new InterviewPlan(owner, { sounds, voicemails, book: interviewBook, vouching });
  const surveys = new AutomaticSurveys(owner, { rows: keyed, book: interviewBook, plan: interviewPlan, vouching });
  const laterCalls = new LaterCalls(owner, { rule: afterCall, rows: new LaterSurveys(dataSource, owner.environment.SWITCH_ID) });
  const afterCalls: AfterCallDesk = new AfterCallDesk(owner, { rule: afterCall, book: interviewBook, rows: keyed, plan: interviewPlan, registry, ending, vouching, recordings });
  const machines: MachineDesk = new MachineDesk(owner, { rows: new MachineMessages(dataSource, owner.environment.SWITCH_ID), registry, ending, wrapUp, sounds, vouching, recordings });
  const planOf = (call: LiveCall): CallPlan => {
    const { caller, interview } = call;
    if (interview !== null) return interviewPlan;
    if (caller === null) return agentPlan;
    return call.isOutbound() ? broadcastPlan : caller.inQueue ? queuePlan : scriptPlan;
  };
  const flow = new CallFlow(owner, { journal, planOf, ending, recordings, keeping, gateways, legs: registry.legs, phones: { agentOn: (leg) => legs.agentOn(leg) ?? phones.agentOn(leg) }, news: calls });
  const callbackGate = new CallbackGate(dataSource, clock, laws);
  const originator = new Originator(owner, registry, book, laws, door, dialing, ending, queues, callbackGate);
  const inLine = new CallbacksInLine(owner, { registry, callbacks, queues, gate: callbackGate, allocator }, calls);
  const callbackDialer: CallbackDialer = new CallbackDialer(owner, { registry, callbacks, inLine, gateways, keeping, phones, journal, ending, originator, agents });
  const previews = new Previews(owner, { registry, journal, ending, allocator, keeping, producers: services.producers, dialing, agents });

  const desk = new AgentDesk(owner, legs, registry, previews, phones, agents);
  const guard = new GuardDesk(owner, { registry, queues, ears, heard: new GuardEars(calls), meters, memory: new QueueMemory(owner, stays) });
  const figures = new CampaignFigures(owner, registry, targets, heard, legs, guard);
  const told = new CampaignTold(owner, registry, targets);
  const campaigns = new CampaignDesk(owner, services.leases, services.ownerName, {
    registry, ending, journal, gateways, dialing, book, laws, targets, producers: services.producers, previews, figures, told, ownership, allocator,
  });
  const waiting = new WaitingDesk(owner, { registry, queues, plan: queuePlan, journal, allocator });
  const commands: CommandDesk = new CommandDesk(owner, { desk, wrapUp, previews, registry, ending, waiting, campaigns, trials, afterCalls, machines });
  const statuses = new SystemStatus(owner, (commandId) => commands.handle(commandId));
  const missed = new MissedRings(owner, statuses);
  const screens = new ScreenWatch(owner, legs, statuses);

  const builder = new PoolBuilder(owner, journal, registry, legs, desk);
  const pool = new PoolKeeper(owner, ownership, { builder, legs, allocator, commands, agents });
  const sweeper = new Sweeper(owner, registry, ending, wrapUp, screens, allocator, agents, pool);
  const queuesTold = new QueuesTold(owner, registry, queues, stays, meters, calls);
  const work = new Work(owner, { redis: services.workerRedis, originator, commands, sweeper, campaigns, queues: queuesTold, guard, callbacks: inLine, laterCalls });
  const strays = new StrayChannels(owner, registry);
  const reception = new Reception(owner, { registry, numbers: new DialedNumbers(owner, inbound), calls: inbound, journal, flow, plan: scriptPlan, ending, asked: afterCalls });
  const earlierCallers = new EarlierCallers(owner, inbound, queues);
  const reconciler = new Reconciler(owner, { registry, legs, phones, journal, talks: new TalkRepository(dataSource), ending, flow, bridging, safeHarbour, planOf, longest, strays, reception, earlierCallers, trials, afterCalls, machines, interviews: keyed });
  const link = new SwitchLink(owner, ownership, { registry, time, reconciler, pool, commands, allocator, work });
  const router = new EventRouter(owner, ownership, { registry, time, reconciler, reception, flow, legs, phones, outside, trials, afterCalls, machines, strays });

  agents.on('may-serve', (agentId, agent) => {
    allocator.agentMayServe();
    owner.run('tell what an agent does', () => desk.tell(agentId, agent));
  });
  agents.on('changed', (agentId, agent) => { owner.run('tell what an agent does', () => desk.tell(agentId, agent)); });
  agents.on('leg-lost', (agentId, channelId) => {
    const [leg, call] = [registry.legs.of(channelId), registry.ofLeg(channelId)];
    if (call !== undefined && call.viewer?.legChannelId === channelId) keeping.letGo(call);
    if (leg !== undefined && call !== undefined && endsWith(leg.role) === 'talk') planOf(call).agentLeft(call);
    owner.run('tell that a leg was lost', () => desk.tell(agentId));
  });
  new CallerCards(owner, calls);
  agents.on('ring-ended', (agentId, how) => { missed.ringEnded(agentId, how); });
  calls.on('nobody-came', (call) => { planOf(call).nobodyCame(call); });
  calls.on('gone-unheard', (call) => { owner.run('end a call that is gone', () => ending.lost(call)); });
  calls.on('met-outside', (call, legChannelId) => { outside.met(call, legChannelId); });
  calls.on('ended', (ended) => {
    outside.callerLeft(ended.call);
    interviewPlan.over(ended.call);
    phones.callOver(ended);
  });
  calls.on('bridge-unheard', (call, legChannelId) => { flow.bridgeSeen(call, legChannelId); });

  return { ownership, registry, journal, vouching, legs, trials, afterCalls, machines, router, link, pool, work };
}
