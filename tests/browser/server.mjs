// Serves dist/ the way a static host does: under a folder, with the right types and no headers but the one that lets
// a page in a strict sandbox (which has no origin) read its own files. `node tests/browser/server.mjs [PORT]`.
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, normalize, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

/** What trunk has built. */
export const dist = fileURLToPath(new URL('../../dist/', import.meta.url));
const folder = '/scaleground/';
const types = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.wasm': 'application/wasm',
};

/** Another site's page with the playground in the strictest sandbox that still runs scripts. */
const host = (address) => `<!doctype html><html lang="en"><title>Another site</title><link rel="icon" href="data:,">
<style>html,body,iframe{margin:0;width:100%;height:100%;border:0;display:block}</style>
<iframe title="Playground" sandbox="allow-scripts" src="${address.replaceAll('"', '&quot;')}"></iframe>`;

async function answer(request, response, policy, files) {
  const address = new URL(request.url, 'http://localhost');
  if (address.pathname === '/host.html') {
    response.writeHead(200, { 'Content-Type': types['.html'] });
    return response.end(host(address.searchParams.get('src') ?? ''));
  }
  const path = decodeURIComponent(address.pathname);
  const file = normalize(join(files, path.slice(folder.length) || 'index.html'));
  if (!path.startsWith(folder) || !(file + sep).startsWith(join(files, sep))) return missing(response);
  const found = await stat(file).catch(() => null);
  if (!found?.isFile()) return missing(response);
  response.writeHead(200, {
    'Access-Control-Allow-Origin': '*',
    'Cache-Control': 'no-store',
    'Content-Length': found.size,
    'Content-Type': types[extname(file)] ?? 'application/octet-stream',
    ...(policy && { 'Content-Security-Policy': policy }),
  });
  createReadStream(file).pipe(response);
}

function missing(response) {
  response.writeHead(404, { 'Content-Type': 'text/plain' });
  response.end('not found');
}

/** Listens on `port` (0: any free one) of this machine and gives the playground's address; with a
 * Content-Security-Policy on every file where one is given, and the files of another folder than dist/. */
export function serve(port = 0, policy = '', files = dist) {
  const server = createServer((request, response) => {
    answer(request, response, policy, files).catch(() => missing(response));
  });
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      const origin = `http://127.0.0.1:${server.address().port}`;
      resolve({ origin, address: origin + folder, close: () => server.close() });
    });
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { address } = await serve(Number(process.argv[2] ?? 8181));
  console.log(address);
}
