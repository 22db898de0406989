"""Reading large feeds in a process of its own, so that a second core parses while the first lands.

The process ends with its reader: it is killed when the import is cancelled, and stops by itself
when nobody takes its blocks any more.
"""

from __future__ import annotations

import gc
import os
import pickle
import subprocess
import sys
import threading
from pathlib import Path
from queue import Empty, Queue
from typing import IO, TYPE_CHECKING, Any, BinaryIO, Final, NamedTuple

from explorer.errors import ImportFailed, ImportProblem
from explorer.exchange.feeds.reading import read_feed
from explorer.exchange.format import Reading
from explorer.exchange.intake.incoming_file import IncomingFile
from explorer.exchange.intake.problems import Problems
from explorer.progress import CancelToken

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from explorer.exchange.intake.event_block import EventBlock

_WORTH_IT_BYTES: Final = 24 << 20
_BLOCKS_AHEAD: Final = 4
_TELL_EVERY_S: Final = 0.2
_MODULE: Final = "explorer.exchange.feeds.apart"


class _Job(NamedTuple):
    name: str
    files: list[tuple[str, str, str, int]]
    options: dict[str, Any]
    is_skipping: bool


class _Told(NamedTuple):
    """What the process tells: how far it is, and a block, a failure, or that this is the end."""

    bytes_read: list[int]
    block: EventBlock | None = None
    refused: tuple[ImportProblem, ...] = ()
    remarks: Mapping[str, int] | None = None
    failure: tuple[str, list[ImportProblem]] | None = None
    is_end: bool = False


def read_large_feed(
    name: str, files: Sequence[IncomingFile], reading: Reading
) -> Iterator[EventBlock]:
    """Read the files of a feed as `read_feed` does, apart if they are large.

    Raises
    ------
    ImportFailed
        If a file cannot be read.
    Cancelled
    """
    is_large = sum(file.size for file in files) >= _WORTH_IT_BYTES
    if is_large and (os.cpu_count() or 1) > 1 and not getattr(sys, "frozen", False):
        return read_apart(name, files, reading)
    return read_feed(name, files, reading)


def read_apart(name: str, files: Sequence[IncomingFile], reading: Reading) -> Iterator[EventBlock]:
    """Read the files of a feed in another process; see `read_feed`."""
    job = _Job(
        name,
        [(str(file.path), file.format_label, file.sha256, file.size) for file in files],
        dict(reading.options),
        reading.problems.is_skipping,
    )
    root = str(Path(__file__).resolve().parents[3])
    process = subprocess.Popen(  # noqa: S603 - the interpreter that runs this
        [sys.executable, "-m", _MODULE],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        env=os.environ | {"PYTHONPATH": os.pathsep.join((root, os.environ.get("PYTHONPATH", "")))},
    )
    try:
        with process:
            try:
                yield from _taken(process, job, files, reading)
            finally:
                process.kill()
    finally:
        process.wait()


def _taken(
    process: subprocess.Popen[bytes], job: _Job, files: Sequence[IncomingFile], reading: Reading
) -> Iterator[EventBlock]:
    if process.stdin is None or process.stdout is None:
        raise RuntimeError("the reading process has no pipes")
    pickle.dump(job, process.stdin, pickle.HIGHEST_PROTOCOL)
    process.stdin.close()
    while True:
        reading.token.raise_if_cancelled()
        told = _next(process.stdout)
        for file, bytes_read in zip(files, told.bytes_read, strict=True):
            file.bytes_read = bytes_read
        reading.problems.take_over(told.refused, told.remarks or {})
        if told.failure is not None:
            raise ImportFailed(*told.failure)
        if told.is_end:
            return
        if told.block is not None:
            yield told.block


def _next(stream: IO[bytes]) -> _Told:
    """Take the next thing told; the collector need not look at each of its thousands of parts."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        told = pickle.load(stream)  # noqa: S301 - from the process that was started here
    except EOFError as error:
        what = "Reading it came to an end before its time; perhaps memory ran out."
        raise ImportFailed("The feed", [ImportProblem(what)]) from error
    finally:
        if was_on:
            gc.enable()
    if not isinstance(told, _Told):
        raise TypeError("the reading process told something else")
    return told


# --- in the other process ------------------------------------------------------------------------


def _run(take: BinaryIO, give: BinaryIO) -> None:
    """Read what the job says and give it on; until the end, or until nobody listens."""
    gc.disable()
    job = pickle.load(take)  # noqa: S301 - from the process that started this one
    files = [IncomingFile(Path(path), *rest) for path, *rest in job.files]
    queue: Queue[_Told] = Queue(_BLOCKS_AHEAD)
    sender = threading.Thread(target=_send, args=(queue, give, files), daemon=True)
    sender.start()
    # Everything is collected here, and given up by who asked for it.
    problems = Problems("", is_skipping=job.is_skipping)
    n_told = 0
    failure = None
    try:
        reading = Reading(problems, CancelToken(), job.options)
        for block in read_feed(job.name, files, reading):
            refused = problems.refused[n_told:]
            n_told += len(refused)
            queue.put(_Told([file.bytes_read for file in files], block, refused))
    except ImportFailed as failed:
        failure = (failed.origin, list(failed.problems))
    rest = problems.refused[n_told:]
    queue.put(
        _Told(
            [file.bytes_read for file in files], None, rest, problems.counted_remarks, failure,
            is_end=True,
        )
    )  # fmt: skip
    sender.join()


def _send(queue: Queue[_Told], give: BinaryIO, files: Sequence[IncomingFile]) -> None:
    try:
        while True:
            try:
                told = queue.get(timeout=_TELL_EVERY_S)
            except Empty:
                told = _Told([file.bytes_read for file in files])
            pickle.dump(told, give, pickle.HIGHEST_PROTOCOL)
            give.flush()
            if told.is_end:
                return
    except OSError:
        # Nobody listens any more: the import was cancelled, or its program is gone.
        os._exit(0)


if __name__ == "__main__":
    # Under its own name, so that what is pickled here is the same thing there.
    from explorer.exchange.feeds import apart

    apart._run(sys.stdin.buffer, sys.stdout.buffer)
