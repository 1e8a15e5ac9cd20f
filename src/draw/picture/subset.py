"""Makes regular.ttf and bold.ttf from the two cuts of Noto Serif in Debian's fonts-noto-core.

    pip install fonttools uharfbuzz
    python subset.py /usr/share/fonts/truetype/noto/NotoSerif-Regular.ttf regular.ttf
    python subset.py /usr/share/fonts/truetype/noto/NotoSerif-Bold.ttf bold.ttf

Kept are the letters of Latin scripts and the signs that titles hold. The kerning of the original is
a program for a shaping engine; here it is written down as a plain table of pairs.
"""
import sys

import uharfbuzz as hb
from fontTools import subset
from fontTools.ttLib import newTable
from fontTools.ttLib.tables._k_e_r_n import KernTable_format_0

source, target = sys.argv[1:3]
KEEP = [
    *range(0x20, 0x7F), *range(0xA0, 0x180), 0x192, 0x1A0, 0x1A1, 0x1AF, 0x1B0, *range(0x218, 0x21C), 0x259,
    *range(0x1E80, 0x1E86), 0x1E9E, *range(0x1EA0, 0x1EFA),
    0x2010, 0x2011, 0x2013, 0x2014, 0x2018, 0x2019, 0x201A, 0x201C, 0x201D, 0x201E, 0x2020, 0x2022, 0x2026, 0x2030,
    0x2032, 0x2033, 0x2039, 0x203A, 0x20AC, 0x2116, 0x2122, 0x2212,
]

options = subset.Options()
options.hinting = False
options.layout_features = []
options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 13, 14]
options.glyph_names = False
font = subset.load_font(source, options)
subsetter = subset.Subsetter(options)
subsetter.populate(unicodes=KEEP)
subsetter.subset(font)

shaper = hb.Font(hb.Face(hb.Blob.from_file_path(source)))


def width(text, kern):
    buffer = hb.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    hb.shape(shaper, buffer, {"kern": kern, "liga": False, "clig": False, "calt": False})
    return sum(position.x_advance for position in buffer.glyph_positions)


letters = [chr(c) for c in range(0x21, 0x7F)] + list("\u2018\u2019\u201c\u201d\u2013\u2014")
glyphs = font.getBestCmap()
pairs = {}
for left in letters:
    for right in letters:
        closer = width(left + right, True) - width(left + right, False)
        if abs(closer) >= 8:
            pairs[(glyphs[ord(left)], glyphs[ord(right)])] = closer

table = KernTable_format_0()
table.version, table.coverage, table.apple, table.tupleIndex, table.kernTable = 0, 1, False, None, pairs
font["kern"] = newTable("kern")
font["kern"].version, font["kern"].kernTables = 0, [table]
for tag in ("GPOS", "GSUB", "GDEF"):
    if tag in font:
        del font[tag]
font.save(target)
