// The examples of the CommonMark specification that a site takes, read from the source of the parser as cargo keeps it.
// In: nothing. Out: Markdown by name, in the order of the specification; none of it is copied here.
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { filesOf } from './annotate-drawn.mjs';
import { program, root } from './site.mjs';

export const CONFIG = 'raw-html: true\nbase-url: https://words.example/\n';

export function specification() {
  const metadata = JSON.parse(execFileSync('cargo', ['metadata', '--locked', '--offline', '--format-version', '1'], { cwd: root, encoding: 'utf8', maxBuffer: 1 << 28 }));
  const { manifest_path: manifest } = metadata.packages.find(({ name }) => name === 'pulldown-cmark');
  const text = readFileSync(join(dirname(manifest), 'tests/suite/spec.rs'), 'utf8');
  const examples = text.split('let original = r##"').slice(1).map((rest) => rest.split('"##;')[0]);
  return Object.fromEntries(examples.map((markdown, at) => [`example-${at + 1}`, markdown]));
}

// A link to `/url` leads out of a site, which refuses it. So that its text is tried all the same, it gets a host.
export const withHosts = (kinds) => Object.fromEntries(Object.entries(kinds)
  .map(([name, markdown]) => [name, markdown.replace(/(\]\(\s*<?|^ {0,3}\[[^\]\n]+\]:\s*<?|href=["']?)\/(?=\w)/gm, '$1https://words.example/')]));

// Without those that a site refuses, such as raw HTML that does not nest: what is refused has no page to select in.
export function taken(kinds) {
  const left = { ...kinds };
  const folder = mkdtempSync(join(tmpdir(), 'gainsay-commonmark-'));
  for (;;) {
    rmSync(folder, { recursive: true });
    for (const [name, text] of Object.entries(filesOf(left, CONFIG))) {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), text);
    }
    const { stdout } = spawnSync(program, ['check', folder, '--format', 'short'], { encoding: 'utf8', maxBuffer: 1 << 28 });
    const faulty = new Set([...stdout.matchAll(/(example-\d+)\.md:\d+:\d+: error/g)].map(([, name]) => name));
    if (!faulty.size) break;
    for (const name of faulty) delete left[name];
  }
  rmSync(folder, { recursive: true });
  return left;
}
