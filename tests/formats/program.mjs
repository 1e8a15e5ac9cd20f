// The program that is tested, and the folder of this repository.
import { join, resolve } from 'node:path';

export const root = resolve(import.meta.dirname, '../..');
export const program = process.env.GAINSAY ?? join(process.env.CARGO_TARGET_DIR ?? join(root, 'target'), 'debug', 'gainsay');
