"""The shape of a report: headings, forms, title, preface, the sections' contents, what is left."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st
from short_report import IMPROVEMENTS, OVERVIEW, RULES, heard, heavy, short
from strategies import FORMS, check, report

from gkreport.form import Form
from gkreport.report import DRAFT_MARK, Organ
from gkreport.rules import REGISTRY
from gkreport.rules.lexicon import short_lines
from gkreport.rules.structure import parted
from gkreport.rules.title import owner
from gkreport.scaffold import scaffold, start

MODULES = {module.__name__ for module in RULES}
MINE = {r.name for r in REGISTRY.values() if r.check and r.check.__module__ in MODULES}
LEAD = "2025年，本局做好政府信息公开。"
FIVE = ["主动公开", "依申请公开", "政府信息管理", "政府信息公开平台建设", "监督保障"]


def by_headings(*headings: str, mark: str = "（{}）{}。办公室承办，按期完成。") -> str:
    """An overview of paragraphs under those headings."""
    numbered = zip("一二三四五六七", headings, strict=False)
    return "\n".join([LEAD, *(mark.format(*pair) for pair in numbered)])


@pytest.mark.parametrize(
    ("overview", "expected"),
    [
        (by_headings(*FIVE), []),
        (by_headings(*(f"{title}情况" for title in FIVE)), []),
        (by_headings(*FIVE, mark="({}){}:办公室承办."), []),
        (by_headings(*FIVE, mark="（{}）{}\n办公室承办。"), []),
        (by_headings("信息公开情况", "申请办理", "信息资源管理", "网站和新媒体", "组织保障"), []),
        (by_headings("主动公开方面", "依申请公开方面", "信息管理", "平台建设和监督保障"), []),
        (by_headings(*FIVE[:3], FIVE[4]), ["总体情况没有写到政府信息公开平台建设"]),
        (by_headings(*FIVE[:3]), ["总体情况没有写到政府信息公开平台建设、监督保障"]),
        (
            by_headings(*FIVE[:3], FIVE[4]) + "公开平台由办公室维护。",
            ["总体情况没有单列一段写政府信息公开平台建设"],
        ),
        (
            by_headings("加强组织领导", "健全工作制度", "拓宽公开渠道") + "公布信息，受理申请。",
            ["总体情况没有按五个方面分段，小标题里看不到主动公开、依申请公开"],
        ),
        ("本局公布信息，受理申请，内容经审核后发布在网站，由专人负责。", []),
        ("本局公布信息，受理申请，专人审核。", ["总体情况没有提到政府信息公开平台建设"]),
        ("", []),
        (DRAFT_MARK + LEAD, []),
    ],
)  # fmt: skip
def test_the_five_aspects(overview: str, expected: list[str]) -> None:
    assert [message for _, message in heard(short(overview=overview), "aspect-missing")] == expected


@pytest.mark.parametrize(
    ("overview", "expected"),
    [
        (by_headings(*FIVE[:3], FIVE[4]), ["warning"]),
        (by_headings(*FIVE[:3], FIVE[4]) + "公开平台由办公室维护。", ["note"]),
        (by_headings("加强组织领导", "健全工作制度"), ["note"]),
        ("本局公布信息。", ["note"]),
    ],
)
def test_an_aspect_is_a_warning_only_among_the_others(overview: str, expected: list[str]) -> None:
    assert heavy(short(overview=overview), "aspect-missing") == expected


@pytest.mark.parametrize(
    ("headings", "expected"),
    [
        (FIVE, []),
        ([*FIVE, "标准化建设"], []),
        (FIVE[::-1], ["note"]),
        ([FIVE[1], FIVE[0], *FIVE[2:]], ["note"]),
        (FIVE[1::-1], []),
        (["组织领导", "工作制度", "公开渠道", "主动公开"], []),
    ],
)
def test_the_order_of_the_aspects(headings: list[str], expected: list[str]) -> None:
    text = short(overview=by_headings(*headings))
    assert heavy(text, "aspects-out-of-order") == expected


RESULTS = "年度考核全部达标，群众评议总体满意，没有发生责任追究情形。"


@pytest.mark.parametrize(
    ("kind", "name", "more", "expected"),
    [
        ("government", "云溪县人民政府", RESULTS, []),
        ("government", "云溪县人民政府", "考评合格，满意度96%，没有问责。", []),
        ("government", "云溪县人民政府", "", ["error"]),
        ("government", "云溪县人民政府", "年度考核全部达标。", ["error"]),
        ("township", "青石镇人民政府", "", ["note"]),
        ("township", "青石镇人民政府", RESULTS, []),
        ("township", "东山街道办事处", "", []),
        ("department", "云溪县水利局", "", []),
        ("", "云溪县人民政府", "", []),
    ],
)
def test_what_a_government_also_reports(
    kind: str, name: str, more: str, expected: list[str]
) -> None:
    organ = f'name = "{name}"\n' + (f'kind = "{kind}"' if kind else "")
    overview = OVERVIEW.replace("接受社会监督", "接受群众意见") + more
    assert heavy(short(organ=organ, overview=overview), "results-unmentioned") == expected


def test_the_results_may_stand_in_another_section() -> None:
    text = short(organ='kind = "government"', improvements=IMPROVEMENTS + RESULTS)
    assert heavy(text, "results-unmentioned") == []


@pytest.mark.parametrize(
    ("section", "size", "expected"),
    [
        ("overview", 119, ["note"]), ("overview", 120, []), ("overview", 400, []),
        ("improvements", 39, ["note"]), ("improvements", 40, []), ("improvements", 0, []),
        ("other_matters", 5, []),
    ],
)  # fmt: skip
def test_a_section_of_a_few_words(section: str, size: int, expected: list[str]) -> None:
    text = short(**{section: "字\n" * size})  # type: ignore[arg-type]
    assert heavy(text, "section-too-short") == expected


@pytest.mark.parametrize(
    ("improvements", "expected"),
    [
        (IMPROVEMENTS, []),
        ("存在的不足是更新慢。已改为每月核对。", []),
        ("解读形式单一。下一步增加图解。", []),
        ("无", ["problems-missing"]),
        ("暂无。\n", ["problems-missing"]),
        ("全年工作成效明显。下一步继续做好。", ["problems-missing"]),
        ("存在的问题是更新不及时，业务能力有待进一步提高。", ["improvements-missing"]),
        ("存在的问题是制度不完善，解读需加强。", ["improvements-missing"]),
        ("存在的问题是制度不完善，已健全制度。", []),
        ("存在的问题是解读有待加强。将加强解读。", []),
        ("", []),
        (DRAFT_MARK + "无", []),
    ],
)
def test_problems_and_improvements(improvements: str, expected: list[str]) -> None:
    found = check(short(improvements=improvements))
    names = ("problems-missing", "improvements-missing")
    assert [f.name for f in found if f.name in names] == expected


@pytest.mark.parametrize(
    ("improvements", "expected"),
    [
        ("问题：一是慢；二是少。下一步，一是快；二是多。", []),
        ("问题：一是慢；二是少。下一步，一是快；二是多；三是好。", ["2/3"]),
        ("问题：一是慢；二是少；三是旧。下一步，一是快；二是多。", ["3/2"]),
        ("问题：一是慢；二是少。下一步，一是快。", []),
        ("问题：一是慢；二是少。下一步，统一是关键。", []),
        ("问题：一是慢；二是少。已做：一是快；二是多。将做：一是新；二是好；三是全。", []),
        ("问题：一是慢；三是少。下一步，一是快；二是多；三是好。", []),
        ("问题是慢。", []),
    ],
)
def test_a_measure_for_each_problem(improvements: str, expected: list[str]) -> None:
    found = [f.hit for f in check(short(improvements=improvements)) if f.name == "measures-uneven"]
    assert [f"{hit.expected}/{hit.found}" for hit in found] == expected


@pytest.mark.parametrize(
    ("year", "other_matters", "expected"),
    [
        (2025, "没有收取信息处理费。", []),
        (2025, "收费0元。", []),
        (2025, "无。", ["warning"]),
        (2025, "没有其他需要报告的事项，经费见预算。", ["warning"]),
        (2021, "无。", ["warning"]),
        (2020, "无。", []),
        (None, "无。", []),
        (2025, "", []),
        (2025, None, []),
    ],
)
def test_the_fee_is_reported(year: int | None, other_matters: str, expected: list[str]) -> None:
    form = "2021" if year is None or year > 2020 else "2019"
    text = short(form=form, year=year, other_matters=other_matters)
    assert heavy(text, "fee-unmentioned") == expected


def test_the_fee_in_another_section_is_a_note() -> None:
    text = short(other_matters="无。", overview=OVERVIEW + "没有收取信息处理费。")
    assert heavy(text, "fee-unmentioned") == ["note"]


@pytest.mark.parametrize(
    ("unpaid", "other_matters", "expected"),
    [
        (1, "没有收取信息处理费。", ["note"]),
        (1, "发出收费通知1件，逾期没有缴纳。", []),
        (1, "没有发出 收费通知，没有收费。", ["warning"]),
        (0, "没有发出收费通知，没有收费。", []),
    ],
)
def test_an_unpaid_fee_had_a_notice(unpaid: int, other_matters: str, expected: list[str]) -> None:
    tables = f"[applications]\noutcome.otherwise.fee_unpaid = [{unpaid}, 0, 0, 0, 0, 0, {unpaid}]"
    text = short(tables=tables, other_matters=other_matters)
    assert heavy(text, "fee-notice-unexplained") == expected


@pytest.mark.parametrize(
    ("section", "heading", "expected"),
    [
        ("overview", "一、总体情况", []),
        ("overview", "一、 总 体 情 况：", []),
        ("overview", "一.总体情况", []),
        ("remedies", "四、政府信息公开行政复议和行政诉讼情况", []),
        ("remedies", "四、因政府信息公开工作被申请行政复议、提起行政诉讼情况", []),
        ("improvements", "五、政府信息公开工作存在的主要问题以及改进情况", []),
        ("overview", "总体情况", ["note unusual-heading"]),
        ("overview", "1、总体情况", ["note unusual-heading"]),
        ("overview", "一、2025年总体情况", ["note unusual-heading"]),
        ("improvements", "五、今后打算", ["warning unusual-heading"]),
        ("improvements", "四、存在的主要问题及改进情况", ["error misplaced-heading"]),
        ("improvements", "l六、存在的主要问题及改进情况", ["error misplaced-heading"]),
        ("improvements", "六、其他需要报告的事项", ["error misplaced-heading"]),
        ("improvements", "其他需要报告的事项", ["error misplaced-heading"]),
        ("improvements", "", []),
    ],
)
def test_headings(section: str, heading: str, expected: list[str]) -> None:
    found = check(short(headings=f'{section} = "{heading}"'))
    names = ("unusual-heading", "misplaced-heading")
    assert [f"{f.severity} {f.name}" for f in found if f.name in names] == expected


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.id)
def test_the_headings_of_the_form_and_their_wordings_are_accepted(form: Form) -> None:
    for section in form.sections:
        for title in (section.title, *section.aliases):
            heading = section.heading.replace(section.title, title)
            headings = f'{section.id} = "{heading}"'
            found = check(short(form=form.id, year=form.first_year, headings=headings))
            assert [f.name for f in found if "heading" in f.name] == []


@given(st.text("一二六、.（） 总体情况l", max_size=12))
def test_a_heading_is_parted_without_loss(heading: str) -> None:
    numeral, title = parted(heading)
    assert len(numeral) <= 1
    assert heading.strip().endswith(title)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("六、其他需要报告的事项", ["warning"]),
        ("二、主动公开政府信息情况", ["warning"]),
        ("五、存在的主要问题及改进情况", ["note"]),
        ("二、主动公开情况", []),
        ("五、其他需要报告的事项", []),
        ("其他需要报告的事项", []),
        ("六、其他需要报告的事项见附件，附件包括收费情况、先进典型和其他需要说明的情况", []),
    ],
)
def test_a_heading_inside_a_text(line: str, expected: list[str]) -> None:
    text = short(improvements=f"{IMPROVEMENTS}\n {line}\n没有。")
    assert heavy(text, "heading-in-text") == expected


def test_short_lines_have_their_places() -> None:
    text = f"甲\n\n  乙 \n{'长' * 41}\n一二三"
    lines = short_lines(text)
    assert [line for _, line in lines] == ["乙", "一二三"]
    assert all(text.startswith(line, at) for at, line in lines)


@pytest.mark.parametrize(
    ("headings", "expected"),
    [(["七、典型"], "“七、典型”"), (["附件：名录", ""], "“无标题”"), (["七、附件"], ""), ([], "")],
)
def test_a_seventh_section_is_a_note(headings: list[str], expected: str) -> None:
    extra = [f'[[sections.extra]]\nheading = "{heading}"\ntext = "有。"' for heading in headings]
    found = heard(short(tables="\n".join(extra)), "extra-section")
    message = f"六个部分之外还有{expected}"
    assert found == ([("note", message)] if expected else [])


@pytest.mark.parametrize(
    ("form", "year", "tables", "expected"),
    [
        ("2019", 2023, "", ["error superseded-form"]),
        ("2019", 2020, "", []),
        ("2021", 2021, "", []),
        ("2021", 2020, "", ["note form-ahead-of-year"]),
        ("2021", 2018, "", ["note form-ahead-of-year"]),
        ("2019", 2018, "", ["note form-ahead-of-year"]),
        ("2021", 2023, '[applications]\nform = "2019"', ["error superseded-form"]),
        ("2021", 2023, '[remedies]\nform = "2019"', []),
        ("2019", 2023, '[proactive_disclosure]\nform = "2021"\n[applications]\nform = "2021"', []),
        ("2019", None, "", []),
    ],
)
def test_the_form_of_the_year(
    form: str, year: int | None, tables: str, expected: list[str]
) -> None:
    """Told once, and only of tables that the two forms print differently."""
    found = check(short(form=form, year=year, tables=tables))
    names = ("superseded-form", "form-ahead-of-year")
    assert [f"{f.severity} {f.name}" for f in found if f.name in names] == expected


ALL = (
    "由总体情况、主动公开政府信息情况、收到和处理政府信息公开申请情况、政府信息公开行政复议和行政诉讼"
    "情况、存在的主要问题及改进情况、其他需要报告的事项{}组成。"
)


@pytest.mark.parametrize(
    ("preface", "expected"),
    [
        (ALL.format("六个部分"), []),
        (ALL.format("等6部分"), []),
        (ALL.format("六项内容"), []),
        (ALL.format(""), []),
        (ALL.format("七个部分"), ["编制说明说有 7 个部分，报告有 6 个"]),
        (ALL.format("等5大部分"), ["编制说明说有 5 个部分，报告有 6 个"]),
        (
            ALL.format("等部分").replace("政府信息公开行政复议和行政诉讼情况、", ""),
            ["编制说明列举各部分时漏了“政府信息公开行政复议、行政诉讼情况”"],
        ),
        ("本报告第五部分说明问题，一部分数据来自司法局，大部分已公开。", []),
        ("第十六部分、第6部分另行公布。", []),
        ("总体情况从五个方面介绍。", []),
        ("", []),
    ],
)
def test_the_parts_that_a_preface_announces(preface: str, expected: list[str]) -> None:
    found = heard(short(preface=preface), "parts-miscounted")
    assert [message for _, message in found] == expected


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ({"preface": ALL.format("六个部分"), "other_matters": None}, "报告有 5 个，缺“六、其他"),
        ({"preface": ALL.format("六个部分"), "other_matters": ""}, ""),
        (
            {
                "preface": ALL.format("七个部分"),
                "tables": '[[sections.extra]]\nheading = "七、典型"\ntext = "有。"',
            },
            "",
        ),
    ],
)
def test_the_parts_that_are_there(parts: dict[str, str | None], expected: str) -> None:
    found = heard(short(**parts), "parts-miscounted")  # type: ignore[arg-type]
    assert bool(found) is bool(expected)
    assert all(expected in message for _, message in found)


BASIS = "本报告依据《中华人民共和国政府信息公开条例》编制。"
PERIOD = "统计期限为2025年1月1日至2025年12月31日。"
CONTACT = "有疑问的请致电0000-1234567，电话由办公室接听。"


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ({"preface": BASIS + PERIOD + CONTACT}, []),
        ({"preface": PERIOD + CONTACT}, ["basis-unstated"]),
        ({"preface": BASIS + CONTACT}, ["period-unstated"]),
        ({"preface": BASIS + "数据截至2025 年12 月31 日。" + CONTACT}, []),
        (
            {"preface": BASIS + CONTACT, "publication": "period = [2025-01-01, 2025-12-31]"},
            [],
        ),
        ({"preface": BASIS + PERIOD}, ["contact-unstated"]),
        ({"preface": BASIS + PERIOD, "organ": 'contact.phone = "0000-1234567"'}, []),
        ({"preface": BASIS + PERIOD, "organ": 'contact.phone = ""'}, ["contact-unstated"]),
        ({"preface": ""}, ["basis-unstated"]),
        ({"preface": None}, ["basis-unstated"]),
        ({"preface": None, "organ": 'contact.phone = "0000-1234567"'}, []),
        ({"preface": None, "publication": "period = [2025-01-01, 2025-12-31]"}, []),
        ({"preface": None, "overview": ""}, []),
        ({"preface": None, "other_matters": "没有收取信息处理费。联系电话：0000-1234567。"}, []),
    ],
)
def test_what_readers_look_for_in_a_preface(
    parts: dict[str, str | None], expected: list[str]
) -> None:
    found = check(short(**parts))  # type: ignore[arg-type]
    assert [f.name for f in found if f.name.endswith("-unstated")] == expected


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("云溪县水利局2025年政府信息公开工作年度报告", ""),
        ("2025年云溪县水利局政府信息公开工作年度报告", ""),
        ("云溪县水利局二〇二五年政府信息公开工作年度报告", ""),
        ("云溪县水利局2025年度政府信息公开工作报告", "没有“年度报告”"),
        ("云溪县水利局2025年政府信息公开年报", ""),
        ("云溪县水利局2025年度政府信息公开工作年度报告", "“年度”写了两次"),
        ("云溪县水利局2025年政府信息公开工作的年度报告", "“工作的年度报告”多了一个“的”字"),
        ("云溪县水利局政府信息公开工作年度报告", "没有年份"),
        ("2025年政府信息公开工作年度报告", "没有机关名称"),
        ("云溪县水利局2025年政务公开年度报告", "没有“政府信息公开”"),
    ],
)
def test_titles(title: str, expected: str) -> None:
    found = heard(short(top=f'title = "{title}"'), "unusual-title")
    assert [m.partition("：")[2] for _, m in found] == ([expected] if expected else [])


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("云溪县水利局2025年政府信息公开工作年度报告", "云溪县水利局"),
        ("2025年度云溪县水利局政府信息公开年度报告", "云溪县水利局"),
        ("关于公布云溪县水利局2025年政府信息公开工作年度报告的公告", "公布云溪县水利局"),
        ("《云溪县水利局2025年政府信息公开工作年度报告》", "云溪县水利局"),
        ("2025年政府信息公开工作年度报告", ""),
    ],
)
def test_whose_report_a_title_names(title: str, expected: str) -> None:
    assert owner(title) == expected


TITLED = 'title = "{}2025年政府信息公开工作年度报告"'


@pytest.mark.parametrize(
    ("name", "organ", "expected"),
    [
        ("云溪县水利局", 'name = "云溪县水利局"', []),
        ("清江市云溪县水利局", 'name = "云溪县水利局"', []),
        ("县水利局", 'name = "云溪县水利局"', []),
        ("云溪县发改委", 'name = "云溪县发展和改革委员会"', []),
        ("云溪县", 'name = "云溪县人民政府"\nkind = "government"', []),
        ("云溪区人民政府", 'name = "清江市云溪区"', []),
        ("云溪县水务局", 'name = "云溪县水利局"\nformer = ["云溪县水务局"]', []),
        ("", 'name = "云溪县水利局"', []),
        ("云溪县财政局", 'name = ""', []),
        ("云溪县财政局", 'name = "云溪县水利局"', ["warning"]),
        ("兰河县水利局", 'name = "云溪县水利局"', ["warning"]),
        ("云溪县", 'name = "云溪县人民政府办公室"\nkind = "department"', ["warning"]),
        ("云溪县人民政府", 'name = "云溪县人民政府办公室"', ["warning"]),
        ("云溪县人民政府办公室", 'name = "云溪县人民政府办公室"', []),
    ],
)
def test_the_organ_in_the_title(name: str, organ: str, expected: list[str]) -> None:
    overview = OVERVIEW.replace("云溪县水利局", "本机关")
    text = short(top=TITLED.format(name), organ=organ, overview=overview)
    assert heavy(text, "another-organ-named") == expected


BUREAU = "云溪县水利局"
PUBLIC_SECURITY = "清江市公安局"


@pytest.mark.parametrize(
    ("own", "section", "text", "expected"),
    [
        (BUREAU, "preface", "本报告由云溪县教育局根据《条例》编制。", "云溪县教育局"),
        (BUREAU, "preface", "本报告由兰河县水利局编制。", "兰河县水利局"),
        (BUREAU, "preface", "本报告由县水利局编制。", ""),
        (BUREAU, "preface", "本报告由清江市云溪县水利局编制。", ""),
        (BUREAU, "preface", "本报告由云溪县水务局编制。", ""),
        (BUREAU, "preface", "本报告由云溪县人民政府办公室编制。", ""),
        (BUREAU, "preface", "本单位的岗位由云溪县财政局核定编制数。", ""),
        (BUREAU, "preface", "如有疑问，请与云溪县教育局办公室联系。", "云溪县教育局"),
        (BUREAU, "preface", "如有疑问，请与云溪县水利局办公室联系。", ""),
        (BUREAU, "preface", "如有疑问，请与局办公室联系。", ""),
        (BUREAU, "preface", "如有疑问，请与云溪县数据局联系。", ""),
        (BUREAU, "preface", "如有疑问，请向湖南省水利厅咨询。", ""),
        (BUREAU, "overview", "2025年，云溪县教育局坚持以公开为常态。", "云溪县教育局"),
        (BUREAU, "overview", "2025年，在县委领导下，云溪县教育局认真公开信息。", "云溪县教育局"),
        (BUREAU, "overview", "2025年，我局会同云溪县教育局，认真公开信息。", ""),
        (BUREAU, "overview", "2025年，云溪县教育局按照要求，与我局一起公开信息。", ""),
        (BUREAU, "overview", "2025年，做好工作。云溪县教育局按照要求公开信息。", ""),
        (BUREAU, "overview", "全年，云溪县教育局共收到申请16件。", "云溪县教育局"),
        (BUREAU, "overview", "全年，云溪县教育局收到行政复议申请16件。", ""),
        (BUREAU, "overview", "全年，云溪县教育局收到申请9件，云溪县财政局收到申请1件。", ""),
        ("云溪县数据局", "overview", "2025年，石桥县数据局按照部署公开。", "石桥县数据局"),
        ("云溪县数据局", "overview", "2025年，玉溪县数据局认真公开。", "玉溪县数据局"),
        (
            "清江市市场监督管理局",
            "overview",
            "2025年，兰江市市场监督管理局政府信息公开工作稳步推进。",
            "兰江市市场监督管理局",
        ),
        ("云溪县数据局", "overview", "2025年，在石桥县数据局坚持下公开。", ""),
        ("云溪县数据局", "overview", "2025年，清江市数据局按照部署公开。", ""),
        ("云溪县数据局", "overview", "2025年，全县数据局按照部署公开。", ""),
        ("云溪县数据局", "overview", "2025年，清江市云溪县数据局按照部署公开。", ""),
        ("云溪县数据局", "overview", "2025年，石桥县司法局按照部署公开。", ""),
        ("云溪县数据局", "overview", "2025年，石桥县数据局按照部署，与我局一起公开。", ""),
        ("云溪县数据局", "overview", "2025年，做好公开，石桥县数据局按照部署参加。", ""),
        ("数据局", "overview", "2025年，石桥县数据局按照部署公开。", ""),
        (PUBLIC_SECURITY, "overview", "全年，云溪县公安局收到申请16件。", ""),
        (PUBLIC_SECURITY, "overview", "全年，兰江市公安局收到申请16件。", "兰江市公安局"),
        (PUBLIC_SECURITY, "preface", "本报告由清江市公安机关编制，各分局提供数据。", ""),
        ("云溪县发展和改革局", "preface", "本报告由云溪县发改委编制。", ""),
        ("云溪县文化旅游广电体育局", "preface", "本报告由县文旅广体局编制。", ""),
        ("水利局", "preface", "本报告由云溪县水利局编制。", ""),
        ("云溪县民政局", "preface", "本报告由云溪县财政局编制。", "云溪县财政局"),
        ("云溪县科技局", "preface", "本报告由市场监管局编制。", "市场监管局"),
        ("云溪县民政局局", "preface", "本报告由局编制。", ""),
        ("云溪县人民政府办公室", "preface", "本报告由云溪县财政局编制。", ""),
        ("云溪开发区管理委员会", "preface", "请与云溪县财政局联系。", ""),
        ("云溪县石桥镇人民政府", "preface", "本报告由白水镇人民政府编制。", "白水镇"),
        ("云溪县石桥镇人民政府", "preface", "本报告由石桥镇党政办公室编制。", ""),
        ("云溪县石桥镇人民政府", "overview", "2025年，石桥镇坚持公开。", ""),
        ("云溪县石桥镇人民政府", "overview", "2025年，白水镇人民政府坚持公开。", "白水镇"),
        ("云溪县石桥镇人民政府", "overview", "2025年，特色小镇坚持公开。", ""),
        ("云溪县石桥镇人民政府", "overview", "2025年，县水利局认真公开。", ""),
    ],
)
def test_another_organ_in_the_place_of_the_own(
    own: str, section: str, text: str, expected: str
) -> None:
    parts = {"overview": OVERVIEW.replace(BUREAU, "本机关"), section: text}
    report = short(organ=f'name = "{own}"', **parts)  # type: ignore[arg-type]
    found = [f for f in check(report) if f.name == "another-organ-named"]
    assert [(f.hit.found, f.severity) for f in found] == ([(expected, "warning")] * bool(expected))
    assert [text[slice(*(f.hit.within or ()))] for f in found] == [f.hit.found for f in found]


@pytest.mark.parametrize(
    ("own", "named", "expected"),
    [
        ("石桥街道办事处", "云溪区石桥街道", []),
        ("石桥街道办事处", "清江市云溪区石桥街道", []),
        ("云溪区石桥街道办事处", "清江市石桥街道", []),
        ("云溪区石桥街道办事处", "兰河区石桥街道", ["warning"]),
        ("石桥街道办事处", "云溪区白水街道", ["warning"]),
        ("云溪县石桥镇人民政府", "清江市石桥镇", []),
        ("云溪县石桥镇人民政府", "云溪县白水镇", ["warning"]),
        ("云溪县财政局", "清江市财政局", ["warning"]),
        ("清江高新区管理委员会", "清江高新区", []),
    ],
)
def test_streets_and_towns_with_what_is_above_them(
    own: str, named: str, expected: list[str]
) -> None:
    preface = f"现公布{named}2025年政府信息公开工作年度报告。"
    overview = OVERVIEW.replace(BUREAU, "本机关")
    text = short(organ=f'name = "{own}"', preface=preface, overview=overview)
    assert heavy(text, "another-organ-named") == expected


def test_a_former_name_is_no_other_organ() -> None:
    organ = 'name = "云溪县水利局"\nformer = ["云溪县电力局"]'
    text = short(organ=organ, preface="本报告由云溪县电力局编制。")
    assert heavy(text, "another-organ-named") == []


@pytest.mark.parametrize(
    ("preface", "expected"),
    [
        ("现公布云溪县水利局2025年政府信息公开工作年度报告。", ""),
        ("现将我局2025年政府信息公开工作年度报告公布如下。", ""),
        ("现公布本机关2025年政府信息公开年度报告。", ""),
        ("结合工作实际，编制2025年政府信息公开工作年度报告。", ""),
        ("完成了《清江市云溪县水利局2025年度政府信息公开工作年度报告》。", ""),
        ("根据年度报告格式的通知编制。", ""),
        ("根据要求编制了《云溪县财政局2025年政府信息公开工作年度报告》。", "云溪县财政局"),
        ("现向社会公布兰河县林业局2025年政府信息公开工作年度报告。", "兰河县林业局"),
        ("按照上级要求，组织编写2025年政府信息公开工作年度报告。", ""),
        ("认真梳理总结2025年政府信息公开工作年度报告。", ""),
        (
            "根据县政府关于做好公开工作的要求，公布云溪县财政局2025年政府信息公开工作年度报告。",
            "云溪县财政局",
        ),
        ("云溪县财政局2025年政府信息公开工作年度报告按照上级要求编制。", "云溪县财政局"),
        (
            "云溪县财政局2025年政府信息公开工作年度报告根据国办公开办函〔2021〕30号编制。",
            "云溪县财政局",
        ),
        ("现公布关于云溪县财政局2025年政府信息公开工作年度报告。", "云溪县财政局"),
        ("对云溪县水利局2025年政府信息公开工作年度报告的意见建议，请来电。", ""),
        ("根据《关于切实做好2025年政府信息公开工作年度报告编制、发布等工作的通知》编制。", ""),
        ("根据《县政府办公室关于印发〈2025年政府信息公开工作年度报告编制要点〉的通知》编制。", ""),
        ("按照县政府办公室关于2025年政府信息公开工作年度报告编制工作的要求编制。", ""),
        ("根据《县数据局2025年政府信息公开工作年度报告编制方案》编制。", ""),
    ],
)
def test_the_organ_in_the_preface(preface: str, expected: str) -> None:
    found = [f for f in check(short(preface=preface)) if f.name == "another-organ-named"]
    assert [f.hit.found for f in found] == ([expected] if expected else [])
    assert [preface[slice(*f.hit.within)] for f in found if f.hit.within] == [
        f.hit.found for f in found
    ]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("全年公开信息XX条。", ["error"]),
        ("全年公开信息××条。", ["error"]),
        ("20XX年开会。", ["error"]),
        ("收到申请____件。", ["error"]),
        ("该部分以表格形式报告。", ["error"]),
        ("（文字描述，收取信息处理费情况在此处报告。）", ["error"]),
        ("与XX局会商。", ["warning"]),
        ("（待补充）", ["warning"]),
        ("【请填写本单位情况】", ["warning"]),
        ("TODO", ["warning"]),
        ("（略）", ["warning"]),
        ("网址为www.xxgk.gov.cn/XX/xx_1.html。", []),
        ("申请表用XXL号纸，邮箱xxgk@yunxi.gov.cn。", []),
        ("当场填写申请表，由此产生的费用不收。", []),
        ("总体情况略有好转，【新条例】专题上线。", []),
    ],
)
def test_what_a_template_leaves_behind(sentence: str, expected: list[str]) -> None:
    text = short(other_matters="没有收取信息处理费。" + sentence)
    assert heavy(text, "template-text-left") == expected


def test_leftovers_in_the_title_and_in_headings_count() -> None:
    text = short(top='title = "××局20XX年报告"', headings='overview = "一、总体情况（文字描述）"')
    [(severity, message)] = heard(text, "template-text-left")
    assert severity == "error"
    assert "“XX年”" in message


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("扫一扫在手机打开当前页", ["note"]),
        ("【打印】【关闭】", ["note"]),
        ("责任编辑：张某", ["note"]),
        ("发布时间:2026-01-16", ["note"]),
        ("来源：云溪县水利局", ["note"]),
        ("群众扫一扫即可查阅。", []),
        ("（一）信息来源更加多样", []),
        ("浏览量全年超过十万次", []),
        ("群众在大厅用手机扫一扫公示牌上的图形码，就能打开县政府网站的专栏查阅全部文件", []),
    ],
)
def test_the_frame_of_a_page(line: str, expected: list[str]) -> None:
    text = short(other_matters=f"没有收取信息处理费。\n\n{line}\n")
    assert heavy(text, "page-noise") == expected


KINDS = [("department", "county"), ("government", "county"), ("township", "township"), ("", "")]


@pytest.mark.parametrize(("form", "kind"), list(itertools.product(FORMS, KINDS)), ids=str)
def test_a_fresh_scaffold_is_met_with_silence(form: Form, kind: tuple[str, str]) -> None:
    """Neither an empty one nor one that last year's texts stand in says more than a note."""
    organ = Organ("云溪县水利局", *kind)
    year = form.last_year or form.first_year
    last = report(short(form=form.id, year=year - 1))
    for text in (
        scaffold(start(form, year, organ)), scaffold(start(form, year, organ, last)),
    ):  # fmt: skip
        assert [f.name for f in check(text) if f.severity != "note" and f.name in MINE] == []


def test_a_true_report_is_met_with_silence() -> None:
    true = short(preface=BASIS + PERIOD + CONTACT)
    assert [f.name for f in check(true) if f.name in MINE] == []
