"""The examples in the docstrings of this room are true."""

from __future__ import annotations

import doctest
import importlib
import pkgutil

import pytest

import db

_MODULES = [module.name for module in pkgutil.walk_packages(db.__path__, "db.")]


@pytest.mark.parametrize("name", _MODULES)
def test_examples(name: str) -> None:
    assert doctest.testmod(importlib.import_module(name)).failed == 0
