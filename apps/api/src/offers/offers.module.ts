import { Module } from '@nestjs/common';
import { CallAccess } from '../calls/call-access';
import { ConversionService } from './conversion.service';
import { OffersController } from './offers.controller';
import { OffersService } from './offers.service';
import { PromotionsController } from './promotions.controller';
import { PromotionsService } from './promotions.service';
import { RatesService } from './rates.service';
import { TakingsService } from './takings.service';

@Module({ controllers: [OffersController, PromotionsController], providers: [OffersService, TakingsService, PromotionsService, ConversionService, RatesService, CallAccess] })
export class OffersModule {}
