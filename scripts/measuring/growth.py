"""How the work of a run grows with its input, kind by kind, in instructions."""

import math
import os
import re
import subprocess

from .common import make, release, workplace

ARTICLE = {"gainsay.yaml": "title: T\n", "content/article.yaml": "title: A\npublished: 2024-01-01\n"}


def site(text="", claims="", **more):
    """The files of a site with one section; `more` are files of its `content` by name, with `_` for `.`."""
    files = dict(ARTICLE)
    files["content/01-a.md"] = text or "Some words.\n"
    if claims:
        files["content/01-a.yaml"] = "claims:\n" + claims
    for name, body in more.items():
        files[f"content/{name.replace('_', '.')}"] = body
    return files


def each(n, line):
    return "".join(line.format(i=i, next=(i + 1) % n) for i in range(n))


def sentences(n, between=" "):
    return between.join(f"word{i} says something." for i in range(n)) + "\n"


QUOTES = "  k{i}:\n    quote: word{i} says something\n    checked: 2024-01-01\n"


def speakers(n):
    return each(n, "s{i}: {{name: Speaker {i}}}\n")


def sources(n):
    return each(n, "r{i}: {{title: Source number {i}, no-url: paper}}\n")


def all_answer(n):
    """Claims that all answer each other, as many that there are about `n` answers."""
    m = max(2, math.isqrt(n))
    claim = "  k{i}:\n    quote: word{i} says something\n    counters:\n"
    return m, "".join(
        claim.format(i=i) + "".join(f"      - {{claim: k{j}, relation: qualifies}}\n" for j in range(m) if j != i)
        for i in range(m)
    )


def answering(n):
    m, claims = all_answer(n)
    return site(sentences(m, "\n\n"), claims)


def chain(n):
    claims = each(n, QUOTES + "    counters: [{{claim: k{next}, relation: denies}}]\n")
    return site(sentences(n, "\n\n"), claims)


def star(n):
    answers = "    answers: [{{claim: k0, relation: denies}}]\n"
    rest = "".join((QUOTES + answers).format(i=i) for i in range(1, n))
    return site(sentences(n, "\n\n"), QUOTES.format(i=0) + rest)


def history(n):
    return site(sentences(1), QUOTES.format(i=0) + "    history:\n" + each(n, "      - {{date: 2020-01-01, note: Note {i}.}}\n"))


def later(n):
    lines = each(n, "      - {{date: 2020-01-01, text: Event {i}., sources: [r{i}]}}\n")
    return site(sentences(1), QUOTES.format(i=0) + "    later:\n" + lines, sources_yaml=sources(n))


def passages(n):
    cited = "    citations: [{{source: copy, relation: supports, passage: word{i} says something}}]\n"
    files = site(sentences(n, "\n\n"), each(n, QUOTES + cited), sources_yaml="copy: {title: Copy, no-url: paper, snapshot: {taken: 2024-01-01}}\n")
    files["content/snapshots/copy.txt"] = sentences(n, "\n\n")
    return files


def lost_passages(n):
    files = passages(n)
    files["content/snapshots/copy.txt"] = each(n, "other{i} tells nothing of it.\n\n")
    return files


def absent_passage(n):
    cited = "    citations: [{{source: copy, relation: supports, passage: the mayor had never been told of any of this}}]\n"
    files = site(sentences(1), each(1, QUOTES + cited), sources_yaml="copy: {title: Copy, no-url: paper, snapshot: {taken: 2024-01-01}}\n")
    files["content/snapshots/copy.txt"] = each(n, "other{i} tells nothing of it.\n\n")
    return files


def articles(n):
    files = {"gainsay.yaml": "title: T\n"}
    for i in range(n):
        files[f"content/a{i}/article.yaml"] = f"title: Article {i}\npublished: 2024-01-01\n"
        files[f"content/a{i}/01-a.md"] = sentences(1)
        files[f"content/a{i}/01-a.yaml"] = "claims:\n" + QUOTES.format(i=0)
    return files


def sections(n):
    files = dict(ARTICLE)
    for i in range(n):
        files[f"content/{i:05}-part-{i}.md"] = f"---\ntitle: Part {i}\n---\n\n{sentences(1)}"
        files[f"content/{i:05}-part-{i}.yaml"] = f"claims:\n  c{i}: {{quote: word0 says something}}\n"
    return files


def drift(n):
    """Every sentence was edited since it was confirmed."""
    return site(each(n, "word{i} says something here.\n\n"), each(n, QUOTES)), site(
        each(n, "word{i} never says something here.\n\n"), each(n, QUOTES)
    )


def moved(n):
    """Every sentence stands elsewhere and is edited."""
    lines = [f"word{i} said something quite like it here.\n\n" for i in reversed(range(n))]
    return site(each(n, "word{i} says something here.\n\n"), each(n, QUOTES)), site("".join(lines), each(n, QUOTES))


def alike_sources(n):
    """Known ids that share words with the unknown ones, and more of them than are told apart."""
    return each(n, "minutes-{i}: {{title: Source number {i}, no-url: paper}}\n")


def cited(n, source):
    lines = QUOTES + "    citations: [{{source: " + source + ", relation: supports}}]\n"
    return each(n, lines)


def orphans(n):
    """Annotations whose section is not there, and links that lead nowhere."""
    files = site(each(n, "[a{i}](nowhere-{i}.md) "))
    for i in range(n):
        files[f"content/{i:05}-part-{i}.yaml"] = f"claims:\n  c{i}: {{says: It rained.}}\n"
    return files


def orphans_beside_sections(n):
    """As many sections as annotations whose section is not there."""
    files = sections(n)
    for i in range(n):
        files[f"content/{i:05}-bart-{i}.yaml"] = f"claims:\n  d{i}: {{says: It rained.}}\n"
    return files


def renamed(n):
    """Every section has another name than when it was built."""
    after = dict(ARTICLE)
    for i in range(n):
        after[f"content/{i:05}-now-{i}.md"] = f"---\ntitle: Part {i}\n---\n\n{sentences(1)}"
        after[f"content/{i:05}-now-{i}.yaml"] = f"claims:\n  c{i}: {{quote: word0 says something}}\n"
    return sections(n), after


def damaged(n):
    """Files of YAML with an error in each, and claims that are not there."""
    files = sections(n)
    for i in range(n):
        files[f"content/{i:05}-part-{i}.yaml"] = f"claims:\n  c{i}: {{quote: word0 says something, no: 1, counters: [{{claim: none{i}, relation: denies}}]}}\n"
    return files


TABLE = "| head | other |\n|---|---|\n"

# What a run is given, by kind: a size that takes some hundred million instructions, and the site.
# A pair of sites is built and then looked at, the second with the lock of the first.
KINDS = {
    "claims in one paragraph": (150, lambda n: site(sentences(n), each(n, QUOTES))),
    "claims in paragraphs": (150, lambda n: site(sentences(n, "\n\n"), each(n, QUOTES))),
    "claims on one word": (100, lambda n: site("The mayor spoke.\n", each(n, "  k{i}: {{quote: mayor}}\n"))),
    "claims nested in a sentence": (
        60,
        lambda n: site(" ".join(f"w{i}" for i in range(n)) + ".\n", "".join(f"  k{i}: {{quote: {' '.join(f'w{j}' for j in range(i, min(n, i + 20)))}}}\n" for i in range(n))),
    ),
    "missing quotes": (100, lambda n: site(sentences(n), each(n, "  k{i}: {{quote: nothing like it number {i}}}\n"))),
    "misspelt quotes": (100, lambda n: site(sentences(n), each(n, "  k{i}: {{quote: word{i} said something}}\n"))),
    "missing quotes in paragraphs": (100, lambda n: site(sentences(n, "\n\n"), each(n, "  k{i}: {{quote: nothing like it number {i}}}\n"))),
    "ambiguous quotes": (100, lambda n: site("The mayor spoke. " * n + "\n", each(n, "  k{i}: {{quote: mayor spoke}}\n"))),
    "ambiguous quotes in paragraphs": (100, lambda n: site("The mayor spoke.\n\n" * n, each(n, "  k{i}: {{quote: mayor spoke}}\n"))),
    "long quotes by their ends": (100, lambda n: site(sentences(n, "\n\n"), each(n, "  k{i}: {{quote: word{i} ... something}}\n"))),
    "unknown speakers": (200, lambda n: site(sentences(n, "\n\n"), each(n, QUOTES + "    speaker: nobody{i}\n"), speakers_yaml=speakers(n))),
    "unknown sources": (200, lambda n: site(sentences(n, "\n\n"), each(n, QUOTES + "    citations: [{{source: none{i}, relation: supports}}]\n"), sources_yaml=sources(n))),
    "unknown claims": (200, lambda n: site(sentences(n, "\n\n"), each(n, QUOTES + "    counters: [{{claim: none{i}, relation: denies}}]\n"))),
    "unknown sources, all one": (200, lambda n: site(sentences(n, "\n\n"), cited(n, "minutes-of-the-second-hearing"), sources_yaml=alike_sources(n))),
    "unknown sources, alike at the end": (200, lambda n: site(sentences(n, "\n\n"), cited(n, "minutes-nope-{i}"), sources_yaml=alike_sources(n))),
    "annotations without a section": (100, orphans),
    "annotations without a section beside sections": (60, orphans_beside_sections),
    "renamed sections": (60, renamed),
    "damaged annotations": (60, damaged),
    "unknown articles": (200, lambda n: site(sentences(n, "\n\n"), each(n, QUOTES + "    counters: [{{claim: none{i}/x, relation: denies}}]\n"))),
    "unknown keys": (200, lambda n: site(sentences(n, "\n\n"), each(n, QUOTES + "    nokey{i}: 1\n"))),
    "wrong-typed values": (200, lambda n: site(sentences(n, "\n\n"), each(n, "  k{i}:\n    quote: word{i} says something\n    checked: [a]\n    finding: {{a: b}}\n"))),
    "wrong-typed sources": (200, lambda n: site(sources_yaml=each(n, "r{i}: [a, b]\n"))),
    "faults on one line": (200, lambda n: site(sources_yaml="".join(f"r{i}: {{title: [a], no-url: paper}}\n" for i in range(2)) + "z: {" + ", ".join(f"k{i}: 1" for i in range(n)) + "}\n")),
    "duplicate ids": (200, lambda n: site(sentences(n, "\n\n"), each(n, "  same:\n    quote: word{i} says something\n"))),
    "duplicate ids in files": (100, lambda n: {**sections(n), **{f"content/{i:05}-part-{i}.yaml": "claims:\n  same: {quote: word0 says something}\n" for i in range(n)}}),
    "claims that all answer each other": (400, answering),
    "a chain of answers": (150, chain),
    "answers to one claim": (150, star),
    "a long history": (300, history),
    "a long list of later events": (200, later),
    "aliases": (300, lambda n: site(sentences(1), QUOTES.format(i=0) + "    aliases: [" + ", ".join(f"old{i}" for i in range(n)) + "]\n")),
    "aliases that collide": (200, lambda n: site(sentences(1), QUOTES.format(i=0) + "    aliases: [" + ", ".join("k0" for i in range(n)) + "]\n")),
    "passages that are found": (100, passages),
    "passages that are not there": (60, lost_passages),
    "one passage that is not there": (2000, absent_passage),
    "small articles": (60, articles),
    "sections": (100, sections),
    "edited sentences": (60, drift),
    "moved and edited sentences": (60, moved),
    "nested emphasis": (2000, lambda n: site("*a " * n + " b*" * n + "\n")),
    "strong openers": (4000, lambda n: site("**a " * n + "\n")),
    "nested lists": (150, lambda n: site("".join("  " * min(i, 400) + "- a\n" for i in range(n)))),
    "nested quotations": (400, lambda n: site("> " * n + "a\n")),
    "list items": (2000, lambda n: site("- an item\n" * n)),
    "footnotes": (500, lambda n: site(each(n, "Words[^f{i}].\n\n") + each(n, "[^f{i}]: A note {i}.\n\n"))),
    "references to one footnote": (500, lambda n: site("Words[^f].\n\n" * n + "[^f]: A note.\n")),
    "footnotes that are not used": (500, lambda n: site("Words.\n\n" + each(n, "[^f{i}]: A note {i}.\n\n"))),
    "headings of one text": (500, lambda n: site("## The same\n\nWords.\n\n" * n)),
    "headings of two texts that meet": (500, lambda n: site("".join(f"## The same\n\n## The same {i}\n\n" for i in range(n // 2)))),
    "links": (1000, lambda n: site(each(n, "[a{i}](https://example.org/{i}) "))),
    "links that lead nowhere": (500, lambda n: site(each(n, "[a{i}](nowhere-{i}.md) "))),
    "links to missing headings": (500, lambda n: site(each(n, "## Heading {i}\n\n[a](#nowhere-{i})\n\n"))),
    "open brackets": (4000, lambda n: site("[" * n + "\n")),
    "reference links": (1000, lambda n: site(each(n, "[a{i}][r{i}] ") + "\n\n" + each(n, "[r{i}]: https://example.org/{i}\n"))),
    "images that are missing": (300, lambda n: site(each(n, "![alt](none{i}.png)\n\n"))),
    "a long word": (40000, lambda n: site("w" * n + "\n", "  k: {quote: nothing}\n")),
    "a long line with a fault": (40000, lambda n: site("word " * n + "\n", "  k: {quote: nothing of the kind}\n")),
    "a table of many rows": (500, lambda n: site(TABLE + each(n, "| cell {i} | other |\n"))),
    "a table of many columns": (500, lambda n: site("|" + " h |" * n + "\n|" + "---|" * n + "\n|" + " c |" * n + "\n")),
    "claims in a table": (100, lambda n: site(TABLE + each(n, "| word{i} says something | other |\n"), each(n, QUOTES))),
    "claims in one list": (100, lambda n: site(each(n, "- word{i} says something.\n"), each(n, QUOTES))),
    "claims in one code block": (100, lambda n: site("```\n" + each(n, "word{i} says something.\n") + "```\n", each(n, QUOTES))),
    "claims in one table row": (60, lambda n: site("|" + " h |" * n + "\n|" + "---|" * n + "\n|" + each(n, " word{i} says something |") + "\n", each(n, QUOTES))),
    "code blocks": (100, lambda n: site(each(n, "```rust\nfn f{i}() {{}}\n```\n\n"))),
    "speakers of one claim": (300, lambda n: site(sentences(1), QUOTES.format(i=0) + "    speaker: [" + ", ".join(f"s{i}" for i in range(n)) + "]\n", speakers_yaml=speakers(n))),
    "claims of one speaker": (150, lambda n: site(sentences(n, "\n\n"), each(n, QUOTES + "    speaker: s0\n"), speakers_yaml=speakers(1))),
    "citations of one source": (150, lambda n: site(sentences(n, "\n\n"), each(n, QUOTES + "    citations: [{{source: r0, relation: supports}}]\n"), sources_yaml=sources(1))),
    "citations of one claim": (200, lambda n: site(sentences(1), QUOTES.format(i=0) + "    citations:\n" + each(n, "      - {{source: r{i}, relation: supports}}\n"), sources_yaml=sources(n))),
    "sources based on each other": (200, lambda n: site(sources_yaml="".join(f"r{i}: {{title: S {i}, no-url: paper" + (f", based-on: r{i + 1}" if i + 1 < n else "") + "}\n" for i in range(n)))),
    "sources based on each other, cited": (150, lambda n: site(sentences(n, "\n\n"), each(n, QUOTES + "    citations: [{{source: r{i}, relation: supports}}]\n"), sources_yaml="".join(f"r{i}: {{title: S {i}, no-url: paper" + (f", based-on: r{i + 1}" if i + 1 < n else "") + "}\n" for i in range(n)))),
    "counters in place, nested": (12, lambda n: site(sentences(1), QUOTES.format(i=0) + "".join("    " * (i + 1) + f"counters:\n{'    ' * (i + 1)}  - id: c{i}\n" + "".join("    " * (i + 2) + line for line in ("relation: denies\n", "says: No.\n")) for i in range(n)))),
    "quotes of one claim": (150, lambda n: site(sentences(n, "\n\n"), "  k:\n    quote:\n" + each(n, "      - word{i} says something\n"))),
}


def write(folder, files):
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)


def instructions(folder, command):
    """How many instructions `command` takes on the site in `folder`, on one thread."""
    run = ["valgrind", "--tool=cachegrind", "--cache-sim=no", "--cachegrind-out-file=/dev/null"]
    environment = {**os.environ, "RAYON_NUM_THREADS": "1", "SOURCE_DATE_EPOCH": "1795219200"}
    done = subprocess.run([*run, release("gainsay"), command, folder], capture_output=True, text=True, errors="replace", env=environment)
    found = re.search(r"I\s+refs:\s+([\d,]+)", done.stderr)
    if not found or done.returncode not in (0, 1):
        raise SystemExit(f"{command} of {folder} failed:\n{done.stderr[-2000:]}")
    return int(found[1].replace(",", ""))


def measure(place, kind, n, command):
    folder = place / str(n)
    files = KINDS[kind][1](n)
    before, files = files if isinstance(files, tuple) else (None, files)
    if before:
        write(folder, before)
        subprocess.run([release("gainsay"), "build", folder], check=True, capture_output=True)
        for name in before.keys() - files.keys():
            (folder / name).unlink()
    write(folder, files)
    return instructions(folder, command)


def run(options):
    """Prints, for each kind, instructions at n, 2n and 4n, and how fast what is added grows: what a
    run costs without any input is in none of the differences. A check does all but write."""
    make()
    wanted = [kind for kind in KINDS if not options.only or any(word in kind for word in options.only.split(","))]
    print(f"{'kind':36} {'n':>6} {'exponent':>8}   millions of instructions at n, 2n, 4n", flush=True)
    for kind in wanted:
        n = int(KINDS[kind][0] * options.scale)
        with workplace() as place:
            counts = [measure(place, kind, size, "check") for size in (n, 2 * n, 4 * n)]
        less, more = counts[1] - counts[0], counts[2] - counts[1]
        exponent = math.log2(more / less) if less > 0 and more > 0 else 0
        counted = "  ".join(f"{count / 1e6:,.0f}" for count in counts)
        print(f"{kind:36} {n:6} {exponent:8.2f}   {counted}", flush=True)
