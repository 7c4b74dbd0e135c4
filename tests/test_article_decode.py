"""Bytes to text: encodings, damage, and what is no text."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.article import decode
from extractor.errors import ArticleError

NEWS = "全省各级工会共筹集助学金5115万多元，资助困难职工子女3.5万多人。\n2018年1月3日上午，省政府召开会议，对四个问题进行研究。"
TRADITIONAL = "記者今天獲悉，全市所有醫療機構已經實現制度全覆蓋，價格平均降幅32%。\n這個國家的經濟發展很快，為人民服務。"
RARE = "记者𠮷田、王㛃、李䶮参加会议，资助学生３００人，金额１．２万元。"  # outside GBK: four bytes in GB18030


@pytest.mark.parametrize(
    ("text", "encoding", "name"),
    [
        (NEWS, "utf-8", "utf-8"),
        (NEWS, "utf-8-sig", "utf-8-sig"),
        (NEWS, "utf-16", "utf-16"),
        (NEWS, "utf-32", "utf-32"),
        (NEWS, "utf-16-le", "utf-16-le"),
        (NEWS, "utf-16-be", "utf-16-be"),
        (NEWS, "gb18030", "gb18030"),
        (NEWS, "gb2312", "gb18030"),
        (RARE, "gb18030", "gb18030"),
        (TRADITIONAL, "gb18030", "gb18030"),
        (TRADITIONAL, "big5", "big5"),
        (TRADITIONAL, "utf-16-le", "utf-16-le"),
        ("200 people", "ascii", "utf-8"),
        ("200 people", "utf-16-le", "utf-16-le"),
        ("工会", "gb18030", "gb18030"),
        ("黑龙江省总工会", "gb18030", "gb18030"),
        (NEWS.replace("\n", "\r\n"), "gb18030", "gb18030"),
    ],
)
def test_encoding_is_found(text: str, encoding: str, name: str) -> None:
    assert decode(text.encode(encoding), path="a.txt") == (text, name)


@pytest.mark.parametrize("mark", [codecs.BOM_UTF16_BE, codecs.BOM_UTF32_BE])
def test_big_endian_marks(mark: bytes) -> None:
    encoding = "utf-16-be" if len(mark) == 2 else "utf-32-be"
    assert decode(mark + NEWS.encode(encoding), path="a.txt")[0] == NEWS


def test_only_the_first_mark_is_none_of_the_text() -> None:
    assert decode("\ufeff\ufeff工会".encode(), path="a.txt")[0] == "\ufeff工会"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le"])
def test_a_cut_end_is_kept_as_damage(encoding: str) -> None:
    data = (NEWS * 3).encode(encoding)
    for cut in range(1, 4):
        text, _ = decode(data[:-cut], path="a.txt")
        whole = text.rstrip("\ufffd")
        assert len(whole) >= len(NEWS) * 3 - 4
        assert (NEWS * 3).startswith(whole[:-1])


def test_a_damaged_place_keeps_the_encoding() -> None:
    data = bytearray((NEWS * 5).encode())
    data[100] = 0xFF
    text, encoding = decode(bytes(data), path="a.txt")
    assert encoding == "utf-8"
    assert 1 <= text.count("\ufffd") <= 3


def test_a_replacement_character_is_text() -> None:
    assert decode("受损\ufffd的文字".encode(), path="a.txt") == ("受损\ufffd的文字", "utf-8")


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"),
        (b" \r\n\t ", "white space"),
        ("\ufeff\u200b\u3000\n".encode(), "white space"),
        (codecs.BOM_UTF8, "white space"),
        (codecs.BOM_UTF16_LE, "white space"),
        (b"%PDF-1.7\n%\xe2\xe3", "PDF"),
        (b"PK\x03\x04\x14\x00", "ZIP"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "PNG"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "JPEG"),
        (b"\x00\x01\x02\x03" * 100, "NUL"),
        ("文字".encode() + b"\0" + "文字".encode(), "NUL"),
        (b"\x01\x02\x03\x04" * 50, "control"),
        (bytes(range(1, 256)) * 4, "control"),
        (codecs.BOM_UTF16_LE + b"\x00\xd8" * 100, "BOM"),
        ("Привет, это русский текст о погоде и новостях дня".encode("cp1251"), "not readable"),
        ("안녕하세요 이것은 한국어로 쓰인 뉴스 기사입니다 오늘 날씨가 좋습니다".encode("euc-kr"), "no Chinese"),
    ],
)
def test_no_text(data: bytes, reason: str) -> None:
    with pytest.raises(ArticleError) as caught:
        decode(data, path="dir/a.txt")
    assert caught.value.path == "dir/a.txt"
    assert reason in caught.value.reason
    assert "\n" not in str(caught.value)


@given(st.binary(max_size=400))
def test_any_bytes_are_a_text_or_an_error(data: bytes) -> None:
    try:
        text, encoding = decode(data, path="x")
    except ArticleError:
        return
    assert text.strip()
    text.encode("utf-8")
    if "\ufffd" not in text:
        assert data.decode(encoding) == text


LETTERS = st.sampled_from(NEWS + TRADITIONAL)


@given(st.text(LETTERS, min_size=30, max_size=300), st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "gb18030"]))
def test_chinese_survives(text: str, encoding: str) -> None:
    if text.strip():
        assert decode(text.encode(encoding), path="x")[0] == text
