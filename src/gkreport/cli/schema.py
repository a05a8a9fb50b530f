"""`gkreport schema`."""

from pathlib import Path

from gkreport import forms
from gkreport.cli.shell import Stop, emit, free, say, write
from gkreport.schema import dump


def run(output: Path | None, form: str | None, *, force: bool) -> None:
    """Write the JSON Schema of one form to a file, or show it."""
    newest = forms.ids()[0]
    found = forms.load(newest if form is None else form)
    if found is None:
        raise Stop(f"没有 {form} 这个格式，--form 只能写 {'、'.join(forms.ids())} 之一")
    if output is None or str(output) == "-":
        emit(dump(found), end="")
        return
    free(output, force=force)
    write(output, dump(found))
    say(f"已写到 {output}：{found.basis}的格式")
    say(f"报告放在同一个文件夹里，第一行写 #:schema ./{output.name} ，编辑器就会提示和核对")
