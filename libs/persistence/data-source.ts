import { createPool, type Pool, type PoolOptions } from 'mysql2';
import { DataSource, type DataSourceOptions } from 'typeorm';
import { SnakeNaming } from './snake-naming';
import { Agent, AgentLine, AgentPhone, AgentRing, AgentSkill, AgentStatusEntry, ClientRow, Disposition, DoNotCall, DoNotCallOffer, User } from './entities/organisation';
import { Command, Gateway, Lease } from './entities/telephony';
import { Contact, ContactPhone, Import, ImportChunk, ImportRejection, List, ListContact } from './entities/contacts';
import { Campaign, CampaignList, Target } from './entities/campaigns';
import { AuditEntry } from './entities/audit';
import { Call, CallEvent, Recording, Talk } from './entities/calls';
import { Consent } from './entities/consents';
import { Flow, FlowTrial, FlowVersion, InboundClosure, InboundNumber } from './entities/flows';
import { FollowUp, FollowUpRule } from './entities/follow-ups';
import { HolidayChangeRow } from './entities/holidays';
import { AgentMinuteCost, CampaignControl, CampaignOffer, GatewayRate, OfferPurchase, OfferRow, OfferTaking } from './entities/offers';
import { Queue, QueueCallback, Wait } from './entities/queues';
import { Rendition } from './entities/renditions';
import { SpokenPrompt } from './entities/spoken-prompts';
import { SurveyForm } from './entities/survey-forms';
import { SurveyInvitation, SurveyRule } from './entities/survey-rules';
import { InterviewComment } from './entities/survey-comments';
import { InterviewAnswer, InterviewQuota, InterviewRow, QuestionnaireRow, QuestionnaireVersion, QuotaCount } from './entities/surveys';
import { SwitchRecordRow } from './entities/switch-records';
import { Voicemail } from './entities/voicemails';
import { Initial1763700000000 } from './migrations/1763700000000-initial';
import { LegFence1764200000000 } from './migrations/1764200000000-leg-fence';
import { CallbackCalls1764984000000 } from './migrations/1764984000000-callback-calls';
import { SwitchRecords1764300000000 } from './migrations/1764300000000-switch-records';
import { Pacing1764400000000 } from './migrations/1764400000000-pacing';
import { AuditTrail1764500000000 } from './migrations/1764500000000-audit-trail';
import { DoNotCallSource1764510000000 } from './migrations/1764510000000-do-not-call-source';
import { OneLiveCallPerNumber1764515000000 } from './migrations/1764515000000-one-live-call-per-number';
import { ImportFindings1764530000000 } from './migrations/1764530000000-import-findings';
import { ImportFence1764680000000 } from './migrations/1764680000000-import-fence';
import { SipAnswers1764750000000 } from './migrations/1764750000000-sip-answers';
import { Destinations1764600000000 } from './migrations/1764600000000-destinations';
import { NumberFormats1764760000000 } from './migrations/1764760000000-number-formats';
import { RefusedCalls1764770000000 } from './migrations/1764770000000-refused-calls';
import { Law1764800000000 } from './migrations/1764800000000-law';
import { Logins1764900000000 } from './migrations/1764900000000-logins';
import { TargetPages1764910000000 } from './migrations/1764910000000-target-pages';
import { ServedLines1764920000000 } from './migrations/1764920000000-served-lines';
import { PhoneTrouble1764925000000 } from './migrations/1764925000000-phone-trouble';
import { ImportCounts1764935000000 } from './migrations/1764935000000-import-counts';
import { ImportCampaigns1764940000000 } from './migrations/1764940000000-import-campaigns';
import { DispositionGivers1764941000000 } from './migrations/1764941000000-disposition-givers';
import { Callers1764950000000 } from './migrations/1764950000000-callers';
import { CommandReasons1764953000000 } from './migrations/1764953000000-command-reasons';
import { Talks1764957000000 } from './migrations/1764957000000-talks';
import { Clients1764960000000 } from './migrations/1764960000000-clients';
import { GatewaysOfSwitches1764962000000 } from './migrations/1764962000000-gateways-of-switches';
import { AgentPhones1764966000000 } from './migrations/1764966000000-agent-phones';
import { ImportReasons1764969000000 } from './migrations/1764969000000-import-reasons';
import { Queues1764972000000 } from './migrations/1764972000000-queues';
import { Flows1764974000000 } from './migrations/1764974000000-flows';
import { CallersWay1764976000000 } from './migrations/1764976000000-callers-way';
import { Voicemails1764978000000 } from './migrations/1764978000000-voicemails';
import { QueueCallbacks1764980000000 } from './migrations/1764980000000-queue-callbacks';
import { KnownCallers1764982000000 } from './migrations/1764982000000-known-callers';
import { AgentRings1764983000000 } from './migrations/1764983000000-agent-rings';
import { FlowTrials1764984000000 } from './migrations/1764984000000-flow-trials';
import { MachineMessages1765021000000 } from './migrations/1765021000000-machine-messages';
import { DoNotCallReasons1764986000000 } from './migrations/1764986000000-do-not-call-reasons';
import { RecordedLengths1764991000000 } from './migrations/1764991000000-recorded-lengths';
import { CallsBack1764990500000 } from './migrations/1764990500000-calls-back';
import { VoicemailsOfCalls1764987000000 } from './migrations/1764987000000-voicemails-of-calls';
import { LinesForCallers1764988000000 } from './migrations/1764988000000-lines-for-callers';
import { QueueZone1764989000000 } from './migrations/1764989000000-queue-zone';
import { Questionnaires1764992000000 } from './migrations/1764992000000-questionnaires';
import { CampaignQuestionnaires1764993000000 } from './migrations/1764993000000-campaign-questionnaires';
import { SurveySamples1765010000000 } from './migrations/1765010000000-survey-samples';
import { FollowUps1765011000000 } from './migrations/1765011000000-follow-ups';
import { LaterSurveys1765020000000 } from './migrations/1765020000000-later-surveys';
import { SurveyInvites1765022000000 } from './migrations/1765022000000-survey-invites';
import { SurveyFigures1765012000000 } from './migrations/1765012000000-survey-figures';
import { SurveyTallies1765014000000 } from './migrations/1765014000000-survey-tallies';
import { SurveyForms1765013000000 } from './migrations/1765013000000-survey-forms';
import { SpokenPrompts1765016000000 } from './migrations/1765016000000-spoken-prompts';
import { SpokenLengths1765017000000 } from './migrations/1765017000000-spoken-lengths';
import { Renditions1765018000000 } from './migrations/1765018000000-renditions';
import { Consents1765001000000 } from './migrations/1765001000000-consents';
import { InterviewComments1764995000000 } from './migrations/1764995000000-interview-comments';
import { Offers1765002000000 } from './migrations/1765002000000-offers';
import { Broadcast1764993000000 } from './migrations/1764993000000-broadcast';

export const ENTITIES = [
  ClientRow, User, Agent, AgentLine, AgentSkill, AgentStatusEntry, AgentPhone, AgentRing, Disposition, DoNotCall, DoNotCallOffer, Gateway, Lease, Command,
  Contact, ContactPhone, List, ListContact, Import, ImportChunk, ImportRejection,
  Campaign, CampaignList, Target, Call, CallEvent, Talk, Recording, SwitchRecordRow, AuditEntry, HolidayChangeRow,
  Queue, Wait, QueueCallback, Flow, FlowVersion, FlowTrial, InboundNumber, InboundClosure, Voicemail,
  SpokenPrompt, Rendition, SurveyForm, SurveyRule, SurveyInvitation, FollowUp, FollowUpRule,
  QuestionnaireRow, QuestionnaireVersion, QuotaCount, InterviewRow, InterviewAnswer, InterviewQuota,
  Consent, OfferRow, OfferTaking, OfferPurchase, CampaignOffer, CampaignControl, GatewayRate, AgentMinuteCost,
  InterviewComment,
];

/** In their order; each runs once. */
const MIGRATIONS = [
  Initial1763700000000, LegFence1764200000000, SwitchRecords1764300000000, Pacing1764400000000,
  AuditTrail1764500000000, DoNotCallSource1764510000000, OneLiveCallPerNumber1764515000000,
  ImportFindings1764530000000, Destinations1764600000000, ImportFence1764680000000, SipAnswers1764750000000,
  CallbackCalls1764984000000,
  NumberFormats1764760000000, RefusedCalls1764770000000, Law1764800000000, Logins1764900000000,
  TargetPages1764910000000, ServedLines1764920000000, PhoneTrouble1764925000000,
  ImportCounts1764935000000, ImportCampaigns1764940000000, DispositionGivers1764941000000,
  Callers1764950000000, CommandReasons1764953000000, Talks1764957000000, Clients1764960000000,
  GatewaysOfSwitches1764962000000, AgentPhones1764966000000, ImportReasons1764969000000,
  Queues1764972000000, Flows1764974000000, CallersWay1764976000000, Voicemails1764978000000, QueueCallbacks1764980000000,
  KnownCallers1764982000000, AgentRings1764983000000, FlowTrials1764984000000, CallsBack1764990500000, RecordedLengths1764991000000,
  DoNotCallReasons1764986000000, VoicemailsOfCalls1764987000000, LinesForCallers1764988000000, QueueZone1764989000000,
  Questionnaires1764992000000, CampaignQuestionnaires1764993000000, SurveySamples1765010000000, FollowUps1765011000000, SurveyFigures1765012000000, SurveyForms1765013000000, SpokenPrompts1765016000000, SpokenLengths1765017000000, Renditions1765018000000,
  Consents1765001000000, Offers1765002000000, SurveyTallies1765014000000,
  InterviewComments1764995000000, LaterSurveys1765020000000, SurveyInvites1765022000000,
  Broadcast1764993000000, MachineMessages1765021000000,
];

export interface DatabaseOptions {
  /** mysql://user:password@host:port/database */
  readonly url: string;
  readonly poolSize: number;
}

/** No transaction of ours waits for anything but the database: so long between two statements, its process does not run. */
const IDLE_TRANSACTION_SEC = 3;
/** What MySQL has instead ends any idle session: long enough for the pool to have closed it before, in a process that runs. */
export const IDLE_SESSION_SEC = 15;
const IDLE_IN_POOL_MS = 5_000;

/**
 * READ COMMITTED: with the default REPEATABLE READ, `SKIP LOCKED` claims also lock the gaps between the rows
 * they skip, and two claimers deadlock; and an INSERT … SELECT locks what it reads.
 * UTC: a column's CURRENT_TIMESTAMP is the session's wall clock, whatever the server's zone is.
 * A process that is stopped in the middle of a transaction (a paused virtual machine) keeps its locks, and the next owner
 * of its calls waits for them: MariaDB ends such a transaction. MySQL reads a comment there, and ends the session later.
 */
const SESSION = [
  'SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED',
  `SET SESSION time_zone = '+00:00', SESSION wait_timeout = ${IDLE_SESSION_SEC} /*M!100300 , SESSION idle_transaction_timeout = ${IDLE_TRANSACTION_SEC} */`,
];

/** TypeORM sets neither in a session (its `isolationLevel` is sent with each of its transactions, its `timezone` is the driver's). */
function createUtcPool(options: PoolOptions): Pool {
  // The pool looks for idle ones only when it may not keep all.
  const pool = createPool({ ...options, maxIdle: Math.max(1, (options.connectionLimit ?? 1) - 1), idleTimeout: IDLE_IN_POOL_MS });
  pool.on('connection', (connection) => {
    // Queued before anything that the taker of this new connection sends.
    for (const sql of SESSION) connection.query(sql, (error) => { if (error) connection.destroy(); });
  });
  return pool;
}

export function dataSourceOptions(options: DatabaseOptions): DataSourceOptions {
  return {
    type: 'mysql',
    url: options.url.replace(/^mariadb:/, 'mysql:'),
    poolSize: options.poolSize,
    entities: ENTITIES,
    migrations: MIGRATIONS,
    migrationsTransactionMode: 'none',
    namingStrategy: new SnakeNaming(),
    driver: { createPool: createUtcPool },
    timezone: 'Z',
    charset: 'utf8mb4_unicode_ci',
    supportBigNumbers: true,
    bigNumberStrings: true,
    connectTimeout: 5_000,
    // A stack for each statement is a tenth of what statements cost; an error names its SQL anyway.
    trace: false,
  };
}

export function createDataSource(options: DatabaseOptions): DataSource {
  return new DataSource(dataSourceOptions(options));
}
