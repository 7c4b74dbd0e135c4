"""HTML pages: the running text without its surroundings, and title, time, source and author of the article."""

from __future__ import annotations

import time
from contextlib import suppress
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.article import read_articles
from extractor.article.html import read_html
from extractor.errors import ArticleError
from extractor.records import Article

FIRST = "今年以来，全市各级工会共筹集助学款620万元，资助困难职工子女1200多人，比去年同期增加三成。"
SECOND = "据介绍，这项活动已经连续开展十二年，累计帮助1.5万名学生圆了大学梦，受到职工的普遍欢迎。"
TITLE = "我市工会助学活动惠及千名学子"
LINKS = "".join(f'<li><a href="/n/{n}.html">本市昨日又有{n}家企业签订集体合同，职工拍手叫好</a></li>' for n in range(12))
DISCLAIMER = "免责声明：本文仅代表作者个人观点，与本网无关，其原创性以及文中陈述的文字和内容未经本站证实，请读者仅作参考，并自行核实。"


def page(body: str, head: str = f"<title>{TITLE}_工会新闻_某某网</title>") -> str:
    return f"<!DOCTYPE html><html><head><meta charset='utf-8'>{head}</head><body>{body}</body></html>"


def layout(inner: str) -> str:
    """A page with navigation, lists of links and a foot around its article."""
    return page(
        f"<div id=nav><a href=/>首页</a> <a href=/a>新闻</a> <a href=/b>财经</a></div><ul>{LINKS}</ul>"
        f"<div id=main><h1>{TITLE}</h1><div class=info>2018-05-24 10:37　来源：工人日报　作者：张三</div>{inner}</div>"
        f"<div><h3>相关新闻</h3><ul>{LINKS}</ul></div><div>版权所有 某某网 京ICP备12345号</div>"
    )


ARTICLE = f"<div><p>　　{FIRST}</p><p>　　{SECOND}</p></div>"


def read(text: str) -> Article:
    return read_html(text, path="a.html")


def test_the_text_of_a_page() -> None:
    article = read(layout(ARTICLE))
    assert article.text == f"{FIRST}\n{SECOND}"
    assert (article.title, article.source, article.author) == (TITLE, "工人日报", "张三")
    assert article.published == datetime(2018, 5, 24, 10, 37)
    assert [article.text[b.start : b.end] for b in article.blocks or ()] == [FIRST, SECOND]


@pytest.mark.parametrize(
    "inner",
    [
        f"{FIRST}<br><br>　　{SECOND}",
        f"<p>{FIRST}<p>{SECOND}",
        f"<div><div>{FIRST}</div><div>{SECOND}</div></div>",
        f"<table><tr><td><p>{FIRST}</p><p>{SECOND}</p></td></tr></table>",
        f"<p>{FIRST}</p><script>var a='{SECOND}';</script><style>p{{}}</style><!-- {SECOND} --><p>{SECOND}</p>",
        f"<p>{FIRST}</p><div style='display: none'>{SECOND}{SECOND}</div><p>{SECOND}</p>",
        f"<p>{FIRST}</p><p>{SECOND}</p><p>{DISCLAIMER}</p>",
        f"<p>{FIRST}</p><p>{SECOND}</p><p>（责任编辑：李四）</p><p>分享到：</p>",
        f"<article><section><p>{FIRST}</p></section><section><p>{SECOND}</p></section></article>",
        f"<pre>{FIRST}\n{SECOND}</pre>",
        f"<p>{FIRST.replace('助学款', '<a href=/k>助学款</a>').replace('620', '<b>620</b>')}</p><p>{SECOND}</p>",
        f"<p>{FIRST.replace('，', '&#65292;').replace('市', '<span>市</span>')}</p><p>&nbsp;{SECOND}</p>",
    ],
)
def test_ways_to_write_the_same_text(inner: str) -> None:
    assert read(layout(f"<div>{inner}</div>")).text == f"{FIRST}\n{SECOND}"


def test_a_list_in_the_middle_of_the_text_is_left_out() -> None:
    inner = f"<p>{FIRST}</p><p>{SECOND}</p><div><b>推荐阅读</b><ul>{LINKS * 5}</ul></div><p>{SECOND}</p><p>{FIRST}</p>"
    assert read(layout(f"<div>{inner}</div>")).text == f"{FIRST}\n{SECOND}\n{SECOND}\n{FIRST}"


def test_rows_of_a_table_of_data_are_lines() -> None:
    table = "<table><tr><th>单位</th><th>金额</th></tr><tr><td>甲县</td><td>300万元</td></tr></table>"
    assert "甲县\t300万元" in read(layout(f"<div><p>{FIRST}</p><p>{SECOND}</p>{table}<p>{SECOND}</p></div>")).text


def test_a_list_of_links_is_no_article() -> None:
    with pytest.raises(ArticleError, match="no running text"):
        read(page(f"<ul>{LINKS}</ul>"))


@pytest.mark.parametrize(
    ("head", "published"),
    [
        ('<meta property="article:published_time" content="2018-05-24T10:37:44+08:00">', datetime(2018, 5, 24, 10, 37, 44)),
        ('<meta name="PubDate" content="2018-05-24">', datetime(2018, 5, 24)),
        ('<meta itemprop="datePublished" content="2018-05-24 10:37">', datetime(2018, 5, 24, 10, 37)),
        (
            '<script type="application/ld+json">{"@type": "NewsArticle", "datePublished": "2018-05-24T02:37:44Z"}</script>',
            datetime(2018, 5, 24, 10, 37, 44),
        ),
        (
            '<script type="application/ld+json">{"@graph": [{"@type": "A"}, {"@type": "Article", "datePublished": "2018-05-24"}]}</script>',
            datetime(2018, 5, 24),
        ),
        ("<script>var page = {pubtime: '2018年05月24日10:37', id: 3}</script>", datetime(2018, 5, 24, 10, 37)),
        ('<link rel="canonical" href="http://x.cn/2018-05/24/c_1.htm">', datetime(2018, 5, 24)),
        ('<meta property="og:url" content="http://x.cn/a/20180524/1.html">', datetime(2018, 5, 24)),
        ('<script type="application/ld+json">{"@type": </script>', None),
        ('<meta name="PubDate" content="yesterday"><meta property="og:url" content="http://x.cn/20181399/">', None),
        ("", None),
    ],
)
def test_times(head: str, published: datetime | None) -> None:
    assert read(page(f"<h1>{TITLE}</h1>{ARTICLE}", head)).published == published


@pytest.mark.parametrize(
    "line", ["2018年5月24日 10:37 某网 我要评论 12 打印", "发布时间：2018-05-24 10:37:00", "某某网　2018年05月24日10:37　字号"]
)
def test_times_on_the_page(line: str) -> None:
    assert read(page(f"<h1>{TITLE}</h1><div>{line}</div>{ARTICLE}")).published == datetime(2018, 5, 24, 10, 37)


def test_the_time_of_another_article_is_not_taken() -> None:
    others = "".join(f'<li><a href="/{n}">又有{n}家企业签订集体合同</a> 2017-01-0{n}</li>' for n in range(1, 9))
    assert read(page(f"<ul>{others}</ul><p>今日导读</p><p>天气</p><p>公告</p><p>热线</p><h1>{TITLE}</h1>{ARTICLE}")).published is None


@pytest.mark.parametrize(
    ("head", "body", "title"),
    [
        (f"<title>{TITLE}_新闻_某网</title>", f"<h1>{TITLE}</h1>", TITLE),
        (f"<title>{TITLE} - 某网</title>", "", TITLE),
        (f"<title>某网-{TITLE}</title>", f"<div class=t>{TITLE}</div>", TITLE),
        (f'<meta property="og:title" content="{TITLE}"><title>某网</title>', "", TITLE),
        ("", f"<h1>{TITLE}</h1>", TITLE),
        ("", "", None),
    ],
)
def test_titles(head: str, body: str, title: str | None) -> None:
    article = read(page(body + ARTICLE, head))
    assert article.title == title
    assert TITLE not in article.text


@pytest.mark.parametrize("author", ["某某网", "12345", "某某网，权威的新闻门户", "admin"])
def test_what_sites_put_into_the_author_is_none(author: str) -> None:
    head = f'<title>{TITLE}_某某网</title><meta name="author" content="{author}">'
    assert read(page(f"<h1>{TITLE}</h1>{ARTICLE}", head)).author is None


def test_source_and_author_of_the_head() -> None:
    head = '<meta name="source" content="工人日报"><meta name="author" content="张三">'
    article = read(page(f"<h1>{TITLE}</h1>{ARTICLE}", head))
    assert (article.source, article.author) == ("工人日报", "张三")


@pytest.mark.parametrize("declared", ["gb2312", "gbk", "utf-8", ""])
@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_what_the_page_declares_is_not_believed(tmp_path: Path, declared: str, encoding: str) -> None:
    text = layout(ARTICLE.replace("圆了", "镕圆了")).replace("charset='utf-8'", f"charset='{declared}'")
    (tmp_path / "a.html").write_bytes(text.encode(encoding))
    (article,) = read_articles(tmp_path)
    assert article.text == f"{FIRST}\n{SECOND.replace('圆了', '镕圆了')}"
    assert article.warnings == ()


@pytest.mark.parametrize(
    "text",
    [
        "<div>" * 20_000 + FIRST * 2,
        "<table>" * 3000 + FIRST,
        "<a href=x>" * 20_000 + FIRST,
        "<p " + "a=1 " * 50_000,
        "<!--" * 50_000,
        "&" * 100_000 + FIRST,
        "<p>" + FIRST * 3000,
        f"<p>{FIRST}</p>" * 5000,
        "<table>" + ("<tr>" + f"<td>{FIRST}</td>" * 300 + "</tr>") * 10 + "</table>",
        "<title>" + "_" * 100_000 + "</title>" + FIRST,
        "<script type='application/ld+json'>" + "[" * 100_000 + "</script>" + FIRST,
    ],
    ids=range(11),
)
def test_hostile_pages_take_no_time(text: str) -> None:
    started = time.process_time()
    with suppress(ArticleError):
        read(text)
    assert time.process_time() - started < 5


TAGS = st.sampled_from(
    [
        "<p>", "</p>", "<div>", "</div>", "<br>", "<a href=x>", "</a>", "<table><tr><td>", "</td></tr></table>", "<h1>", "</h1>", "<title>",
        "</title>", "<script>", "</script>", "<pre>", "</pre>", "<!--", "-->", "&nbsp;", "&#0;", "\0", "\u2028", "\x85",
    ]
)  # fmt: skip


@given(st.lists(TAGS | st.sampled_from([FIRST, SECOND, TITLE, "2018-05-24 10:37", "来源：工人日报"]) | st.text(max_size=8), max_size=30))
def test_any_page_gives_an_article_or_says_why_not(parts: list[str]) -> None:
    try:
        article = read("".join(parts))
    except ArticleError:
        return
    assert article.text
    lines = article.text.split("\n")
    assert article.text.splitlines() == lines
    for block in article.blocks or ():
        assert 0 <= block.start < block.end <= len(article.text)
        assert "\n" not in article.text[block.start : block.end]
