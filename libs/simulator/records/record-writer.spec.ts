import { once } from 'node:events';
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import os from 'node:os';
import path from 'node:path';
import { readCallRecord } from '@paceline/telephony/call-records/read-call-record';
import { waitFor } from '@paceline/testing/wait-for';
import { autoAnswer, SimulatedSwitch } from '..';
import { RecordWriter } from './record-writer';

interface Posted { readonly url: string; readonly authorization: string; readonly type: string; readonly json: unknown }

async function textOf(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const piece of request) text += String(piece);
  return text;
}

describe('the records of the simulated switch', () => {
  const spoolDir = mkdtempSync(path.join(os.tmpdir(), 'paceline-records-'));
  const posted: Posted[] = [];
  let answer: (response: ServerResponse) => void = (response) => { response.end(); };
  let server: Server;
  let url: string;
  beforeAll(async () => {
    server = createServer((request, response) => {
      void textOf(request).then((text) => {
        posted.push({ url: request.url ?? '', authorization: request.headers.authorization ?? '', type: request.headers['content-type'] ?? '', json: JSON.parse(text) as unknown });
        answer(response);
      });
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    url = `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}/records`;
  });
  beforeEach(() => { posted.splice(0); answer = (response) => { response.end(); }; });
  afterAll(() => {
    server.close();
    server.closeAllConnections();
    rmSync(spoolDir, { recursive: true });
  });
  const writer = (settings: { readonly url?: string | null; readonly spoolDir?: string } = {}): RecordWriter => new RecordWriter({ url, credentials: 'switch:secret', spoolDir, ...settings });

  it('are posted one after the other, by the leg\'s id, with the switch\'s password', async () => {
    const records = writer();
    for (const id of ['a', 'b', 'c']) records.take(id, { variables: { uuid: id } });
    await waitFor('all are posted', () => records.counts.posted === 3);
    expect(posted.map(({ url: to }) => to)).toEqual(['/records?uuid=a', '/records?uuid=b', '/records?uuid=c']);
    expect(posted[0]).toMatchObject({ authorization: `Basic ${Buffer.from('switch:secret').toString('base64')}`, type: 'application/json', json: { variables: { uuid: 'a' } } });
  });

  it('go to the spool when they are refused, when nobody listens, and when there is no URL', async () => {
    answer = (response) => { response.writeHead(503).end(); };
    const writers = [writer(), writer({ url: 'http://127.0.0.1:9/' }), writer({ url: null })];
    writers.forEach((one, index) => { one.take(`spooled-${index}`, { index }); });
    await waitFor('all are in the spool', () => writers.every(({ counts }) => counts.spooled === 1));
    expect(readdirSync(spoolDir).sort()).toEqual(['spooled-0.cdr.json', 'spooled-1.cdr.json', 'spooled-2.cdr.json']);
    expect(readFileSync(path.join(spoolDir, 'spooled-2.cdr.json'), 'utf8')).toBe('{"index":2}\n');
  });

  it('are forgotten when the spool refuses them as well', async () => {
    const records = writer({ url: 'http://127.0.0.1:9/', spoolDir: '/dev/null/spool' });
    records.take('x', {});
    await waitFor('it is forgotten', () => records.counts.forgotten === 1);
  });

  it('are forgotten by a crash as long as they wait', async () => {
    answer = () => undefined; // took the connection, and never says a word
    const records = writer();
    records.take('x', {});
    records.take('y', {});
    await waitFor('the first is on its way', () => posted.length === 1);
    await records.kill();
    expect(records.counts).toEqual({ posted: 0, spooled: 0, forgotten: 2 });
  });

  it('say of a leg what a real switch\'s do: as they are read', async () => {
    const simulated = new SimulatedSwitch({
      callRecords: { url, credentials: 'switch:secret', spoolDir },
      phones: [{ extension: '1001', registered: true, behaviour: autoAnswer() }],
    });
    await simulated.start();
    const channelId = simulated.inboundCall({ from: '+14155550123', to: '1800', patienceMs: 50 });
    await waitFor('its record is posted', () => posted.length === 1);
    const reading = readCallRecord(posted[0]?.json);
    expect(reading).toMatchObject({ ok: true, record: { channelId, direction: 'inbound', number: '+14155550123', cause: 'ORIGINATOR_CANCEL', sip: { status: 487 }, bridgedAtMs: null } });
    await waitFor('its post is answered', () => simulated.callRecords.posted === 1);
    expect(simulated.callRecords).toEqual({ posted: 1, spooled: 0, forgotten: 0 });
    await simulated.stop();
  });
});
