import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Metrics } from '@paceline/platform/metrics';

export interface MetricsServer {
  /** Where Prometheus asks. */
  readonly url: string;
  readonly close: () => void;
}

/** `/metrics` apart from the API: who may use the one has no business with the other. Throws when the port is taken. */
export async function serveMetrics({ registry }: Metrics, { host, port }: { readonly host: string; readonly port: number }): Promise<MetricsServer> {
  const server = createServer((request, response) => {
    if (request.url !== '/metrics' || (request.method !== 'GET' && request.method !== 'HEAD')) { response.writeHead(404).end(); return; }
    registry.metrics().then(
      (text) => { response.writeHead(200, { 'content-type': registry.contentType }).end(text); },
      () => { response.writeHead(500).end(); },
    );
  });
  server.listen(port, host);
  await once(server, 'listening');
  const { address, family, port: taken } = server.address() as AddressInfo; // it listens on a port
  return {
    url: `http://${family === 'IPv6' ? `[${address}]` : address}:${taken}/metrics`,
    close: () => { server.close(); server.closeAllConnections(); },
  };
}
