import type { CommandAnswer } from '@paceline/contracts/command-answers';
import type { Response } from 'express';

/** 202 while the owner has not done it. */
export function withStatus(response: Response, answer: CommandAnswer): CommandAnswer {
  response.status(answer.state === 'pending' ? 202 : 200);
  return answer;
}
