"""Calling the command in this process, as the tests of the command line do."""

from __future__ import annotations

from click.testing import CliRunner, Result

from ui.command_line import main


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


def assert_refused(result: Result, *words: str) -> None:
    assert 1 == result.exit_code, result.output
    assert result.stderr.startswith("error: "), result.stderr
    assert "Traceback" not in result.output
    for word in words:
        assert word in result.stderr
