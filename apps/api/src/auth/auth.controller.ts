import { Body, Controller, UseGuards } from '@nestjs/common';
import type { ChangePassword, Login, LoginAnswer, Me } from '@paceline/contracts/auth';
import { routes } from '@paceline/contracts/routes';
import { Routed } from '../edge/routed';
import { AuthService } from './auth.service';
import { Caller } from './current-user';
import type { CurrentUser } from './current-user';
import { PasswordThrottle } from './password-throttle';

const route = routes.auth;

@Controller()
export class AuthController {
  constructor(private readonly auth: AuthService) {}

  @Routed(route.login)
  @UseGuards(PasswordThrottle)
  async login(@Body({ schema: route.login.body }) body: Login): Promise<LoginAnswer> {
    return await this.auth.login(body);
  }

  @Routed(route.logout)
  async logout(@Caller() caller: CurrentUser): Promise<void> {
    await this.auth.logout(caller);
  }

  @Routed(route.me)
  async me(@Caller() caller: CurrentUser): Promise<Me> {
    return await this.auth.me(caller);
  }

  @Routed(route.changePassword)
  @UseGuards(PasswordThrottle)
  async changePassword(@Caller() caller: CurrentUser, @Body({ schema: route.changePassword.body }) body: ChangePassword): Promise<void> {
    await this.auth.changePassword(caller, body);
  }
}
