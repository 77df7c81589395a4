"""Language: English is read, another language refused with its name, too short a text left open."""

from __future__ import annotations

import pytest

from hearsay.ingest import Accepted
from tests.ingest.inputs import STORY, codes, outcome, row

OTHER = {
    "de": "Der Hafenmeister sagte am Dienstag, dass zwölf Menschen starben, als die Fähre den Kai rammte.",
    "fr": "Le capitaine du port a déclaré mardi que douze personnes avaient été tuées lorsque le ferry a heurté le quai.",
    "es": "El capitán del puerto dijo el martes que doce personas habían muerto cuando el barco chocó con el muelle.",
    "hr": "Lučki kapetan rekao je u utorak da je dvanaest ljudi poginulo kada je trajekt udario u rivu u luci na otoku.",
    "nl": "De havenmeester zei dinsdag dat twaalf mensen om het leven waren gekomen toen de veerboot de kade raakte.",
    "ru": "Начальник порта сообщил во вторник, что двенадцать человек погибли, когда паром врезался в причал.",
    "ar": "قال مدير الميناء يوم الثلاثاء إن اثني عشر شخصا قتلوا عندما اصطدمت العبارة بالرصيف في المدينة.",
    "zh": "港务局长星期二说，渡轮撞上码头，造成十二人死亡，另有数十人受伤，救援工作仍在继续。",
}  # fmt: skip


@pytest.mark.parametrize("language", OTHER)
def test_another_language_is_named_and_its_report_kept_unread(language: str) -> None:
    found = outcome(OTHER[language])
    assert isinstance(found, Accepted)
    assert found.report.text == OTHER[language]
    assert found.report.language in (language, None)
    assert codes(found) == ["E-INGEST-LANGUAGE"]
    named, _, rest = found.rejections[0].message.partition("(")[2].partition(")")
    assert language in named.split(" or ")
    assert rest.startswith("; no claims are read from it. Give an English translation")
    assert not found.readable


@pytest.mark.parametrize(
    "text",
    [
        STORY,
        STORY.upper(),
        "Twelve people were killed.",
        "Tanks rolled into Bamako, he said.",
        "Police killed three. Nobody was arrested. The mayor fled.",
        "“Allahu akbar,” they shouted as the crowd, which had gathered from the villages, set fire to the post.",
        "Residents of Łódź, Gdańsk and Wrocław said that they had seen the Żubr brigade leave for Białystok.",
    ],
)
def test_english_is_read(text: str) -> None:
    found = outcome(text)
    assert isinstance(found, Accepted)
    assert found.report.language in ("en", None)
    assert found.readable
    assert codes(found) == []


@pytest.mark.parametrize("text", ["Kyiv", "Korčula", "12 dead", "Ha muerto.", "Mohammed al-Hassan, Khartoum"])
def test_a_text_too_short_to_tell_has_no_language_and_is_read(text: str) -> None:
    found = outcome(text)
    assert isinstance(found, Accepted)
    assert found.report.language is None
    assert found.readable


def test_the_caller_s_word_counts_where_the_text_is_too_short_to_tell() -> None:
    assert codes(outcome(row(text="Korčula", language="hr"))) == ["E-INGEST-LANGUAGE"]
    english = outcome(row(text=STORY, language="hr"))
    assert english.report.language == "en"
    assert codes(english) == []
