import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Params } from '@paceline/contracts/messages/message';
import type { Role } from '@paceline/contracts/permissions';
import type { PhoneTrouble } from '@paceline/domain/agent/phone-trouble';
import type { AgentStatus, LegMode } from '@paceline/domain/agent/agent-state';
import type { RingEnd } from '@paceline/domain/agent/ring';
import type { DispositionMeaning } from '@paceline/domain/retry/retry';
import { Client, ClientKey, Id, Instant, Reference, Text, UuidKey, WrittenAt } from '../columns';

/** For whom it is called: an installation has one client, an outsourcer many. */
@Entity('clients')
export class ClientRow {
  @Id() id!: string;
  @Text(100, { unique: true }) name!: string;
  @WrittenAt() createdAt!: Date;
}

@Entity('users')
export class User {
  @Id() id!: string;
  @Client() clientId!: string;
  /** Unique in the installation: it is all that a login names. */
  @Text(64, { unique: true }) username!: string;
  @Text(255) passwordHash!: string;
  @Text(16) role!: Role;
  @Column({ type: 'boolean', default: true }) active!: boolean;
  @WrittenAt() createdAt!: Date;
}

/** A person who takes calls; what they are doing now lives in the agent pool, what they chose lives here. */
@Entity('agents')
export class Agent {
  @Id() id!: string;
  @Client() clientId!: string;
  @Reference() userId!: string;
  @Text(100) name!: string;
  @Text(32) switchId!: string;
  @Text(16) legMode!: LegMode;
  /** An extension of our directory, or digits through an allowed gateway. */
  @Text(16) legKind!: 'extension' | 'gateway';
  @Text(64) legAddress!: string;
  /** Set when `legKind` is `gateway`. */
  @Text(64, { nullable: true }) legGateway!: string | null;
  @Column({ type: 'boolean', default: false }) legWebrtc!: boolean;
  @Text(16) status!: AgentStatus;
  @Text(64, { nullable: true }) statusReason!: string | null;
  @Instant() statusAt!: Date;
  /** The channel of the agent's leg while it is called or up: committed before the leg is dialed. */
  @Column({ type: 'char', length: 36, nullable: true }) legChannelId!: string | null;
  @Instant({ nullable: true }) legSince!: Date | null;
  /** Since when it is up. */
  @Instant({ nullable: true }) legUpAt!: Date | null;
  /** Why it was not called, by the rule that says who is; null once it is. */
  @Text(32, { nullable: true }) legRefusal!: string | null;
  /** What the switch said of the calls in a row that the phone did not take; null when it took the last one. */
  @Column({ type: 'json', nullable: true }) legTrouble!: PhoneTrouble | null;
  /** Of the owner who called it last. */
  @Column({ type: 'bigint', unsigned: true, default: 0 }) legFence!: string;
  @WrittenAt() createdAt!: Date;
}

/** Which lines (campaigns, queues) are assigned to an agent, and the agent's place in them: libs/domain/routing/free-agent. */
@Entity('agent_lines')
export class AgentLine {
  @PrimaryColumn({ type: 'bigint', unsigned: true }) agentId!: string;
  @PrimaryColumn({ type: 'varchar', length: 40 }) line!: string;
  /** The agent took it at the last sign-in, or a manager has assigned it since. */
  @Column({ type: 'boolean', default: true }) served!: boolean;
  @Column({ type: 'tinyint', unsigned: true, default: 1 }) level!: number;
  @Column({ type: 'smallint', unsigned: true, default: 1 }) position!: number;
}

/** What an agent can do, and how well: 1 to 10. */
@Entity('agent_skills')
export class AgentSkill {
  @PrimaryColumn({ type: 'bigint', unsigned: true }) agentId!: string;
  @PrimaryColumn({ type: 'varchar', length: 32 }) skill!: string;
  @Column({ type: 'tinyint', unsigned: true }) level!: number;
}

/** What an agent chose and when: the working day, for reports. */
@Entity('agent_status_log')
export class AgentStatusEntry {
  @Id() id!: string;
  @Reference() agentId!: string;
  @Text(16) status!: AgentStatus;
  @Text(64, { nullable: true }) reason!: string | null;
  @WrittenAt() at!: Date;
}

/** When the phone of an agent was up, each of its calls once: with the statuses and the talks, what the agent's time went into. */
@Entity('agent_phones')
export class AgentPhone {
  @UuidKey() channelId!: string;
  @Reference() agentId!: string;
  @Instant() upAt!: Date;
  @Instant({ nullable: true }) goneAt!: Date | null;
}

/** The phone of an on-demand agent, rung for one call; `endedBy` says what came of it, `answeredAt` is null when nobody took it. */
@Entity('agent_rings')
export class AgentRing {
  @UuidKey() channelId!: string;
  @Reference() agentId!: string;
  @Column({ type: 'char', length: 36 }) callId!: string;
  /** Through which it was rung; null for a phone of the directory. */
  @Text(64, { nullable: true }) gateway!: string | null;
  /** Of the owner who had it rung. */
  @Column({ type: 'bigint', unsigned: true }) fence!: string;
  @Instant() rungAt!: Date;
  @Instant({ nullable: true }) answeredAt!: Date | null;
  /** Of the leg: of one that was answered, when the talk was over. */
  @Instant({ nullable: true }) endedAt!: Date | null;
  @Column({ type: 'varchar', length: 16, nullable: true }) endedBy!: RingEnd | null;
}

@Entity('dispositions')
export class Disposition {
  @ClientKey() clientId!: string;
  @PrimaryColumn({ type: 'varchar', length: 32 }) code!: string;
  @Text(100) label!: string;
  @Text(16) meaning!: DispositionMeaning;
  /** Given by the system when the agent gave none; amendable, never offered to agents. */
  @Column({ type: 'boolean', default: false }) system!: boolean;
  @Column({ type: 'boolean', default: true }) active!: boolean;
}

/** Given when wrap-up ends without a disposition. */
export const NO_DISPOSITION = 'none-given';

/**
 * call     the person said no on a call, through an agent or by a key: not taken back by whoever likes to
 * by-hand  somebody typed it in
 * import   a file said so
 */
export type DoNotCallSource = 'call' | 'by-hand' | 'import';

@Entity('do_not_call')
export class DoNotCall {
  @ClientKey() clientId!: string;
  @PrimaryColumn({ type: 'varchar', length: 16 }) phone!: string;
  /** Its code (`DoNotCallReasons`), with its parameters; null beside the words of a version that knew no codes. */
  @Text(64) reason!: string;
  @Column({ type: 'json', nullable: true }) params!: Params | null;
  @WrittenAt() addedAt!: Date;
  @Column({ type: 'varchar', length: 16, default: 'by-hand' }) source!: DoNotCallSource;
  /** On which it was said; null when it came from elsewhere, or before this was noted. */
  @Column({ type: 'char', length: 36, nullable: true }) callId!: string | null;
  @Reference({ nullable: true }) importId!: string | null;
  /** The user's name as it was then, or which part of the system; null before this was noted. */
  @Text(64, { nullable: true }) addedBy!: string | null;
}

/** A person who had the network say that our calls are not wanted (SIP 607); not dialed until somebody has decided. */
@Entity('do_not_call_offers')
export class DoNotCallOffer {
  @ClientKey() clientId!: string;
  @PrimaryColumn({ type: 'varchar', length: 16 }) phone!: string;
  @Column({ type: 'char', length: 36 }) callId!: string;
  @WrittenAt() offeredAt!: Date;
}
