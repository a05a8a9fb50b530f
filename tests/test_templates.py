"""A user's own templates: they come first, reach nothing, and faults are told with their line."""

import re
from pathlib import Path

import pytest
from program import Program, program
from strategies import report

from gkreport import renderers, resources
from gkreport.renderers import Wishes, render
from gkreport.renderers.refusals import Unrenderable
from gkreport.renderers.unused import unused

__all__ = ["program"]
BARE = 'form = "2021"\nyear = 2025\n[organ]\nname = "某县某局"\n'


def filled(folder: Path, text: str, name: str = "report.txt.j2") -> str:
    (folder / name).write_text(text, "utf-8")
    form = next(f for f, suffix in renderers.SUFFIXES.items() if name == f"report{suffix}.j2")
    return render(report(BARE), form, Wishes(folder))


def test_own_templates_come_before_the_shipped_ones(program: Program, tmp_path: Path) -> None:
    """Beside the report, wherever the program runs; what is not there is taken from ours."""
    beside = tmp_path / "年报" / "templates"
    beside.mkdir(parents=True)
    (tmp_path / "年报" / "report.toml").write_text(BARE, "utf-8")
    (beside / "report.txt.j2").write_text("\ufeff本局样式：{{ page.title|join }}\n", "utf-8")
    assert (
        program("render", "年报/report.toml").out
        == "本局样式：某县某局2025年政府信息公开工作年度报告\n"
    )
    assert "<!DOCTYPE html>" in program("render", "年报/report.toml", "--html", "-o", "-").out
    assert "本局样式" not in program("render", "年报/report.toml", "--markdown", "-o", "-").out


def test_own_parts_go_into_shipped_templates(tmp_path: Path) -> None:
    (tmp_path / "report.css").write_text("p { color: red }", "utf-8")
    found = render(report(BARE), "html", Wishes(tmp_path))
    assert "p { color: red }" in found
    assert "@media print" not in found


def test_shipped_templates_are_parts_too(tmp_path: Path) -> None:
    """A copy of ours gives what ours gives, in the sandbox too."""
    for path in resources.templates().glob("report.*.j2"):
        (tmp_path / path.name).write_bytes(path.read_bytes())
    for form in renderers.SUFFIXES:
        assert render(report(BARE), form, Wishes(tmp_path)) == render(report(BARE), form)


def test_no_folder_is_no_matter(tmp_path: Path) -> None:
    wished = Wishes(tmp_path / "none")
    assert render(report(BARE), "text", wished) == render(report(BARE), "text")


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("甲\n{{ organ }}", 2, "没有“organ”这个名字"),
        ("甲\n\n{{ page.organ }}", 3, "没有“organ”这一项"),
        ("{{ page['organ'] }}", 1, "没有“organ”这一项"),
        ("{% for p in page.parts %}\n甲", 2, "还没写完"),
        ("{% if page.title %}\n甲{% endfor %}", 2, "没有“endfor”这种写法"),
        ("甲{% wenn %}", 1, "没有“wenn”这种写法"),
        ("{{ page.title|gross }}", 1, "没有名为“gross”的过滤器"),
        ("{% if page is gross %}{% endif %}", 1, "没有名为“gross”的判断"),
        ("{{ （page） }}", 1, "不该有的“（”"),
        ("{{ page.title }", 1, "这里的符号不对"),
        ("{{ page.title page }}", 1, "这里的符号不对"),
        ("{{ }}", 1, "花括号里面是空的"),
        ("{% for page %}{% endfor %}", 1, "这里的符号不对"),
        ("{% for p in %}{% endfor %}", 1, "{% %} 里面没有写完"),
        ("{% block a %}{% endblock %}{% block a %}{% endblock %}", 1, "写法有错"),
        ("甲\n{% include 'kopf.j2' %}", 2, "要用的“kopf.j2”不在这个文件夹里"),
        ("{% include '../report.toml' %}", 1, "不在这个文件夹里"),
        ("{{ page.__class__ }}", 1, "不能用“__class__”"),
        ("{{ page.title.__class__.__mro__ }}", 1, "不能用“__class__”"),
        ("{{ 1 // 0 }}", 1, "除数是 0"),
        ("{{ 1 + 'a' }}", 1, "不能这样算"),
        ("{{ 'a'.index('b') }}", 1, "算不出来"),
        ("{{ range(10000000)|list }}", 1, "数太大了"),
        ("甲\n{% include 'report.txt.j2' %}", 2, "模板用到了自己"),
        ("{% macro a() %}{{ a() }}{% endmacro %}\n{{ a() }}", 1, "模板用到了自己"),
        ("{% set a = range(99999) %}\n{% for i in a %}{% for j in a %}{% endfor %}{% endfor %}", 2,
         "没完没了，已经停下：循环"),
        ("{% macro a(n) %}{% if n %}{{ a(n-1) }}{{ a(n-1) }}{% endif %}{% endmacro %}{{ a(60) }}",
         1, "没完没了"),
        ("{{ 9 ** 9999999 }}", 1, "算出来的太大"),
        ("{{ 'a' * 999999999 }}", 1, "算出来的太大"),
        ("{{ 999999999 * [page] }}", 1, "算出来的太大"),
        ("{% set x = [] %}\n{{ x.append(1) }}", 2, "不能"),
        ("{{ page.title.nothing() }}", 1, "没有“nothing”这一项"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_with_file_and_line(
    tmp_path: Path, text: str, line: int, said: str
) -> None:
    with pytest.raises(Unrenderable) as caught:
        filled(tmp_path, text)
    told = str(caught.value)
    assert not re.search("[A-Z][a-z]+Error|[a-z]{3,} [a-z]{2,} ", told.partition("\n")[0])
    assert told.startswith(f"模板 {tmp_path / 'report.txt.j2'} 第 {line} 行：")
    assert said in told
    assert text.splitlines()[line - 1].strip() in told


def test_a_fault_in_a_part_is_told_there(tmp_path: Path) -> None:
    (tmp_path / "kopf.j2").write_text("甲\n{{ nichts }}", "utf-8")
    with pytest.raises(Unrenderable, match="没有“nichts”这个名字") as caught:
        filled(tmp_path, "{% include 'kopf.j2' %}")
    assert "kopf.j2 第 2 行" in str(caught.value)


def test_another_encoding_is_told_with_the_file(tmp_path: Path) -> None:
    (tmp_path / "kopf.j2").write_bytes("本局".encode("gbk"))
    with pytest.raises(Unrenderable, match=r"kopf\.j2 不是 UTF-8"):
        filled(tmp_path, "{% include 'kopf.j2' %}")


def test_sums_of_a_sensible_size_are_made(tmp_path: Path) -> None:
    """Also loops by the thousand: what is stopped is far beyond any report."""
    sums = "{{ 2 ** 10 }}{{ 3 * 4 }}{{ '-' * 3 }}{{ 1.5 * 2 }}{{ 2 ** 0.5 > 1 }}"
    rounds = "{% for i in range(9999) %}{% endfor %}"
    for _ in range(40):  # each document counts anew
        assert filled(tmp_path, sums + rounds) == "102412---3.0True"


def test_a_link_that_leads_out_of_the_folder_is_refused(tmp_path: Path) -> None:
    """A folder passed on by others must not show what else is on this computer."""
    (tmp_path / "secret").write_text("机密", "utf-8")
    own = tmp_path / "own"
    own.mkdir()
    (own / "report.md.j2").symlink_to(tmp_path / "secret")
    with pytest.raises(Unrenderable, match=r"report\.md\.j2 是通到文件夹外面的链接"):
        render(report(BARE), "markdown", Wishes(own))
    (own / "kopf.j2").symlink_to(own / "report.md.j2")
    with pytest.raises(Unrenderable, match=r"kopf\.j2 是通到文件夹外面的链接"):
        filled(own, "{% include 'kopf.j2' %}")
    (own / "out").symlink_to(tmp_path)
    with pytest.raises(Unrenderable, match="链接"):
        filled(own, "{% include 'out/secret' %}")


def test_a_link_inside_the_folder_is_a_template(tmp_path: Path) -> None:
    (tmp_path / "true").mkdir()
    (tmp_path / "own").symlink_to(tmp_path / "true")
    (tmp_path / "true" / "a.j2").write_text("甲", "utf-8")
    (tmp_path / "true" / "report.md.j2").symlink_to("a.j2")
    assert render(report(BARE), "markdown", Wishes(tmp_path / "own")) == "甲"


def test_a_link_in_a_circle_is_no_template(tmp_path: Path) -> None:
    (tmp_path / "report.md.j2").symlink_to("report.md.j2")
    assert render(report(BARE), "markdown", Wishes(tmp_path)) == render(report(BARE), "markdown")


def test_a_template_that_may_not_be_read_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError

    monkeypatch.setattr("jinja2.FileSystemLoader.get_source", refuse)
    with pytest.raises(Unrenderable, match="打不开"):
        filled(tmp_path, "甲")


def test_a_fault_of_ours_is_not_told_as_theirs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_: object) -> str:
        raise ZeroDivisionError

    from gkreport.renderers import templates  # noqa: PLC0415 - only here

    monkeypatch.setitem(templates._environment(tmp_path).filters, "titled", broken)
    with pytest.raises(ZeroDivisionError):
        render(report(BARE), "text", Wishes(tmp_path))


def test_what_the_program_says(program: Program, tmp_path: Path) -> None:
    """Exit code 2, the place, the line itself, and no file written."""
    (tmp_path / "report.toml").write_text(BARE, "utf-8")
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "report.html.j2").write_text("<p>\n{{ 机关 }}", "utf-8")
    done = program("render", "--html")
    assert (done.code, done.out) == (2, "")
    path = Path("templates") / "report.html.j2"
    assert done.err.startswith(f"模板 {path} 第 2 行：没有“机关”这个名字")
    assert not (tmp_path / "report.html").exists()


def test_markup_is_escaped_there_too(tmp_path: Path) -> None:
    found = filled(tmp_path, "<p>{{ page.title|join }}{{ '<b>' }}</p>", "report.html.j2")
    assert found == "<p>某县某局2025年政府信息公开工作年度报告&lt;b&gt;</p>"


def test_a_page_of_their_own_without_our_mark_is_theirs(program: Program, tmp_path: Path) -> None:
    """What their template makes has no mark, unless they put it there: it needs --force."""
    (tmp_path / "report.toml").write_text(BARE, "utf-8")
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "report.html.j2").write_text("<p>{{ page.year }}</p>", "utf-8")
    assert program("render", "--html").code == 2
    (tmp_path / "templates" / "report.html.j2").write_text("<p>甲</p>", "utf-8")
    assert program("render", "--html").code == 0
    assert "没有改动它" in program("render", "--html").err
    assert program("render", "--html", "--force").code == 0


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("reprot.html.j2", "没有叫这个名字的模板，是不是要叫 report.html.j2？"),
        ("Report.html.j2", "是不是要叫 report.html.j2？"),
        ("report.html", "是不是要叫 report.html.j2？"),
        ("report.docx.j2", "Word 文档不用这样的模板"),
        ("report.pdf.j2", "PDF 的模板叫 report.typ"),
        ("kopf.j2", "没有别的模板用到它"),
        ("report.md.j2/", "是文件夹，没有当作模板"),
    ],
)
def test_what_is_not_used_is_told(program: Program, tmp_path: Path, name: str, said: str) -> None:
    (tmp_path / "report.toml").write_text(BARE, "utf-8")
    own = tmp_path / "templates"
    own.mkdir()
    (own / "report.txt.j2").write_text("{% include 'fuss.j2' %}", "utf-8")
    (own / "fuss.j2").write_text("甲", "utf-8")
    (own / "说明.txt").write_text("甲", "utf-8")
    for options in (["render"], ["render", "--all", "-o", "out"]):
        assert "没有用上" not in program(*options).err
    path = own / name
    path.mkdir() if name.endswith("/") else path.write_text("甲", "utf-8")
    for options in (["render"], ["render", "--all", "-o", "out", "--force"]):
        done = program(*options)
        assert done.code == 0
        [told] = [line for line in done.err.splitlines() if "templates" in line]
        assert Path("templates") / name.rstrip("/") == Path(told.split()[0].removeprefix("注意："))
        assert said in told


def test_the_shipped_templates_are_all_known(tmp_path: Path) -> None:
    for path in resources.templates().iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    assert list(unused(tmp_path)) == []
    assert list(unused(tmp_path / "none")) == []
