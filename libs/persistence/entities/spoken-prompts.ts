import { Column, Entity, Unique } from 'typeorm';
import { Id, Reference, Text, WrittenAt } from '../columns';

/** What a prompt says that was written here, and is spoken by a program. */
@Entity('spoken_prompts')
@Unique(['clientId', 'name'])
export class SpokenPrompt {
  @Id() id!: string;
  @Reference() clientId!: string;
  /** As the client calls it. */
  @Text(128) name!: string;
  /** BCP 47. */
  @Text(16) language!: string;
  @Column({ type: 'text' }) text!: string;
  @Column({ type: 'int', unsigned: true, default: 0 }) lengthMs!: number;
  @WrittenAt() writtenAt!: Date;
}
