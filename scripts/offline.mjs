// Ends what trunk has just built: the simulation's files get names that change with their content, as the page's have, so
// that no page finds those of another version; and the service worker is made, with its list of files and a version that
// changes with any of them.
import { createHash } from 'node:crypto';
import { readFileSync, readdirSync, renameSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const built = process.env.TRUNK_STAGING_DIR;
if (!built) throw new Error('trunk runs this after a build');
const read = (file) => readFileSync(`${built}/${file}`);
const hashOf = (...contents) => contents.reduce((hash, content) => hash.update(content), createHash('sha256')).digest('hex').slice(0, 16);

const [script, program] = ['worker.js', 'worker_bg.wasm'];
const mark = hashOf(read(script), read(program));
const marked = { [script]: `worker-${mark}.js`, [program]: `worker-${mark}_bg.wasm` };
for (const [from, to] of Object.entries(marked)) renameSync(`${built}/${from}`, `${built}/${to}`);
const page = read('index.html').toString();
const named = page.replace('id="start"', `id="start" data-worker-script="./${marked[script]}" data-worker-program="./${marked[program]}"`);
if (named === page) throw new Error('the page has no element that could name the simulation');
writeFileSync(`${built}/index.html`, named);

const made = 'sw.js';
const files = readdirSync(built).filter((file) => file !== made).sort();
const worker = readFileSync(fileURLToPath(new URL('../static/scripts/offline.js', import.meta.url)), 'utf8');
const version = hashOf(...files.flatMap((file) => [`${file}\0`, read(file)]), worker);
writeFileSync(`${built}/${made}`, `const version = '${version}';\nconst files = ${JSON.stringify(files)};\n${worker}`);
