// What the command line says of a document: the same engine, natively.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Hashes of the outcomes by replication. `cargo run` never runs old code. */
export function nativeHashes(document, { seed, horizon, warmUp, replications = 1 }) {
  const file = join(mkdtempSync(join(tmpdir(), 'scaleground-')), 'topology.json');
  writeFileSync(file, document);
  const asked = ['simulate', file, '--seed', seed, '--horizon', horizon, '--warm-up', warmUp, '--replications', replications];
  const command = ['run', '--quiet', '--locked', '--bin', 'scaleground', '--', ...asked.map(String)];
  const answer = JSON.parse(execFileSync('cargo', command, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'], maxBuffer: 1 << 28 }));
  return answer.replications.map(({ hash }) => hash);
}
