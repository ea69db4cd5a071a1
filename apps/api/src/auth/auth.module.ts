import { Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { JwtModule } from '@nestjs/jwt';
import { ThrottlerModule } from '@nestjs/throttler';
import { LoginRepository, UserRepository } from '@paceline/persistence';
import type { Environment } from '@paceline/platform/environment';
import { DataSource } from 'typeorm';
import { ENVIRONMENT } from '../infrastructure/tokens';
import { AuthController } from './auth.controller';
import { AuthGuard } from './auth.guard';
import { AuthService } from './auth.service';
import { FirstAdmin } from './first-admin';
import { LoginEnds } from './login-ends';
import { passwordThrottles } from './password-throttle';
import { TokenService } from './token.service';

const ISSUER = 'paceline';

@Module({
  imports: [
    ThrottlerModule.forRootAsync({
      imports: [], inject: [DataSource], useFactory: (dataSource: DataSource) => passwordThrottles(new UserRepository(dataSource)),
    }),
    JwtModule.registerAsync({
      inject: [ENVIRONMENT],
      useFactory: (environment: Environment) => ({
        secret: environment.JWT_SECRET,
        signOptions: { algorithm: 'HS256', issuer: ISSUER },
        // The algorithm is ours to say, never the token's.
        verifyOptions: { algorithms: ['HS256'], issuer: ISSUER },
      }),
    }),
  ],
  controllers: [AuthController],
  providers: [
    AuthService, TokenService, FirstAdmin, LoginEnds,
    ...[UserRepository, LoginRepository].map((repository) => ({
      provide: repository, inject: [DataSource], useFactory: (dataSource: DataSource) => new repository(dataSource),
    })),
    { provide: APP_GUARD, useClass: AuthGuard },
  ],
  exports: [TokenService, LoginRepository, LoginEnds],
})
export class AuthModule {}
