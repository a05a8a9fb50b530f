"""`gkreport import`."""

from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from gkreport.cli.imported import lines, load, refusal, tell
from gkreport.cli.shell import Stop, free, reason, say, write
from gkreport.cli.sources import STREAM, Names, Sources, gather
from gkreport.importers.blocks import Refused
from gkreport.importers.missing import Given

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gkreport.importers.compose import Imported


class Asked(NamedTuple):
    """What the command line asks for."""

    output: Path | None = None
    organ: str = ""
    """What the source may not say."""
    year: int | None = None
    evidence: Path | None = None
    force: bool = False


class Done(NamedTuple):
    """One source: what became of it."""

    source: Path
    imported: "Imported | None" = None
    target: Path | None = None
    refused: str = ""

    @property
    def code(self) -> int:
        """0 everything exact, 1 something in doubt or missing, 2 not done."""
        if self.refused or self.imported is None:
            return 2
        return 0 if self.imported.exact else 1

    def as_json(self) -> dict[str, Any]:
        """The entry in the file of evidence."""
        from gkreport.importers.evidence import entry  # noqa: PLC0415 - only with --evidence

        return {
            "path": str(self.source),
            "status": "refused" if self.refused else "read",
            "reason": self.refused or None,
            "output": str(self.target) if self.target else None,
            **(entry(self.imported) if self.imported is not None else {}),
        }


def run(given: "Sequence[Path]", asked: Asked) -> int:
    """Read every source, write a report file for each, return the exit code."""
    sources = gather(given)
    if not sources.files:
        raise Stop(
            f"{'、'.join(map(str, given))} 里没有可以读的文件（网页、Word、PDF、Excel、文本）"
        )
    folder = _folder(sources, asked)
    if asked.evidence is not None:
        _room(asked.evidence, sources, asked)
    names = Names()
    done = []
    for path in sources.files:
        target = None if folder is None else _Named(folder, names)
        done.append(_one(path, target, asked, several=len(sources.files) > 1))
    if asked.evidence is not None:
        _write_evidence(asked.evidence, done)
    _close(done, sources)
    return max(d.code for d in done)


class _Named(NamedTuple):
    """A folder that reports go into, under names made from what they say."""

    folder: Path
    names: Names


def _folder(sources: Sources, asked: Asked) -> Path | None:
    """The folder that the reports go into; None where there is one report with a place."""
    output = asked.output
    several = sources.folder or len(sources.files) > 1
    if not several and (output is None or output == STREAM):
        return None
    if not several and output is not None and _is_file(output):
        _room(output, sources, asked)
        return None
    if output is None or output == STREAM:
        raise Stop(f"要读 {len(sources.files)} 个文件，请用 -o 写明放进哪个文件夹")
    if output.exists() and not output.is_dir():
        raise Stop(
            f"{output} 是文件，不是文件夹：要读 {len(sources.files)} 个文件，请用 -o 写文件夹"
        )
    try:
        output.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Stop(f"{output} 这个文件夹建不起来：{reason(error)}") from error
    return output


def _is_file(output: Path) -> bool:
    """Whether a name is meant as that of a file: reports have an ending, folders have none."""
    return not output.is_dir() and (bool(output.suffix) or output.exists())


def _room(path: Path, sources: Sources, asked: Asked) -> None:
    """Raise Stop where a file cannot go there: sources are never replaced, others with --force."""
    if any(path.absolute() == source.absolute() for source in sources.files):
        raise Stop(f"{path} 就是来源，不能写进去。请用另外的名字")
    if asked.evidence is not None and asked.output == asked.evidence:
        raise Stop(f"-o 和 --evidence 写的是同一个文件 {path}，请写两个名字")
    if not path.parent.is_dir():
        raise Stop(f"没有 {path.parent} 这个文件夹，请先建好")
    free(path, force=asked.force)


def _one(path: Path, named: _Named | None, asked: Asked, *, several: bool) -> Done:
    """Read one source and write its report; whatever is wrong with it stays with it."""
    from gkreport.importers.reading import read_report  # noqa: PLC0415 - slow to load

    called = "标准输入" if path == STREAM else str(path)
    try:
        given = Given(asked.organ, asked.year)
        imported = read_report(str(path), load(path), given)
        target, numbered = _target(imported, path, named, asked)
        _write(imported, target)
    except Refused as refused:
        done = Done(path, refused=refusal(called, refused))
    except Stop as stop:
        done = Done(path, refused=str(stop))
    else:
        tell(lines(called, imported, brief=several))
        if target is not None:
            also = "（这个机关这一年的报告不止一份，加了编号）" if numbered else ""
            say(f"  已写入 {target}{also}")
        return Done(path, imported, target)
    tell([done.refused])
    return done


def _target(
    imported: "Imported", path: Path, named: _Named | None, asked: Asked
) -> tuple[Path | None, bool]:
    """Where a report goes, None for stdout, and whether its name had to be numbered."""
    if named is None:
        return (None if asked.output == STREAM else asked.output), False
    sheet = imported.sheet
    name, numbered = named.names.name(sheet.organ.name, sheet.year, path)
    target = named.folder / name
    free(target, force=asked.force)
    return target, numbered


def _write(imported: "Imported", target: Path | None) -> None:
    from gkreport.cli.results import document  # noqa: PLC0415
    from gkreport.importers.toml import text  # noqa: PLC0415

    if target is None:
        document(text(imported))
    else:
        write(target, text(imported))


def _write_evidence(path: Path, done: list[Done]) -> None:
    import json  # noqa: PLC0415 - only with --evidence

    from gkreport.importers.evidence import VERSION  # noqa: PLC0415

    body = {"version": VERSION, "files": [d.as_json() for d in done]}
    write(path, json.dumps(body, ensure_ascii=False, indent=2) + "\n")
    say(f"每个数字的出处已写入 {path}")


def _close(done: list[Done], sources: Sources) -> None:
    """The closing tally, and what to do next."""
    if len(done) > 1 or sources.skipped:
        counts = [sum(d.code == code for d in done) for code in (0, 1, 2)]
        words = zip(counts, ("份全部读清", "份要核对", "份没有读成"), strict=True)
        said = "，".join(f"{n} {word}" for n, word in words if n)
        skipped = f"；跳过 {sources.skipped} 个别的文件" if sources.skipped else ""
        say(f"共 {len(done)} 个文件：{said}{skipped}")
    written = [d for d in done if d.target is not None]
    read = [d.imported for d in done if d.imported is not None]
    if any(imported.unresolved for imported in read):
        say("没有把握的，文件里是引号里的原文，旁边注明可能的读法，请对照原文改正")
    elif any(not imported.exact for imported in read):
        say("上面列出的，请对照原文核对，缺的补上")
    if written:
        what = written[0].target if len(written) == 1 else written[0].target.parent  # type: ignore[union-attr]
        say(f"下一步：gkreport check {what}")
