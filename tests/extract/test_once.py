"""An answer is kept for the very record it was worked out for, and for no other that looks like it."""

from __future__ import annotations

from extract.once import KEPT, once


def test_the_same_record_is_worked_on_once_and_an_equal_one_again() -> None:
    seen: list[list[int]] = []

    @once
    def doubled(numbers: list[int]) -> list[int]:
        seen.append(numbers)
        return [2 * number for number in numbers]

    mine, other = [1], [1]
    assert [doubled(mine), doubled(mine), doubled(other)] == [[2], [2], [2]]
    assert [mine is record for record in seen] == [True, False]


def test_only_the_last_few_records_are_held() -> None:
    calls: list[int] = []
    count = once(lambda record: calls.append(len(record)))
    records = [[0] * size for size in range(KEPT + 1)]
    for record in (*records, records[-1], records[0]):
        count(record)
    assert calls == [*range(KEPT + 1), 0]
