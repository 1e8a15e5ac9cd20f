"""What a reader who searches loads."""

import gzip
import re
import subprocess

from .common import articles_for, generate, make, release, workplace


def run(options):
    """Prints bytes, raw and gzipped: of the first load, of the largest file after it, of all."""
    make("generate")
    with workplace() as site:
        generate(options.sections, site, articles=articles_for(options.sections, options))
        subprocess.run([release("gainsay"), "build", site], check=True, stderr=subprocess.DEVNULL)
        built = site / "public"
        page = built / "search.html"
        names = re.findall(r'(?:src|href|data-index)="((?:static|search)/[^"]+)"', page.read_text())
        files = sorted((built / "search").iterdir())
        largest = max(files, key=lambda file: file.stat().st_size)
        weigh("first load", [page, *(built / name for name in names)])
        weigh("directory", [file for file in files if file.name.startswith("index.")])
        weigh("largest file", [largest])
        weigh(f"all {len(files)} files", files)


def weigh(what, files):
    texts = [file.read_bytes() for file in files]
    raw, packed = sum(map(len, texts)), sum(len(gzip.compress(text)) for text in texts)
    print(f"{what:16} {raw:9,} bytes {packed:9,} gzipped")
