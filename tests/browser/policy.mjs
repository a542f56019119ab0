// The Content-Security-Policy that the host of the playground needs and no more: the one that docs/embedding.md names.
import { readFileSync } from 'node:fs';

const text = readFileSync(new URL('../../docs/embedding.md', import.meta.url), 'utf8');
const [lines] = text.match(/^      default-src 'none';(?:.*\n)(?:^      .*\n)*/m);
export const policy = lines.trim().split(/\s*\n\s*/).join(' ');
