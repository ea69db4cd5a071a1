import { Module } from '@nestjs/common';
import { ContactChangesService } from './contact-changes.service';
import { ContactsController } from './contacts.controller';
import { ContactsService } from './contacts.service';

@Module({ controllers: [ContactsController], providers: [ContactsService, ContactChangesService] })
export class ContactsModule {}
