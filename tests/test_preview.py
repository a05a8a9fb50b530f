"""`preview`: a page for this computer alone that follows the file, in a server and in a browser."""

import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from browser import AXE, axe, chromium, nu
from hypothesis import given
from hypothesis import strategies as st
from program import SAMPLES, Program, program
from strategies import FORMS, report, reports, text

from gkreport.cli import preview as command
from gkreport.preview import watch
from gkreport.preview.anchors import TITLE, named, targets
from gkreport.preview.board import Board
from gkreport.preview.pages import answers
from gkreport.preview.server import Server
from gkreport.preview.sight import Sight, failed, sight
from gkreport.renderers import Wishes, render, templates, values
from gkreport.renderers.page import build
from gkreport.report import Extra
from gkreport.report.keys import PREFACE
from gkreport.report.read import read
from gkreport.rules.engine import examine
from gkreport.source import decode

__all__ = ["program"]

EVIL = (
    "</script><script>alert(1)</script>{{ 7919*7919 }}&amp;]]>#[=cmd()\u202e\"'<!--"
    '<span data-at="title">'
)
SECONDS = 15.0
RULES = Path(__file__).parent / "rules"


class Running(NamedTuple):
    """The program with a page open."""

    process: "subprocess.Popen[str] | None"
    """None where it runs in this process."""
    port: int
    file: Path

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/"

    def get(self, path: str, method: str = "GET", **headers: str) -> tuple[HTTPResponse, str]:
        """One request, with the body of its answer."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=SECONDS)
        connection.putrequest(method, path, skip_host="Host" in headers)
        for name, value in headers.items():
            connection.putheader(name, value)
        connection.endheaders()
        answer = connection.getresponse()
        body = answer.read().decode()
        connection.close()
        return answer, body

    def until(self, path: str, text: str) -> str:
        """What is at a path, as soon as it holds that text."""
        return waited(lambda: self.get(path)[1], lambda body: text in body)

    def save(self, old: str, new: str) -> None:
        text = self.file.read_text("utf-8")
        assert old in text
        self.file.write_text(text.replace(old, new, 1), "utf-8")


def waited(look: Callable[[], str], enough: Callable[[str], bool]) -> str:
    end = time.monotonic() + SECONDS
    while not enough(found := look()):
        assert time.monotonic() < end, found
        time.sleep(0.05)
    return found


def start(file: Path, *more: str, **settings: str) -> Running:
    """Run the program over a file."""
    arguments = [sys.executable, "-m", "gkreport", "preview", file.name, "--no-open", *more]
    process = subprocess.Popen(
        arguments, cwd=file.parent, text=True, encoding="utf-8", stdout=subprocess.PIPE,
        stderr=subprocess.PIPE, env=os.environ | {"PYTHONUTF8": "1"} | settings,
    )  # fmt: skip
    assert process.stdout is not None
    url = process.stdout.readline().strip()
    assert url.startswith("http://127.0.0.1:"), process.communicate()
    return Running(process, int(url.strip("/").rpartition(":")[2]), file)


def ended(running: Running, how: int = signal.SIGINT) -> tuple[int, str]:
    """The exit code after a signal, and what was said."""
    assert running.process is not None
    running.process.send_signal(how)
    _, said = running.process.communicate(timeout=SECONDS)
    return running.process.returncode, said


@pytest.fixture
def running(tmp_path: Path) -> Iterator[Running]:
    shutil.copy(SAMPLES / "wrong-cell.toml", tmp_path / "report.toml")
    one = start(tmp_path / "report.toml")
    yield one
    assert one.process is not None
    one.process.kill()
    one.process.communicate()


@pytest.fixture(scope="module")
def served() -> Iterator[Running]:
    """The same pages from a server in this process, which follows no file."""
    seen = look((SAMPLES / "wrong-cell.toml").read_text("utf-8"))
    server = Server(Board(answers(seen, 1), 1), 0)
    server.start()
    yield Running(None, server.port, Path("report.toml"))
    server.stop()


# What is shown


def look(text: str, before: Sight | None = None, templates: Path | None = None) -> Sight:
    reading = read(decode("report.toml", text.encode()))
    empty = Sight("report.toml")
    return sight(reading, examine(reading), before or empty, "08:30:00", Wishes(templates))


def test_findings_stand_by_severity_with_their_cells() -> None:
    seen = look((SAMPLES / "wrong-cell.toml").read_text("utf-8"))
    (group,) = seen.groups
    (item,) = group.items
    assert (group.severity, group.word, seen.summary) == ("error", "错误", "1 个错误")
    assert (item.code, item.line, item.excerpt and item.excerpt.marked) == ("GK300", 103, "7")
    assert f'<span data-at="{item.at[0]}">7</span>' in seen.document
    assert [label for label, _ in item.remarks] == ["其中", "", "办法", "依据"]


def test_every_finding_of_a_text_has_its_paragraph() -> None:
    text = (SAMPLES / "complete.toml").read_text("utf-8")
    seen = look(
        text.replace('overview = """\n', 'overview = """\n\n本机关进一步进一步做好公开。\n', 1)
    )
    at = [item.at for group in seen.groups for item in group.items if item.code == "GK717"]
    names = [name for found in at for name in found]
    told = [i for g in seen.groups for i in g.items if "进一步" in i.message]
    assert told
    assert told[0].at[0].startswith("sections.overview:"), names
    assert f'<span data-at="{told[0].at[0]}">本机关进一步进一步做好公开。</span>' in seen.document


@pytest.mark.parametrize(
    ("path", "name"),
    [
        (("year",), TITLE),
        (("organ", "name"), "organ.name"),
        (("publication", "date"), "publication.date"),
        (("publication", "written"), "publication.written"),
        (("publication", "period"), "publication.period"),
        (("organ", "contact", "phone"), "organ.contact.phone"),
        (("sections", "preface"), "sections.preface:1"),
        (("headings", "overview"), "headings.overview"),
        (("sections", "overview"), "headings.overview"),
        (("sections", "extra", 0, "heading"), "sections.extra.0.heading"),
        (("sections", "extra", 0, "text"), "sections.extra.0.text:0"),
        (("sections", "extra", 0, "else"), "sections.extra.0.heading"),
        (("proactive_disclosure", "licensing"), "proactive_disclosure/licensing/decisions"),
        (("applications",), "headings.applications"),
        (("applications", "received"), "applications/received/natural_person"),
        (("applications", "received", 1), "applications/received/organization.enterprise"),
        (("organ", "kind"), TITLE),
        (("allow", 0), TITLE),
        ((), TITLE),
    ],
)
def test_a_key_leads_to_what_shows_it(path: tuple[str | int, ...], name: str) -> None:
    from gkreport.finding import Hit  # noqa: PLC0415

    one = report(
        'form = "2021"\nyear = 2024\n[organ]\nname = "甲局"\nkind = "department"\n'
        'contact.phone = "1"\n[publication]\ndate = 2025-01-17\nwritten = 2025-01-16\n'
        "period = [2024-01-01, 2024-12-30]\n"
        '[sections]\npreface = "\\n乙"\n[[sections.extra]]\nheading = "丙"\ntext = "丁"\n'
    )
    names = named(build(one), one).names
    found = targets(Hit("x", "x", path), one, names)
    assert found[0] == name
    assert set(found) <= names


def test_no_finding_is_without_a_place_to_go_to() -> None:
    """Whatever is found, where there is a document: at worst its top."""
    items = []
    for path in sorted(RULES.glob("*/bad.toml")):
        seen = look(path.read_bytes().decode("utf-8", "replace"))
        if seen.document:
            items += [item for group in seen.groups for item in group.items]
    assert len({item.code for item in items}) > 100
    assert [item.code for item in items if not item.at] == []


def test_a_part_that_is_missing_leads_to_its_heading() -> None:
    text = (RULES / "section-missing" / "bad.toml").read_text("utf-8")
    (at,) = (i.at for g in look(text).groups for i in g.items if i.code == "GK701")
    assert at == ("headings.other_matters",)


def test_without_a_document_nothing_leads_anywhere() -> None:
    seen = look("a = = 1")
    assert [item.at for group in seen.groups for item in group.items] == [()]
    one = report('form = "2021"\n')
    from gkreport.finding import Hit  # noqa: PLC0415

    assert targets(Hit("x", "x"), one, frozenset()) == ()
    assert targets(Hit("x", "x", ("title",), within=(0, 1)), one, frozenset({TITLE})) == (TITLE,)
    assert targets(Hit("x", "x", ("sections", "a"), within=(0, 1)), one, frozenset()) == ()


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.id)
@given(data=st.data())
def test_the_document_is_what_is_published(form: Any, data: st.DataObject) -> None:
    """Without the names that the texts bear it is the page, letter for letter."""
    prose = st.dictionaries(st.sampled_from([PREFACE, *(s.id for s in form.sections)]), st.text())
    contact = st.dictionaries(st.sampled_from(["office", "phone"]), st.text())
    one = report(text(form, data.draw(reports(form.id))))
    one = one._replace(
        sections=data.draw(prose),
        headings=data.draw(prose),
        extra=tuple(Extra(*data.draw(st.tuples(st.text(), st.text()))) for _ in range(2)),
        organ=one.organ._replace(name=data.draw(st.text()), contact=data.draw(contact)),
    )
    made = named(build(one), one)
    shown = templates.render(
        "report.html.j2", {**values(one, "html", Wishes()), "page": made.page}, None
    )
    assert re.sub(r'<span data-at="[^"]*">([^<]*)</span>', r"\1", shown) == render(one, "html")
    assert set(re.findall(r'data-at="([^"]*)"', shown)) | {TITLE} == made.names


def test_a_stretch_of_a_further_section_has_its_paragraph() -> None:
    text = (SAMPLES / "complete.toml").read_text("utf-8")
    words = "丁。\\n本局进一步进一步做好公开，，推进工作。"
    extra = f'\n[[sections.extra]]\nheading = "七、丙"\ntext = "{words}"\n'
    seen = look(text + extra)
    items = [item for group in seen.groups for item in group.items]
    at = {name for item in items for name in item.at if "extra" in name}
    assert at >= {"sections.extra.0.text:1"}
    assert "sections.extra.0.text:0" not in at
    assert ("代改", "gkreport check --fix 能改好 1 处") in [r for i in items for r in i.remarks]


def test_an_empty_file_is_told_without_a_place() -> None:
    seen = look(" ")
    (item,) = seen.groups[0].items
    assert (item.line, item.excerpt, item.at) == (None, None, ())
    assert "请先改正" in seen.trouble
    assert "还没有正文" in answers(seen, 1)["/document"].body.decode()


def test_a_broken_file_keeps_the_last_document() -> None:
    good = look((SAMPLES / "complete.toml").read_text("utf-8"))
    bad = look("year = = 1", good)
    assert bad.document == good.document
    assert bad.title == good.title
    assert bad.trouble.startswith(
        "report.toml 的写法有错，现在读不了。正文还是 08:30:00 时的样子。"
    )
    assert [item.line for item in bad.groups[0].items] == [1]
    assert look((SAMPLES / "complete.toml").read_text("utf-8"), bad).trouble == ""
    assert "正文还是" not in look("year = = 1").trouble


def test_a_template_of_the_persons_own_is_shown_and_its_fault_told(tmp_path: Path) -> None:
    text = (SAMPLES / "wrong-cell.toml").read_text("utf-8")
    own = tmp_path / "report.html.j2"
    own.write_text("{% for part in page.parts %}<b>{{ part.heading }}</b>{% endfor %}", "utf-8")
    seen = look(text, templates=tmp_path)
    assert seen.document.startswith('<b><span data-at="headings.overview">')
    own.write_text("{{ page.nothing }}", "utf-8")
    again = look(text, seen, tmp_path)
    assert again.document == seen.document
    assert again.trouble.startswith("正文生成不了：")
    assert again.groups == seen.groups


def test_what_the_report_accounts_for_stands_apart() -> None:
    text = (SAMPLES / "qidong-2024.toml").read_text("utf-8")
    seen = look(text + '\n[[allow]]\nrule = "blank-cells"\nreason = "原件如此，已核对"\n')
    assert [(item.code, item.reason) for item in seen.allowed] == [("GK013", "原件如此，已核对")]
    assert "GK013" not in [item.code for group in seen.groups for item in group.items]


# The server


def test_the_first_page(served: Running) -> None:
    answer, body = served.get("/")
    assert (answer.status, answer.getheader("Content-Type")) == (200, "text/html; charset=utf-8")
    assert "错误（1）" in body
    assert "第 103 行，第 73 列" in body
    _, document = served.get("/document")
    assert 'data-at="applications/outcome.granted/organization.legal_services">7<' in document
    for path in ("/preview.css", "/preview.js", "/marks.css", "/panel?x=1"):
        assert served.get(path)[0].status == 200
    head, nothing = served.get("/", "HEAD")
    assert (head.status, nothing) == (200, "")


def test_a_page_may_load_nothing_from_elsewhere(served: Running) -> None:
    page = str(served.get("/")[0].getheader("Content-Security-Policy"))
    document = str(served.get("/document")[0].getheader("Content-Security-Policy"))
    assert "script-src 'self';" in page
    assert "script-src" not in document  # default-src 'none' holds
    assert page.startswith("default-src 'none';")
    assert document.startswith("default-src 'none';")
    assert "frame-ancestors 'none'" in page
    assert "<script>" not in served.get("/")[1]
    for path in ("/", "/document", "/nothing"):
        answer, _ = served.get(path)
        assert answer.getheader("Cross-Origin-Resource-Policy") == "same-origin"
        assert answer.getheader("X-Content-Type-Options") == "nosniff"
        assert answer.getheader("Access-Control-Allow-Origin") is None


@pytest.mark.parametrize(
    "path",
    ["/nothing", "/report.toml", "/../report.toml", "/..%2freport.toml", "/templates/", "*",
     "/preview.css/", "/panel%00"],
)  # fmt: skip
def test_no_other_path_is_known(served: Running, path: str) -> None:
    answer, body = served.get(path)
    assert (answer.status, body) == (404, "没有这一页。预览在网址最后只有 / 的那一页。\n")


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1", "127.0.0.1:1", "", "[::1]:80"])
@pytest.mark.parametrize("path", ["/", "/events", "/document"])
def test_another_host_is_refused(served: Running, host: str, path: str) -> None:
    """A page of the internet whose name is made to point here."""
    answer, body = served.get(path, Host=host)
    assert answer.status == 403
    assert "祁" not in body
    assert body.startswith("只有这台电脑上的浏览器")


def test_our_own_name_is_taken(served: Running) -> None:
    assert served.get("/", Host=f"LocalHost:{served.port}")[0].status == 200


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "PATCH"])
def test_nothing_can_be_sent(served: Running, method: str) -> None:
    assert served.get("/", method)[0].status == 405
    assert served.get("/", method, Host="evil.example")[0].status == 403
    assert served.get("/", "TRACE")[0].status == 400
    assert served.get("/events", "HEAD")[0].status == 405


def test_it_listens_on_the_loopback_address_alone(running: Running) -> None:
    """The kernel's own list: one address, and no other of this machine."""
    if not Path("/proc/net/tcp").exists():
        pytest.skip("reads /proc/net/tcp")
    found = []
    for table in ("/proc/net/tcp", "/proc/net/tcp6"):
        lines = Path(table).read_text("ascii").splitlines()[1:] if Path(table).exists() else []
        for line in lines:
            _, local, _, state, *_ = line.split()
            address, port = local.split(":")
            if state == "0A" and int(port, 16) == running.port:
                found.append(address)
    assert found == ["0100007F"]


def test_a_saved_file_is_shown_anew(running: Running) -> None:
    running.save("   7,", "   1,")
    assert "没有发现问题" in running.until("/panel", "没有发现问题")
    assert 'organization.legal_services">7<' not in running.get("/document")[1]


def test_the_program_sees_a_saved_file_without_watchfiles(tmp_path: Path) -> None:
    """The extra only makes it quicker."""
    shutil.copy(SAMPLES / "wrong-cell.toml", tmp_path / "report.toml")
    (tmp_path / "no" / "watchfiles").mkdir(parents=True)
    (tmp_path / "no" / "watchfiles" / "__init__.py").write_text("raise ImportError\n")
    one = start(tmp_path / "report.toml", PYTHONPATH=str(tmp_path / "no"))
    one.save("   7,", "   1,")
    one.until("/panel", "没有发现问题")
    assert ended(one)[0] == 0


def test_a_stream_gives_signs_of_life(monkeypatch: pytest.MonkeyPatch) -> None:
    """And it ends with the server; a tab that was closed takes nothing with it."""
    monkeypatch.setattr("gkreport.preview.server._PULSE", 0.05)
    board = Board({}, 1)
    server = Server(board, 0)
    server.start()
    tabs = []
    for _ in range(2):
        connection = HTTPConnection("127.0.0.1", server.port, timeout=SECONDS)
        connection.request("GET", "/events")
        tabs.append(connection.getresponse())
    assert [told(tab) for tab in tabs] == ["1", "1"]
    tabs.pop().close()
    assert tabs[0].readline() == b"\n"
    assert tabs[0].readline() == b":\n"
    board.put({}, 2)
    assert told(tabs[0]) == "2"
    server.stop()
    assert tabs[0].read().replace(b":", b"").strip() == b""


def test_only_a_fault_of_ours_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    server = Server(Board({}, 1), 0)
    for error in (ConnectionResetError(), KeyError("fault")):
        try:
            raise error
        except (OSError, KeyError):
            server.handle_error(b"", ("127.0.0.1", 1))
    server.server_close()
    told = capsys.readouterr().err
    assert "KeyError: 'fault'" in told
    assert "ConnectionResetError" not in told


def test_a_stream_tells_of_every_saving(running: Running) -> None:
    """Several tabs at once, each with the number of now first."""
    tabs = []
    for _ in range(8):
        connection = HTTPConnection("127.0.0.1", running.port, timeout=SECONDS)
        connection.request("GET", "/events")
        tabs.append(connection.getresponse())
    assert tabs[0].getheader("Content-Type") == "text/event-stream; charset=utf-8"
    first = {told(tab) for tab in tabs}
    running.save("   7,", "   1,")
    second = {told(tab) for tab in tabs}
    assert (len(first), len(second)) == (1, 1)
    assert int(*second) > int(*first)
    code, _ = ended(running)
    assert code == 0
    assert {tab.read().strip() for tab in tabs} == {b""}


def told(stream: HTTPResponse) -> str:
    """The next message of a stream."""
    while True:
        line = stream.readline().decode().strip()
        if line.startswith("data: "):
            return line.removeprefix("data: ")


def test_a_file_that_breaks_and_is_mended(running: Running) -> None:
    document = running.get("/document")[1]
    running.save("year = 2025", "year = = 2025")
    panel = running.until("/panel", "report.toml 的写法有错，现在读不了。")
    assert 'class="trouble"' in panel
    assert running.get("/document")[1] == document
    running.save("year = = 2025", "year = 2025")
    assert "trouble" not in running.until("/panel", "法律服务机构一格")


def test_a_file_that_is_gone_and_comes_back(running: Running) -> None:
    """Also as editors save: a new file in place of the old."""
    text = running.file.read_text("utf-8")
    running.file.unlink()
    panel = running.until("/panel", "恢复以后，这里自动更新。")
    assert "错误（1）" in panel
    beside = running.file.with_name("other")
    beside.write_text(text.replace("   7,", "   1,"), "utf-8")
    beside.replace(running.file)
    running.until("/panel", "没有发现问题")
    beside.write_text(text, "utf-8")
    beside.replace(running.file)
    running.until("/panel", "错误（1）")


def test_last_years_report_is_found_as_soon_as_it_is_there(running: Running) -> None:
    assert "旁边没有上年的报告" in running.get("/panel")[1]
    text = running.file.read_text("utf-8").replace("year = 2025", "year = 2024", 1)
    running.file.with_name("last.toml").write_text(text, "utf-8")
    running.until("/panel", "已与上年的报告 last.toml 核对")


def test_last_and_profile_are_as_with_check(tmp_path: Path) -> None:
    text = (SAMPLES / "complete.toml").read_text("utf-8")
    year = read(decode("x", text.encode())).report
    assert year is not None
    assert year.year is not None
    (tmp_path / "report.toml").write_text(text, "utf-8")
    (tmp_path / "alt").mkdir()
    last = tmp_path / "alt" / "last.toml"
    last.write_text(text.replace(f"year = {year.year}", f"year = {year.year - 1}", 1), "utf-8")
    own = tmp_path / "甲.toml"
    own.write_text('title = "甲省要求"\n', "utf-8")
    one = start(tmp_path / "report.toml", "--last", "alt/last.toml", "--profile", "huaihua-2021")
    panel = one.get("/panel")[1]
    assert "已与上年的报告 alt/last.toml 核对" in panel
    last.write_text("broken = =", "utf-8")
    one.until("/panel", "--last 给的 alt/last.toml 写法有错")
    assert ended(one)[0] == 0


def test_malicious_texts_come_out_as_texts(tmp_path: Path) -> None:
    file = tmp_path / "report.toml"
    evil = json.dumps(EVIL)
    file.write_text(
        f'form = "2021"\nyear = 2025\ntitle = {evil}\n[organ]\nname = {evil}\n'
        f"contact.phone = {evil}\n[sections]\noverview = {evil}\n[headings]\nremedies = {evil}\n"
        f"[applications]\nreceived = [{evil}, 1, 1, 1, 1, 1, 1]\n",
        "utf-8",
    )
    one = start(file)
    for path in ("/", "/panel", "/document"):
        body = one.get(path)[1]
        assert "alert(1)" in body
        assert "<script>alert" not in body
        assert '<span data-at="title">' not in body
        assert "62710561" not in body
        assert "{{ 7919*7919 }}" in body
        assert "\u202e" not in body or path != "/document"
    ended(one)


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_it_ends_cleanly(running: Running, how: int) -> None:
    """Ctrl+C, the system, a terminal that is closed: the port is free, nothing is left."""
    code, said = ended(running, how)
    assert code == 0
    assert said.endswith("预览已结束。\n")
    assert "Traceback" not in said
    with socket.socket() as again:
        assert again.connect_ex(("127.0.0.1", running.port)) != 0


LOST = """
import os, signal, sys, weakref
from gkreport.cli import preview, run
beats = preview.beats
def late(folders):
    class Thing: pass
    thing = Thing()
    note = weakref.ref(thing, lambda _: os.kill(os.getpid(), signal.SIGTERM))
    del thing
    yield from beats(folders)
preview.beats = late
sys.exit(run(["preview", "report.toml", "--no-open"]))
"""


def test_it_ends_also_where_the_signal_comes_while_something_is_cleared_away(
    tmp_path: Path,
) -> None:
    """Python ignores what is raised there, as it may be at the end of an import."""
    shutil.copy(SAMPLES / "complete.toml", tmp_path / "report.toml")
    done = subprocess.run(
        [sys.executable, "-c", LOST], cwd=tmp_path, capture_output=True, text=True,
        encoding="utf-8", timeout=60, check=False, env=os.environ | {"PYTHONUTF8": "1"},
    )  # fmt: skip
    assert "KeyboardInterrupt" in done.stderr
    assert done.stderr.endswith("预览已结束。\n")
    assert done.returncode == 0


def test_a_terminal_that_is_closed_ends_it(tmp_path: Path) -> None:
    pty = pytest.importorskip("pty")
    shutil.copy(SAMPLES / "complete.toml", tmp_path / "report.toml")
    command = [sys.executable, "-m", "gkreport", "preview", "--no-open"]
    child, terminal = pty.fork()
    if child == 0:  # pragma: no cover - another program
        os.chdir(tmp_path)
        os.execv(sys.executable, command)  # noqa: S606 - the program itself
    seen = b""
    while b"Ctrl+C" not in seen:
        seen += os.read(terminal, 1000)
    os.close(terminal)
    _, status = os.waitpid(child, 0)
    assert os.waitstatus_to_exitcode(status) == 0


# The command


@pytest.fixture
def still(monkeypatch: pytest.MonkeyPatch) -> list[Callable[[], object]]:
    """The command in this process: steps to take one after the other, then Ctrl+C."""
    steps: list[Callable[[], object]] = []

    def beats(_: object) -> Iterator[None]:
        for step in steps:
            step()
            yield
        raise KeyboardInterrupt

    monkeypatch.setattr(command, "beats", beats)
    return steps


def test_the_command_follows_the_file(
    program: Program, still: list[Callable[[], object]], tmp_path: Path, monkeypatch: Any
) -> None:
    shutil.copy(SAMPLES / "wrong-cell.toml", tmp_path / "report.toml")
    shown: list[str] = []

    def put(board: Any, answers: Any, version: int) -> None:
        del board, version
        shown.append(answers["/panel"].body.decode())

    monkeypatch.setattr("gkreport.preview.board.Board.put", put)
    file = tmp_path / "report.toml"
    still += [
        lambda: None,
        lambda: file.write_text("year = = 1"),
        file.unlink,
        lambda: file.write_text("[tool]\nname = 'x'\n"),
        lambda: shutil.copy(SAMPLES / "complete.toml", file),
    ]
    done = program("preview", "--no-open")
    assert done.code == 0
    assert done.out.startswith("http://127.0.0.1:")
    assert done.err.endswith("预览已结束。\n")
    told = ["现在读不了", "没有 report.toml", "report.toml 不是年度报告", "没有发现问题"]
    assert [text in panel for text, panel in zip(told, shown, strict=True)] == [True] * 4


def test_a_fault_of_the_programs_own_does_not_end_it(
    program: Program, still: list[Callable[[], object]], tmp_path: Path, monkeypatch: Any
) -> None:
    """The last page stays, says what happened, and follows the file again afterwards."""
    file = tmp_path / "report.toml"
    shutil.copy(SAMPLES / "wrong-cell.toml", file)
    pages: list[Sight] = []

    def first(seen: Sight, version: int) -> Any:
        pages.append(seen)
        return answers(seen, version)

    def broken(*_: object) -> None:
        raise AttributeError("nothing")

    def touch(examined: object) -> Callable[[], object]:
        def change() -> None:
            monkeypatch.setattr(command, "examine", examined)
            file.write_text(file.read_text("utf-8") + "\n", "utf-8")

        return change

    monkeypatch.setattr(command, "answers", first)
    still += [lambda: None, touch(broken), touch(examine)]
    assert program("preview", "--no-open").code == 0
    before, fault, after = pages
    assert fault.trouble.startswith(
        "检查到一半，程序自己出了差错（AttributeError，test_preview.py 第"
    )
    assert "正文还是" in fault.trouble
    assert fault._replace(trouble="") == before
    assert after.trouble == ""
    monkeypatch.setattr(command, "examine", broken)
    assert program("preview", "--no-open").code == 0
    assert (pages[3].document, "正文还是" in pages[3].trouble) == ("", False)


def test_a_fault_from_nowhere_is_told_too() -> None:
    assert "（KeyError），不是报告写错了" in failed(Sight("a"), KeyError()).trouble


def test_templates_that_are_not_used_are_remarked_on(tmp_path: Path) -> None:
    shutil.copy(SAMPLES / "complete.toml", tmp_path / "report.toml")
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "reprot.html.j2").write_text("甲", "utf-8")
    seen = command.look(tmp_path / "report.toml", command.Asked(), Sight("report.toml"))
    assert "是不是要叫 report.html.j2？" in seen.remark


def test_ctrl_c_ends_it(
    program: Program, still: list[Callable[[], object]], tmp_path: Path
) -> None:
    shutil.copy(SAMPLES / "complete.toml", tmp_path / "report.toml")
    before = signal.getsignal(signal.SIGTERM)
    still.append(lambda: os.kill(os.getpid(), signal.SIGTERM))
    still.append(lambda: pytest.fail("it went on"))
    done = program("preview", "--no-open")
    assert done.err.endswith("预览已结束。\n")
    assert signal.getsignal(signal.SIGTERM) == before


def test_a_computer_that_lets_nobody_listen(
    program: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: object) -> None:
        raise PermissionError(13, "no")

    shutil.copy(SAMPLES / "complete.toml", tmp_path / "report.toml")
    monkeypatch.setattr(command, "Server", refused)
    assert program("preview").err.startswith("预览打不开：没有权限")


def test_what_it_is_held_against_is_said(
    program: Program, still: list[Callable[[], object]], tmp_path: Path, monkeypatch: Any
) -> None:
    shutil.copy(SAMPLES / "complete.toml", tmp_path / "report.toml")
    shutil.copy(SAMPLES / "complete.toml", tmp_path / "last.toml")
    text = (tmp_path / "last.toml").read_text("utf-8")
    (tmp_path / "last.toml").write_text(text.replace("year = 2025", "year = 2024", 1), "utf-8")
    assert still == []
    pages: list[str] = []

    def first(seen: Sight, version: int) -> Any:
        pages.append(seen.remark)
        return answers(seen, version)

    monkeypatch.setattr(command, "answers", first)
    assert program("preview", "--no-open").code == 0
    assert program("preview", "--no-open", "--last", "last.toml").code == 0
    assert program("preview", "--no-open", "--profile", "huaihua-2021").code == 0
    compared = "已与上年的报告 last.toml 核对"
    unfit = pages.pop()
    assert pages == [compared, compared]
    assert unfit.endswith(f"没有拿来检查 2025 年的报告；{compared}")


def test_the_browser_is_opened_where_there_is_a_screen(
    program: Program, still: list[Callable[[], object]], tmp_path: Path, monkeypatch: Any
) -> None:
    assert still == []
    shutil.copy(SAMPLES / "complete.toml", tmp_path / "report.toml")
    opened: list[str] = []

    def browse(url: str) -> bool:
        opened.append(url)
        return len(opened) == 1

    monkeypatch.setattr("webbrowser.open", browse)
    monkeypatch.setenv("DISPLAY", ":0")
    first = program("preview")
    assert opened == [first.out.strip()]
    assert "没能自动打开" not in first.err
    assert "没能自动打开浏览器" in program("preview", "--open").err
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "BROWSER"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("sys.platform", "linux")
    assert "没能自动打开浏览器" in program("preview").err
    assert len(opened) == 2
    program("preview", "--no-open")
    assert len(opened) == 2


def test_what_cannot_be_previewed_is_said(program: Program, tmp_path: Path) -> None:
    assert program("preview").code == 2
    assert "没有 report.toml" in program("preview").err
    assert program("preview", "-").err.startswith("预览要一个文件")
    assert "是文件夹" in program("preview", tmp_path).err
    (tmp_path / "a.toml").write_text("[tool]\n")
    assert program("preview", "a.toml").err == "a.toml 不是年度报告\n"
    assert program("preview", "--port", "70000").err.startswith("--port 要写 0 到 65535")
    shutil.copy(SAMPLES / "complete.toml", tmp_path / "report.toml")
    assert "没有叫 nowhere 的地方要求" in program("preview", "--profile", "nowhere").err
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = program("preview", "--no-open", "--port", str(port))
    assert done.code == 2
    assert done.err.startswith(f"端口 {port} 用不了，可能被别的程序占着。")


def test_there_are_beats_where_no_folder_can_be_watched(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    waits: list[float] = []
    monkeypatch.setattr(watch, "sleep", waits.append)
    beats = watch.beats((tmp_path / "nowhere",))
    next(beats)
    next(beats)
    assert len(waits) == 2
    told = watch.beats((tmp_path,))
    next(told)
    assert len(waits) == 2 or "watchfiles" not in sys.modules


# The browser


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with chromium() as one:
        yield one


@pytest.fixture
def tab(browser: Any, running: Running) -> Iterator[Any]:
    """The page in a browser, with what went wrong in it kept."""
    context = browser.new_context(viewport={"width": 1366, "height": 768}, bypass_csp=False)
    page = context.new_page()
    faults: list[str] = []
    page.on("console", lambda message: faults.append(message.text))
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.goto(running.url)
    page.wait_for_selector("#panel .finding")
    page.frame_locator("#document").locator("[data-worst]").first.wait_for()
    yield page
    assert faults == []
    context.close()


def test_a_click_on_a_finding_goes_to_the_cell(tab: Any) -> None:
    cell = tab.frame_locator("#document").locator("[data-chosen]")
    assert cell.count() == 0
    tab.get_by_role("button", name="法律服务机构一格").click()
    cell.first.wait_for()
    assert (cell.count(), cell.inner_text()) == (1, "7")
    tab.wait_for_function(
        "() => { const d = document.getElementById('document'); const at ="
        " d.contentDocument.querySelector('[data-chosen]').getBoundingClientRect();"
        " return at.top > 0 && at.bottom < d.clientHeight; }"
    )
    assert tab.locator(".finding[aria-current=true]").count() == 1
    assert tab.locator("#said").inner_text() == "正文里已经标出这一处。"


def test_a_click_on_a_cell_shows_its_finding(tab: Any) -> None:
    document = tab.frame_locator("#document")
    document.locator("td[data-worst=error]").first.click()
    chosen = tab.locator(".finding[aria-current=true]")
    assert chosen.count() == 1
    assert "GK300" in chosen.inner_text()
    assert chosen.locator("button").evaluate("one => one === document.activeElement")
    document.locator("h1").click()
    assert chosen.count() == 0


def test_a_tab_follows_the_file_and_stays_where_it_is(tab: Any, running: Running) -> None:
    tab.get_by_role("button", name="法律服务机构一格").click()
    frame = tab.frame(url="**/document")
    tab.wait_for_timeout(800)  # the page scrolls softly
    before = frame.evaluate("scrollY")
    assert before > 0
    running.save('name = "云溪县数据局"', 'name = "云溪县大数据局"')
    tab.frame_locator("#document").get_by_text("云溪县大数据局").first.wait_for()
    tab.wait_for_function(
        f"() => Math.abs(document.getElementById('document').contentWindow.scrollY - {before}) < 5"
    )
    tab.frame_locator("#document").locator("[data-chosen]").wait_for()
    assert tab.title().startswith("预览：云溪县大数据局")
    running.save("year = 2025", "year = = 2025")
    tab.locator(".trouble").wait_for()
    assert "大数据局" in tab.frame_locator("#document").locator("h1").inner_text()
    running.save("year = = 2025", "year = 2025")
    tab.locator(".trouble").wait_for(state="detached")


def test_a_tab_that_nobody_sees_lets_go_of_its_stream(tab: Any, running: Running) -> None:
    """A browser keeps six streams open to one address: with more tabs the last would not load."""
    hide = (
        "hidden => {"
        " Object.defineProperty(document, 'hidden', {value: hidden, configurable: true});"
        " document.dispatchEvent(new Event('visibilitychange')); return stream === null; }"
    )
    assert tab.evaluate(hide, arg=True)
    running.save("   7,", "   1,")
    running.until("/panel", "没有发现问题")
    assert tab.locator(".finding").count() == 1
    assert not tab.evaluate(hide, arg=False)
    tab.get_by_text("没有发现问题").first.wait_for()


def test_the_checker_of_html_has_nothing_against_it(tmp_path: Path) -> None:
    text = (SAMPLES / "qidong-2024.toml").read_text("utf-8")
    seen = look(text + '\n[[allow]]\nrule = "blank-cells"\nreason = "原件如此，已核对"\n')
    pages = []
    for n, one in enumerate((seen, look("year = = 1", seen), look("year = = 1"))):
        for path in ("/", "/document"):
            pages.append(tmp_path / f"{n}{path.replace('/', '-')}.html")
            pages[-1].write_bytes(answers(one, 1)[path].body)
    assert nu(*pages) == []


def test_a_tab_says_that_the_program_has_ended(browser: Any, running: Running) -> None:
    page = browser.new_page()
    page.goto(running.url)
    page.wait_for_selector("#panel .finding")
    page.set_viewport_size({"width": 400, "height": 500})
    assert ended(running)[0] == 0
    page.locator("#lost:not([hidden])").wait_for()
    assert page.evaluate("document.querySelector('main').scrollTop = 10000, scrollY") == 0
    assert page.evaluate("document.querySelector('main').scrollTop") > 100
    assert page.locator("#lost").bounding_box()["y"] >= 0
    assert "再运行一次 gkreport preview" in page.locator("#lost").inner_text()
    page.close()


@pytest.mark.parametrize("width", [1366, 400])
def test_axe_has_nothing_against_it(browser: Any, tmp_path: Path, width: int) -> None:
    shutil.copy(SAMPLES / "qidong-2024.toml", tmp_path / "report.toml")
    with (tmp_path / "report.toml").open("a", encoding="utf-8") as stream:
        stream.write('\n[[allow]]\nrule = "blank-cells"\nreason = "原件如此，已核对"\n')
    running = start(tmp_path / "report.toml")
    context = browser.new_context(viewport={"width": width, "height": 768}, bypass_csp=True)
    page = context.new_page()
    page.goto(running.url)
    page.frame_locator("#document").locator("[data-worst]").first.wait_for()
    page.locator(".finding button").first.click()
    page.locator("summary").click()
    for frame in page.frames[1:]:
        frame.add_script_tag(path=str(AXE))
    assert axe(page) == []
    wide = "document.documentElement.scrollWidth <= document.documentElement.clientWidth"
    assert page.evaluate(wide)
    running.save("year = 2024", "year = = 2024")
    page.locator(".trouble").wait_for()
    assert axe(page) == []
    context.close()
    ended(running)
