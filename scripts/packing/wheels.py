"""The wheel of a release, made smaller.

In goes a wheel as maturin writes it; out comes one with the same files, packed by Zopfli, which looks longer for the
same format than zlib does. It has to stay below 8 MB. The same wheel gives the same bytes. The records are those of
the ZIP format (PKWARE, APPNOTE.TXT, sections 4.3.7, 4.3.12 and 4.3.16).
"""

import struct
import zipfile

DEFLATED = 8
# Version 2.0 of the format, which has folders and deflate; written on Unix, so that the program stays one that runs.
NEEDED, MADE = 20, 3 << 8 | 20
# The names are in UTF-8.
FLAGS = 1 << 11


def repack(path):
    """Writes the wheel at `path` anew, and returns how many bytes it had and has."""
    before = path.stat().st_size
    with zipfile.ZipFile(path) as wheel:
        files = [(entry, wheel.read(entry)) for entry in wheel.infolist()]
    path.write_bytes(packed(files))
    with zipfile.ZipFile(path) as wheel:
        if [(entry.filename, wheel.read(entry)) for entry in wheel.infolist()] != [(e.filename, d) for e, d in files]:
            raise SystemExit(f"{path} does not hold what it held")
    return before, path.stat().st_size


def packed(files):
    """A ZIP archive of entries and their bytes, in this order."""
    # For this command alone; the others run without it.
    from zopfli.zlib import compress

    bodies, directory = bytearray(), bytearray()
    for entry, data in files:
        # Without the head and the checksum of zlib (RFC 1950), which ZIP has not.
        deflated = compress(data)[2:-4]
        name = entry.filename.encode()
        year, month, day, hour, minute, second = entry.date_time
        date, time = (year - 1980) << 9 | month << 5 | day, hour << 11 | minute << 5 | second // 2
        facts = (NEEDED, FLAGS, DEFLATED, time, date, entry.CRC, len(deflated), len(data), len(name), 0)
        at = len(bodies)
        bodies += struct.pack("<4s5H3L2H", b"PK\x03\x04", *facts) + name + deflated
        directory += struct.pack("<4sH5H3L2H3H2L", b"PK\x01\x02", MADE, *facts, 0, 0, 0, entry.external_attr, at) + name
    count = len(files)
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, count, count, len(directory), len(bodies), 0)
    return bytes(bodies + directory + end)
