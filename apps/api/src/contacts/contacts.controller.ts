import { Body, Controller, Param } from '@nestjs/common';
import type { ContactWithHistory, PatchContact } from '@paceline/contracts/contacts';
import { routes } from '@paceline/contracts/routes';
import { Caller } from '../auth/current-user';
import type { CurrentUser } from '../auth/current-user';
import { Routed } from '../edge/routed';
import { ContactChangesService } from './contact-changes.service';
import { ContactsService } from './contacts.service';

const route = routes.contacts;

@Controller()
export class ContactsController {
  constructor(private readonly contacts: ContactsService, private readonly changes: ContactChangesService) {}

  @Routed(route.find)
  async find(@Caller() caller: CurrentUser, @Param({ schema: route.find.params }) { id }: { id: string }): Promise<ContactWithHistory> {
    return await this.contacts.find(caller, id);
  }

  @Routed(route.patch)
  async patch(
    @Caller() caller: CurrentUser, @Param({ schema: route.patch.params }) { id }: { id: string }, @Body({ schema: route.patch.body }) body: PatchContact,
  ): Promise<ContactWithHistory> {
    await this.changes.patch(caller, id, body);
    return await this.contacts.find(caller, id);
  }

  @Routed(route.remove)
  async remove(@Caller() caller: CurrentUser, @Param({ schema: route.remove.params }) { id }: { id: string }): Promise<void> {
    await this.changes.remove(caller, id);
  }
}
