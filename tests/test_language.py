"""The rules on language, each true and false, and a page of prose that none of them minds."""

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from wording import findings, marked, report, told

import gkreport
from gkreport.report.read import read
from gkreport.rules import codepage, signs, wordlist
from gkreport.rules.engine import run
from gkreport.rules.lexicon import load
from gkreport.source import decode

LISTS = load("language")
SEVERITY = {"misspelled": "warning", "confusable": "note", "damaged": "error", "garbled": "error"}
NAMES = {
    "misspelled": "misspelling", "confusable": "confusable-word", "damaged": "damaged-phrase",
    "garbled": "garbled-text",
}  # fmt: skip
WORDS = [pytest.param(w, id=f"{w.list}-{w.wrong}") for w in wordlist.words()]

CLEAN = (Path(__file__).parent / "fixtures" / "lawful_page.txt").read_text("utf-8")


def test_the_clean_page_is_met_with_silence() -> None:
    """Every lawful form that looks like a fault, on one page."""
    assert len(CLEAN) > 1400
    assert [(f.name, f.hit.message) for f in findings(CLEAN)] == []


def test_what_looks_like_a_fault_is_no_fault_without_its_line_breaks() -> None:
    """The same page with its lines indented and the ends of lines of another system."""
    assert told(CLEAN.replace("\n", "\r\n\u3000\u3000")) == []


@pytest.mark.parametrize("word", WORDS)
def test_every_word_of_the_lists_is_found_in_a_sentence(word: wordlist.Word) -> None:
    """At its place, as heavy as its list, and with the right word."""
    name = "damaged" if word.list == signs.FIXED else word.list
    prose = f"今年我们，{word.wrong}做好{'》' * word.wrong.count('《')}有关工作。"
    [found] = findings(prose)
    assert (NAMES[name], SEVERITY[name]) == (found.name, found.severity)
    assert marked(prose, found).startswith(word.wrong[0] if name == "garbled" else word.wrong)
    assert word.right in found.hit.expected


def found(text: str) -> dict[str, list[wordlist.Found]]:
    return wordlist.find(signs.read(text))


@pytest.mark.parametrize("word", WORDS)
def test_the_right_word_is_never_wrong(word: wordlist.Word) -> None:
    """Nor is it where the list says that the wrong one may stand."""
    right = word.wrong + word.right if word.list == signs.FIXED else word.right
    rest = "中国特色社会主义" if right.endswith("平新时代") else ""
    assert found(f"今年我们，{right}{rest}思想做好工作。") == {}
    if word.list == signs.FIXED:
        assert [found(f"以{word.wrong}\n{after}思想为主") for after in word.lawful] == [
            {} for _ in word.lawful
        ]


@pytest.mark.parametrize("word", [w for w in WORDS if w.values[0].lawful])  # type: ignore[union-attr]  # a Word
def test_a_word_is_right_inside_the_words_that_excuse_it(word: wordlist.Word) -> None:
    """Each of them shares a character with it, and is no part of it: else it excuses nothing."""
    for lawful in word.lawful:
        assert lawful not in word.wrong
        if word.list != signs.FIXED:
            assert set(lawful) & set(word.wrong), lawful


def lines(name: str) -> list[str]:
    return [line for line in LISTS[name].splitlines() if line]


@pytest.mark.parametrize("name", [*signs.LISTS, signs.FIXED, "doubled"])
def test_a_list_is_in_order_and_says_nothing_twice(name: str) -> None:
    keys = [line.split()[0] for line in lines(name)]
    assert keys == sorted(set(keys))
    assert [line for line in lines(name) if line != " ".join(line.split())] == []


def test_no_word_contains_another_of_its_list() -> None:
    """One fault is told once."""
    for name in signs.LISTS:
        wrong = [w.wrong for w in wordlist.words() if w.list == name]
        assert [(a, b) for a in wrong for b in wrong if a != b and a in b] == []


def test_the_rare_characters_fit_in_code_pages_from_the_usual_ones_on() -> None:
    """The code pages are the fast kind; what is rare in the true reports comes last."""
    assert {type(page).__name__ for page in signs._pages()} == {"EncodingMap"}
    for name in ("signs", "traditional"):
        assert len(set(LISTS[name])) == len(LISTS[name]) <= 255
    texts = "".join(
        path.read_text("utf-8") for path in (Path(__file__).parent / "true_reports").glob("*.toml")
    )
    first, *_, last = (LISTS["signs"][n : n + 20] for n in range(0, 220, 20))
    assert sum(map(texts.count, first)) > 50 * sum(map(texts.count, last))


def test_every_list_file_is_in_the_package() -> None:
    folder = Path(gkreport.__file__).parent / "rules" / "data"
    for name in ("language", "privacy"):
        assert tomllib.loads((folder / f"{name}.toml").read_text("utf-8"))


@given(text=st.text())
def test_a_code_page_keeps_every_place(text: str) -> None:
    """One byte for each character, whatever it is."""
    shape = codepage.encode(text)
    assert len(shape) == len(text)
    assert len(codepage.kinds(shape)) == len(text)
    plain = [c for c in text if "\u4e00" <= c <= "\u9fff" or c in "，。、；：（）《》“”abc123"]
    assert codepage.odd(codepage.encode("".join(plain))) == b""


def test_every_unseen_character_has_a_place_of_its_own() -> None:
    """None is taken for a word, and none for another."""
    coded = codepage.encode(codepage.UNSEEN)
    assert codepage.odd(coded) == coded
    assert len(set(coded)) == len(codepage.UNSEEN) == len(set(codepage.UNSEEN))


def test_unseen_characters_are_named_by_their_codes() -> None:
    """In the order of the codes, those that turn the direction apart; in the title too."""
    [found] = findings("公\u2066开\u200b信息\u202e。", title="标\u00ad题", contact={})
    assert found.hit.at == ("title",)
    assert "字符（U+00AD、U+200B、改变文字方向的 U+202E、U+2066），" in found.hit.message
    assert "“公开信息”" in found.hit.message
    assert not set(found.hit.message) & set(codepage.UNSEEN)


@pytest.mark.parametrize("mark", [*codepage.UNSEEN, "\x07"])
def test_unseen_characters_beside_the_texts_are_found(mark: str) -> None:
    """In the name and in the ways to reach the office, at their places; not space, nor letters."""
    [found] = findings("做好公开。", contact={"office": f"办{mark}公室", "phone": "0734\u30001"})
    assert (found.name, found.severity) == ("garbled-text", "note")
    assert (found.hit.at, found.hit.within) == (("organ", "contact", "office"), (1, 2))
    assert f"U+{ord(mark):04X}）" in found.hit.message
    assert "“联系机构”" in found.hit.message


FAULTS = {
    "unclosed-bracket": [
        ("根据《条例的规定，做好公开。", "warning", "《"),
        ("根据条例》的规定，做好公开。", "warning", "》"),
        ("落实“三审制度，严格把关。", "warning", "“"),
        ("落实“三审“制度，严格把关。", "warning", "““"),
        ("落实”三审“制度，严格把关。", "warning", "”“"),
        ("公开信息（含解读，及时更新。", "warning", "（"),
        ("按照《关于印发〈办法》的通知》执行。", "warning", "〈》"),
        ("依据国办发〔202130号文件办理。", "warning", "〔"),
        ('落实"三审制度，严格把关。', "warning", '"'),
        ("公开信息(含解读，及时更新。", "warning", "（"),
        ("做好公开。\n）提升工作水平，加强培训。", "note", "）"),
    ],
    "misshapen-document-number": [
        ("按照国办发[2019]54号文件办理。", "warning", "[2019]54号"),
        ("按照国办发（2019）54号文件办理。", "warning", "（2019）54号"),
        ("按照国办发(2019)54号文件办理。", "warning", "(2019)54号"),
        ("按照国办发【2019】54号文件办理。", "warning", "【2019】54号"),
        ("按照国办发〔2019〕第54号文件办理。", "note", "〔2019〕第54号"),
        ("按照国办发〔2019〕054号文件办理。", "note", "〔2019〕054号"),
        ("按照国办发〔2021〕30号和国办发[2019]54号文件办理。", "warning", "[2019]54号"),
    ],
    "numbering-gap": [
        ("（一）公开。\n（二）申请。\n（四）管理。", "warning", "（四）"),
        ("（一）公开。\n（二）申请。\n（二）管理。", "warning", "（二）"),
        ("（一）公开。\n（二）申请。\n（三）管理。\n（二）平台。", "warning", "（二）"),
        ("（二）申请。\n（三）管理。", "warning", "（二）"),
        ("1.公开。\n3.申请。", "warning", "3."),
        ("一、公开。\n三、申请。", "warning", "三、"),
        ("（1）公开。\n（3）申请。", "warning", "（3）"),
        ("主要是：一是公开；三是申请。", "warning", "三是"),
        ("一是公开；同时二是申请；三是管理；五是平台。", "warning", "五是"),
        ("一是公开；二是申请；二是管理。", "warning", "二是"),
        ("（九）公开。\n（十）公开。\n（十二）申请。", "warning", "（九）"),
    ],
    "numbering-style": [
        ("（一）、公开。\n（二）、申请。", "note", "（一）"),
        ("1、公开。\n2、申请。", "note", "1."),
        ("一.公开。\n二.申请。", "note", "一、"),
        ("1.公开。\n（一）甲。\n（二）乙。\n2.申请。", "note", "2."),
    ],
    "doubled-mark": [
        ("及时更新。。做好工作。", "warning", "。。"),
        ("加强培训，，做好工作。", "warning", "，，"),
        ("加强培训、、做好工作。", "warning", "、、"),
        ("加强培训，。", "warning", "，。"),
        ("联系电话：，地址见下。", "warning", "：，"),
        ("加强培训；。", "warning", "；。"),
    ],
    "half-width-mark": [
        ("公开信息,答复申请。", "note", ","),
        ("公开信息(含解读)。", "note", "(、)"),
        ("网址:www.example.gov.cn。", "note", ":"),
        ("做好公开.加强管理。", "note", "."),
    ],
    "straight-quote": [
        ('落实"三审"制度。', "note", '"'),
        ("落实'三审'制度。", "note", "'"),
    ],
    "unfinished-paragraph": [
        ("本机关加强业务培训，提高经办人员的能力，及时答复各类申请，主动接受监督", "note", ""),
        ("本机关加强业务培训，\n做好工作。", "note", ""),
        ("加强培训。全年举办两期", "note", ""),
    ],
    "stray-space": [
        ("做好政府信息公开 年度报告的编制。", "note", ""),
        ("做好政府\u00a0信息公开。", "note", ""),
        ("自1 月起施行，公开信息。", "note", ""),
        ("公开信息126 条。", "note", ""),
        ("公开信息 126条。", "note", ""),
        ("公开信息1 126条。", "note", ""),
    ],
    "full-width-digit": [("截至２０２５年底，公开信息１２６条。", "note", "２０２５、１２６")],
    "mixed-numeral": [
        ("收到申请二十3件。", "warning", "二十3"),
        ("收到申请十3件。", "warning", "十3"),
        ("收到申请3十件。", "warning", "3十"),
        ("收到申请2十五件。", "warning", "2十五"),
    ],
    "doubled-word": [
        ("进一步进一步加强培训。", "warning", "进一步进一步"),
        ("公开的的信息已经核对。", "warning", "的的"),
        ("加强加强监督。", "warning", "加强加强"),
        ("已经对此进行了了。", "warning", "了了"),
        ("发布民意征集民意征集8件。", "warning", "民意征集民意征集"),
        ("收到政府信息公公开申请1件。", "warning", "公公"),
    ],
    "garbled-text": [
        ("公开\ufffd信息。", "error", ""),
        ("公开\u0007信息。", "warning", ""),
        ("公开\u0000信息。", "warning", ""),
        ("公开\uf0b7信息。", "warning", ""),
        ("公开Ã¥信息。", "warning", ""),
        *((f"公开{mark}信息。", "note", "") for mark in codepage.UNSEEN),
    ],
    "traditional-character": [
        ("做好政府信息公開。", "note", "開"),
        ("政務公開。", "note", "務、開"),
    ],
    "damaged-phrase": [
        ("落实党国务院的部署。", "error", "党国务院"),
        ("以习近平新时代中国社会主义思想为指导。", "error", "习近平新时代中国社会主义思想"),
        ("以习近平新时代特色社会主义思想为指导。", "error", "习近平新时代特色社会主义思想"),
        ("以习近平新时代中国特社会主义思想为指导。", "error", "习近平新时代中国特社会主义思想"),
        ("依据《中华人民共和政府信息公开条例》。", "error", "中华人民共和政"),
        ("坚持以习近新时代中国特色社会主义思想为指导。", "error", "习近新时代"),
        ("坚持以习平新时代中国特色社会主义思想为指导。", "error", "习平新时代"),
        ("坚持以近平新时代中国特色社会主义思想为指导。", "error", "以近平新时代"),
        ("学习习近法治思想。", "error", "习近法治思想"),
        ("贯彻党的二十精神。", "error", "党的二十精神"),
        ("贯彻党的十九届四中精神。", "error", "十九届四中精神"),
    ],
    "misspelling": [
        ("存在的主要问题及改情况。", "warning", "及改情况"),
        ("其进他需要报告的事项。", "warning", "其进他"),
        ("县政府付政府信息公开工作高度重视。", "warning", "政府付政府"),
        ("政务公工、主动公升。", "warning", "政务公工"),
        ("规范依申公开工作。", "warning", "依申公开"),
        ("在门户网占公开。", "warning", "门户网占"),
        ("修定《公开指南》。", "warning", "修定《"),
    ],
    "confusable-word": [
        ("截止2025年12月31日，建立台帐。", "note", "截止20、台帐"),
        ("落实党中央国务院的部署。", "note", "党中央国务院"),
    ],
}
EVERY_FAULT = [
    pytest.param(name, *fault, id=f"{name}-{n}")
    for name, faults in FAULTS.items()
    for n, fault in enumerate(faults)
]


@pytest.mark.parametrize(("name", "prose", "severity", "words"), EVERY_FAULT)
def test_a_fault_is_found(name: str, prose: str, severity: str, words: str) -> None:
    """With the words it is about, and pointing at the first of them."""
    [found] = [f for f in findings(prose) if f.name == name][:1]
    assert (found.severity, found.hit.found) == (severity, words)
    assert found.line
    assert marked(prose, found)


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_is_no_other_fault(name: str) -> None:
    """A warning or an error comes from one rule only."""
    for prose, *_ in FAULTS[name]:
        heavy = {f.name for f in findings(prose) if f.severity != "note"}
        assert heavy <= {name}, prose


COPIED = "今年,本机关(含下属单位)做好公开,及时答复申请:依法,依规,按时。"
"""Every mark in it is half-width: it has been through a program."""


@pytest.mark.parametrize(
    ("fault", "name", "severity"),
    [
        ("落实党国务院的部署.", "damaged-phrase", "warning"),
        (")提升水平.", "unclosed-bracket", "note"),
        ("落实《条例的规定.", "unclosed-bracket", "note"),
        ("(一)甲.\n(三)乙.", "numbering-gap", "note"),
        ("一是甲;三是乙.", "numbering-gap", "note"),
    ],
)
def test_what_copying_may_have_done_weighs_less(fault: str, name: str, severity: str) -> None:
    """And is said to be possible damage."""
    [found] = [f for f in findings(f"{COPIED}\n{fault}", copied=True) if f.name == name]
    assert found.severity == severity
    assert "复制网页" in found.hit.message


def test_a_text_with_half_width_marks_throughout_is_told_once() -> None:
    [found] = findings(COPIED, copied=True)
    assert (found.name, found.severity) == ("half-width-mark", "note")
    assert "规范化处理" in found.hit.message
    [found] = findings(COPIED)
    assert "规范化处理" not in found.hit.message


def test_a_bracket_is_not_closed_in_the_next_section() -> None:
    """Nor by what stands in another paragraph, but by what goes on in the next line."""
    for prose in ("公开（含解读", "公开（含解读\n"):
        assert told(prose, title="甲）乙") == [("unclosed-bracket", "warning")] * 2
    assert told("公开（含解读。\n甲）乙。") == [("unclosed-bracket", "warning")] * 2
    assert told("公开《条例\n办法》等文件。") == []


def test_far_from_each_other_two_halves_are_not_turned_round() -> None:
    """）内容（ is; one left over and, sentences later, another not closed are two matters."""
    far = "可在门户网站）下载。如有疑问，请联系办公室（地址：河滨路。"
    assert told("做好公开）含解读（工作。") == [("unclosed-bracket", "warning")]
    assert told(far) == [("unclosed-bracket", "warning")] * 2


def test_a_heading_of_a_section_of_ones_own_is_looked_at_too() -> None:
    """It is the last of the texts, and has no full stop."""
    extra = '\n[[sections.extra]]\nheading = "七、其他（一"\ntext = "没有其他事项。"\n'
    source = decode("report.toml", f"{report('做好公开。')}{extra}".encode())
    [found] = [f for f in run(read(source)) if f.name == "unclosed-bracket"]
    assert found.hit.at == ("sections", "extra", 0, "heading")


LAWFUL = {
    "unclosed-bracket": [
        "按照《关于印发〈办法〉的通知》执行。",
        "落实“先‘审’后发”制度。",
        "公开方式：1）网站；2）公告栏。",
        "公开方式：a)网站；b)公告栏。",
        "附件（1）和（2）已公开。",
        "公开信息（含“解读”、《问答》等）。",
        "（一）公开（见附件：1）。",
        "全称（以下简称“本局”）。",
        "标题：“甲\n乙”是上下两行。",
        "“It’s open”专栏。",
        "数值为[1，2]。",
        "详见〔附件〕。",
    ],
    "misshapen-document-number": [
        "按照国办发〔2019〕54号文件办理。",
        "（2024）湘0426行初12号案件已结。",
        "国务院令第711号。",
        "财政部公告2021年第3号。",
        "见（2021）30号楼公告。",
        "“十四五”规划（2021）已公开。",
        "〔附件〕已公开。",
    ],
    "numbering-gap": [
        "（一）公开。\n1.甲。\n2.乙。\n（二）申请。\n1.丙。\n2.丁。",
        "（一）公开。\n（二）申请。\n（一）甲。\n（二）乙。",
        "五、主要问题\n（一）问题。\n（二）改进。",
        "首先抓培训；二是抓考核。",
        "一是甲；二是乙。\n一是丙；二是丁。",
        "主要问题：一是甲；同时二是乙；三是丙。",
        "这是唯一是非分明的。",
        "1.公开。\n2.5万条信息。\n2.申请。",
        "三、四季度的情况另行说明。",
        "1.公开。\n2.2025年的申请。\n3.管理。",
        "2025年，公开信息。\n2024年，公开信息。",
        "第一是公开，第二是申请。",
        "一是看是否公开；二是看是否答复。",
        "11.5万条信息。",
        "（十十）公开。\n（二三）申请。\n（附）管理。\n(123)平台。",
        "1.12345热线。\n2.申请。",
    ],
    "numbering-style": ["一、公开\n（一）甲。\n1.丙。\n（1）丁。", "1．公开。\n2．申请。"],
    "doubled-mark": [
        "他说：“好。”",
        "甲、《乙》、“丙”。",
        "真的吗？！",
        "等等……",
        "网址：https://a.gov.cn/。",
        "10：30，开会。",
        "A::B。",
    ],
    "half-width-mark": [
        "比例为1:2，用时13:30。",
        "附件.docx可以下载。",
        "访问 www.example.gov.cn 即可。",
        "A(B)C。",
        "占99.5%。",
    ],
    "straight-quote": ["It's OK。", "落实“三审”制度。"],
    "unfinished-paragraph": [
        "（一）主动公开",
        "云溪县数据局\n2026年1月16日",
        "网址是www.example.gov.cn，欢迎访问本机关的网站并且提出宝贵的意见：www.a.gov.cn",
        "做法如下：\n公开。",
        "联系地址：云溪县人民路8号，邮编：410000",
        "附件：1.目录",
        "“好。”",
        "加强培训，提高能力。（完）",
    ],
    "stray-space": [
        "2025 年 1 月 16 日公开信息 126 条。",
        "中共中央办公厅 国务院办公厅印发。",
        "使用 APP 查询。",
        "\u3000\u3000公开信息。",
        "第一章 总则",
        "电话：0000 1234567。",
    ],
    "full-width-digit": ["截至2025年底。", "二〇二五年。"],
    "mixed-numeral": [
        "收到申请2万件、3亿条、5千元。",
        "评选2025十大案例。",
        "第二十条第3项。",
        "“十四五”3项任务。",
        "二十余件。",
        "十2025。",
    ],
    "doubled-word": [
        "县政府政府信息公开。",
        "政务服务中心中心主任。",
        "委员会委员会议。",
        "点对点对接，一对一对口。",
        "二零二零年。",
        "一项一项核对，逐条逐条落实。",
        "常常、刚刚、人人、一一、落落大方、高高兴兴、等等。",
        "事事事事关心。",
        "公开目的的实现。",
        "为了了解情况。",
        "的的确确。",
        "位于于洪区。",
        "公开和和谐。",
        "以及及时答复。",
        "集中办公公开透明，秉公公开办理。",
        "打开政务公开政务公开专栏。",
        "对公公告栏，公公婆婆。",
        "二〇二五二〇二五。",
    ],
    "garbled-text": ["Café公开。", "重庆市綦江区。", "淇县公开信息。"],
    "traditional-character": ["政府信息公开，覆盖全县。", "著作、乾坤、瞭望。"],
    "damaged-phrase": [
        "落实党中央、国务院的部署。",
        "以习近平新时代中国特色社会主义思想为指导。",
        "《习近平新时代中国特色社会主义思想学习纲要》。",
        "学习进平台，练习近乎完成。",
        "习近平新时代中国特色社会主义经济思想。",
        "在中国共产党的领导下。",
        "以习近平新时代\n中国特色社会主义思想为指导。",
        "以习近平新时代中国特色\n社会主义思想为指导。",
        "中国特色的社会主义。",
        "中国特有的做法。",
        "学习习近平总书记重要讲话，习近平法治思想、习近平经济思想、习近平文化思想。",
        "全面贯彻习近平新时代中国特色社会主义思想，学习近期文件和新时代要求。",
        "贯彻党的二十大和二十届二中、三中、四中全会精神。",
        "贯彻党的二十届三中、四中全会和十九届四中、五中、六中全会精神。",
        "党的二十大精神，党的十九大报告。",
    ],
    "misspelling": [
        "年末收到的申请。",
        "自己经办。",
        "资深人员推进。",
        "法规性文件。",
        "公布署名文章。",
        "交付政府采购的货物。",
        "立即然后公开。",
        "在这个前提搞好公开。",
        "阻拦目标。",
        "吸纳人才，考核干部。",
    ],
    "confusable-word": [
        "截至2025年12月31日。",
        "申报截止日期。",
        "截止到年底。",
        "蚊帐、帐篷。",
        "全部份额。",
        "化学反应情况。",
        "台风登陆广东。",
    ],
}
EVERY_LAWFUL = [
    pytest.param(name, prose, id=f"{name}-{n}")
    for name, proses in LAWFUL.items()
    for n, prose in enumerate(proses)
]


@pytest.mark.parametrize(("name", "prose"), EVERY_LAWFUL)
def test_what_is_lawful_is_no_fault(name: str, prose: str) -> None:
    assert [f.hit.message for f in findings(prose) if f.name == name] == []
