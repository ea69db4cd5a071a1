import { Column, Entity } from 'typeorm';
import { Client, Id, Reference, Text, WrittenAt } from '../columns';

/** One change that somebody made: see audit-trail.ts. Never changed, never deleted. */
@Entity('audit_trail')
export class AuditEntry {
  @Id() id!: string;
  @Client() clientId!: string;
  @WrittenAt() at!: Date;
  /** Null when the system itself did it. */
  @Reference({ nullable: true }) userId!: string | null;
  /** The user's name as it was then, or which part of the system. */
  @Text(64) actor!: string;
  @Text(32) resource!: string;
  @Text(128) resourceId!: string;
  @Text(32) action!: string;
  /** The fields that changed, as they were; null when there was nothing before. */
  @Column({ type: 'json', nullable: true }) was!: Record<string, unknown> | null;
  /** The same fields as they are now; null when nothing is left. */
  @Column({ type: 'json', nullable: true }) became!: Record<string, unknown> | null;
  @Text(255, { nullable: true }) reason!: string | null;
}
