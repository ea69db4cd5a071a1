/** The API as a program uses it: JSON in, JSON out, a problem document thrown as an error. */
export class ApiClient {
  private constructor(private readonly baseUrl: string, readonly token: string) {}

  static async login(baseUrl: string, username: string, password: string): Promise<ApiClient> {
    const { token } = await new ApiClient(baseUrl, '').post<{ token: string }>('/auth/login', { username, password });
    return new ApiClient(baseUrl, token);
  }

  async get<T>(path: string): Promise<T> {
    return await this.ask<T>('GET', path);
  }

  async post<T>(path: string, body: unknown = {}): Promise<T> {
    return await this.ask<T>('POST', path, JSON.stringify(body), { 'content-type': 'application/json' });
  }

  async patch<T>(path: string, body: unknown): Promise<T> {
    return await this.ask<T>('PATCH', path, JSON.stringify(body), { 'content-type': 'application/json' });
  }

  async delete(path: string): Promise<void> {
    await this.ask('DELETE', path);
  }

  async upload<T>(path: string, fileName: string, content: string | Uint8Array<ArrayBuffer>, fields: Readonly<Record<string, string>>): Promise<T> {
    const form = new FormData();
    for (const [name, value] of Object.entries(fields)) form.append(name, value);
    form.append('file', new Blob([content], { type: typeof content === 'string' ? 'text/csv' : 'audio/wav' }), fileName);
    return await this.ask<T>('POST', path, form);
  }

  private async ask<T>(method: string, path: string, body?: string | FormData, headers: Readonly<Record<string, string>> = {}): Promise<T> {
    const response = await fetch(`${this.baseUrl}/api/v1${path}`, {
      method, headers: { ...headers, ...(this.token === '' ? {} : { authorization: `Bearer ${this.token}` }) }, ...(body === undefined ? {} : { body }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path} answered ${response.status}: ${text.slice(0, 500)}`);
    return (text === '' ? undefined : JSON.parse(text)) as T; // the caller names the contract of this path
  }
}
