import { Body, Controller, Get, Post, UseGuards } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { changePassword, login, loginAnswer, me } from '@paceline/contracts/auth';
import type { ChangePassword, Login, LoginAnswer, Me } from '@paceline/contracts/auth';
import { Answers, AnswersNothing } from '../edge/answers';
import { Allow, Public } from './allow';
import { AuthService } from './auth.service';
import { Caller } from './current-user';
import type { CurrentUser } from './current-user';
import { PasswordThrottle } from './password-throttle';

@ApiTags('auth')
@Controller('auth')
export class AuthController {
  constructor(private readonly auth: AuthService) {}

  @Post('login')
  @Public('Log in')
  @UseGuards(PasswordThrottle)
  @Answers(loginAnswer)
  async login(@Body({ schema: login }) body: Login): Promise<LoginAnswer> {
    return await this.auth.login(body);
  }

  @Post('logout')
  @Allow('own:account', 'Log out: the token is refused from now on, and the live events that were opened with it end')
  @AnswersNothing()
  async logout(@Caller() caller: CurrentUser): Promise<void> {
    await this.auth.logout(caller);
  }

  @Get('me')
  @Allow('own:account', 'Who am I, and what may I do')
  @Answers(me)
  async me(@Caller() caller: CurrentUser): Promise<Me> {
    return await this.auth.me(caller);
  }

  @Post('password')
  @Allow('own:account', 'Change my password; every login of mine ends, this one too')
  @UseGuards(PasswordThrottle)
  @AnswersNothing()
  async changePassword(@Caller() caller: CurrentUser, @Body({ schema: changePassword }) body: ChangePassword): Promise<void> {
    await this.auth.changePassword(caller, body);
  }
}
