"""Whether compiled code is at hand, and how it gets there without anybody waiting.

Compiling takes some seconds and holds the interpreter. So a process of its own does it once, at
low priority, and leaves the machine code in the user's cache folder, where a read-only
installation does not matter. A stamp beside it says for which version, compiler, Python and
processor it holds. Until there is one, layout and
drawing work without compiled code.
"""

from __future__ import annotations

import hashlib
import os
import platform
import subprocess
import sys
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import platformdirs

APPLICATION = "actor-explorer"
KERNEL_FILES = (
    "network/layout/large/graph_kernels.py",
    "network/layout/large/force_kernels.py",
    "network/pairing/pair_kernels.py",
    "drawing/raster/tie_kernels.py",
    "drawing/raster/pixel_kernels.py",
)
CACHE_VARIABLE = "NUMBA_CACHE_DIR"


def cache_folder() -> Path:
    """Give the folder for machine code: the environment's choice, else the user's cache folder."""
    chosen = os.environ.get(CACHE_VARIABLE)
    if chosen:
        return Path(chosen)
    return Path(platformdirs.user_cache_dir(APPLICATION, appauthor=False)) / "kernels"


def use_cache_folder() -> None:
    """Make the compiler use `cache_folder`; to be called before the kernels are imported."""
    os.environ.setdefault(CACHE_VARIABLE, str(cache_folder()))
    numba_config = sys.modules.get("numba.core.config")
    if numba_config is not None:  # It read the environment when it was imported.
        vars(numba_config)["CACHE_DIR"] = os.environ[CACHE_VARIABLE]


def engine_is_ready() -> bool:
    """Tell whether compiled code can be used at once; takes about a millisecond."""
    try:
        return _stamp().is_file()
    except (OSError, PackageNotFoundError):
        return False


def mark_ready() -> None:
    """Leave the stamp; for the process that has filled the cache.

    Raises
    ------
    OSError
        If the cache folder cannot be written.
    """
    stamp = _stamp()
    stamp.parent.mkdir(parents=True, exist_ok=True)
    fresh = stamp.with_name(f"{stamp.name}.{os.getpid()}")
    fresh.write_text("The compiled code is in this folder.\n", encoding="utf-8")
    fresh.replace(stamp)


def start_warming() -> subprocess.Popen[bytes] | None:
    """Start the process that fills the cache, at low priority; any thread.

    Returns
    -------
    The process, for the caller to end with the program (half done work is done again the next
    time), or None if there is nothing to do or no way to do it: the cache is filled, there is no
    compiler, or the program is frozen into one file and has no interpreter to start.
    """
    if engine_is_ready() or getattr(sys, "frozen", False) or not _has_compiler():
        return None
    root = Path(__file__).resolve().parents[2]
    paths = [str(root), *filter(None, [os.environ.get("PYTHONPATH")])]
    surroundings = {
        **os.environ,
        CACHE_VARIABLE: str(cache_folder()),
        "PYTHONPATH": os.pathsep.join(paths),
    }
    flags: int = getattr(subprocess, "BELOW_NORMAL_PRIORITY_CLASS", 0)
    flags |= getattr(subprocess, "CREATE_NO_WINDOW", 0)
    try:
        return subprocess.Popen(
            [sys.executable, "-m", "explorer.compiling.warm"],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env=surroundings,
            creationflags=flags,
        )
    except OSError:
        return None


def _has_compiler() -> bool:
    try:
        return bool(version("numba"))
    except PackageNotFoundError:
        return False


def _stamp() -> Path:
    return cache_folder() / f"kernels-{_fingerprint()}.ready"


def _fingerprint() -> str:
    """Digest what machine code depends on; the compiler itself also looks at the files' times."""
    digest = hashlib.sha256()
    here = Path(__file__).resolve().parents[1]
    for name in KERNEL_FILES:
        file = here / name
        digest.update(f"{file}\n{file.stat().st_mtime_ns}\n".encode())
        digest.update(file.read_bytes())
    for part in (version("numba"), version("llvmlite"), sys.version, _processor()):
        digest.update(f"{part}\n".encode())
    return digest.hexdigest()[:20]


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return f"{platform.machine()} {platform.processor()}"
    told = ("model name", "flags", "Features", "CPU part")
    return "\n".join(dict.fromkeys(line for line in lines if line.startswith(told)))
