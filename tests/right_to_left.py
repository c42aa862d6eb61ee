"""Booklets in Hebrew and Arabic, with fonts of these."""

from posterbook import load, typeset
from tests.complex_fonts import add_font
from tests.stress import write_booklet

TITLE = "COVID-19 בחדר סגור: האם די בחלון אחד?"
ENGLISH = "One open window is enough for a class of thirty (95% CI 0.4–0.6), and nobody knows for how long."
RECORDS = (
    {
        "number": "12",
        "title": TITLE,
        "group": "אוויר",
        "board": "A1",
        "hall": "אולם",
        "link": "https://lab.example/12",
        "authors": [
            {
                "name": "רות לוי",
                "presenter": True,
                "affiliations": ["אוניברסיטת האגם", "Delhi"],
                "email": "ruth@lab.example",
            },
            {"name": "Ada Berg", "affiliations": ["Delhi"]},
        ],
        "sections": {
            "רקע": "באוויר סגור (CO~2~) נמדדו 1,000–2,500 ppm. *Turdus merula* לא הופרע.\n\n- חלון\n- דלת"
        },
    },
    {
        "number": "13",
        "title": "A window",
        "lang": "en",
        "group": "מים",
        "board": "A2",
        "sections": {"Background": ENGLISH},
    },
)
TEXT = "# אודות\n\n| חדר | מקומות |\n|---|--:|\n| מבואה | 7 |\n| Room | 1200 |\n"
HALL = {"name": "אולם", "doors": [{"wall": "left", "at": 50}], "rows": [{"boards": ["A1-A3"]}]}
ORDER = ["cover", "summary", "posters", "plan", {"text": {"file": "text/about.md"}}, "legal"]
LEGAL = {"he": "אין אחריות (ראו סעיף 12(ב)), Lakeside Ltd.", "ar": "لا مسؤولية (انظر 12)، Lakeside Ltd."}


def hebrew(folder, language="he", script="Hebrew", records=RECORDS, **keys):
    (folder / "text").mkdir(parents=True, exist_ok=True)
    (folder / "text/about.md").write_text(TEXT, encoding="utf-8")
    (folder / "legal").mkdir(exist_ok=True)
    (folder / "legal/notice.txt").write_text(LEGAL[language], encoding="utf-8")
    legal = [{"id": "notice", "file": "legal/notice.txt", "place": "legal-page", "weight": "framed"}]
    keys = {"title": "יום הפוסטרים", "halls": [HALL], "running_order": ORDER, "legal": legal} | keys
    write_booklet(folder, records, language=language, fonts=[add_font(folder, script)], **keys)
    return typeset(load(folder))


def arabic(folder):
    """One of a poster with a legal block."""
    record = {
        "number": "1",
        "title": "الناس أحرار",
        "sections": {"الناس": "يولد الناس أحراراً، COVID-19 (12)."},
    }
    order = ["cover", "posters", "legal"]
    return hebrew(folder, "ar", "Arabic", [record], title="حقوق الناس", running_order=order, halls=[])
