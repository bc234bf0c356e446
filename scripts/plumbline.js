#!/usr/bin/env node
// Launcher: runs on Node 20 and newer; hands over to the Node pinned in node_modules, which runs TypeScript directly.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import * as nodeModule from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const entry = join(root, 'src', 'cli', 'plumbline.ts');
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);

if (major > 22 || (major === 22 && minor >= 18)) {
  nodeModule.enableCompileCache?.();
  await import(pathToFileURL(entry).href);
} else {
  const pinned = join(root, 'node_modules', 'node', 'bin', 'node');
  if (!existsSync(pinned)) {
    console.error(
      `plumbline: this Node is ${process.version}, too old for TypeScript, and the pinned one is not at ${pinned}. Run \`npm ci\` (with its install scripts) in ${root}.`,
    );
    process.exit(1);
  }
  const child = spawn(pinned, [fileURLToPath(import.meta.url), ...process.argv.slice(2)], {
    stdio: 'inherit',
  });
  // The child decides how to end: signals reach it through us, and we end as it ended.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.on('exit', (code, signal) => (signal ? process.exit(128 + 15) : process.exit(code ?? 1)));
}
