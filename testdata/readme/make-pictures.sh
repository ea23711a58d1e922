#!/bin/sh
# Renders the README's pictures from the demo's output, at low resolution:
#     make demo && sh testdata/readme/make-pictures.sh
# Needs libreoffice-calc, poppler-utils, imagemagick, python3-openpyxl, a CJK font.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
out=${1:-build/示例核查结果}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

cp "$out/审计局核查报告.xlsx" "$work/audit.xlsx"
cp "$out/财政局核查报告.xlsx" "$work/finance.xlsx"
cp "$out/问题核对单/阳城县水务局/核对单.xlsx" "$work/reply.xlsx"
# A department's own page setup is left alone by hecha; for one picture the
# whole sheet must stand on a page.
/usr/bin/python3 - "$out/标注/2024年/水务局2024年项目.xlsx" "$work/marked.xlsx" <<'PYTHON'
import sys, openpyxl
book = openpyxl.load_workbook(sys.argv[1])
for sheet in book:
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = openpyxl.worksheet.properties.PageSetupProperties(fitToPage=True)
book.save(sys.argv[2])
PYTHON
(cd "$work" && soffice --headless "-env:UserInstallation=file://$work/profile" \
  --convert-to pdf audit.xlsx finance.xlsx reply.xlsx marked.xlsx >/dev/null 2>&1)

# picture FILE PAGE DPI CROP NAME: CROP is the part of the page kept.
picture () {
  pdftoppm -r "$3" -png -f "$2" -l "$2" "$work/$1.pdf" "$work/$5"
  convert "$work/$5"-*.png -crop "$4" +repage -trim +repage -bordercolor white -border 8 \
    -resize '900x>' -dither None -colors 32 -define png:compression-level=9 -strip "$here/$5.png"
}
picture audit 1 110 1300x700+0+0 overview
picture audit 4 110 1300x420+0+0 findings
picture finance 3 110 1300x420+0+0 holds
picture marked 1 230 1750x420+0+0 marked
picture reply 1 110 1300x520+0+0 reply
ls -l "$here"/*.png
