"""What a column takes in, checked a column at a time so that a million rows take seconds."""

from __future__ import annotations

import json
import math
import operator
import re
import secrets
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Final

from db.edtf import InvalidDate, parse_edtf
from db.errors import InvalidRow
from db.format.tables import Column

SqlValue = str | int | float | None
Values = list[SqlValue]

LONGEST_TEXT: Final = 128 * 1024 * 1024
"""In bytes as UTF-8; half of what a connection takes in, as history may hold a text twice."""

_INT64: Final = 2**63
_DAY_LIMIT: Final = 2**31 - 1
_UTC: Final = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z", re.ASCII)
_LANGUAGE: Final = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*", re.ASCII)
_TEXT_TYPES: Final = frozenset({str, type(None)})
_INTEGER_TYPES: Final = frozenset({int, type(None)})

_NO_NUL = "it holds a NUL character, which no text may; remove it"
_NO_SURROGATE = (
    "it holds half of a surrogate pair, which is no character; read the text again "
    "with its right encoding"
)


class _Refused(Exception):
    """Why a single value is refused; becomes an `InvalidRow` with its place."""


def check_text(table: str, column: str, value: object) -> str:
    """Check one text that goes into a column.

    Raises
    ------
    InvalidRow
    """
    if not isinstance(value, str):
        raise InvalidRow(table, column, value, "it must be text")
    try:
        _check_characters(value)
    except _Refused as refused:
        raise InvalidRow(table, column, value, str(refused)) from refused
    return value


def checked_column(
    table: str, column: Column, values: Sequence[object], *, first_row: int | None = None
) -> Values:
    """Check the values of one column and give them as the file keeps them.

    Parameters
    ----------
    first_row
        Position of the first value among the rows that the caller was given, for messages.

    Raises
    ------
    InvalidRow
        For the first value that is refused.
    """
    fast = _AT_ONCE.get(column.rule)
    if fast is not None:
        done = fast(column, values)
        if done is not None:
            return done
    check = _ONE_BY_ONE[column.rule]
    checked: Values = []
    for position, value in enumerate(values):
        try:
            checked.append(_checked_value(check, column, value))
        except _Refused as refused:
            row = None if first_row is None else first_row + position
            raise InvalidRow(table, column.name, value, str(refused), row=row) from refused
    return checked


def _checked_value(
    check: Callable[[Column, object], SqlValue], column: Column, value: object
) -> SqlValue:
    if value is None:
        if column.is_required:
            raise _Refused("it must be given")
        return None
    return check(column, value)


# --- whole columns; None means "look at them one by one" -----------------------------------------


def _texts_at_once(column: Column, values: Sequence[object]) -> Values | None:
    texts = values
    try:
        # Quickest where all are texts; else whatever is none is found here.
        joined = "".join(values)  # type: ignore[arg-type]
    except TypeError:
        if column.is_required or not _TEXT_TYPES.issuperset(map(type, values)):
            return None
        texts = [value for value in values if value is not None]
        joined = "".join(texts)  # type: ignore[arg-type]
    if column.is_required and not column.may_be_empty and "" in texts:
        return None
    if "\x00" in joined or (len(joined) > LONGEST_TEXT // 4):
        return None
    if not joined.isascii():
        try:
            joined.encode()
        except UnicodeEncodeError:
            return None
    return list(values)  # type: ignore[arg-type]


def _keys_at_once(column: Column, values: Sequence[object]) -> Values | None:
    try:
        # Quickest; a key that holds the end of a line is looked at more closely.
        lines = "\n".join(values)  # type: ignore[arg-type]
        may_be_bad = "\n#" in lines or lines[:1] == "#"
    except TypeError:
        may_be_bad = any(value[:1] == "#" for value in values if isinstance(value, str))
    if "" in values or may_be_bad:
        return None
    return _texts_at_once(column, values)


def _choices_at_once(column: Column, values: Sequence[object]) -> Values | None:
    if not _TEXT_TYPES.issuperset(map(type, values)):
        return None
    admitted = set(column.choices) if column.is_required else {*column.choices, None}
    return list(values) if admitted.issuperset(values) else None  # type: ignore[arg-type]


def _integers_at_once(column: Column, values: Sequence[object]) -> Values | None:
    types = set(map(type, values))
    if not types <= _INTEGER_TYPES or (column.is_required and type(None) in types):
        return None
    numbers = values if types == {int} else [value for value in values if value is not None]
    low, high = _integer_bounds(column)
    if numbers and not (low <= min(numbers) and max(numbers) <= high):  # type: ignore[operator, type-var]
        return None
    return list(values)  # type: ignore[arg-type]


def _empty_at_once(_column: Column, values: Sequence[object]) -> Values | None:
    return [None] * len(values) if values.count(None) == len(values) else None


def _objects_at_once(column: Column, values: Sequence[object]) -> Values | None:
    """Read all objects as one list: quicker by half than one by one."""
    if not _TEXT_TYPES.issuperset(map(type, values)):
        return None
    texts = [value for value in values if value is not None]
    if not texts:
        return [None] * len(values)
    # Under a name that no text can know, so that none passes for several, or for half of one.
    name = secrets.token_hex(8)
    between = f'}},{{"{name}":'
    try:
        read = json.loads(f'[{{"{name}":{between.join(texts)}}}]')  # type: ignore[arg-type]
    except (ValueError, RecursionError):
        return None
    if len(read) != len(texts):
        return None
    if set(map(len, read)) != {1} or {type(value[name]) for value in read} != {dict}:
        return None
    return _texts_at_once(column, values)


def _dates_at_once(column: Column, values: Sequence[object]) -> Values | None:
    """Look at each date once, as many events share a day."""
    if not _TEXT_TYPES.issuperset(map(type, values)):
        return None
    different = set(values)
    if len(different) > len(values) // 2:
        return None
    try:
        for value in different:
            if value is not None:
                _edtf(column, value)
    except _Refused:
        return None
    return None if column.is_required and None in different else list(values)  # type: ignore[arg-type]


_AT_ONCE: Final[dict[str, Callable[[Column, Sequence[object]], Values | None]]] = {
    "text": _texts_at_once,
    "long_text": _texts_at_once,
    "key": _keys_at_once,
    "choice": _choices_at_once,
    "integer": _integers_at_once,
    "day": _integers_at_once,
    "offset": _integers_at_once,
    "reference": _integers_at_once,
    "derived": _integers_at_once,
    "json_object": _objects_at_once,
    "edtf": _dates_at_once,
    "language": _empty_at_once,
}


# --- single values -------------------------------------------------------------------------------


def _check_characters(text: str) -> None:
    if "\x00" in text:
        raise _Refused(_NO_NUL)
    try:
        size = len(text) if text.isascii() else len(text.encode())
    except UnicodeEncodeError as error:
        raise _Refused(_NO_SURROGATE) from error
    if size > LONGEST_TEXT:
        raise _Refused(f"it is longer than {LONGEST_TEXT // 1024**2} MB; divide it")


def _text(column: Column, value: object) -> str:
    if not isinstance(value, str):
        raise _Refused("it must be text")
    _check_characters(value)
    if column.is_required and not column.may_be_empty and not value:
        raise _Refused("it must have at least one character")
    return value


def _key(column: Column, value: object) -> str:
    text = _text(column, value)
    if not text or text.startswith("#"):
        raise _Refused("a key has at least one character and does not begin with #")
    return text


def _choice(column: Column, value: object) -> str:
    if value not in column.choices:
        raise _Refused(f"it must be one of {', '.join(column.choices)}")
    return str(value)


def _edtf(column: Column, value: object) -> str:
    text = _text(column, value)
    try:
        parse_edtf(text)
    except InvalidDate as error:
        raise _Refused(error.mend) from error
    return text


def _utc(column: Column, value: object) -> str:
    text = _text(column, value)
    try:
        if not _UTC.fullmatch(text):
            raise ValueError(text)
        datetime.fromisoformat(text)
    except ValueError as error:
        raise _Refused("it must be a time in UTC such as 2023-09-28T12:00:00Z") from error
    return text


def _json_object(column: Column, value: object) -> str:
    try:
        if isinstance(value, Mapping):
            text = json.dumps(dict(value), ensure_ascii=False, allow_nan=False)
        else:
            text = _text(column, value)
            if not isinstance(json.loads(text), dict):
                raise _Refused("it must be a JSON object, in braces")
    except (ValueError, TypeError, RecursionError) as error:
        raise _Refused("it must be a JSON object, in braces") from error
    _check_characters(text)
    return text


def _language(column: Column, value: object) -> str:
    text = _text(column, value)
    if not _LANGUAGE.fullmatch(text):
        raise _Refused("it must be a language tag such as en, az or zh-Hans")
    return text


def _flag(_column: Column, value: object) -> int:
    if value in (0, 1) and isinstance(value, int):
        return int(value)
    raise _Refused("it must be 0 or 1")


def _number(column: Column, value: object) -> float:
    if isinstance(value, (bool, str, bytes)):
        raise _Refused("it must be a number")
    try:
        number = float(value)  # type: ignore[arg-type]
    except (TypeError, ValueError, OverflowError) as error:
        raise _Refused("it must be a number") from error
    if not math.isfinite(number):
        raise _Refused("it must be finite")
    limit = {"latitude": 90.0, "longitude": 180.0}.get(column.rule)
    if limit is not None and abs(number) > limit:
        raise _Refused(f"a {column.rule} lies between -{limit:g} and {limit:g} degrees")
    return number


def _integer(column: Column, value: object) -> int:
    if isinstance(value, bool):
        raise _Refused("it must be a whole number")
    try:
        number = operator.index(value)  # type: ignore[arg-type]
    except TypeError as error:
        raise _Refused("it must be a whole number") from error
    low, high = _integer_bounds(column)
    if not low <= number <= high:
        raise _Refused(f"it must lie between {low} and {high}")
    return number


def _integer_bounds(column: Column) -> tuple[int, int]:
    match column.rule:
        case "offset":
            return 0, _INT64 - 1
        case "day":
            return 1 - _DAY_LIMIT, _DAY_LIMIT - 1
        case _:
            return -_INT64, _INT64 - 1


_ONE_BY_ONE: Final[dict[str, Callable[[Column, object], SqlValue]]] = {
    "text": _text,
    "long_text": _text,
    "key": _key,
    "choice": _choice,
    "edtf": _edtf,
    "utc": _utc,
    "json_object": _json_object,
    "language": _language,
    "flag": _flag,
    "number": _number,
    "latitude": _number,
    "longitude": _number,
    "integer": _integer,
    "day": _integer,
    "offset": _integer,
    "reference": _integer,
    "derived": _integer,
}
