"""Reading of pages: title, metadata, content blocks. Cases are in ``cases/article.toml``."""

from __future__ import annotations

import time
from datetime import date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.article import read_page
from extractor.article.dateline import read_dateline, resolve
from extractor.article.metadata import read_line
from extractor.article.stamps import read_stamp
from extractor.records import Article
from tests.marked import load, unmark

CASES: list[dict[str, Any]] = load("article")["case"]
LETTERS = {"title": "t", "heading": "h", "paragraph": "p", "caption": "c"}


def spans_of(article: Article) -> list[tuple[int, int]]:
    return [(block.start, block.end) for block in article.blocks or ()]


def kinds_of(article: Article) -> str:
    return "".join(LETTERS[block.kind] for block in article.blocks or ())


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r", "\u2028"])
@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_page(case: dict[str, Any], newline: str) -> None:
    text, spans = unmark(case["text"].strip("\n").replace("\n", newline))
    known = dict(case.get("known", {}))
    if "published" in known:
        known["published"] = datetime.fromisoformat(known["published"])
    article = read_page(Article(text=text, **known))
    assert [text[a:b] for a, b in spans_of(article)] == [text[a:b] for a, b in spans]
    assert spans_of(article) == spans
    assert kinds_of(article) == case["kinds"]
    found = {
        "title": article.title,
        "published": article.published.isoformat() if article.published else None,
        "source": article.source,
        "author": article.author,
        "dateline": article.dateline.isoformat() if article.dateline else None,
    }
    assert found == {name: case.get(name) for name in found}
    assert article.text == text


@pytest.mark.parametrize(
    ("text", "medium", "author"),
    [
        ("新华社北京5月24日电", "新华社", None),
        ("新华社香港3月31日电　香港特区政府发言人表示", "新华社", None),
        ("人民网北京1月12日电 （记者 刘明）国家统计局12日公布", "人民网", "刘明"),
        ("财联社6月16日讯（编辑 卞明）美联储前高级顾问表示", "财联社", None),
        ("央视网消息：今天上午", "央视网", None),
        ("央视新闻客户端消息(新闻联播)今天上午", "央视新闻客户端", None),
        ("南开新闻网讯(通讯员 孟明)日前，教育部公布", "南开新闻网", "孟明"),
        ("南开新闻网讯(记者 张明 摄影报道)日前", "南开新闻网", "张明"),
        ("央广网北京5月26日消息(总台中国之声记者管明)据报道", "央广网", "管明"),
        ("中新网海南文昌12月2日电(记者符明)", "中新网", "符明"),
        ("中新社台北4月2日电 台湾地区", "中新社", None),
        ("新华网杭州８月１４日电　记者", "新华网", None),
        ("东方网(来源：长江商报)11月12日信息：昨天", "东方网", None),
        ("经济日报-中国经济网武汉4月3日电(记者董明温明)", "经济日报", "董明温明"),
        ("网易娱乐1月17日报道 (文/小易)日前", "网易娱乐", "小易"),
        ("台海网1月12日讯 （海峡导报记者 梁静 通讯员 李静）", "台海网", "梁静 通讯员 李静"),
        ("新浪财经讯 某公司在6月15日", "新浪财经", None),
        ("新华报业网讯昨晚，大桥桥洞失火", "新华报业网", None),
        ("（央视网消息）今天上午", "央视网", None),
        ("据新华社北京5月24日电 国务院", "新华社", None),
        ("新华社北京五月二十四日电 国务院", "新华社", None),
        ("本报北京2月23日电 （记者丁明）记者从协会获悉", None, "丁明"),
        ("中新网新疆喀什11月20日电(马晓东陈洁)今年", "中新网", "马晓东陈洁"),
        ("中新网拉萨10月26日电(拉巴卓玛)记者", "中新网", "拉巴卓玛"),
    ],
)
def test_dateline(text: str, medium: str | None, author: str | None) -> None:
    found = read_dateline(text)
    assert found is not None
    assert (found.medium, found.author) == (medium, author)


@pytest.mark.parametrize(
    "text",
    [
        "路透社4月3日报道，美国一家公司将裁员",
        "据澳大利亚某某网4月18日报道，两名游客",
        "互联网消息显示，该产品3月1日上市",
        "央视网联合腾讯推出新节目",
        "新华社报道，2月5日会议召开",
        "近日，外媒报道称",
        "今年5月24日，电力供应充足",
        "科大讯飞5月24日公告",
        "",
        "电",
    ],
)
def test_no_dateline(text: str) -> None:
    assert read_dateline(text) is None


@pytest.mark.parametrize(
    ("text", "published", "day"),
    [
        ("新华社北京5月24日电", datetime(2018, 5, 25), date(2018, 5, 24)),
        ("新华社北京5月24日电", datetime(2018, 7, 23), date(2018, 5, 24)),
        ("新华社北京5月24日电", datetime(2018, 7, 24), None),
        ("新华社北京5月24日电", None, None),
        ("新华社北京12月31日电", datetime(2019, 1, 1), date(2018, 12, 31)),
        ("新华社北京1月1日电", datetime(2018, 12, 31), date(2019, 1, 1)),
        ("新华社北京2月29日电", datetime(2020, 3, 1), date(2020, 2, 29)),
        ("新华社北京2月29日电", datetime(2019, 3, 1), None),
        ("新华社北京13月41日电", datetime(2019, 3, 1), None),
        ("新华社北京24日电", datetime(2018, 5, 25), date(2018, 5, 24)),
        ("新华社北京31日电", datetime(2018, 6, 1), date(2018, 5, 31)),
        ("新华社北京五月二十四日电", datetime(2018, 5, 25), date(2018, 5, 24)),
        ("新华社北京2017年5月24日电", datetime(2018, 5, 25), date(2017, 5, 24)),
        ("新华社北京电", datetime(2018, 5, 25), None),
    ],
)
def test_day_of_dateline(text: str, published: datetime | None, day: date | None) -> None:
    found = read_dateline(text + " 国务院")
    assert found is not None
    assert resolve(found, published) == day


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("2018-05-24 10:37:44", datetime(2018, 5, 24, 10, 37, 44)),
        ("2018/5/24", datetime(2018, 5, 24)),
        ("2018年05月24日10:37", datetime(2018, 5, 24, 10, 37)),
        ("2018年5月24日 星期四 10时37分", datetime(2018, 5, 24, 10, 37)),
        ("2018.05.24", datetime(2018, 5, 24)),
        ("2018-05-24T02:37:44.655Z", datetime(2018, 5, 24, 10, 37, 44)),
        ("2018-05-24T10:37:44+08:00", datetime(2018, 5, 24, 10, 37, 44)),
        ("（2018年5月24日）", datetime(2018, 5, 24)),
        ("２０１８年５月２４日", datetime(2018, 5, 24)),
        ("2018-02-30", None),
        ("2018-05-24 25:00", None),
        ("5月24日", None),
        ("9999-12-31T23:59:59-12:00", None),
        ("今天", None),
    ],
)
def test_stamp(text: str, when: datetime | None) -> None:
    stamp = read_stamp(text)
    assert (None if stamp is None else stamp.when) == when


@pytest.mark.parametrize(
    ("line", "source", "author"),
    [
        ("时间：2018-05-24 10:37:44 来源： 作者：", None, None),
        ("来 源：人民网　作 者：张三", "人民网", "张三"),
        ("来源：[新华网] 责任编辑：李四", "新华网", None),
        ("稿源：红网 编辑：王五", "红网", None),
        ("2012-01-16 14:55:58  来源： 南方日报 [ 25968589  ] 25968589", "南方日报", None),
        ("来源: 北京晚报(北京)　有0人参与手机看新闻", "北京晚报", None),
        ("作者：佚名 来源：本站", None, None),
        ("摘自华声在线", "华声在线", None),
    ],
)
def test_metadata_line(line: str, source: str | None, author: str | None) -> None:
    facts = read_line(line)
    assert facts is not None
    assert (facts.source, facts.author) == (source, author)


@pytest.mark.parametrize(
    "line",
    [
        "2018年5月24日，会议在北京召开，200人参加。",
        "2018年1月3日10:30 会议在人民大会堂准时开始",
        "来源：知情人士表示，公司将裁员500人。",
        "数据来源：公司年报",
        "全国工会共筹集资金2.46亿元",
        "时间：周三下午",
        "今年是建厂70周年",
    ],
)
def test_no_metadata_line(line: str) -> None:
    assert read_line(line) is None


ONE_LINE = ["来源：新华网", "关键词：助学", "2018年5月24日", "您当前的位置：首页", "最近更新", "(完)", "200万元", "【编辑:李岩】"]


@pytest.mark.parametrize("line", ONE_LINE)
def test_one_line_is_content(line: str) -> None:
    article = read_page(Article(text=f"\n  {line}\n\n"))
    assert [article.text[a:b] for a, b in spans_of(article)] == [line]


def test_lines_of_furniture_alone() -> None:
    article = read_page(Article(text="来源：新华网 2018-05-24\n关键词：助学\n最近更新"))
    assert article.blocks == ()
    assert (article.source, article.published) == ("新华网", datetime(2018, 5, 24))


def test_a_day_in_a_sentence_is_no_publication_time() -> None:
    article = read_page(Article(text="2018年5月24日上午，会议在北京召开，200人参加了会议。\n会议于2018年5月25日闭幕，取得圆满成功。"))
    assert article.published is None


def test_an_unreadable_time_is_a_warning() -> None:
    article = read_page(Article(text="标题在此处\n发布时间：2018-13-45 来源：新华网\n会议在北京召开，200人参加了会议，取得圆满成功。"))
    assert article.published is None
    assert len(article.warnings) == 1
    assert "2018-13-45" in article.warnings[0]


def test_given_blocks_and_fields_stay() -> None:
    given_article = read_page(Article(text="来源：新华网\n会议在北京召开，200人参加了会议，取得圆满成功。", source="甲", author="乙"))
    again = read_page(given_article)
    assert (again.source, again.author) == ("甲", "乙")
    assert again.blocks == given_article.blocks


WORDS = [
    *(
        "来源：",
        "作者：",
        "时间:",
        "2018-05-24",
        "10:37",
        "责任编辑：",
        "(完)",
        "【编辑:",
        "】",
        "相关新闻",
        "首页>",
        "正文",
        "新华社",
        "北京",
        "5月24日",
    ),
    *(
        "电",
        "讯",
        "记者",
        "张三",
        "。",
        "，",
        "•",
        "\u200b",
        "\ufeff",
        "会议召开",
        "200万元",
        "图为",
        "摄",
        "监制丨",
        "《人民日报》",
        "原标题：",
        "國",
    ),
]
PIECES = st.sampled_from([*WORDS, "\n", "\r\n", "\u2028", "\u3000", " "])


@given(st.one_of(st.text(max_size=300), st.lists(PIECES, max_size=60).map("".join)))
def test_any_text_gives_sorted_blocks(text: str) -> None:
    article = read_page(Article(text=text.encode("utf-8", "replace").decode("utf-8")))
    end = 0
    for block in article.blocks or ():
        assert end <= block.start < block.end <= len(article.text)
        inner = article.text[block.start : block.end]
        assert inner == inner.strip()
        assert len(inner.splitlines()) == 1
        end = block.end


HOSTILE = {
    "digits": "1" * 200_000,
    "spaces": " " * 100_000 + "来源：" + " " * 100_000,
    "brackets": "【编辑:" * 40_000,
    "labels": "来源：" * 60_000,
    "short lines": "来源：新华网\n" * 20_000,
    "days": "2018-05-24\n" * 20_000,
    "places": "新华社" + "北" * 200_000,
    "marks": ">" * 100_000 + "\n" + "首页 > " * 30_000,
    "many numbers": "5月24日" * 40_000,
    "headings": "标题\n" * 40_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_pages_take_linear_time(name: str) -> None:
    start = time.process_time()
    read_page(Article(text=HOSTILE[name]))
    assert time.process_time() - start < 3.0
