import { Module } from '@nestjs/common';
import { RecordingsModule } from '../recordings/recordings.module';
import { VoicemailsController } from './voicemails.controller';
import { VoicemailsService } from './voicemails.service';

@Module({ imports: [RecordingsModule], controllers: [VoicemailsController], providers: [VoicemailsService] })
export class VoicemailsModule {}
