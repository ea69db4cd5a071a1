import { Column, Entity, PrimaryColumn, Unique } from 'typeorm';
import { Id, Instant, Reference, Text, WrittenAt } from '../columns';

/** What is promoted. Amounts are in millionths of the currency's unit. */
@Entity('offers')
@Unique(['clientId', 'name'])
export class OfferRow {
  @Id() id!: string;
  @Reference() clientId!: string;
  @Text(100) name!: string;
  /** What an agent says, by language; the first is for everybody else. */
  @Column({ type: 'json' }) texts!: Record<string, string>;
  /** Whose contacts may have it; empty: everybody. */
  @Column({ type: 'json' }) lists!: string[];
  @Instant() validFrom!: Date;
  @Instant({ nullable: true }) validUntil!: Date | null;
  @Column({ type: 'int', unsigned: true, nullable: true }) stock!: number | null;
  /** Out now; written with each taking, under the row's lock. */
  @Column({ type: 'int', unsigned: true, default: 0 }) taken!: number;
  @Column({ type: 'tinyint', unsigned: true, default: 1 }) perContact!: number;
  @Column({ type: 'bigint', unsigned: true, nullable: true }) priceMicros!: string | null;
  @Column({ type: 'char', length: 3, nullable: true }) currency!: string | null;
  @Instant({ nullable: true }) withdrawnAt!: Date | null;
  @WrittenAt() createdAt!: Date;
}

export type TakingResult = 'taken' | 'refused';
/** By an agent who told of it, by a key on a call, or by hand afterwards. */
export type TakingWay = 'agent' | 'key' | 'by-hand';

/** What somebody said to an offer; on one call they say one thing at last. */
@Entity('offer_takings')
export class OfferTaking {
  @Id() id!: string;
  @Reference() clientId!: string;
  @Reference() offerId!: string;
  @Reference() contactId!: string;
  @Column({ type: 'char', length: 36, nullable: true }) callId!: string | null;
  @Reference({ nullable: true }) campaignId!: string | null;
  @Reference({ nullable: true }) agentId!: string | null;
  @Text(8) way!: TakingWay;
  @Text(8) result!: TakingResult;
  /** Of the person, for what they have taken; null of a refusal. */
  @Column({ type: 'char', length: 10, nullable: true }) code!: string | null;
  @WrittenAt() at!: Date;
  @Instant({ nullable: true }) returnedAt!: Date | null;
  @Text(64, { nullable: true }) returnedBy!: string | null;
  @Text(500, { nullable: true }) returnedWhy!: string | null;
}

/** What somebody bought, as another system tells it: also of those who were never called. */
@Entity('offer_purchases')
export class OfferPurchase {
  @Id() id!: string;
  @Reference() clientId!: string;
  @Reference() offerId!: string;
  @Reference() contactId!: string;
  /** The other system's own number of it: told again, it is the same purchase. */
  @Text(64) reference!: string;
  @Instant() at!: Date;
  @Column({ type: 'bigint', unsigned: true, nullable: true }) amountMicros!: string | null;
  @Column({ type: 'char', length: 3, nullable: true }) currency!: string | null;
}

@Entity('campaign_offers')
export class CampaignOffer {
  @PrimaryColumn({ type: 'bigint', unsigned: true }) campaignId!: string;
  @PrimaryColumn({ type: 'bigint', unsigned: true }) offerId!: string;
}

/** The share of a campaign's contacts who are never called by it, and the key under which they are drawn. */
@Entity('campaign_controls')
export class CampaignControl {
  @PrimaryColumn({ type: 'bigint', unsigned: true }) campaignId!: string;
  /** 0–0.5. */
  @Column({ type: 'double' }) ratio!: number;
  @Column({ type: 'char', length: 32 }) drawKey!: string;
}

/** What a gateway's trunk charges; libs/domain/metrics/trunk-cost. */
@Entity('gateway_rates')
export class GatewayRate {
  @PrimaryColumn({ type: 'varchar', length: 32 }) switchId!: string;
  @PrimaryColumn({ type: 'varchar', length: 64 }) gateway!: string;
  @PrimaryColumn({ type: 'varchar', length: 15 }) prefix!: string;
  /** A day, UTC. */
  @PrimaryColumn({ type: 'char', length: 10 }) since!: string;
  @Column({ type: 'int', unsigned: true }) microsPerMinute!: number;
  @Column({ type: 'char', length: 3 }) currency!: string;
  @Column({ type: 'smallint', unsigned: true }) firstSec!: number;
  @Column({ type: 'smallint', unsigned: true }) stepSec!: number;
}

/** What a minute of an agent costs a client. */
@Entity('agent_minute_costs')
export class AgentMinuteCost {
  @PrimaryColumn({ type: 'bigint', unsigned: true }) clientId!: string;
  @PrimaryColumn({ type: 'char', length: 10 }) since!: string;
  @Column({ type: 'int', unsigned: true }) microsPerMinute!: number;
  @Column({ type: 'char', length: 3 }) currency!: string;
}
