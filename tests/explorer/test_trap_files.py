"""Files that mean harm or are none: pipes, bombs, endless nesting."""

from __future__ import annotations

import gzip
import os
import sys
import zipfile
from functools import partial
from pathlib import Path

import pytest

from explorer.errors import ImportFailed
from explorer.exchange.formats import format_of
from explorer.exchange.packing import parts_of

_SIZE = 160 << 20
_BLOCK = b"0" * (1 << 20)


@pytest.mark.skipif(sys.platform == "win32", reason="there are no named pipes in folders")
def test_a_pipe_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    pipe = tmp_path / "a.csv"
    os.mkfifo(pipe)
    with pytest.raises(ImportFailed, match="pipe"):
        format_of(pipe)


def test_a_gzip_that_unpacks_to_far_more_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.csv.gz"
    with gzip.open(path, "wb", 9) as file:
        for _ in range(_SIZE // len(_BLOCK)):
            file.write(_BLOCK)
    if path.stat().st_size * 400 > _SIZE:
        pytest.skip("not packed tightly enough to be a trap")
    (part,) = parts_of(path)
    with part.open() as file, pytest.raises(ImportFailed, match="far more"):
        sum(map(len, iter(partial(file.read, 1 << 20), b"")))


def test_a_zip_that_unpacks_to_far_more_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with (
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive,
        archive.open("a.csv", "w") as file,
    ):
        for _ in range(_SIZE // len(_BLOCK)):
            file.write(_BLOCK)
    with pytest.raises(ImportFailed, match="far more"):
        parts_of(path)


def test_a_gzip_is_read_from_its_start_again(tmp_path: Path) -> None:
    path = tmp_path / "a.csv.gz"
    path.write_bytes(gzip.compress(b"a,b\n1,2\n"))
    with parts_of(path)[0].open() as file:
        first = file.read()
        file.seek(0)
        assert file.read() == first == b"a,b\n1,2\n"


@pytest.mark.parametrize(
    "text", ["[" * 100_000, '{"elements":{"nodes":[{"data":{"id":"a","x":' + "[" * 5_000]
)
def test_endless_nesting_is_no_format_and_no_crash(tmp_path: Path, text: str) -> None:
    path = tmp_path / "a.cyjs"
    path.write_text(text)
    assert format_of(path).name == "cytoscape"
