"""The archive of a release for one target, and the hashes of all that a release has.

In go a program and a target; out comes a .tar.gz, or a .zip for Windows, with the program and all that goes
with it in one folder. The same program gives the same bytes: entries are sorted, and have one date and no owner.
"""

import gzip
import hashlib
import io
import os
import re
import stat
import subprocess
import tarfile
import time
import zipfile

from . import ROOT
from .licences import third_party

# Where each completion goes, by the name of its shell.
COMPLETIONS = {
    "bash": "gainsay.bash",
    "elvish": "gainsay.elv",
    "fish": "gainsay.fish",
    "powershell": "_gainsay.ps1",
    "zsh": "_gainsay",
}


def version():
    """The version in Cargo.toml."""
    found = re.search(r'^version = "(.+)"$', (ROOT / "Cargo.toml").read_text(encoding="utf-8"), re.MULTILINE)
    return found.group(1)


def said_by(program, *arguments):
    """What the program writes, with the line ends of every archive."""
    told = subprocess.run([program, *arguments], check=True, stdout=subprocess.PIPE).stdout
    if not told.strip():
        raise SystemExit(f"{program} {' '.join(arguments)} says nothing")
    return told.replace(b"\r\n", b"\n")


def manual(program):
    """The page of the program, and those of the commands that it names."""
    pages = {"man/gainsay.1": said_by(program, "man")}
    for command in re.findall(rb"^gainsay\\-([a-z-]+)\(1\)$", pages["man/gainsay.1"], re.MULTILINE):
        name = command.decode()
        pages[f"man/gainsay-{name}.1"] = said_by(program, "man", name)
    return pages


def contents(program, target):
    """The path of each file in the folder, its bytes, and whether it can be run."""
    plain = {name: (ROOT / name).read_bytes() for name in ("LICENSE-APACHE", "LICENSE-MIT")}
    plain["THIRD-PARTY.txt"] = third_party(target).encode()
    plain |= manual(program)
    for shell, name in COMPLETIONS.items():
        plain[f"completions/{name}"] = said_by(program, "completions", shell)
    files = {path: (data, False) for path, data in plain.items()}
    files[f"gainsay{'.exe' if 'windows' in target else ''}"] = (program.read_bytes(), True)
    return dict(sorted(files.items()))


def moment():
    """The date of what is in an archive: `SOURCE_DATE_EPOCH`, or that of the commit. A zip begins in 1980."""
    given = os.environ.get("SOURCE_DATE_EPOCH")
    date = int(given or subprocess.check_output(["git", "log", "-1", "--format=%ct"], cwd=ROOT))
    return max(date, 315_532_800)


def write_archive(program, target, out):
    """Writes the archive into the folder `out`, and returns its path."""
    says = said_by(program, "--version").decode().split()
    if version() not in says:
        raise SystemExit(f"{program} is not version {version()}: it says {' '.join(says)}")
    folder = f"gainsay-{version()}-{target}"
    files = {f"{folder}/{path}": file for path, file in contents(program, target).items()}
    out.mkdir(parents=True, exist_ok=True)
    path = out / f"{folder}.{'zip' if 'windows' in target else 'tar.gz'}"
    path.write_bytes((zipped if path.suffix == ".zip" else tarred)(files, moment()))
    return path


def tarred(files, date):
    packed = io.BytesIO()
    with gzip.GzipFile(filename="", fileobj=packed, mode="wb", compresslevel=9, mtime=date) as stream:
        with tarfile.open(fileobj=stream, mode="w", format=tarfile.USTAR_FORMAT) as tar:
            for path, (data, runs) in files.items():
                entry = tarfile.TarInfo(path)
                entry.size, entry.mtime, entry.mode = len(data), date, 0o755 if runs else 0o644
                tar.addfile(entry, io.BytesIO(data))
    return packed.getvalue()


def zipped(files, date):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for path, (data, runs) in files.items():
            entry = zipfile.ZipInfo(path, time.gmtime(date)[:6])
            entry.external_attr = (stat.S_IFREG | (0o755 if runs else 0o644)) << 16
            entry.compress_type, entry.create_system = zipfile.ZIP_DEFLATED, 3
            archive.writestr(entry, data)
    return packed.getvalue()


def write_sums(folder):
    """Writes SHA256SUMS of all other files in a folder, in the form that `sha256sum --check` reads."""
    names = sorted(file.name for file in folder.iterdir() if file.is_file() and file.name != "SHA256SUMS")
    lines = [f"{hashlib.sha256((folder / name).read_bytes()).hexdigest()}  {name}\n" for name in names]
    (folder / "SHA256SUMS").write_text("".join(lines), encoding="utf-8", newline="\n")
