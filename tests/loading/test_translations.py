"""Several languages of one document in a folder: what is read, where faults stand, what only one says."""

from datetime import date

import pytest
from tests.laid import pages_of, texts

from posterbook import approve, build, check, corrections, diff, freeze, load, signoff, thaw, typeset
from posterbook.assets import example_folder
from posterbook.errors import ContentError, UsageError
from posterbook.loading.yaml import positions
from posterbook.loading.yaml.document import parser_of
from posterbook.proof.legal.file_reader import page_texts

HEAD = "title: {en: Poster Day, zh-Hant: 壁報日}\nlanguages: {others: [zh-Hant]}\n"
RECORD = (
    "number: 1\ntitle: One open window\nboard: A1\nsections: {Background: It fell by 31% in room A-12.}\n"
)
CHINESE = "title: 一扇打開的窗\nsections: {背景: A-12室下降了31%。}\n"
OTHER = "zh-Hant"


@pytest.fixture
def both(content):
    content.write(
        "booklet.yaml", HEAD + "slug: day\nrunning_order: [cover, {text: {file: text/a.md}}, posters]\n"
    )
    content.write("text/a.md", "About the day.").write("text/a.zh-Hant.md", "關於壁報日。")
    return content.write("posters/1.yaml", RECORD).write("posters/1.zh-Hant.yaml", CHINESE)


def found(folder, language=""):
    return [(one.code, str(one.where)) for one in load(folder, language=language, comparing=True).problems]


def test_the_main_language_is_read_as_if_there_were_no_other(both):
    booklet = load(both.folder)
    assert (booklet.language, booklet.title, booklet.records[0].title) == (
        "en",
        "Poster Day",
        "One open window",
    )
    assert booklet.problems == ()


def test_words_come_from_mappings_and_from_files_beside_the_files_and_facts_stand_once(both):
    booklet = load(both.folder, language="zh-hant")
    (record,) = booklet.records
    assert (booklet.language, booklet.title, booklet.words.notes) == (OTHER, "壁報日", "筆記")
    assert (record.number, record.board, record.title) == ("1", "A1", "一扇打開的窗")
    assert [one.heading for one in record.sections] == ["背景"]
    assert "關於壁報日。" in texts(pages_of(typeset(booklet), "text")[0])
    assert booklet.problems == ()


def test_a_mapping_of_languages_may_stand_anywhere_and_falls_back_on_the_main_language(content):
    content.write(
        "booklet.yaml", HEAD + "labels: {number: {zh-Hant: 編號, en: No.}}\nplace: {en: Hong Kong}\n"
    )
    content.write(
        "posters/1.yaml",
        "number: 1\ntitle: {en: A, zh-Hant: 甲}\nsections: {en: {B: C.}, zh-Hant: {乙: 丙。}}",
    )
    booklet = load(content.folder, language=OTHER)
    assert (booklet.labels.number, booklet.place, booklet.records[0].sections[0].text) == (
        "編號",
        "Hong Kong",
        "丙。",
    )
    assert load(content.folder).records[0].sections[0].heading == "B"


def test_words_and_pictures_of_a_language_stand_beside_those_of_the_main_one(both):
    both.write("words.yaml", "notes: Jottings\n").write("words.zh-Hant.yaml", "notes: 隨記\n")
    picture = (
        "<svg xmlns='http://www.w3.org/2000/svg' width='{}' height='9'><rect width='9' height='9'/></svg>"
    )
    both.write("images/a.svg", picture.format(9)).write("images/a.zh-Hant.svg", picture.format(18))
    both.write("posters/1.yaml", f"{RECORD}image: {{file: images/a.svg, alt: Something}}\n")
    english, chinese = load(both.folder), load(both.folder, language=OTHER)
    assert (english.words.notes, chinese.words.notes) == ("Jottings", "隨記")
    assert (english.problems, chinese.problems) == ((), ())
    assert [one.records[0].image.file.file for one in (english, chinese)] == [
        "images/a.svg",
        "images/a.zh-Hant.svg",
    ]


def test_a_language_that_the_folder_does_not_hold_is_refused(both):
    with pytest.raises(UsageError, match="no words in 'fr'"):
        load(both.folder, language="fr")
    both.write("booklet.yaml", "title: Poster Day\n")
    with pytest.raises(UsageError, match="no words in 'zh-Hant'"):
        load(both.folder, language=OTHER)


@pytest.mark.parametrize(
    ("file", "text", "code", "place"),
    [
        ("posters/2.zh-Hant.yaml", "title: 乙\n", "no-original", "posters/2.zh-Hant.yaml:1:1"),
        ("posters/1.zh-Hant.yaml", "number: 2\n" + CHINESE, "other-number", "posters/1.zh-Hant.yaml:1:9"),
        ("posters/1.zh-Hant.yaml", "- 一\n", "wrong-type", "posters/1.zh-Hant.yaml:1:1"),
        ("posters/1.zh-Hant.yaml", CHINESE + "titel: 乙\n", "unknown-field", "posters/1.zh-Hant.yaml:3:1"),
        ("posters/1.zh-Hant.yaml", "title: [一]\n", "wrong-type", "posters/1.zh-Hant.yaml:1:8"),
        ("posters/1.yaml", RECORD + "bord: A2\n", "unknown-field", "posters/1.yaml:5:1"),
        ("booklet.zh-Hant.yaml", "kind: [一]\n", "wrong-type", "booklet.zh-Hant.yaml:1:7"),
    ],
)
def test_a_fault_is_told_in_the_file_in_which_it_stands(both, file, text, code, place):
    both.write(file, text)
    with pytest.raises(ContentError) as failure:
        load(both.folder, language=OTHER)
    assert (code, place) in [(one.code, str(one.where)) for one in failure.value.problems]


def test_a_fault_within_a_mapping_of_languages_is_told_at_its_language(content):
    content.write("booklet.yaml", HEAD)
    content.write("posters/1.yaml", "number: 1\ntitle:\n  en: A\n  zh-Hant: [甲]\nsections: {B: C.}\n")
    with pytest.raises(ContentError) as failure:
        load(content.folder, language=OTHER)
    assert [str(one.where) for one in failure.value.problems] == ["posters/1.yaml:4:12"]


def test_a_text_without_its_translation_is_told(both):
    (both.folder / "text/a.zh-Hant.md").unlink()
    assert found(both.folder) == []
    assert found(both.folder, OTHER) == [("untranslated", "booklet.yaml:4:38")]


def test_a_title_and_a_record_without_other_words_are_told(both):
    both.write(
        "booklet.yaml",
        (both.folder / "booklet.yaml").read_text().replace("{en: Poster Day, zh-Hant: 壁報日}", "Day"),
    )
    both.remove("posters/1.zh-Hant.yaml")
    expected = [("untranslated", "booklet.yaml:1:8"), ("untranslated", "posters/1.yaml:2:8")]
    assert found(both.folder) == found(both.folder, OTHER) == expected


def test_another_language_that_cannot_be_built_is_told_in_the_main_one(both):
    both.write("posters/1.zh-Hant.yaml", "titel: 一\n")
    assert found(both.folder) == [("translation-faulty", "booklet.yaml:2:12")]


@pytest.mark.parametrize(
    ("english", "chinese", "lacking"),
    [
        ("It fell by 31%.", "下降了31%。", []),
        (
            "It fell by 31%.",
            "下降了13%。",
            ["in 'en' the text lacks '13%'", "in 'zh-Hant' the text lacks '31%'"],
        ),
        ("On October 28, 2019, 1,200 mice.", "2019年10月28日，1200隻小鼠。", []),
        ("seven of APG-2575-treated mice, 3 mg", "APG-2575組的7隻小鼠，3毫克", []),
        ("APG-2575 and HQP1351", "APG-2575", ["in 'zh-Hant' the text lacks 'HQP1351'"]),
        ("0.5 and 12", "0.5及12", []),
    ],
)
def test_numbers_and_names_that_one_language_lacks_are_told(both, english, chinese, lacking):
    both.write("posters/1.yaml", RECORD.replace("It fell by 31% in room A-12.", f'"{english}"'))
    both.write("posters/1.zh-Hant.yaml", f'title: 一扇打開的窗\nsections: {{背景: "{chinese}"}}\n')
    for language in ("", OTHER):
        problems = load(both.folder, language=language, comparing=True).problems
        said = [one for one in problems if one.code == "not-in-both"]
        assert sorted(one.message.split(",")[0] for one in said) == sorted(lacking)
        for one in said:
            file = (
                "posters/1.yaml" if "in 'en'" in one.message.split(" the ")[0] else "posters/1.zh-Hant.yaml"
            )
            assert one.where.file == file
            assert one.where.line > 1


def test_a_legal_block_of_one_language_is_told(both):
    legal = "legal:\n  - {id: notice, file: text/a.md, place: legal-page}\n"
    order = "running_order: [cover, {text: {file: text/a.md}}, posters, legal]\n"
    both.write("booklet.yaml", HEAD + order + legal)
    both.write("booklet.zh-Hant.yaml", "legal:\n  - {id: others, file: text/a.md, place: legal-page}\n")
    both.write("text/a.zh-Hant.md", "關於壁報日。")
    said = {(code, place) for code, place in found(both.folder) if code == "not-in-both"}
    assert said == {("not-in-both", "booklet.yaml:5:10"), ("not-in-both", "booklet.zh-Hant.yaml:2:10")}


def test_a_record_with_other_sections_is_told(both):
    both.write("posters/1.zh-Hant.yaml", CHINESE.replace("}", ", 結論: 好。}"))
    assert found(both.folder) == [("not-in-both", "posters/1.zh-Hant.yaml:2:11")]


@pytest.mark.slow
def test_each_language_is_built_by_its_name_and_all_of_them_where_the_booklet_asks_for_it(both, tmp_path):
    def names(**asked):
        made = build(both.folder, output=tmp_path / "out", **asked)
        return [one.path.name for one in made.outputs]

    assert names() == ["day-screen.pdf"]
    assert names(language=OTHER) == ["day-zh-hant-screen.pdf"]
    both.write(
        "booklet.yaml", (both.folder / "booklet.yaml").read_text().replace("]}", "], layout: separate}")
    )
    assert names() == ["day-screen.pdf", "day-zh-hant-screen.pdf"]


def test_each_language_has_an_approval_of_its_own(both):
    path = approve(both.folder, by="A. Lee", date=date(2026, 1, 2), language=OTHER).path
    assert path.name == "approved.zh-Hant.yaml"
    assert load(both.folder).approved is None
    assert load(both.folder, language=OTHER).approved is not None
    assert found(both.folder) == []


@pytest.mark.slow
@pytest.mark.parametrize("language", ["", OTHER])
def test_the_example_is_without_problems_in_both_of_its_languages(language):
    result = check(example_folder(), language=language)
    assert {one.code for one in result.problems} <= {"not-approved"}
    assert len(result.pages) == 12


def test_a_build_of_the_main_language_does_not_read_the_others_and_judges_no_acceptance_of_them(
    both, tmp_path
):
    accept = "accept: [{code: not-in-both, file: posters/1.yaml, reason: as published}]\n"
    both.write("booklet.yaml", (both.folder / "booklet.yaml").read_text() + accept)
    both.write("posters/1.zh-Hant.yaml", "titel: 一\n")
    said = [
        {one.code for one in run.problems} & {"stale-acceptance", "translation-faulty"}
        for run in (build(both.folder, output=tmp_path), check(both.folder))
    ]
    assert said == [set(), {"stale-acceptance", "translation-faulty"}]


def test_a_file_is_read_once_for_the_places_of_all_that_one_language_lacks(content, monkeypatch):
    records = "".join(f"- {{number: {n}, title: Window {n}, sections: {{B: C.}}}}\n" for n in range(30))
    content.remove("posters/1.yaml")
    content.write("booklet.yaml", HEAD).write("posters.yaml", records)
    read = []
    monkeypatch.setattr(positions, "parser_of", lambda text: read.append(text) or parser_of(text))
    lines = [one.where.line for one in load(content.folder, language=OTHER).problems]
    assert lines == list(range(1, 31))
    assert len(read) <= 3


def test_what_is_printed_is_held_compared_and_corrected_in_each_language_by_itself(both, tmp_path):
    frozen = freeze(both.folder, language=OTHER)
    assert frozen.path.name == "printed.zh-Hant.yaml"
    assert not diff(frozen.path, both.folder)
    assert load(both.folder).printed is None
    both.write("posters/1.zh-Hant.yaml", CHINESE.replace("一扇", "兩扇"))
    assert [one.number for one in diff(frozen.path, both.folder).posters] == ["1"]
    made = corrections(both.folder, language=OTHER, output=tmp_path)
    assert [one.path.name for one in made.outputs] == ["day-zh-hant-corrections.pdf"]
    with pytest.raises(ContentError, match=r"there is no printed\.yaml"):
        corrections(both.folder, output=tmp_path)
    with pytest.raises(ContentError, match=r"there is no printed\.yaml"):
        thaw(both.folder)
    assert thaw(both.folder, language="zh-hant") == frozen.path
    assert not frozen.path.exists()


def test_the_document_to_sign_is_made_in_each_language(both, tmp_path):
    made = signoff(both.folder, language=OTHER, output=tmp_path)
    assert [one.path.name for one in made.outputs] == ["day-zh-hant-signoff.pdf"]
    assert "一扇打開的窗" in "".join(page_texts(made.outputs[0].path.read_bytes())).replace("\n", "")


def test_words_that_a_profile_misses_are_told_with_the_language_that_lacks_them(both):
    head = (both.folder / "booklet.yaml").read_text()
    legal = "legal_profile: legal/rules.yaml\nlegal: [{id: a, file: legal/a.txt, place: cover-top}]\n"
    both.write("booklet.yaml", head + legal).write("legal/a.txt", "Nobody answers.")
    both.write("legal/a.zh-Hant.txt", "概不負責。")
    wording = "in_other_languages: [{lang: zh-Hant, says: [不承擔]}]"
    both.write("legal/rules.yaml", f"blocks: [{{id: a, place: cover-top, says: [answers], {wording}}}]\n")
    with pytest.raises(ContentError, match="does not say '不承擔' in 'zh-Hant', as the legal profile"):
        load(both.folder, language=OTHER)


NAME_IT = "name it below 'languages:' in booklet.yaml, as others: [{}]"


def told(folder):
    with pytest.raises(ContentError) as failure:
        load(folder)
    return [(one.code, str(one.where), one.message, one.hint) for one in failure.value.problems]


@pytest.mark.parametrize(
    ("record", "place", "tag", "hint"),
    [
        ("title: {en: A, zh_Hant: 甲}\n", "2:16", "zh_Hant", "did you mean 'zh-Hant'?"),
        ("title: {en: A, zh-Hant: 甲, ar: B}\n", "2:28", "ar", NAME_IT.format("ar")),
        (
            "title: A\nsections: {en: {B: C.}, zh_Hant: {乙: 丙。}}\n",
            "3:25",
            "zh_Hant",
            "did you mean 'zh-Hant'?",
        ),
    ],
)
def test_a_language_in_a_mapping_that_the_folder_does_not_hold_is_the_one_error(
    content, record, place, tag, hint
):
    content.write("booklet.yaml", HEAD)
    sections = "" if "sections" in record else "sections: {B: C.}\n"
    content.write("posters/1.yaml", f"number: 1\n{record}{sections}")
    message = f"'{tag}' is no language of this folder"
    assert told(content.folder) == [("unknown-language", f"posters/1.yaml:{place}", message, hint)]


def test_languages_that_booklet_yaml_forgets_are_told_at_their_keys(content):
    content.write("booklet.yaml", "title: {en: Day, zh-Hant: 日}\n").remove("posters/1.yaml")
    content.write(
        "posters.yaml",
        "- number: 1\n  title: {en: A, zh-Hant: 甲}\n  sections: {en: {B: C.}, zh-Hant: {乙: 丙。}}\n",
    )
    assert [(code, place) for code, place, *_ in told(content.folder)] == [
        ("unknown-language", "booklet.yaml:1:18"),
        ("unknown-language", "posters.yaml:2:18"),
        ("unknown-language", "posters.yaml:3:27"),
    ]


def test_headings_as_short_as_a_language_s_tag_stay_headings(content):
    content.write("booklet.yaml", "title: Day\n")
    content.write("posters/1.yaml", "number: 1\ntitle: A\nsections: {Aim: {txt: B.}}\n")
    assert "unknown-language" not in [code for code, *_ in told(content.folder)]


def test_a_tag_with_an_underscore_is_one_error_with_the_tag_that_is_meant(both):
    both.write("booklet.yaml", (both.folder / "booklet.yaml").read_text().replace("[zh-Hant]", "[zh_Hant]"))
    ((code, place, _, hint),) = told(both.folder)
    assert (code, place, hint) == ("wrong-value", "booklet.yaml:2:22", "did you mean 'zh-Hant'?")


@pytest.mark.parametrize(
    ("languages", "hint"),
    [("{others: [zh-Hant]}", "did you mean 'zh-Hant'?"), ("", NAME_IT.format("zh-HK"))],
)
def test_a_record_file_in_a_language_that_the_folder_does_not_hold_is_one_error(content, languages, hint):
    content.write("booklet.yaml", f"title: Day\nlanguages: {languages}\n")
    content.write("posters/1.yaml", RECORD).write("posters/1.zh-HK.yaml", CHINESE)
    message = "'zh-HK' is no language of this folder"
    assert told(content.folder) == [("unknown-language", "posters/1.zh-HK.yaml:1:1", message, hint)]
