import { Module } from '@nestjs/common';
import { AuthModule } from '../auth/auth.module';
import { CampaignsModule } from '../campaigns/campaigns.module';
import { QueuesModule } from '../queues/queues.module';
import { LiveHub } from './live-hub';
import { LoginWatch } from './login-watch';
import { RealtimeGateway } from './realtime.gateway';
import { ScreenPresence } from './screen-presence';
import { SnapshotService } from './snapshot.service';

@Module({ imports: [AuthModule, CampaignsModule, QueuesModule], providers: [LiveHub, LoginWatch, SnapshotService, ScreenPresence, RealtimeGateway] })
export class RealtimeModule {}
