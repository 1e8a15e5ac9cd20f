"""From a save to the changed page, side by side with other tools."""

import http.client
import os
import re
import shutil
import signal
import socket
import statistics
import subprocess
import time

from .common import ROOT, articles_for, generate, make, release, workplace

# Every tool is asked as often, so that none is slowed by the asking more than another.
PAUSE = 0.004


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


def get(port, path):
    """The body at `path`, or nothing where the server is not ready or has no such page."""
    try:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        connection.request("GET", path)
        answer = connection.getresponse()
        body = answer.read().decode("utf-8", "replace")
        connection.close()
        return body if answer.status == 200 else ""
    except (OSError, http.client.HTTPException):
        return ""


def append(text):
    return lambda old, word: f"{old}\n{text.format(word)}\n"


def replace(pattern):
    """Puts the word in the place of what follows the first group of `pattern`."""
    return lambda old, word: re.sub(pattern, lambda m: m.group(1) + word, old, count=1)


def styled(port, page):
    """The style that `page` loads, since some tools change a style's name with its content."""
    links = re.findall(r'<link rel="stylesheet" href="([^"]*site[^"]*)"', get(port, page))
    here = page.rsplit("/", 1)[0]
    paths = [l if l.startswith("/") else os.path.normpath(f"{here}/{l}") for l in links]
    return "".join(get(port, path) for path in paths)


def edits(tool, site, sections, articles):
    """For each kind: the file, what to do to it, and the page on which the word then stands."""
    n = sections // 2
    c = n * 10
    if tool == "gainsay":
        content, s = site / "content", f"{n:05}-section-{n}"
        page, home = f"/section-{n}.html" if sections > 50 else "/", content
        claim = f"/claims/claim-{c}.html"
        if articles > 1:
            article = f"article-{n * articles // sections}"
            page, home = f"/{article}/section-{n}.html", content / article
            claim = f"/{article}{claim}"
        for part in ("templates/claim.html", "static/site.css"):
            (site / part).parent.mkdir(exist_ok=True)
            shutil.copy(ROOT / part, site / part)
        return {
            "section": (home / f"{s}.md", append("\n{}"), page),
            "claim": (
                home / f"{s}.yaml",
                replace(rf"(  claim-{c}:\n(?:    .*\n)*?    finding: )[^\n]*"),
                claim,
            ),
            "source": (
                content / "sources.yaml",
                replace(r"(source-5:\n  title: )[^\n]*"),
                "/sources/source-5.html",
            ),
            "template": (
                site / "templates/claim.html",
                replace(r"(\{% block main -%\})(?:<!-- mark\w+ -->)?"),
                claim,
            ),
            "style": (site / "static/site.css", append("/* {} */"), page),
        }
    folder = site / ("content" if tool == "hugo" else "src")
    end = "/" if tool == "hugo" else ".html"
    found = {
        "section": (folder / f"sections/section-{n}.md", append("\n{}"), f"/sections/section-{n}{end}"),
        "claim": (folder / f"claims/claim-{c}.md", append("\n{}"), f"/claims/claim-{c}{end}"),
        "source": (folder / "sources/source-5.md", append("\n{}"), f"/sources/source-5{end}"),
    }
    page = f"/sections/section-{n}{end}"
    if tool == "hugo":
        template = replace(r'(\{\{ define "main" \}\})(?:<p>mark\w+</p>)?')
        found["template"] = (site / "layouts/page.html", template, page)
        found["style"] = (site / "static/site.css", append("/* {} */"), page)
    else:
        found["style"] = (site / "site.css", append("/* {} */"), page)
    return found


def command(tool, port, work):
    if tool == "gainsay":
        return [str(release("gainsay")), "serve", ".", "--port", str(port)]
    if tool == "hugo":
        base = f"http://127.0.0.1:{port}/"
        return ["hugo", "server", "--bind", "127.0.0.1", "--port", str(port), "--baseURL", base]
    return ["mdbook", "serve", "-d", str(work / "book"), "-n", "127.0.0.1", "-p", str(port)]


def measure(tool, sections, options, work):
    """Median seconds by kind; a kind that took longer than the limit has that, and a mark."""
    site, articles = work / tool, articles_for(sections, options)
    count, limit = options.edits, options.limit
    generate(sections, site, tool, articles)
    kinds = edits(tool, site, sections, articles)
    if tool == "gainsay":
        # As in any project that was built before, the words of all claims are confirmed.
        build = [str(release("gainsay")), "build", "."]
        subprocess.run(build, cwd=site, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    port = free_port()
    with open(work / f"{tool}.log", "w") as log:
        server = subprocess.Popen(
            command(tool, port, work), cwd=site, stdout=log, stderr=log, start_new_session=True
        )
        try:
            started = time.perf_counter()
            first = kinds["section"][2]
            while not get(port, first):
                if server.poll() is not None or time.perf_counter() - started > limit:
                    return {}
                time.sleep(0.05)
            time.sleep(2)
            return {kind: median(port, count, limit, *edit, kind) for kind, edit in kinds.items()}
        finally:
            os.killpg(server.pid, signal.SIGKILL)
            server.wait()


def median(port, count, limit, path, change, page, kind):
    look = styled if kind == "style" else get
    times = []
    for i in range(count):
        word = f"mark{kind}{i}x{time.time_ns()}"
        mark = f"<!-- {word} -->" if path.name == "claim.html" else word
        mark = f"<p>{word}</p>" if path.name == "page.html" else mark
        text = change(path.read_text(), mark)
        assert word in text, f"the edit of {path} changed nothing"
        started = time.perf_counter()
        path.write_text(text)
        # Asking takes a part of the machine, which no reader takes; so no tool is asked before
        # four fifths of its shortest time so far are over.
        time.sleep(min(times, default=0) * 0.8)
        while word not in look(port, page):
            if time.perf_counter() - started > limit:
                return limit, False
            time.sleep(PAUSE)
        times.append(time.perf_counter() - started)
        time.sleep(min(2, 0.3 + times[-1]))
        if times[0] > 10:
            break
    return statistics.median(times), True


def run(options):
    make("generate")
    wanted = (options.tools or "gainsay,hugo,mdbook").split(",")
    tools = [t for t in wanted if t == "gainsay" or shutil.which(t)]
    with workplace() as work:
        base = {}
        for tool in tools:
            found = measure(tool, options.sections, options, work)
            base = base or found
            if not found:
                print(f"{tool}: no page within {options.limit:.0f} s")
            for kind, (seconds, done) in found.items():
                ratio = seconds / base[kind][0]
                sign = "" if done else "more than "
                print(f"{tool:8} {kind:9} {sign}{seconds * 1000:9.0f} ms  {sign}{ratio:8.1f}", flush=True)
