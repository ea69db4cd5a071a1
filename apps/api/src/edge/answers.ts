import { HttpCode, SerializeOptions, applyDecorators } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiProduces, ApiResponse } from '@nestjs/swagger';
import type { CommandAnswer } from '@paceline/contracts/command-answers';
import type { Response } from 'express';
import type { ZodType } from 'zod';

type Status = 200 | 201 | 202;

/**
 * What a route answers: the schema documents it, and nothing leaves that the schema does not name.
 */
export function Answers(schema: ZodType, status: Status = 200, description = ''): MethodDecorator {
  return applyDecorators(SerializeOptions({ schema }), HttpCode(status), ApiResponse({ status, description, standardSchema: schema }));
}

export function AnswersNothing(): MethodDecorator {
  return applyDecorators(HttpCode(204), ApiNoContentResponse());
}

/** A file for a spreadsheet: see `csvFile`. */
export function AnswersCsv(): MethodDecorator {
  return applyDecorators(ApiProduces('text/csv'), ApiOkResponse({ schema: { type: 'string' } }));
}

/** Something that the owner of the switch was asked for: 200 when it is done, 202 while it is not. */
export function AnswersCommand(schema: ZodType): MethodDecorator {
  return applyDecorators(
    SerializeOptions({ schema }), HttpCode(200),
    ApiResponse({ status: 200, description: 'Done.', standardSchema: schema }),
    ApiResponse({ status: 202, description: 'Committed, and not done yet: the dialer or Redis is away.', standardSchema: schema }),
  );
}

export function withStatus(response: Response, answer: CommandAnswer): CommandAnswer {
  response.status(answer.state === 'pending' ? 202 : 200);
  return answer;
}
