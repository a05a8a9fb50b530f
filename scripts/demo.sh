#!/bin/sh
# The main job from beginning to end, on the figures of a real report, in a folder of its own.
set -eu
top=$(pwd)
gkreport="$top/.venv/bin/gkreport"
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
say() { printf '\n\033[1m$ gkreport %s\033[0m\n' "$*"; }
run() { say "$@"; "$gkreport" "$@" || [ $? -eq 1 ]; }

cp "$top/samples/qidong-2024.toml" "$folder/report.toml"
cd "$folder"
printf '祁东县数据局 2024 年的报告，数字照原文抄录：\n'
run check
run show --table 4
printf '\n补上第六部分，再检查、生成正文：\n'
sed 's/^# 原报告没有第六部分。$/other_matters = "2024年没有收取信息处理费。"/' report.toml > mended.toml
mv mended.toml report.toml
run check
run render --html -o report.html
cp report.html "$top/build/demo.html" 2>/dev/null || { mkdir -p "$top/build"; cp report.html "$top/build/demo.html"; }
printf '\n下一年的报告，由这一份带入：\n'
run new 2025 --from report.toml -o next.toml
run fill next.toml
run check next.toml --last report.toml --format concise
printf '\n网页在 build/demo.html，用浏览器打开就能看。\n'
