// Another site on this machine: pages that show the playground in a frame, and the decks of examples/.
import { createReadStream } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, normalize, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { test as base, expect } from './playground.mjs';

const examples = fileURLToPath(new URL('../../examples/', import.meta.url));
const types = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.woff': 'font/woff',
};
/** Where the decks of examples/ expect the playground: what `./play` serves. */
const usual = 'http://127.0.0.1:8080/';

const quoted = (text) => text.replaceAll('&', '&amp;').replaceAll('"', '&quot;');

/** A page with the playground in a frame; it keeps what it hears, and says what it is told to. */
const page = (src, sandbox) => `<!doctype html><html lang="en"><title>Another site</title><link rel="icon" href="data:,">
<style>html,body{margin:0;height:100%}iframe{width:100%;height:600px;border:0;display:block}.below{height:2000px}</style>
<iframe title="Playground" ${sandbox === null ? '' : `sandbox="${quoted(sandbox)}"`} src="${quoted(src)}"></iframe><div class="below">More</div>
<script>
  const frame = document.querySelector('iframe');
  window.heard = [];
  addEventListener('message', (event) => { if (event.source === frame.contentWindow) heard.push(event.data); });
  window.say = (type, payload, id, more = {}) => frame.contentWindow.postMessage({ source: 'scaleground', v: 1, id, type, payload, ...more }, '*');
  window.sayText = (text) => frame.contentWindow.postMessage(text, '*');
</script>`;

async function answer(request, response, playground) {
  const address = new URL(request.url, 'http://localhost');
  if (address.pathname === '/frame.html') {
    response.writeHead(200, { 'Content-Type': types['.html'] });
    return response.end(page(address.searchParams.get('src') ?? '', address.searchParams.get('sandbox')));
  }
  if (address.pathname === '/favicon.ico') return response.writeHead(204).end();
  const file = normalize(join(examples, decodeURIComponent(address.pathname)));
  const found = (file + sep).startsWith(examples) && (await stat(file).catch(() => null));
  if (!found || !found.isFile()) {
    response.writeHead(404, { 'Content-Type': 'text/plain' });
    return response.end('not found');
  }
  response.writeHead(200, { 'Content-Type': types[extname(file)] ?? 'application/octet-stream' });
  if (extname(file) !== '.html' || file.includes('node_modules')) return createReadStream(file).pipe(response);
  response.end((await readFile(file, 'utf8')).replaceAll(usual, playground));
}

function listen(playground) {
  const server = createServer((request, response) => {
    answer(request, response, playground).catch(() => response.destroy());
  });
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      // Another host name than the playground's, so another site and not only another origin.
      resolve({ address: `http://localhost:${server.address().port}`, close: () => server.close() });
    });
  });
}

/** The playground in a frame of another site. */
export class Framed {
  constructor(page, elsewhere, site) {
    this.page = page;
    this.elsewhere = elsewhere;
    this.site = site;
    this.frame = page.frameLocator('iframe');
  }

  get(id) {
    return this.frame.getByTestId(id);
  }

  /** Opens it: with what the address asks for, a fragment, and what the frame is allowed (null: no sandbox). */
  async open({ query = 'embed', fragment = '', sandbox = 'allow-scripts', address = this.site.address } = {}) {
    const src = `${address}?${query}${fragment && `#${fragment}`}`;
    const asked = new URLSearchParams({ src, ...(sandbox === null ? {} : { sandbox }) });
    await this.page.goto(`${this.elsewhere.address}/frame.html?${asked}`);
  }

  /** What was heard of a type. */
  heard(type) {
    return this.page.evaluate((type) => window.heard.filter((one) => one?.type === type), type);
  }

  async last(type) {
    return (await this.heard(type)).at(-1)?.payload;
  }

  /** Says something; with an answer, if it is asked with an id. */
  async say(type, payload) {
    await this.page.evaluate(([type, payload]) => window.say(type, payload), [type, payload]);
  }

  async ask(type, payload) {
    const id = `q${Math.random()}`;
    await this.page.evaluate(([type, payload, id]) => window.say(type, payload, id), [type, payload, id]);
    const answer = () => this.page.evaluate((id) => window.heard.find((one) => one?.id === id), id);
    await expect.poll(answer).toBeTruthy();
    return answer();
  }

  async ready() {
    await expect.poll(() => this.heard('ready')).toHaveLength(1);
  }
}

export const test = base.extend({
  elsewhere: [
    async ({ site }, use) => {
      const elsewhere = await listen(site.address);
      await use(elsewhere);
      elsewhere.close();
    },
    { scope: 'worker' },
  ],
  framed: async ({ page, elsewhere, site }, use) => {
    await use(new Framed(page, elsewhere, site));
  },
});

export { expect };
