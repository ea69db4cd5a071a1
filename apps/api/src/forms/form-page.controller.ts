import { Controller, Param, Res, UseGuards } from '@nestjs/common';
import { routes } from '@paceline/contracts/routes';
import type { Response } from 'express';
import { Routed } from '../edge/routed';
import { FORM_PAGE, FORM_PAGE_POLICY } from './form-page';
import { FormThrottle } from './form-throttle';

const route = routes.forms.page;

/** One page for all links: what it shows it asks the API for. */
@Controller()
@UseGuards(FormThrottle)
export class FormPageController {
  @Routed(route)
  page(@Param({ schema: route.params }) _link: { link: string }, @Res() response: Response): void {
    // The link is all that a form asks for: it goes to nobody by the address of the page.
    response.set({ 'content-security-policy': FORM_PAGE_POLICY, 'referrer-policy': 'no-referrer', 'cache-control': 'no-store', 'x-robots-tag': 'noindex' });
    response.type('html').send(FORM_PAGE);
  }
}
