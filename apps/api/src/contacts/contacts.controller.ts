import { Controller, Get, Param } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { idParams } from '@paceline/contracts/common';
import { contactWithHistory } from '@paceline/contracts/contacts';
import type { ContactWithHistory } from '@paceline/contracts/contacts';
import { Allow } from '../auth/allow';
import { Answers } from '../edge/answers';
import { ContactsService } from './contacts.service';

@ApiTags('contacts')
@Controller('contacts')
export class ContactsController {
  constructor(private readonly contacts: ContactsService) {}

  @Get(':id')
  @Allow('contacts:read', 'A contact with phones, fields and the latest calls')
  @Answers(contactWithHistory)
  async find(@Param({ schema: idParams }) { id }: { id: string }): Promise<ContactWithHistory> {
    return await this.contacts.find(id);
  }
}
