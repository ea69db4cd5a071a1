import { Body, Controller, Delete, Get, Param, Patch } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { idParams } from '@paceline/contracts/common';
import { contactWithHistory, patchContact } from '@paceline/contracts/contacts';
import type { ContactWithHistory, PatchContact } from '@paceline/contracts/contacts';
import { Allow } from '../auth/allow';
import { Caller } from '../auth/current-user';
import type { CurrentUser } from '../auth/current-user';
import { Answers, AnswersNothing } from '../edge/answers';
import { ContactChangesService } from './contact-changes.service';
import { ContactsService } from './contacts.service';

@ApiTags('contacts')
@Controller('contacts')
export class ContactsController {
  constructor(private readonly contacts: ContactsService, private readonly changes: ContactChangesService) {}

  @Get(':id')
  @Allow('contacts:read', 'A contact with phones, fields and the latest calls')
  @Answers(contactWithHistory)
  async find(@Caller() caller: CurrentUser, @Param({ schema: idParams }) { id }: { id: string }): Promise<ContactWithHistory> {
    return await this.contacts.find(caller, id);
  }

  @Patch(':id')
  @Allow('contacts:manage', 'Change a contact: name, phones, zone, fields')
  @Answers(contactWithHistory)
  async patch(
    @Caller() caller: CurrentUser, @Param({ schema: idParams }) { id }: { id: string }, @Body({ schema: patchContact }) body: PatchContact,
  ): Promise<ContactWithHistory> {
    await this.changes.patch(caller, id, body);
    return await this.contacts.find(caller, id);
  }

  @Delete(':id')
  @Allow('contacts:manage', 'Delete a contact whom nobody has dialed, from all lists and campaigns; do-not-call entries stay')
  @AnswersNothing()
  async remove(@Caller() caller: CurrentUser, @Param({ schema: idParams }) { id }: { id: string }): Promise<void> {
    await this.changes.remove(caller, id);
  }
}
