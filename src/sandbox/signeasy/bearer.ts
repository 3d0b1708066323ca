/** The access token of a call: only as Bearer, in the header. request -> token. Pure. */
import { answerCode } from './answer.ts';

export function bearerOf(request: Request): string | undefined {
  return /^bearer (\S+)$/i.exec(request.headers.get('authorization') ?? '')?.[1];
}

export const refuseToken = () => answerCode('invalid_token', 'The access token is missing, not known, or its time is over.', 401);
