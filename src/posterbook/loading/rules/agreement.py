"""What disagrees between the parts of a booklet: titles, counts, names, numbers, boards, lengths.

Every rule is one function with its code, its reason and an example; all of them warn, and `accept:` silences.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import time
from itertools import pairwise
from typing import Final

from posterbook.content.model import Booklet, Inline, Record, Weight, groups_of, hanging_records
from posterbook.content.scalars import excerpt, fold
from posterbook.errors import Problem, warning
from posterbook.loading.legal.profile import missing_names
from posterbook.loading.rules.passages import of_prose, prose_of

NUMBERED = re.compile(r"(.*?)([0-9]+)")
LONGEST_NUMBER: Final = 30
"""Characters of a poster's number beyond which it is none of a series."""
SHORT_FORMS: Final = {
    "univ": "university", "dept": "department", "inst": "institute", "hosp": "hospital", "lab": "laboratory",
    "natl": "national", "intl": "international", "ctr": "center", "centre": "center", "sch": "school",
    "med": "medical", "sci": "sciences", "science": "sciences", "tech": "technology",
}  # fmt: skip
_LEADING_ZEROS: Final = r"(?<!\d)0+(?=\d)"
_LOOKALIKES: Final = str.maketrans("OoIl|", "00111")
_BETWEEN_WORDS: Final = frozenset(" \u00a0_.,;:/&'\u2019()[]\"")
_DASHES: Final = frozenset("-\u2010\u2011\u2012\u2013\u2014\u2015")
SMALL_WORDS: Final = frozenset(("of", "the", "and", "for", "at", "in", "de", "des", "der", "für"))


def compare_records(records: Sequence[Record], *, planned: bool = False) -> Iterator[Problem]:
    """What disagrees among records that read well, be they all of the booklet or not.

    Where the halls are `planned`, the rules of the plan look at the boards.
    """
    for record in records:
        yield from title_wording(record)
    yield from number_lookalikes(records)
    yield from group_spellings(records)
    if not planned:
        yield from boards_twice(records)
    yield from affiliations(records)
    yield from lengths(records)


def check_agreement(booklet: Booklet) -> Iterator[Problem]:
    """What disagrees in a booklet whose fields all read well, and only shows where none is missing."""
    yield from counts(booklet)
    yield from unnamed_groups(booklet)
    yield from number_gaps(booklet.records)
    yield from number_order(booklet.records)


def title_wording(record: Record) -> Iterator[Problem]:
    """title-wording: the table says "induces", the page "inhibits". Shorter is fine, other words are not."""
    if not record.summary_title:
        return
    page, table = _words(record.title), _words(record.summary_title)
    rest = iter(page)
    strange = next((word for word in table if word not in rest), "")
    if strange and "".join(page) != "".join(table):
        message = f"the table's title says '{strange}' where the page's does not"
        hint = "use the same words in both, or fewer in the table"
        yield warning("title-wording", message, record.where.at("summary_title"), hint)


def counts(booklet: Booklet) -> Iterator[Problem]:
    """count-differs: "seven studies", and six are in it. Text was written before a poster was withdrawn."""
    nouns = booklet.words.studies
    if not nouns:
        return
    there = hanging_records(booklet.records)
    label = (booklet.labels.group or booklet.words.group).lower()
    entries = (entry for entry in booklet.running_order if entry.kind.counts_posters)
    texts = [of_prose(prose) for entry in entries for prose in prose_of(entry)]
    for passage in (*texts, *(of_prose(block.file) for block in booklet.legal)):
        for sentence in re.split(r"(?<=[.!?:])\s+", fold(passage.text)):
            found = list(_wrong_counts(booklet, sentence, nouns, 3, len(there)))
            if _counts_of(booklet, sentence, nouns, 3):
                groups = len({group.name for group in groups_of(there) if group.name})
                found += _wrong_counts(booklet, sentence, (f"{label}s",), 6, groups)
            for wording, count in found:
                message = f"'{excerpt(wording)}' disagrees with the records: there are {count}"
                hint = "count with a placeholder, as {{ counts.posters | words }}"
                yield warning("count-differs", message, passage.at(wording.split()[0]), hint)


def unnamed_groups(booklet: Booklet) -> Iterator[Problem]:
    """unnamed-group: a statement names four candidates, the records five. One came after it was written."""
    groups = [group.name for group in groups_of(hanging_records(booklet.records)) if group.name]
    for block in (block for block in booklet.legal if block.weight is Weight.FRAMED):
        missing = missing_names(block.file.text, groups)
        if 0 < len(missing) < len(groups):
            names = ", ".join(missing)
            message = (
                f"the legal block '{excerpt(block.id)}' names groups of the records, but not {excerpt(names)}"
            )
            hint = "name them with a placeholder: {{ groups | listing }}"
            yield warning("unnamed-group", message, block.file.where, hint)


def number_gaps(records: Sequence[Record]) -> Iterator[Problem]:
    """number-gap: P1, P2, P4. A record got lost, or a number is mistyped. Scattered numbers are no series."""
    series = _series(records)
    if not series:
        return
    known = {number for _, number in series}
    missing = sorted(set(range(min(known), max(known))) - known)
    if missing and len(missing) <= max(len(series) // 10, 1):
        prefix = series[0][0]
        names = ", ".join(f"{prefix}{number}" for number in missing)
        message = f"the numbers run from {prefix}{min(known)} to {prefix}{max(known)} without {names}"
        yield warning(
            "number-gap", message, records[0].where.at("number"), "look for the record that is missing"
        )


def number_order(records: Sequence[Record]) -> Iterator[Problem]:
    """number-order: P1, P2, P5, P3, P4. One record stands out of order; many that do are meant to."""
    numbers = [number for _, number in _series(records)]
    falls = [place for place, (one, other) in enumerate(pairwise(numbers)) if one > other]
    if len(falls) == 1 and len(numbers) > 4:
        late, early = falls[0], falls[0] + 1
        for place in (late, early):
            rest = numbers[:place] + numbers[place + 1 :]
            if rest == sorted(rest):
                message = f"number {records[place].number} stands out of order"
                hint = "the order of the records is that of their files, or of the list"
                yield warning("number-order", message, records[place].where.at("number"), hint)
                return


def number_lookalikes(records: Sequence[Record]) -> Iterator[Problem]:
    """number-lookalike: 968 and 0968, P01 and PO1. A spreadsheet ate a zero, or readers will mix them up."""
    seen: dict[str, str] = {}
    for record in records:
        number = record.number
        bare = re.sub(_LEADING_ZEROS, "", number) if "0" in number else number
        keys = {bare.casefold(), number.translate(_LOOKALIKES).casefold()}
        other = next((seen[key] for key in keys if seen.get(key, number) != number), "")
        if other:
            message = f"the number '{excerpt(number)}' looks like '{excerpt(other)}'"
            hint = "correct one of them, or withdraw it if both are the same study"
            yield warning("number-lookalike", message, record.where.at("number"), hint)
        for key in keys:
            seen.setdefault(key, number)


def group_spellings(records: Sequence[Record]) -> Iterator[Problem]:
    """group-spelling: "Indoor Air" and "Indoor air", which would be two groups with a colour each."""
    sizes = Counter(record.group for record in records if record.group)
    usual: dict[str, Inline] = {}
    for name, _ in sizes.most_common():
        usual.setdefault(_group_key(name), name)
    told = set(usual.values())
    for record in records:
        if record.group and record.group not in told:
            told.add(record.group)
            here, there = record.group, usual[_group_key(record.group)]
            message = (
                f"the group '{excerpt(here)}' ({_records_counted(sizes[here])}) is spelt '{excerpt(there)}'"
                f" elsewhere ({_records_counted(sizes[there])})"
            )
            hint = "spell it alike in all records"
            yield warning("group-spelling", message, record.where.at("group"), hint)


def boards_twice(records: Sequence[Record]) -> Iterator[Problem]:
    """board-twice: two posters for board C10, in one hall and at one time or at none."""
    hung: dict[tuple[str, str], list[Record]] = {}
    for record in hanging_records(records):
        if record.board:
            before = hung.setdefault((_folded(record.board), _folded(record.hall)), [])
            other = next((one for one in before if not hang_apart(one, record)), None)
            if other:
                message = f"the board '{excerpt(record.board)}' is taken already, by poster {other.number}"
                hint = "give it another board, or say when each of them hangs"
                yield warning("board-twice", message, record.where.at("board"), hint)
            before.append(record)


def affiliations(records: Sequence[Record]) -> Iterator[Problem]:
    """affiliation-spelling: "Univ. of York" and "University of York", which would be numbered as two."""
    first: dict[str, str] = {}
    told = set()
    for record in records:
        for place, author in enumerate(record.authors):
            for position, written in enumerate(author.affiliations):
                known = first.setdefault(_spelling_key(written), written)
                if known != written and (known, written) not in told:
                    told.add((known, written))
                    where = record.where.at("authors", place, "affiliations", position)
                    message = f"'{excerpt(written)}' is spelt '{excerpt(known)}' elsewhere"
                    yield warning("affiliation-spelling", message, where, "spell it alike in all records")


def lengths(records: Sequence[Record]) -> Iterator[Problem]:
    """text-length: a study of 12 words among studies of 200. Part of it was not copied, or too much was."""
    sizes = {n: _size(record) for n, record in enumerate(records) if record.sections}
    usual = sorted(sizes.values())[len(sizes) // 2] if len(sizes) > 4 else 0
    if usual < 60:
        return
    for n, size in sizes.items():
        if size < usual / 8 or size > 8 * usual:
            how = "short" if size < usual else "long"
            message = f"the text is unusually {how}: {size} words, where {usual} are usual"
            yield warning(
                "text-length", message, records[n].where.at("sections"), "see whether all of it is there"
            )


def hang_apart(one: Record, other: Record) -> bool:
    """Whether two posters of one board hang in two sessions, or one after the other."""
    if one.session and other.session and _folded(one.session) != _folded(other.session):
        return True
    if not (one.start and other.start):
        return False
    days = {when.day for when in (one.start, other.start) if when.day}
    if len(days) > 1:
        return True
    early, late = sorted((one, other), key=lambda record: record.start.time if record.start else time.min)
    same = one.start.time == other.start.time
    return not same and not (early.end and late.start and early.end.time > late.start.time)


def _records_counted(count: int) -> str:
    return "1 record" if count == 1 else f"{count} records"


def _folded(text: str) -> str:
    return "".join(text.casefold().split())


def _group_key(name: str) -> str:
    """What spellings of a group share: all but case, spaces, punctuation. HER2+ and HER2- stay two groups."""
    folded = name.casefold()
    return "".join(
        sign
        for sign, behind in zip(folded, f"{folded[1:]} ", strict=True)
        if sign not in _BETWEEN_WORDS and not (sign in _DASHES and behind.isalnum())
    )


def _size(record: Record) -> int:
    return sum(len(section.text.split()) for section in record.sections)


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())


def _counts_of(booklet: Booklet, sentence: str, nouns: Sequence[str], between: int) -> list[tuple[str, int]]:
    """Counts of a noun in a sentence, with up to so many words between, in words or digits."""
    numbers = {word.casefold(): count for count, word in enumerate(booklet.words.numbers)}
    either = "|".join([r"[0-9]{1,9}", *map(re.escape, booklet.words.numbers)])
    gap = rf"(?:\s+(?!(?:{either})\b)[^\s.,;:()]+){{0,{between}}}?"
    found = re.finditer(
        rf"\b({either}){gap}\s+(?:{'|'.join(map(re.escape, nouns))})\b", sentence, re.IGNORECASE
    )
    return [(one[0], _count(one[1], numbers)) for one in found]


def _count(written: str, numbers: Mapping[str, int]) -> int:
    """A count in digits or words, in whatever case; some letters have another one in theirs."""
    return int(written) if written.isdigit() else numbers.get(written.casefold(), -1)


def _wrong_counts(
    booklet: Booklet, sentence: str, nouns: Sequence[str], between: int, count: int
) -> Iterator[tuple[str, int]]:
    for wording, said in _counts_of(booklet, sentence, nouns, between):
        if said != count:
            yield wording, count


def _series(records: Sequence[Record]) -> list[tuple[str, int]]:
    """Prefix and number of every record where all have one prefix and the numbers lie close; else nothing."""
    if any(len(record.number) > LONGEST_NUMBER for record in records):
        return []
    found = [NUMBERED.fullmatch(record.number) for record in records]
    series = [(one[1], int(one[2])) for one in found if one]
    if len(series) < max(len(records), 4) or len({prefix for prefix, _ in series}) > 1:
        return []
    numbers = [number for _, number in series]
    return series if max(numbers) - min(numbers) < 1.2 * len(numbers) + 1 else []


def _spelling_key(affiliation: str) -> str:
    """What two spellings of one institute have in common."""
    words = (SHORT_FORMS.get(word, word) for word in _words(affiliation.replace("&", " and ")))
    return "".join(word for word in words if word not in SMALL_WORDS)
