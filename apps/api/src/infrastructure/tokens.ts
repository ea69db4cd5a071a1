import { Inject } from '@nestjs/common';

/** What has no class of its own to be injected by. */
export const ENVIRONMENT = Symbol('environment');
export const LOGGER = Symbol('logger');

export const InjectEnvironment = (): ParameterDecorator => Inject(ENVIRONMENT);
export const InjectLogger = (): ParameterDecorator => Inject(LOGGER);
