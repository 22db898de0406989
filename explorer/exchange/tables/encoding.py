"""Finding out how a file writes its letters, from all of it and not its first block."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, BinaryIO, Final

if TYPE_CHECKING:
    from explorer.progress import CancelToken

_BYTES_AT_ONCE: Final = 1 << 20
_SAMPLE_BYTES: Final = 1 << 18
_HIGH: Final = re.compile(rb"[\x80-\xff]")
_AROUND: Final = 200
_FEW: Final = 0.02
_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CANDIDATES: Final = [
    "cp1252", "cp1250", "cp1251", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257", "koi8_r",
    "koi8_u", "iso8859_2", "iso8859_5", "iso8859_7", "cp866", "cp437", "cp850", "mac_roman",
    "mac_cyrillic", "shift_jis", "euc_jp", "gb18030", "big5", "euc_kr",
]  # fmt: skip

STRAY: Final = "actor_explorer_stray_bytes"
"""Error handler that takes bytes which are not UTF-8 for Windows-1252, as their writers meant."""


@dataclass(frozen=True, slots=True)
class Encoding:
    """How a file writes its letters.

    Attributes
    ----------
    name
        As Python calls it.
    n_stray
        So many bytes do not fit and are read as Windows-1252.
    """

    name: str
    n_stray: int = 0

    @property
    def errors(self) -> str:
        """How to decode what does not fit."""
        return STRAY if self.name in ("utf-8", "utf-8-sig") else "replace"


def find_encoding(file: BinaryIO, token: CancelToken | None = None) -> Encoding:
    """Read a file through and tell its encoding; the file is at its end afterwards."""
    head = file.read(_BYTES_AT_ONCE)
    for mark, name in _MARKS:
        if head.startswith(mark):
            if name == "utf-8-sig":
                return Encoding(name, _scan(head, file, token).n_stray)
            return Encoding(name)
    if wide := _wide_without_mark(head):
        return Encoding(wide)
    scan = _scan(head, file, token)
    if not scan.n_stray:
        return Encoding("utf-8")
    if scan.n_stray <= scan.n_high * _FEW:
        return Encoding("utf-8", scan.n_stray)
    return Encoding(_guessed(bytes(scan.sample)))


@dataclass(slots=True)
class _Scan:
    """What a reading as UTF-8 met."""

    sample: bytearray
    n_high: int = 0
    n_stray: int = 0

    def look(self, block: bytes) -> None:
        """Count bytes beyond ASCII and keep some lines that have them."""
        if block.isascii():
            return
        self.n_high += len(block) - len(block.translate(None, _HIGH_BYTES))
        # From each block a share, so that the end of a file has its say as well.
        room = min(_SAMPLE_BYTES - len(self.sample), _SAMPLE_BYTES // 4)
        at = 0
        while room > 0 and (found := _HIGH.search(block, at)) is not None:
            at = found.start() + _AROUND
            start = max(0, found.start() - _AROUND)
            # Whole words only: half a character at either end would mislead.
            first = block.find(b" ", start, found.start()) if start else -1
            last = block.rfind(b" ", found.start(), at) if at < len(block) else -1
            piece = block[max(start, first) : last if last > 0 else at]
            self.sample += piece + b"\n"
            room -= len(piece)


_HIGH_BYTES: Final = bytes(range(0x80, 0x100))


def _scan(head: bytes, file: BinaryIO, token: CancelToken | None) -> _Scan:
    scan = _Scan(bytearray())

    def count(error: UnicodeError) -> tuple[str, int]:
        if not isinstance(error, UnicodeDecodeError):
            raise error
        scan.n_stray += error.end - error.start
        return "", error.end

    codecs.register_error("actor_explorer_count", count)
    decoder = codecs.getincrementaldecoder("utf-8")("actor_explorer_count")
    block = head
    while block:
        scan.look(block)
        decoder.decode(block)
        if token is not None:
            token.raise_if_cancelled()
        block = file.read(_BYTES_AT_ONCE)
    decoder.decode(b"", final=True)
    return scan


def _wide_without_mark(head: bytes) -> str:
    """Tell UTF-16 by its zero bytes, which stand in every other place of Western text."""
    even, odd = head[0:4096:2], head[1:4096:2]
    if not odd:
        return ""
    zeros_even, zeros_odd = even.count(0) / len(even), odd.count(0) / len(odd)
    if zeros_odd > 0.3 and zeros_even < 0.05:
        return "utf-16-le"
    if zeros_even > 0.3 and zeros_odd < 0.05:
        return "utf-16-be"
    return ""


def _guessed(sample: bytes) -> str:
    """Choose among the one-byte and East Asian encodings by what makes words of it."""
    from charset_normalizer import from_bytes

    for name in _IN_TURN:
        if _is_written_with(_decoded(sample, name), _LATIN[name]):
            return name
    best = from_bytes(sample, cp_isolation=_CANDIDATES, threshold=0.4).best()
    return best.encoding if best is not None else "cp1252"


def _decoded(sample: bytes, name: str) -> str:
    return sample.decode(name, "replace")


_SIGNS: Final = frozenset("–—‘’‚“”„…€£«»¡¿°§·•™©®\xa0\xad")
_APART: Final = _SIGNS - {"’", "\xad", "–"}
_LATIN: Final[dict[str, frozenset[str]]] = {
    "cp1252": frozenset("äöüÄÖÜßéèêëáàâãåæçíìîïñóòôõøœúùûÿÉÈÊÁÀÂÃÅÆÇÍÎÑÓÒÔÕØŒÚªº"),
    "cp1254": frozenset("çğıöşüÇĞİÖŞÜâîûÂÎ"),
    "cp1250": frozenset(
        "ąćęłńóśźżĄĆĘŁŃÓŚŹŻáčďéěíňřšťúůýžÁČĎÉĚÍŇŘŠŤÚŮÝŽőűŐŰäöüÄÖÜßăâîşţĂÂÎŞŢđĐľĺôŕĽÔ"
    ),
    "iso8859_2": frozenset("ąćęłńóśźżĄĆĘŁŃÓŚŹŻáčďéěíňřšťúůýžÁČĎÉĚÍŇŘŠŤÚŮÝŽőűŐŰäöüÄÖÜßđĐ"),
    "cp1257": frozenset("āčēģīķļņšūžĀČĒĢĪĶĻŅŠŪŽąęėįųĄĘĖĮŲõäöüÕÄÖÜ"),
}
_LATIN["cp850"] = _LATIN["mac_roman"] = _LATIN["cp1252"]
_LATIN["cp852"] = _LATIN["cp1250"]
"""The letters beyond ASCII that the languages of a code page use."""
_IN_TURN: Final = (
    "cp1252", "cp1254", "cp1250", "iso8859_2", "cp1257", "cp850", "cp852", "mac_roman",
)  # fmt: skip
"""Common ones first; those of DOS and old Macintoshes last."""
_OPENING: Final = frozenset("‚„")


def _is_written_with(text: str, letters: frozenset[str]) -> bool:
    """Tell whether what is not ASCII are such letters, between plain ones, and usual signs."""
    high = [character for character in text if character > "\x7f"]
    known = sum(character in letters for character in high)
    signs = sum(character in _SIGNS for character in high)
    # A sign before or after a letter on both sides is a letter of another code page.
    odd = sum(
        text[at] in _APART and text[at - 1].isalpha() and text[at + 1].isalpha()
        for at in range(1, len(text) - 1)
    )
    # So is a mark that opens behind a letter, and a capital behind a small one.
    odd += sum(
        (here in _OPENING and before.isalpha() and not after.isalpha())
        or (here > "\x7f" and here.isupper() and before.islower())
        for before, here, after in zip(text, text[1:], f"{text[2:]} ", strict=False)
    )
    plain = sum(character.isascii() and character.isalpha() for character in text)
    return known + signs - odd >= 0.97 * len(high) and plain > 2 * len(high)


def _read_stray(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    stray = error.object[error.start : error.end]
    return stray.decode("cp1252", "replace"), error.end


codecs.register_error(STRAY, _read_stray)
