"""What every measurement needs: where things are, built programs, a fast place to work in."""

import contextlib
import os
import pathlib
import subprocess
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent


def release(name):
    """The path of a program in its fast form, examples among them."""
    return pathlib.Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target")) / "release" / name


def make(*examples):
    build = ["cargo", "build", "--release", "--locked", "--bins"]
    for example in examples:
        build += ["--example", example]
    subprocess.run(build, cwd=ROOT, check=True)


def generate(sections, folder, tool="gainsay", articles=1):
    words = [str(sections), folder, tool, str(articles)]
    subprocess.run([release("examples/generate"), *words], check=True)


def articles_for(sections, options):
    """How many articles a site of so many sections has: one for ten sections where none is named."""
    return options.articles or max(1, sections // 10)


@contextlib.contextmanager
def workplace():
    """A folder that vanishes, in memory where the system has such a place."""
    memory = "/dev/shm" if os.path.isdir("/dev/shm") else None
    with tempfile.TemporaryDirectory(dir=memory) as folder:
        yield pathlib.Path(folder)
