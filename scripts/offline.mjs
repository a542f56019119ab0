// Makes the service worker of what trunk has just built: its list of files, and a version that changes with any of them.
import { createHash } from 'node:crypto';
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const built = process.env.TRUNK_STAGING_DIR;
if (!built) throw new Error('trunk runs this after a build');
const made = 'sw.js';
const files = readdirSync(built).filter((file) => file !== made).sort();
const hash = createHash('sha256');
for (const file of files) hash.update(`${file}\0`).update(readFileSync(`${built}/${file}`));
const worker = readFileSync(fileURLToPath(new URL('../static/scripts/offline.js', import.meta.url)), 'utf8');
hash.update(worker);
const version = hash.digest('hex').slice(0, 16);
writeFileSync(`${built}/${made}`, `const version = '${version}';\nconst files = ${JSON.stringify(files)};\n${worker}`);
