"""What a release says of itself elsewhere: its notes, the formula for Homebrew, its repository in Cargo.toml.

In go the files of the repository, the address that it has, and SHA256SUMS; out come texts. The repository
has no address of its own: whoever makes a release says it.
"""

import re

from . import ROOT
from .archives import version


def notes():
    """The section of the changelog on this version, which has to have a day.

    Raises SystemExit where the first section is of another version, or says that it is unreleased.
    """
    text = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    sections = re.split(r"^## ", text, flags=re.MULTILINE)
    head, _, body = sections[1].partition("\n")
    if not re.fullmatch(rf"{re.escape(version())} - \d{{4}}-\d\d-\d\d", head.strip()):
        raise SystemExit(f"CHANGELOG.md begins with `{head}`, not with `{version()} - ` and a day")
    return body.strip() + "\n"


def formula(repository, sums):
    """The formula, with the address of the release and the hash of each archive filled in where gainsay.rb has
    places between two @.

    `repository` is an address such as `https://git.example/desk/gainsay`; `sums` is SHA256SUMS.
    """
    hashes = {name: digest for digest, name in (line.split() for line in sums.splitlines())}

    def fill(match):
        place, _, target = match.group(1).partition(" ")
        if place == "SHA256":
            return hashes[f"gainsay-{version()}-{target}.tar.gz"]
        return {"VERSION": version(), "REPOSITORY": repository}[place]

    template = (ROOT / "scripts/packing/gainsay.rb").read_text(encoding="utf-8")
    return re.sub(r"@([A-Z0-9]+(?: [a-z0-9_-]+)?)@", fill, template)


def with_repository(manifest, repository):
    """A Cargo.toml that says where its repository is, which `cargo binstall` asks."""
    if re.search(r"^repository = ", manifest, flags=re.MULTILINE):
        raise SystemExit("Cargo.toml says already where its repository is")
    return re.sub(r"^license = .*\n", rf'\g<0>repository = "{repository}"\n', manifest, count=1, flags=re.MULTILINE)
