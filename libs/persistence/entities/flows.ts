import { Column, Entity, PrimaryColumn, Unique } from 'typeorm';
import type { Script } from '@paceline/domain/script/script';
import type { ScriptState } from '@paceline/domain/script/script-run';
import { Id, Instant, Reference, Text, UuidKey, WrittenAt } from '../columns';

/** What a number does when somebody calls it. The draft runs nowhere. */
@Entity('flows')
@Unique(['clientId', 'name'])
export class Flow {
  @Id() id!: string;
  @Reference() clientId!: string;
  @Text(100) name!: string;
  @Column({ type: 'json' }) draft!: Script;
  @Instant() draftChangedAt!: Date;
  /** What calls run that come in now; null: it was never published. */
  @Reference({ nullable: true }) publishedVersionId!: string | null;
  /** Of the default for whoever calls back a campaign: the queue of its agents, to which it leads. Null: it is no such default. */
  @Reference({ nullable: true }) callsBackQueueId!: string | null;
  @WrittenAt() createdAt!: Date;
}

/** What was published. Never changed, never deleted: calls end in the version in which they began. */
@Entity('flow_versions')
@Unique(['flowId', 'version'])
export class FlowVersion {
  @Id() id!: string;
  @Reference() flowId!: string;
  @Column({ type: 'int', unsigned: true }) version!: number;
  @Column({ type: 'json' }) script!: Script;
  /** The version that it brought back; null: it was the draft. */
  @Column({ type: 'int', unsigned: true, nullable: true }) copyOf!: number | null;
  @Instant() publishedAt!: Date;
  /** The user's name as it was then. */
  @Text(64) publishedBy!: string;
}

/** A number of ours (DID) by which callers reach us. */
@Entity('inbound_numbers')
@Unique(['switchId', 'number'])
export class InboundNumber {
  @Id() id!: string;
  @Reference() clientId!: string;
  @Text(32) switchId!: string;
  /** E.164 with its plus sign. */
  @Text(16) number!: string;
  @Text(100) name!: string;
  @Reference() flowId!: string;
  /** At once; and of these with one caller. */
  @Column({ type: 'smallint', unsigned: true }) maxCalls!: number;
  @Column({ type: 'smallint', unsigned: true }) maxCallsPerCaller!: number;
  @WrittenAt() createdAt!: Date;
}

/** A number, or all of a client, that is closed in an emergency: the row is there for as long as it is. */
@Entity('inbound_closures')
export class InboundClosure {
  @PrimaryColumn({ type: 'bigint', unsigned: true }) clientId!: string;
  /** 0: all of the client's. */
  @PrimaryColumn({ type: 'bigint', unsigned: true }) numberId!: string;
  @Text(200) reason!: string;
  /** The user's name as it was then. */
  @Text(64) closedBy!: string;
  @Instant() closedAt!: Date;
}

/** A draft that rings the phone of whoever wrote it. No call of ours: nothing counts it. Its id is the channel's. */
@Entity('flow_trials')
export class FlowTrial {
  @UuidKey() id!: string;
  @Reference() clientId!: string;
  @Reference() flowId!: string;
  @Text(32) switchId!: string;
  /** The draft as it was when it was asked for. */
  @Column({ type: 'json' }) script!: Script;
  /** Where it stands in it; null before it was answered. */
  @Column({ type: 'json', nullable: true }) scriptState!: ScriptState | null;
  @Text(16) legKind!: 'extension' | 'gateway';
  /** An extension, or E.164. */
  @Text(64) legAddress!: string;
  /** Null: an extension, or whichever of the switch may reach the number, until it is called. */
  @Text(64, { nullable: true }) legGateway!: string | null;
  @Reference() askedByUserId!: string;
  @Instant() askedAt!: Date;
  /** Null: nobody has been called yet. */
  @Instant({ nullable: true }) placedAt!: Date | null;
  @Instant({ nullable: true }) answeredAt!: Date | null;
  @Instant({ nullable: true }) endedAt!: Date | null;
  /** The switch's cause, or why nobody was called. */
  @Text(64, { nullable: true }) endedBy!: string | null;
}
