/** A command as it came over the socket: its first line, the header lines below it, and a body if one was announced. */
export interface EslCommand {
  readonly line: string;
  /** In the order and spelling of the sender. */
  readonly headers: ReadonlyArray<readonly [name: string, value: string]>;
  readonly body: string;
}

export function headerOf(command: EslCommand, name: string): string | undefined {
  return command.headers.find(([header]) => header.toLowerCase() === name)?.[1];
}

function readHead(text: string): EslCommand {
  const [line = '', ...rest] = text.split('\n').map((each) => each.replace(/\r$/, ''));
  const headers = rest.flatMap((each): Array<[string, string]> => {
    const colon = each.indexOf(':');
    return colon > 0 ? [[each.slice(0, colon), each.slice(colon + 1).trim()]] : [];
  });
  return { line, headers, body: '' };
}

/** Cuts the bytes of a client into commands: a blank line ends one, `Content-Length` announces a body after it. */
export class CommandReader {
  private pending: Buffer = Buffer.alloc(0);
  private awaitingBody: { readonly head: EslCommand; readonly length: number } | undefined;

  feed(chunk: Buffer): EslCommand[] {
    this.pending = this.pending.length === 0 ? chunk : Buffer.concat([this.pending, chunk]);
    const commands: EslCommand[] = [];
    for (let command = this.next(); command; command = this.next()) commands.push(command);
    return commands;
  }

  private next(): EslCommand | undefined {
    if (this.awaitingBody) return this.takeBody(this.awaitingBody);
    const text = this.pending.toString('latin1');
    const start = text.search(/[^\r\n]/);
    const blank = start < 0 ? null : /\r?\n\r?\n/.exec(text.slice(start));
    if (start < 0 || !blank) return undefined;
    const head = readHead(this.pending.subarray(start, start + blank.index).toString('utf8'));
    this.pending = this.pending.subarray(start + blank.index + blank[0].length);
    const length = Number.parseInt(headerOf(head, 'content-length') ?? '0', 10) || 0;
    if (length === 0) return head;
    this.awaitingBody = { head, length };
    return this.takeBody(this.awaitingBody);
  }

  private takeBody({ head, length }: { head: EslCommand; length: number }): EslCommand | undefined {
    if (this.pending.length < length) return undefined;
    const body = this.pending.subarray(0, length).toString('utf8');
    this.pending = this.pending.subarray(length);
    this.awaitingBody = undefined;
    return { ...head, body };
  }
}
