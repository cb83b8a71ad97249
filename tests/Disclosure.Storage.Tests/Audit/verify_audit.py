"""Checks an exported audit trail, written from docs/data.md alone.

Reads from standard input {"reportId", "head", "entries": [...]}, entries as stored (camelCase); prints "intact COUNT HEAD",
or "broken at SEQ". Python's standard library is all it needs.
"""

import hashlib
import json
import re
import struct
import sys
import unicodedata


def field(text):
    if text is None:
        return b"\xff\xff\xff\xff"
    utf8 = unicodedata.normalize("NFC", text).encode("utf-8")
    return struct.pack(">I", len(utf8)) + utf8


def utc(text):
    # 2021-01-28T01:30:00.123+00:00 -> 2021-01-28T01:30:00.1230000Z; stored times are UTC already.
    seconds, fraction = re.fullmatch(r"(.{19})(?:\.(\d{1,7}))?(?:Z|\+00:00)", text).groups()
    return f"{seconds}.{(fraction or '').ljust(7, '0')}Z"


def encode(entry):
    details = sorted(entry.get("details", {}).items(), key=lambda item: item[0].encode())
    fields = ["disclosure-audit/1", entry["reportId"], str(entry["seq"]), utc(entry["at"])]
    fields += [entry["actorId"], entry["actorName"], entry["action"]]
    fields += [entry.get("digest"), entry.get("onBehalfOf"), entry.get("via"), str(len(details))]
    fields += [text for detail in details for text in detail]
    return b"".join(field(text) for text in fields)


def verify(trail):
    prev = "0" * 64
    for number, entry in enumerate(trail["entries"], start=1):
        digest = hashlib.sha256(b"\x00" + bytes.fromhex(prev) + encode(entry)).hexdigest()
        if (entry["seq"], entry["reportId"], entry["prevHash"], entry["hash"]) != (number, trail["reportId"], prev, digest):
            return f"broken at {number}"
        prev = digest
    return f"intact {len(trail['entries'])} {prev}" if prev == trail["head"] else f"broken at {len(trail['entries']) + 1}"


if __name__ == "__main__":
    print(verify(json.load(sys.stdin)))
