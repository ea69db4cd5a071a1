import { Module } from '@nestjs/common';
import { AnsweringController } from './answering.controller';
import { AnsweringService } from './answering.service';
import { FormPageController } from './form-page.controller';
import { FormThrottle } from './form-throttle';
import { FormsController } from './forms.controller';
import { FormsService } from './forms.service';

@Module({ controllers: [FormsController, AnsweringController], providers: [FormsService, AnsweringService, FormThrottle] })
export class FormsModule {}

/** Below the root: a link is short, and no address of the API. */
@Module({ controllers: [FormPageController], providers: [FormThrottle] })
export class FormPageModule {}
