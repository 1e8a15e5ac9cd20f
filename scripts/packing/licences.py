"""The licences of what others wrote and the program contains, as one text.

In go the packages that cargo would compile for a target, and licences.toml beside this file; out comes a text
with each licence once and below it who it is from. A package without a text, that licences.toml does not
name either, is an error. Nothing is asked of the network once cargo has fetched the packages.
"""

import json
import os
import struct
import subprocess
import tomllib
import zlib
from pathlib import Path

from . import ROOT

NAMES = ("LICENSE", "LICENCE", "COPYING", "COPYRIGHT", "NOTICE", "UNLICENSE")


class Missing(Exception):
    """What has no licence text."""


def packages(target):
    """The packages of others in the program: not those that only build or test it."""
    command = ["cargo", "metadata", "--locked", "--format-version=1", "--filter-platform", target]
    metadata = json.loads(subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.PIPE).stdout)
    nodes = {node["id"]: node for node in metadata["resolve"]["nodes"]}
    known = {package["id"]: package for package in metadata["packages"]}
    waiting = [i for i, package in known.items() if package["name"] == "gainsay"]
    found = set()
    while waiting:
        node = nodes[waiting.pop()]
        if node["id"] in found:
            continue
        found.add(node["id"])
        for dependency in node["deps"]:
            if any(kind["kind"] is None for kind in dependency["dep_kinds"]):
                waiting.append(dependency["pkg"])
    others = [known[i] for i in found if i not in metadata["workspace_members"]]
    return sorted(others, key=lambda package: (package["name"], package["version"]))


def texts_of(package, config):
    """The licence texts of a package. Of a choice with Apache-2.0 in it, that one, if its text is there."""
    folder = Path(package["manifest_path"]).parent
    names = sorted(n for n in os.listdir(folder) if n.upper().startswith(NAMES) and (folder / n).is_file())
    apache = [n for n in names if "APACHE" in n.upper()]
    if apache and "AND" not in (package["license"] or ""):
        names = apache[:1] + [n for n in names if n.upper().startswith("NOTICE")]
    names += config["inside"].get(package["name"], [])
    if names:
        return [read(folder / name) for name in names]
    known = {"Apache-2.0": "LICENSE-APACHE", "0BSD": "scripts/packing/0bsd.txt"}
    taken = config["without-text"].get(package["name"])
    if taken in known:
        return [read(ROOT / known[taken])]
    raise Missing(f"{package['name']} {package['version']} ({package['license']}) has no licence text; "
                  f"see scripts/packing/licences.toml")


def read(path):
    return path.read_text(encoding="utf-8", errors="replace")


def comment_of(path):
    """The comment at the top of a file, without its signs."""
    lines = []
    for line in read(path).splitlines():
        if not line.startswith("#"):
            break
        lines.append(line.removeprefix("#").removeprefix(" "))
    return "\n".join(lines)


def grammars(package):
    """Name and licence of each grammar in `two-face`, which keeps them compressed: zlib, and in it bincode,
    with lengths of eight bytes. What it keeps of themes, which the program has none of, is passed over."""
    folder = Path(package["manifest_path"]).parent
    data = zlib.decompress((folder / "generated/acknowledgements_full.bin").read_bytes())
    place = 0

    def number(form):
        nonlocal place
        (value,) = struct.unpack_from(form, data, place)
        place += struct.calcsize(form)
        return value

    def words():
        nonlocal place
        length = number("<Q")
        place += length
        return data[place - length:place].decode()

    for _ in range(number("<Q")):
        number("<I")
        text = words()
        yield f"grammar {words()}", text


def entries(target):
    """Each thing with its licence, and the text of that."""
    config = tomllib.loads(read(Path(__file__).with_name("licences.toml")))
    for package in packages(target):
        address = f", {package['repository']}" if package["repository"] else ""
        name = f"{package['name']} {package['version']} ({package['license']}){address}"
        for text in texts_of(package, config):
            yield name, text
        if package["name"] == "two-face":
            yield from grammars(package)
    for other in config["other"]:
        if other.get("targets", "") in target:
            text = comment_of(ROOT / other["comment-of"]) if "comment-of" in other else read(ROOT / other["text"])
            yield f"{other['name']} ({other['licence']})", text


def third_party(target):
    """The whole text for a target: those with the same licence text stand together."""
    groups = {}
    for name, text in entries(target):
        key = " ".join(text.split())
        if not key:
            raise Missing(f"the licence text of {name} is empty")
        groups.setdefault(key, (text, []))[1].append(name)
    parts = ["Gainsay contains the work of others. Each licence stands below those whose work is under it.\n"]
    for text, names in sorted(groups.values(), key=lambda group: (-len(group[1]), group[1])):
        lines = "\n".join(line.rstrip() for line in text.strip("\n").splitlines())
        parts.append("=" * 78 + "\n" + "".join(f"{n}\n" for n in dict.fromkeys(names)) + "\n" + lines + "\n")
    return "\n".join(parts)
