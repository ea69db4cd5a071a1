import { createDataSource } from '@paceline/persistence';

/** A database of a benchmark's own on this server, empty; its address. */
export async function freshDatabase(serverUrl: string, name: string): Promise<string> {
  const server = createDataSource({ url: serverUrl, poolSize: 1 });
  await server.initialize();
  await server.query(`DROP DATABASE IF EXISTS ${name}`);
  await server.query(`CREATE DATABASE ${name}`);
  await server.destroy();
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  return url.href;
}
