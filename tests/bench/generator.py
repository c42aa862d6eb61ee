"""Makes a content folder of any size: `python tests/bench/generator.py FOLDER POSTERS [SEED]`.

The booklet is the example's on A4. Its records are sentences of the example's records put together anew,
about 1,300 characters each, in groups of three or four; among their words stand made-up ones, more of them
the more posters there are, so that no table of known words serves a large booklet as well as a small one.
"""

import re
import sys
from collections.abc import Sequence
from pathlib import Path
from random import Random
from shutil import copytree, ignore_patterns
from typing import Any

import yaml

from posterbook.assets import example_folder
from posterbook.loading.yaml.writing import item_lines

LENGTHS = {"Background": 850, "Conclusion": 450}
"""How many characters a section has, more or less."""
POSTERS_A_GROUP = 3.4
MADE_UP = 0.15
"""How many of the longer words in lower case are made up: one word in fifteen."""
VOCABULARY = 60_000
SYLLABLES = tuple(
    "al bo cer da el fi gen hy ib ka lo mab nu om pro ra sta tin ux ve".split()  # noqa: SIM905 - one glance
)


def main() -> None:
    """Make one folder, as the command line says."""
    folder, posters, *seed = sys.argv[1:]
    make_folder(Path(folder), int(posters), int(seed[0]) if seed else 1)


def make_folder(folder: Path, posters: int, seed: int = 1) -> None:
    """Write a content folder with so many posters; the same seed makes the same folder."""
    example = example_folder()
    copytree(example, folder, ignore=ignore_patterns("posters", "booklet.yaml", "*.zh-Hant.*"))
    booklet = yaml.safe_load((example / "booklet.yaml").read_text(encoding="utf-8"))
    del booklet["accept"]  # it names warnings of the example's records
    del booklet["languages"]  # whose words are those of the example's records
    text = yaml.safe_dump(booklet | {"page": "a4"}, allow_unicode=True, sort_keys=False)
    (folder / "booklet.yaml").write_text(text, encoding="utf-8")
    sources = sorted((example / "posters").glob("[0-9]*[0-9].yaml"))
    known = [yaml.safe_load(source.read_text(encoding="utf-8")) for source in sources]
    lines = (line for record in records(known, posters, Random(seed)) for line in item_lines(record, ""))
    (folder / "posters.yaml").write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")


def records(known: Sequence[dict[str, Any]], posters: int, chance: Random) -> list[dict[str, Any]]:
    """So many records, put together of the sentences of those that are known."""
    titles = [record["title"] for record in known]
    sentences = {
        heading: [one for record in known for one in re.split(r"(?<=\.) ", record["sections"][heading])]
        for heading in LENGTHS
    }
    found: list[dict[str, Any]] = []
    group = ""
    for number in range(1, posters + 1):
        if not group or chance.random() < 1 / POSTERS_A_GROUP:
            group = f"APG-{chance.randrange(100, 10_000)}-{number}"
        sections = {
            heading: passage(sentences[heading], length, chance) for heading, length in LENGTHS.items()
        }
        title = with_made_up_words(chance.choice(titles), chance)
        found.append({"number": str(number), "group": group, "title": title, "sections": sections})
    return found


def passage(sentences: Sequence[str], length: int, chance: Random) -> str:
    """Sentences, until they come to about a length."""
    text, wanted = "", chance.gauss(length, length / 7)
    while len(text) < wanted - 60:
        text += f" {with_made_up_words(chance.choice(sentences), chance)}"
    return text.strip()


def with_made_up_words(text: str, chance: Random) -> str:
    """A text, some of its words in lower case made up; common ones return more often than rare ones."""

    def perhaps_another(found: re.Match[str]) -> str:
        if chance.random() > MADE_UP:
            return found[0]
        return made_up_word(int(VOCABULARY * chance.random() ** 2))

    return re.sub(r"(?<= )[a-z]{5,}(?= )", perhaps_another, text)


def made_up_word(number: int) -> str:
    """The word with a number: its digits as syllables."""
    word = ""
    while number or len(word) < 4:
        number, digit = divmod(number, len(SYLLABLES))
        word += SYLLABLES[digit]
    return word


if __name__ == "__main__":
    main()
