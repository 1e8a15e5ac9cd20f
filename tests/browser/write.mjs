// Writes the files of a site that a test makes.
// In: its folder. Out: a function that puts a text at a path in it, or a value as JSON, which is YAML.
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

export const writer = (folder) => (path, value) => {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), typeof value === 'string' ? value : JSON.stringify(value));
};
